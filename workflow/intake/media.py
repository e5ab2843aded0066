"""Keeping the pictures of an original with it. A picture that cannot be kept is a warning, never a failure."""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from workflow.errors import InputError
from workflow.intake.address import is_address
from workflow.intake.original import Original
from workflow.model import Image

_LIMIT = 20_000_000
_TIMEOUT = 15.0
_DATA = re.compile(r"data:([\w.+/-]*)((?:;[\w.+-]+=[^;,]*)*)(;base64)?,", re.IGNORECASE)
# How much of an address a warning shows; a data: address may hold a megabyte.
_SHOWN = 100
_LONGEST_NAME = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")

# What an SVG picture may not hold: it would run when the page is opened, or load from elsewhere.
_SVG_ELEMENTS = {"script", "foreignobject", "iframe", "object", "embed", "handler", "set", "animate"}
_LOADS = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:image/)[^\s'\"]", re.IGNORECASE)
_SVG_PREFIX = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)


class _UnkeptError(Exception):
    """Why a picture is not kept, in words that follow its address."""


def fetch_media(
    images: Sequence[Image], original: Original, *, allow_private: bool = False, timeout: float = _TIMEOUT
) -> tuple[tuple[Image, ...], dict[str, bytes], list[str]]:
    """Get the pictures of an original: from the web, beside a local page, inside a Word file or a data: address.

    Args:
        images: the pictures of its body; the same `src` may occur more than once.
        original: where they came from.
        allow_private: as in `fetch`.
        timeout: seconds a server may stay silent; a page has many pictures, so never more than `_TIMEOUT`.

    Returns:
        The images in their order with `file` filled in for those that are kept; the bytes by file name; one sentence
        for each that is not.
    """
    reader = _Reader(original, allow_private=allow_private, timeout=min(timeout, _TIMEOUT))
    kept: dict[str, str] = {}
    files: dict[str, bytes] = {}
    by_digest: dict[str, str] = {}
    warnings: list[str] = []
    for src in dict.fromkeys(image.src for image in images):
        try:
            data = reader.read(src)
            extension = picture_type(data)
        except (_UnkeptError, InputError) as error:
            reason = error.problem if isinstance(error, InputError) else str(error)
            warnings.append(f"the picture {_shown(src)} is not kept: {reason}")
            continue
        digest = sha256(data).hexdigest()
        if digest not in by_digest:
            name = _free_name(src, extension, files)
            by_digest[digest], files[name] = name, data
        kept[src] = by_digest[digest]
    return tuple(replace(image, file=kept.get(image.src, "")) for image in images), files, warnings


def picture_type(data: bytes) -> str:
    """Return the file extension of a picture, by its own bytes.

    Raises:
        _UnkeptError: it is no picture a page may show.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if _SVG_PREFIX.match(data[:4096]):
        _check_svg(data)
        return "svg"
    if re.match(rb"\s*(?:<!doctype html|<html|<head|<body)", data[:512], re.IGNORECASE):
        raise _UnkeptError("the server sent a web page instead of it")
    if not data.strip():
        raise _UnkeptError("it is empty")
    raise _UnkeptError("it is no PNG, JPEG, GIF, WebP or SVG")


class _Reader:
    """Reads pictures by address; a host that failed once is not asked again."""

    def __init__(self, original: Original, *, allow_private: bool, timeout: float) -> None:
        self._original = original
        self._timeout = timeout
        self._allow_private = allow_private
        self._inside: dict[str, bytes] | None = None
        self._dead: dict[str, str] = {}

    def read(self, src: str) -> bytes:
        if not src.strip():
            raise _UnkeptError("it has no address")
        if src.lower().startswith("data:"):
            return _from_data(src)
        if src.startswith("//"):
            src = urljoin(self._original.url or "https://host/", src)
        if is_address(src):
            return self._from_web(src)
        if self._inside is None:
            from workflow.intake import documents

            self._inside = documents.media(self._original)
        if src in self._inside:
            return self._inside[src]
        if self._original.url:
            return self._from_web(urljoin(self._original.url, src))
        if self._original.folder is None:
            raise _UnkeptError("its address is relative to a page whose own address is not known")
        return _from_folder(src, self._original.folder)

    def _from_web(self, url: str) -> bytes:
        from workflow.intake import web

        host = urlsplit(url).netloc
        if host in self._dead:
            raise _UnkeptError(self._dead[host])
        try:
            return web.get(url, allow_private=self._allow_private, timeout=self._timeout, limit=_LIMIT).data
        except web.NetworkError as error:
            self._dead[host] = error.problem
            raise


def _from_data(src: str) -> bytes:
    head = _DATA.match(src)
    if head is None:
        raise _UnkeptError("its data: address is damaged")
    rest = src[head.end() :]
    if not head.group(3):
        return unquote_to_bytes(rest)
    try:
        return base64.b64decode(re.sub(r"\s", "", unquote(rest)), validate=True)
    except binascii.Error as error:
        raise _UnkeptError("its data: address is damaged") from error


def _from_folder(src: str, folder: Path) -> bytes:
    """Read a picture beside a local page; nothing outside the folder of the page is opened."""
    root = folder.resolve()
    parts = urlsplit(src)
    if parts.scheme:
        raise _UnkeptError(f"addresses with {parts.scheme}: are not read")
    try:
        path = (root / unquote(parts.path).replace("\\", "/")).resolve()
        if not path.is_relative_to(root):
            raise _UnkeptError("it lies outside the folder of the page")
        if not path.is_file():
            raise _UnkeptError("there is no such file beside the page")
        if path.stat().st_size > _LIMIT:
            raise _UnkeptError(f"it is larger than {_LIMIT // 1_000_000} MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _UnkeptError(f"its file cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _check_svg(data: bytes) -> None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _UnkeptError("it is a damaged SVG") from error
    if b"<!ENTITY" in data:
        raise _UnkeptError("it is an SVG with entities of its own")
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        if name in _SVG_ELEMENTS or (name == "style" and _LOADS.search("".join(map(str, element.itertext())))):
            raise _UnkeptError("it is an SVG with active content")
        for key, value in element.attrib.items():
            local = etree.QName(key).localname.lower()
            target = re.sub(r"[\s\0]", "", str(value)).lower()
            foreign = local == "href" and not target.startswith(("#", "data:image/"))
            if local.startswith("on") or foreign or _LOADS.search(str(value)):
                raise _UnkeptError("it is an SVG with active content")


def _free_name(src: str, extension: str, taken: dict[str, bytes]) -> str:
    """Return a file name every system takes: small letters, digits and hyphens, the true extension."""
    last = "" if src.lower().startswith("data:") else unquote(urlsplit(src).path).replace("\\", "/").rpartition("/")[2]
    stem = (
        re.sub(r"[^a-z0-9]+", "-", last.rpartition(".")[0].lower() or last.lower())
        .strip("-")[:_LONGEST_NAME]
        .strip("-")
    )
    if not stem or _RESERVED.match(stem):
        stem = f"image{'-' + stem if stem else ''}"
    name, count = f"{stem}.{extension}", 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}.{extension}"
    return name


def _shown(src: str) -> str:
    return src if len(src) <= _SHOWN else f"{src[:_SHOWN]}…"
