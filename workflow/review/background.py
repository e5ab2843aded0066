"""Checking articles while the server answers: a process of its own, which is a command of this program.

It is started anew, not forked: a copy of a server with threads may stop at a lock that nobody opens. What it finds
stands in the desk's cache, row by row, where the dashboard sees it; it ends by itself, whatever becomes of the server.
"""

import subprocess
import sys
from pathlib import Path


class Checking:
    """The process, when one runs. `fault` says why articles it looked at are not checked, empty while nothing does."""

    def __init__(self, root: Path) -> None:
        self._command = [sys.executable, "-m", "workflow", "-C", str(root), "status", "--json"]
        self._process: subprocess.Popen[str] | None = None
        self._begun = ""
        self.fault = ""

    def begin(self, stamp: str) -> None:
        """Start the process, unless it runs, or ran already over a desk of this stamp: then something is wrong."""
        if self.runs:
            return
        if stamp == self._begun:
            self.fault = self.fault or "what the checks find cannot be kept; see that .workflow/ can be written"
            return
        self._begun, self.fault = stamp, ""
        self._process = subprocess.Popen(  # noqa: S603
            self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    @property
    def runs(self) -> bool:
        """Whether articles are being checked."""
        process = self._process
        if process is not None and process.poll() is not None:
            lines = process.communicate()[1].strip().splitlines()
            said = lines[-1].removeprefix("workflow: ") if lines else f"the checks ended with {process.returncode}"
            self.fault = said if process.returncode else ""
            self._process = None
        return self._process is not None

    def close(self) -> None:
        """End it; what it found is kept."""
        if self._process is not None:
            self._process.terminate()
            self._process.communicate(timeout=10)
            self._process = None
