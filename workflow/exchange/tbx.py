"""TBX-Basic (ISO 30042:2019), styles DCA and DCT, read and written; the older martif form (2008) is read.

Names of elements and data categories are those of the dialect's schemas (LTAC Global, TBX-Basic 1.2).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from workflow.errors import InputError
from workflow.exchange import xmlfile
from workflow.exchange.terms import Terms, Written, counted, unwritten
from workflow.exchange.xmlfile import child, children, language_of, local, text_of
from workflow.model import Concept, TermSet
from workflow.text.chars import printable

if TYPE_CHECKING:
    from lxml import etree

CORE = "urn:iso:std:iso:30042:ed:3.0"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
# Data categories: the module that has them in DCT, and their element in DCA.
_CATEGORIES = {
    "subjectField": ("basic", "descrip"),
    "source": ("basic", "admin"),
    "externalCrossReference": ("basic", "xref"),
    "transactionType": ("basic", "transac"),
    "responsibility": ("basic", "transacNote"),
    "partOfSpeech": ("min", "termNote"),
    "administrativeStatus": ("min", "termNote"),
}
_PREFERRED, _ADMITTED, _DEPRECATED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))
_WITHDRAWN = (_DEPRECATED, "supersededTerm-admn-sts")
_PARTS = ("noun", "verb", "adjective", "adverb", "other")
_KEPT = ("domain", "note", "reference", "part_of_speech", "owner", "updated")
_NAME = re.compile(r"[^\W\d][\w.-]*")
_MARK = "c."  # put before an id that is no XML name
_ADDRESS = re.compile(r"https?://\S+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse(data: bytes, name: str) -> Terms:
    """Read a TBX file.

    Raises:
        InputError: the XML is not well-formed or unsafe, or is no TBX.
    """
    root = xmlfile.parse(data, name)
    if local(root) not in ("tbx", "martif"):
        raise InputError(f"is XML of another kind (<{local(root)}>)", place=name, mend="give a TBX file")
    text = child(root, "text")
    body = child(text, "body") if text is not None else None
    lost: Counter[str] = Counter()
    entries = list(children(body, "conceptEntry", "termEntry")) if body is not None else []
    concepts = [_concept(entry, number, lost) for number, entry in enumerate(entries, start=1)]
    kept = tuple(concept for concept in concepts if concept.terms)
    lost["entry without an accepted term"] = len(concepts) - len(kept)
    return Terms(concepts=kept, lost=counted(lost))


def _concept(entry: "etree._Element", number: int, lost: Counter[str]) -> Concept:
    found = dict(reversed(list(_fields(entry))))
    sections = list(children(entry, "langSec", "langSet"))
    terms: dict[str, list[tuple[str, str]]] = {}
    for section in sections:
        language = language_of(section).replace("_", "-")
        for group in _term_groups(section):
            told = dict(_fields(group))
            found.setdefault("partOfSpeech", told.get("partOfSpeech", ""))
            terms.setdefault(language, []).append((text_of(child(group, "term")), told.get("administrativeStatus", "")))
            for category in told.keys() - {"partOfSpeech", "administrativeStatus"}:
                lost[f"{category} of a term"] += 1
        for category, text in _fields(section):
            lost[f"{category} of a language"] += category != "partOfSpeech" and bool(text)
    known = {"subjectField", "note", "definition", "externalCrossReference", "source", "partOfSpeech"}
    for category in found.keys() - known - {"date", "responsibility", "transactionType"}:
        lost[f"{category} of an entry"] += 1
    notes = (found.get("note", ""), found.get("definition", ""))
    date = _DATE.match(found.get("date", ""))
    return Concept(
        id=str(entry.get("id") or f"tbx-{number}").removeprefix(_MARK),
        terms={language: formed for language, forms in terms.items() if (formed := _term_set(forms))},
        domain=found.get("subjectField", ""),
        note="; ".join(filter(None, notes)),
        reference=found.get("externalCrossReference", "") or found.get("source", ""),
        part_of_speech=found.get("partOfSpeech", ""),
        owner=found.get("responsibility", ""),
        updated=date[0] if date else "",
    )


def _term_groups(section: "etree._Element") -> "Iterator[etree._Element]":
    for group in children(section, "termSec", "tig", "ntig"):
        inner = child(group, "termGrp")
        yield inner if inner is not None else group


def _fields(element: "etree._Element") -> Iterator[tuple[str, str]]:
    """The data categories of an element itself, those in its groups included; of several the last one counts."""
    for inner in element:
        name = local(inner)
        if name.endswith("Grp"):
            yield from _fields(inner)
        elif name not in ("langSec", "langSet", "termSec", "tig", "ntig", "term", ""):
            category = str(inner.get("type") or name)
            text = text_of(inner)
            yield category, str(inner.get("target") or text) if category == "externalCrossReference" else text


def _term_set(forms: Sequence[tuple[str, str]]) -> TermSet | None:
    """Terms with their status as a set; the first one without a status is preferred if none is said to be."""
    accepted = [(term, status) for term, status in forms if term and status not in _WITHDRAWN]
    if not accepted:
        return None
    preferred = next((term for term, status in accepted if status == _PREFERRED), accepted[0][0])
    admitted = dict.fromkeys(term for term, _ in accepted if term != preferred)
    withdrawn = dict.fromkeys(term for term, status in forms if term and status in _WITHDRAWN)
    return TermSet(preferred, tuple(admitted), tuple(term for term in withdrawn if term not in (preferred, *admitted)))


def serialize(concepts: Sequence[Concept], style: str = "dct") -> Written:
    """Write a TBX-Basic file.

    Args:
        concepts: the entries.
        style: ``dct`` (a tag for each data category) or ``dca`` (categories as attributes).
    """
    from lxml import etree

    spaces: dict[Any, str] = {None: CORE}  # the stubs do not know the default namespace
    spaces.update(MODULES if style == "dct" else {})
    root = etree.Element(f"{{{CORE}}}tbx", attrib={"type": "TBX-Basic", "style": style}, nsmap=spaces)
    root.set(f"{xmlfile.XML}lang", "en")
    header = _put(_put(_put(root, "tbxHeader"), "fileDesc"), "sourceDesc")
    _put(header, "p", "A glossary of workflow")
    body = _put(_put(root, "text"), "body")
    for concept in concepts:
        _entry(body, concept, style)
    lost = unwritten(concepts, _KEPT)
    lost["part of speech"] = sum(bool(c.part_of_speech) and c.part_of_speech not in _PARTS for c in concepts)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Written(data=data, lost=counted(lost))


def _entry(body: "etree._Element", concept: Concept, style: str) -> None:
    identifier = concept.id if _NAME.fullmatch(concept.id) else f"{_MARK}{concept.id}"
    entry = _put(body, "conceptEntry")
    entry.set("id", identifier)
    if concept.updated or concept.owner:
        group = _put(entry, "transacGrp")
        _category(group, "transactionType", "modification", style)
        _put(group, "date", concept.updated[:10]) if concept.updated else None
        _category(group, "responsibility", concept.owner, style)
    _category(entry, "subjectField", concept.domain, style)
    if _ADDRESS.fullmatch(concept.reference):
        _category(entry, "externalCrossReference", concept.reference, style)
    else:
        _category(entry, "source", concept.reference, style)
    if concept.note:
        _put(entry, "note", concept.note)
    for language, terms in concept.terms.items():
        section = _put(entry, "langSec")
        section.set(f"{xmlfile.XML}lang", language)
        statuses = ((_PREFERRED, (terms.preferred,)), (_ADMITTED, terms.admitted), (_DEPRECATED, terms.deprecated))
        for status, forms in statuses:
            for form in forms:
                group = _put(section, "termSec")
                _put(group, "term", form)
                _category(group, "administrativeStatus", status, style)
                part = concept.part_of_speech
                _category(group, "partOfSpeech", part if part in _PARTS or not part else "other", style)


def _category(parent: "etree._Element", category: str, text: str, style: str) -> None:
    if not text:
        return
    module, element = _CATEGORIES[category]
    if style == "dct":
        made = _put(parent, category, text, MODULES[module])
    else:
        made = _put(parent, element, text)
        made.set("type", category)
    if category == "externalCrossReference":
        made.set("target", text)


def _put(parent: "etree._Element", tag: str, text: str = "", space: str = CORE) -> "etree._Element":
    from lxml import etree

    made = etree.SubElement(parent, f"{{{space}}}{tag}")
    made.text = printable(text) or None
    return made
