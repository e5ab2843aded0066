"""Site profiles: what is known of site systems and of single sites, as selectors in YAML.

The packaged profiles hold systems (they apply wherever their selectors match); a desk adds its own, usually by host.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from workflow.errors import InputError
from workflow.intake.selectors import SelectorError, compile_selector

FIELDS = ("title", "subtitle", "date", "source", "authors", "editors", "position", "keywords")
_PACKAGED = Path(__file__).parent / "profiles"
_KEYS = frozenset({"name", "hosts", "generator", "body", "body_between", "remove", "rank", *FIELDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Selectors of one system or site.

    `hosts` names host endings (``example.edu.cn`` covers its sub-domains); empty means every site. `body` selectors are
    tried in order; `body_between` names pairs of comments. `remove` holds elements inside the body that are no text.
    `values` maps a metadata field to selectors. With a `generator` the profile is for pages that name it in their head,
    and its values are exact: each element matched is one value, taken as it stands.
    """

    name: str
    hosts: tuple[str, ...] = ()
    generator: str = ""
    body: tuple[str, ...] = ()
    body_between: tuple[tuple[str, str], ...] = ()
    remove: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rank: int = 50

    @property
    def own(self) -> bool:
        """Whether it is for pages that this program made, of documents or for publication."""
        return self.rank == 1

    def applies(self, url: str, generator: str) -> bool:
        """Whether the profile may be used for a page at this address that names this generator."""
        if self.generator and generator.partition(" ")[0] != self.generator:
            return False
        host = (urlsplit(url).hostname or "").lower()
        return not self.hosts or any(host == name or host.endswith("." + name) for name in self.hosts)


def profiles(folder: Path | None, url: str, generator: str = "") -> tuple[Profile, ...]:
    """The profiles that apply to an address: a desk's own first, then by host, then by rank.

    Args:
        folder: a desk's folder of profiles, or None.
        url: the page's address, or empty.
        generator: what the page's head names as its generator, or empty.

    Raises:
        InputError: a desk's profile is malformed.
    """
    own = tuple(_load(path) for path in sorted(folder.glob("*.yaml"))) if folder and folder.is_dir() else ()
    chosen = [(0, not p.hosts, p.rank, p) for p in own if p.applies(url, generator)]
    chosen += [(1, not p.hosts, p.rank, p) for p in packaged() if p.applies(url, generator)]
    return tuple(p for *_, p in sorted(chosen, key=lambda item: item[:3]))


@cache
def packaged() -> tuple[Profile, ...]:
    """The profiles that come with the program."""
    return tuple(_load(path) for path in sorted(_PACKAGED.glob("*.yaml")))


@cache
def reproduction() -> Profile:
    """The profile of pages that this program writes."""
    return _load(_PACKAGED / "reproduction.yaml")


def _load(path: Path) -> Profile:
    from workflow.store.parsing import load

    data, _ = load(path)
    if not isinstance(data, dict):
        raise InputError("a site profile is a mapping of selectors", place=str(path))
    unknown = sorted(map(str, set(data) - _KEYS))
    if unknown:
        raise InputError(
            f"unknown key “{unknown[0]}” in a site profile", place=str(path), mend=f"use {', '.join(sorted(_KEYS))}"
        )
    pairs = data.get("body_between") or []
    if not all(isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair) for pair in pairs):  # noqa: PLR2004
        raise InputError("body_between holds pairs of comments", place=str(path), mend="write [begin, end]")
    profile = Profile(
        name=str(data.get("name") or path.stem),
        hosts=tuple(host.lower() for host in _list(data, "hosts", path)),
        generator=str(data.get("generator") or ""),
        body=_list(data, "body", path),
        body_between=tuple((pair[0], pair[1]) for pair in pairs),
        remove=_list(data, "remove", path),
        values={name: _list(data, name, path) for name in FIELDS if data.get(name)},
        rank=int(data.get("rank") or 50),
    )
    try:
        for selector in (*profile.body, *profile.remove, *(s for group in profile.values.values() for s in group)):
            compile_selector(selector)
    except SelectorError as error:
        raise InputError(str(error), place=str(path)) from error
    return profile


def _list(data: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    """A key's value as a list of text; a single text is a list of one."""
    value = data.get(key) or []
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InputError(f"“{key}” in a site profile is a list of text", place=str(path))
    return tuple(items)
