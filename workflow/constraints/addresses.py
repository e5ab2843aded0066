"""Addresses written in a text: web addresses, e-mail addresses and DOIs are the same in every language.

A DOI is ``10.``, a registrant of four to nine digits, a slash and a suffix (ISO 26324; the pattern is Crossref's).
"""

import re

_ADDRESS = re.compile(
    r"https?://[!-;=?-~]*[A-Za-z0-9/=_#&-]"
    r"|(?<![\w./-])www\.[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+(?:/[!-;=?-~]*[A-Za-z0-9/=_#&-])?"
    r"|(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+"
    r"|(?<![\w./])10\.\d{4,9}/[!-;=?-~]*[A-Za-z0-9]",
    re.ASCII,
)


def find(text: str) -> tuple[str, ...]:
    """Return the addresses of a plain text, each once, in its order."""
    if not ("://" in text or "@" in text or "10." in text or "www." in text):
        return ()
    return tuple(dict.fromkeys(_ADDRESS.findall(text)))


def unmet(owed: tuple[str, ...], text: str, links: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses that neither stand in a plain text nor are what one of its links leads to."""
    there = "\n".join((text, *links)).lower()
    return tuple(address for address in owed if address.lower().rstrip("/") not in there)


def fault(address: str) -> str:
    """Return what keeps an address of a link from being followed, '' if nothing does."""
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        return f"is malformed ({error})"
    if any(character.isspace() for character in address):
        return "has white space in it"
    if parts.scheme == "mailto":
        return "" if re.fullmatch(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+", unquote(parts.path)) else "names no mailbox"
    if parts.scheme in ("http", "https"):
        if "." not in host.strip(".") and ":" not in host:
            return "names no public host"
        named = host.removeprefix("www.").removeprefix("dx.") == "doi.org"
        return "holds no DOI" if named and not re.match(r"/10\.\d{4,9}/\S", unquote(parts.path)) else ""
    return "" if parts.scheme in ("tel", "ftp") else "is not absolute"
