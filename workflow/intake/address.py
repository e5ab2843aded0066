"""Web addresses: how they are written, and which machines they may lead to. Standard library only."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from workflow.errors import InputError

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_NAT64 = IPv6Network("64:ff9b::/96")

# Everything RFC 3986 allows to stand for itself in a path or query, and the percent sign of what is quoted already.
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_GRAPHIC = range(0x21, 0x7F)
_QUERY_SAFE = _PATH_SAFE + "?"


def is_address(text: str) -> bool:
    """Whether `text` is written as an address (``scheme://…``) and not as a path."""
    return bool(_SCHEME.match(text.strip()))


def normalise(url: str) -> str:
    """Return `url` with Chinese characters, spaces and stray percent signs quoted, and without its fragment.

    Raises:
        InputError: it is not an http or https address with a host.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError as error:
        raise InputError("is not an address that can be read", place=text, mend="check how it is written") from error
    if parts.scheme.lower() not in ("http", "https"):
        scheme = parts.scheme or "no scheme"
        raise InputError(f"has {scheme} where only http and https are read", place=text)
    if not host:
        raise InputError("names no host", place=text, mend="write it as https://host/path")
    netloc = _host(host, text) + (f":{port}" if port else "")
    path = quote(_BARE_PERCENT.sub("%25", parts.path or "/"), safe=_PATH_SAFE)
    query = quote(_BARE_PERCENT.sub("%25", parts.query), safe=_QUERY_SAFE)
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def follow(base: str, location: bytes) -> str:
    """Return the address a ``Location`` header leads to from `base`. Raw bytes of any charset in it are kept, quoted.

    Raises:
        InputError: as `normalise`.
    """
    # Old servers send GBK or UTF-8 bytes unquoted; quoting the bytes asks for exactly what the server named.
    text = "".join(chr(byte) if byte in _GRAPHIC else f"%{byte:02X}" for byte in location.strip())
    return normalise(urljoin(base, text))


def is_public(address: str) -> bool:
    """Whether an IP address may be reached by any program of the public internet.

    Addresses that carry another one inside (IPv4-mapped, NAT64, 6to4, Teredo) are judged by both.
    """
    parsed = ip_address(address.split("%", 1)[0])
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or (IPv4Address(int(parsed) & 0xFFFFFFFF) if parsed in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        carried = parsed.teredo[1] if parsed.teredo else parsed.sixtofour
        if carried is not None and not is_public(str(carried)):
            return False
        if parsed.is_site_local:
            return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


def _host(host: str, url: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InputError(f"the host {host} cannot be written in ASCII", place=url) from error
