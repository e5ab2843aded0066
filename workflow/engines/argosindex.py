"""Argos packages from the public index, by way of `argostranslate.package`."""

import os
import re
import threading
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

from workflow.engines.files import Observer, require_room, writing
from workflow.errors import EngineError

INDEX_SECONDS = 6.0  # for the whole index, names looked up included
STALL_SECONDS = 20.0  # without a byte, while a package comes in

_Result = TypeVar("_Result")


def library(folder: Path) -> Any:  # noqa: ANN401 - the module ships no types
    """Import `argostranslate.package` with all its folders below `folder`.

    Raises:
        EngineError: it is not installed.
    """
    if find_spec("argostranslate") is None:
        raise EngineError("the engine argos is not installed", mend='run `pip install "workflow[argos]"`')
    homes = {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}
    settings = {**dict.fromkeys(homes, str(folder)), "ARGOS_PACKAGES_DIR": str(folder / "packages")}
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        import argostranslate.package
    finally:
        for name in os.environ.keys() - before.keys():  # the library adds one of its own
            del os.environ[name]
        os.environ.update(before)
    return argostranslate.package


def download(source: str, target: str, folder: Path, observer: Observer) -> tuple[Path, str]:
    """Fetch the newest package of a pair into `folder`; return the file and the address it came from.

    Args:
        source: Argos code of the source language.
        target: Argos code of the target language.
        folder: where `argostranslate` may keep its files.
        observer: told how far it is.

    Raises:
        EngineError: not installed, the index does not answer within `INDEX_SECONDS`, no such pair, download broke off.
    """
    package = library(folder)
    settings = package.settings
    observer(0, 0, "asking the Argos index")
    index = within(INDEX_SECONDS, lambda: _get(settings.remote_package_index), settings.remote_package_index)
    with writing(folder):
        Path(settings.local_package_index).write_bytes(index)
    try:
        found = [
            entry for entry in package.get_available_packages() if (entry.from_code, entry.to_code) == (source, target)
        ]
    except (ValueError, AttributeError, TypeError) as error:
        raise EngineError("the Argos index cannot be read", place=settings.remote_package_index) from error
    newest = sorted(found, key=_version)[-1:]
    links = [link for entry in newest for link in entry.links if link.startswith("http")]
    if not links:
        problem = f"the Argos index has no package for {source} to {target}"
        raise EngineError(problem, place=settings.remote_package_index)
    version = ".".join(map(str, _version(newest[0])))
    place = folder / f"{source}-{target}-{version}.argosmodel.part"
    _fetch(links[0], place, f"downloading {source}-{target}", observer)
    return place, links[0]


def within(seconds: float, work: Callable[[], _Result], place: str) -> _Result:
    """Do `work` in at most `seconds`; looking up a name has no time-out of its own, so it is left behind.

    Raises:
        EngineError: it took longer, or failed.
    """
    results: list[_Result] = []
    failures: list[Exception] = []

    def run() -> None:
        try:
            results.append(work())
        except Exception as error:  # noqa: BLE001 - told to the caller below
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if results:
        return results[0]
    why = f"it failed ({failures[0]})" if failures else f"no answer within {seconds:.0f} seconds"
    mend = "check the network, or install a file: workflow models install FILE.argosmodel"
    raise EngineError(f"the Argos index cannot be reached: {why}", place=place, mend=mend)


def _get(address: str) -> bytes:
    import httpx2

    answer = httpx2.get(address, follow_redirects=True, timeout=INDEX_SECONDS)
    answer.raise_for_status()
    return bytes(answer.content)


def _fetch(address: str, place: Path, what: str, observer: Observer) -> None:
    """Stream a file to `place`; what an unfinished earlier run left is asked for no more."""
    import httpx2

    done, have = 0, place.stat().st_size if place.exists() else 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}
    try:
        with httpx2.stream("GET", address, headers=headers, follow_redirects=True, timeout=STALL_SECONDS) as answer:
            answer.raise_for_status()
            again = answer.status_code == httpx2.codes.PARTIAL_CONTENT
            done = have if again else 0
            total = done + int(answer.headers.get("content-length", "0"))
            require_room(place.parent, total - done)
            with writing(place), place.open("ab" if again else "wb") as sink:
                for chunk in answer.iter_bytes():
                    sink.write(chunk)
                    done += len(chunk)
                    observer(done, total, what)
    except httpx2.HTTPStatusError as error:
        place.unlink(missing_ok=True)  # also the answer to a range that is no more
        raise EngineError(
            f"the server answered {error.response.status_code}", place=address, mend="try later"
        ) from error
    except httpx2.HTTPError as error:
        problem = f"the download broke off after {done / 1e6:,.0f} MB ({error})"
        raise EngineError(problem, place=address, mend="run the command again: it goes on where it stopped") from error


def _version(entry: Any) -> tuple[int, ...]:  # noqa: ANN401 - the library's own class
    return tuple(int(number) for number in re.findall(r"\d+", entry.package_version or ""))
