"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import InputError
from workflow.store.files import plain_errors

if TYPE_CHECKING:
    from filelock import BaseFileLock


class DeskLock:
    """An exclusive lock on a desk; the system frees it when its process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holder = folder / "lock.holder"
        self._lock: BaseFileLock | None = None

    @contextmanager
    def hold(self, wait: float) -> Iterator[None]:
        """Hold the lock; may be nested.

        Raises:
            InputError: another process holds it for longer than `wait` seconds.
        """
        from filelock import Timeout

        lock = self._made()
        first = not lock.is_locked
        with plain_errors(self._folder):
            try:
                lock.acquire(timeout=wait)
            except Timeout:
                raise InputError(
                    f"another workflow process{self._who()} is writing to this desk",
                    place=str(self._folder.parent),
                    mend="wait until it has ended and run the command again",
                ) from None
        try:
            if first:
                with suppress(OSError):
                    self._holder.write_text(str(os.getpid()))
            yield
        finally:
            lock.release()

    def _made(self) -> "BaseFileLock":
        if self._lock is None:
            from filelock import FileLock

            with plain_errors(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(self._folder / "lock", thread_local=False, poll_interval=0.01)
        return self._lock

    def _who(self) -> str:
        """Return the holder's process id, as far as it is known."""
        try:
            return f" (process {int(self._holder.read_text())})"
        except (OSError, ValueError):
            return ""
