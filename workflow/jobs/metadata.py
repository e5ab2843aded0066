"""Metadata in English: what the glossary or a rule knows is not left to an engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from workflow.draft import Job
from workflow.glossary.termbase import Termbase
from workflow.model import Article, Metadata, Reproduction, Settings, Unmet
from workflow.text.chars import has_han
from workflow.text.inline import escape
from workflow.text.name.romanise import is_personal_name, romanise

_PREFIX = "metadata."
_TEXTS = ("title", "subtitle", "source")
_LISTS = ("authors", "editors", "position", "keywords")
_PEOPLE = ("authors", "editors")


@dataclass(frozen=True, slots=True)
class Value:
    """An English value for a field of `Metadata`, what made it, and what it fails."""

    field: str
    value: str | tuple[str, ...]
    origin: str
    unmet: tuple[Unmet, ...] = ()


class Owed:
    """The metadata of one article that has no English yet: `values` known by rule, `jobs` for the engine."""

    def __init__(self) -> None:
        self.values: list[Value] = []
        self.jobs: list[Job] = []
        self._chinese: dict[str, tuple[str, ...]] = {}
        self._lists: dict[str, list[str | None]] = {}
        self._origins: dict[str, str] = {}
        self._unmet: dict[str, tuple[Unmet, ...]] = {}

    def add_text(self, field: str, chinese: str, known: tuple[str, str] | None) -> None:
        """Note a field of one value: known (value, origin), or owed by the engine."""
        if known:
            self.values.append(Value(field, *known))
        else:
            self.jobs.append(Job(_PREFIX + field, escape(chinese)))

    def add_list(self, field: str, chinese: tuple[str, ...], known: list[tuple[str, str] | None]) -> None:
        """Note a field of several values, some known, the others owed by the engine."""
        self._chinese[field] = chinese
        self._lists[field] = [entry[0] if entry else None for entry in known]
        self._origins[field] = ", ".join(sorted({entry[1] for entry in known if entry}))
        for number, (text, entry) in enumerate(zip(chinese, known, strict=True)):
            if entry is None:
                self.jobs.append(Job(f"{_PREFIX}{field}.{number}", escape(text)))
        self.values.extend(self._complete(field))

    def take(self, unit_id: str, english: str, origin: str, unmet: tuple[Unmet, ...] = ()) -> list[Value]:
        """Take the engine's answer to one job and what it fails; return the field's value once it is whole.

        Where the engine had nothing to say, a text stays without English and an entry of a list stays Chinese: `check`
        reports both, and the other entries are not lost with it.
        """
        field, _, number = unit_id.removeprefix(_PREFIX).partition(".")
        if not number:
            return [Value(field, english, origin, unmet)] if english.strip() else []
        self._unmet[field] = (*self._unmet.get(field, ()), *unmet)
        self._lists[field][int(number)] = english if english.strip() else self._chinese[field][int(number)]
        self._origins[field] = ", ".join(filter(None, sorted({*self._origins[field].split(", "), origin})))
        return self._complete(field)

    def _complete(self, field: str) -> list[Value]:
        entries = [entry for entry in self._lists[field] if entry is not None]
        if len(entries) < len(self._lists[field]):
            return []
        return [Value(field, tuple(entries), self._origins[field], self._unmet.get(field, ()))]


def is_metadata(unit_id: str) -> bool:
    """Whether a draft's id is a metadata field's."""
    return unit_id.startswith(_PREFIX)


def field_of(unit_id: str) -> str:
    """The field that a draft's id names; the id itself where it is a unit's."""
    return unit_id.removeprefix(_PREFIX)


def owed(
    article: Article,
    reproduction: Reproduction,
    settings: Settings,
    termbase: Termbase,
    names: Mapping[str, tuple[str, ...]],
    *,
    force: bool,
) -> Owed:
    """Find the metadata fields that the original states and the reproduction has no English for.

    `names` are those of ``names.yaml``, which win over glossary and pinyin. `force` takes machine-made values again;
    what a person wrote (a field without a recorded origin) stays.
    """
    result = Owed()
    for field in (*_TEXTS, *_LISTS):
        chinese = getattr(article.metadata, field)
        made_by_rule = field in reproduction.origins
        if getattr(reproduction.metadata, field) and not (force and made_by_rule):
            continue
        if field == "position" and settings.position:
            result.values.append(Value(field, settings.position, "settings"))
        elif field == "source" and article.source_en:
            result.values.append(Value(field, article.source_en, "original"))
        elif chinese and field in _TEXTS:
            result.add_text(field, chinese, _known(field, chinese, termbase, names))
        elif chinese:
            result.add_list(field, chinese, [_known(field, entry, termbase, names) for entry in chinese])
    return result


def _known(
    field: str, chinese: str, termbase: Termbase, names: Mapping[str, tuple[str, ...]]
) -> tuple[str, str] | None:
    """The English of a value that no engine need guess, and where it comes from."""
    if not has_han(chinese):
        return chinese, "original"
    if field in _PEOPLE and chinese in names:
        return names[chinese][0], "names"
    hits = termbase.find(chinese)
    if len(hits) == 1 and (hits[0].start, hits[0].end) == (0, len(chinese)):
        return hits[0].concept.terms[termbase.target].preferred, "glossary"
    if field in _PEOPLE and is_personal_name(chinese):
        return romanise(chinese), "pinyin"
    return None


def apply(reproduction: Reproduction, values: Iterable[Value]) -> Reproduction:
    """Return the reproduction with the values in its metadata, and beside them their origins and what they fail."""
    metadata: Metadata = reproduction.metadata
    origins, unmet = dict(reproduction.origins), dict(reproduction.unmet)
    for value in values:
        metadata = replace(metadata, **{value.field: value.value})  # type: ignore[arg-type]
        origins[value.field] = value.origin
        unmet[value.field] = value.unmet
    kept = {field: entries for field, entries in unmet.items() if entries}
    return replace(reproduction, metadata=metadata, origins=origins, unmet=kept)
