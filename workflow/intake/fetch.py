"""Getting hold of an original: an address, a file, or standard input."""

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workflow.errors import InputError
from workflow.intake import sniff
from workflow.intake.address import is_address
from workflow.intake.media import fetch_media
from workflow.intake.original import EXTENSIONS, Original

__all__ = ["Original", "fetch", "fetch_media"]


def fetch(
    source: str,
    *,
    allow_private: bool = False,
    timeout: float = 30.0,
    limit: int = 20_000_000,
    stdin: bytes | None = None,
) -> Original:
    """Take in the bytes of an original.

    Args:
        source: an address (http, https), a path, or ``-`` for standard input.
        allow_private: read from private, loopback and link-local addresses too.
        timeout: seconds a server may stay silent; four times that for the whole.
        limit: largest size in bytes.
        stdin: what ``-`` stands for; None reads the program's standard input.

    Raises:
        InputError: unreachable, refused, not found, empty, binary, too large, or no kind of document that can be read.
    """
    if source == "-":
        data = sys.stdin.buffer.read(limit + 1) if stdin is None else stdin
        return _original(data, place="standard input", limit=limit, name="-")
    if is_address(source):
        from workflow.intake import web

        answer = web.get(source, allow_private=allow_private, timeout=timeout, limit=limit)
        name = unquote(urlsplit(answer.url).path).rpartition("/")[2]
        kind = sniff.media_type(answer.data, declared=answer.media_type, name=name or "page.html", place=answer.url)
        return Original(
            data=answer.data,
            media_type=kind,
            charset=answer.charset,
            url=answer.url,
            name=name,
            extension=EXTENSIONS[kind],
        )
    path = Path(source).expanduser()
    return _original(_read(path, limit), place=str(path), limit=limit, name=path.name, folder=path.resolve().parent)


def _original(data: bytes, *, place: str, limit: int, name: str, folder: Path | None = None) -> Original:
    if len(data) > limit:
        raise sniff.too_large(len(data) if folder else None, limit, place)
    kind = sniff.media_type(data, name=name, place=place)
    return Original(data=data, media_type=kind, name=name, extension=EXTENSIONS[kind], folder=folder)


def _read(path: Path, limit: int) -> bytes:
    place = str(path)
    try:
        size = path.stat().st_size
        if size > limit:
            raise sniff.too_large(size, limit, place)
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        looks_like_host = "." in place.split("/", 1)[0].strip(".") and "/" in place
        mend = f"write https://{place} if it is an address" if looks_like_host else "check the path"
        raise InputError("there is no such file", place=place, mend=mend) from error
    except IsADirectoryError as error:
        raise InputError("is a folder", place=place, mend="give the files in it one by one") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason})", place=place) from error
