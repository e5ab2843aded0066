"""Termbases as tables: CSV and TSV with a header, and the bare lists of DeepL (CSV) and OmegaT (tabs)."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from workflow.errors import InputError
from workflow.exchange import termcell
from workflow.exchange.columns import column_of
from workflow.exchange.plaintext import decode
from workflow.exchange.rows import Row, rows
from workflow.exchange.terms import Terms, Written, counted, ids, joined, unwritten
from workflow.model import Concept, TermSet
from workflow.text.chars import has_han
from workflow.text.comparable import normal

_FIELDS = ("domain", "note", "reference", "part_of_speech", "status", "owner", "updated")
_KINDS = ("preferred", "admitted", "deprecated")
_LANGUAGE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)(?:_(admitted|deprecated))?")
_BETWEEN = " | "
_STATUSES = ("approved", "proposed", "deprecated")
_SEVERAL = "cells with several terms, the first of them preferred and the others admitted"
_REMARK = "cells with a remark or an explanation beside the term, kept as a note"
_EXPLAINED = "cells with an explanation and no rendering, which bind nobody, kept as a note"
_AGAIN = "rows joined with another that has the same term"
BARE = {"deepl": ",", "omegat": "\t"}
"""The bare forms and their delimiters."""


def parse(data: bytes, name: str, *, source: str = "zh", target: str = "en") -> Terms:
    """Read a table of terms: by its header if it has one, else source, target and a comment.

    In a header, ``zh`` holds the preferred Chinese term, ``zh_admitted`` and ``zh_deprecated`` further ones (between
    ``|``), and likewise for every language; names such as ``source`` or 英文 are understood. Without such further
    columns a cell may hold several terms and remarks (`termcell`). Rows with one source term become one entry; lines
    that begin with ``#`` are comments.

    Raises:
        InputError: it is no text, or holds no terms.
    """
    found = [row for row in rows(decode(data, name), name) if not row.cells[0].startswith("#")]
    header = _header(found[0], source, target) if found else {}
    records = [_named(row, header) for row in found[1:]] if header else _bare(found, source, target)
    lost: Counter[str] = Counter()
    told: Counter[str] = Counter()
    if not any(key.endswith(("_admitted", "_deprecated")) for key in header.values()):
        records = [_unpacked(record, source, told) for record in records]
    concepts = _concepts(records, source, lost, told)
    if not concepts:
        mend = f"give a table with the terms in {source} in one column and those in {target} in the next"
        raise InputError("holds no terms", place=name, mend=mend)
    return Terms(concepts=_with_ids(concepts, target), lost=counted(lost), told=_sentences(told))


def _header(row: Row, source: str, target: str) -> dict[int, str]:
    """What each column holds; nothing where the row is no header."""
    keys = [cell.strip().replace(" ", "_") for cell in row.cells]
    names: dict[int, str] = {}
    for number, key in enumerate(keys):
        meant = {"source": source, "target": target, "note": "note"}.get(column_of(key), "")
        if key.lower() in (*_FIELDS, "id"):
            names[number] = key.lower()
        elif meant and (meant == key or meant not in keys):  # zh-Hant is zh only where no column is called zh
            names[number] = meant
        elif _LANGUAGE.fullmatch(key):
            names[number] = key
    found = set(names.values())
    return names if source in found and found & {target, "id"} else {}


def _named(row: Row, header: Mapping[int, str]) -> dict[str, str]:
    """The cells by what they hold; of two columns for one language (简体, 繁體) each holds forms of it."""
    found: dict[str, str] = {}
    for number, cell in enumerate(row.cells):
        name = header.get(number)
        if name and cell:
            found[name] = f"{found[name]}\n{cell}" if name in found else cell
    return found


def _bare(found: Sequence[Row], source: str, target: str) -> list[dict[str, str]]:
    if source.partition("-")[0] != "zh" or any(has_han(row.cells[0]) for row in found):
        names = {0: source, 1: target, 2: "note"}
    elif any(has_han(cell) for row in found for cell in row.cells[1:2]):  # English before Chinese
        names = {0: target, 1: source, 2: "note"}
    else:
        return []
    return [_named(row, names) for row in found if len(row.cells) > 1]


def _unpacked(record: Mapping[str, str], source: str, told: Counter[str]) -> dict[str, str]:
    """The record of a foreign list with one form in each cell, further ones as admitted, remarks as its note."""
    unpacked = dict(record)
    remarks = [record["note"]] if record.get("note") else []
    for key, text in record.items():
        if key in (*_FIELDS, "id"):
            continue
        cell = termcell.chinese(text) if key.startswith("zh") else termcell.english(text, record.get(source, ""))
        del unpacked[key]
        if cell.forms:
            unpacked[key] = cell.forms[0]
            unpacked[f"{key}_admitted"] = _BETWEEN.join(map(_escaped, cell.forms[1:]))
        remarks += cell.remarks
        told[_SEVERAL] += len(cell.forms) > 1
        told[_REMARK if cell.forms else _EXPLAINED] += bool(cell.remarks)
    if remarks:
        unpacked["note"] = "; ".join(remarks)
    return unpacked


def _sentences(told: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{what}: {number:,}" for what, number in told.items() if number)


def _concepts(
    records: Sequence[Mapping[str, str]], source: str, lost: Counter[str], told: Counter[str]
) -> list[Concept]:
    """The entries of the rows; rows with one preferred source term, however it is written, are joined."""
    entries: dict[str, Concept] = {}
    for record in records:
        concept = _concept(record)
        if source not in concept.terms:
            lost[f"row without a term in {source}"] += 1
            continue
        key = concept.id or normal(concept.terms[source].preferred)
        known = entries.get(key)
        entries[key] = concept if known is None else _with_terms_of(known, concept)
        told[_AGAIN] += known is not None
    return list(entries.values())


def _concept(record: Mapping[str, str]) -> Concept:
    forms: dict[str, dict[str, tuple[str, ...]]] = {}
    for key, cell in record.items():
        named = None if key in (*_FIELDS, "id") else _LANGUAGE.fullmatch(key)
        if named:
            kind = named[2] or "preferred"
            forms.setdefault(named[1], {})[kind] = (cell,) if kind == "preferred" else _split(cell)
    terms = {
        language: TermSet(kinds["preferred"][0], kinds.get("admitted", ()), kinds.get("deprecated", ()))
        for language, kinds in forms.items()
        if kinds.get("preferred")
    }
    concept = Concept(id=record.get("id", ""), terms=terms)
    told = {name: record[name] for name in _FIELDS if record.get(name)}
    if told.get("status", "approved") not in _STATUSES:
        del told["status"]
    changed: Callable[..., Concept] = replace
    return changed(concept, **told)


def _with_terms_of(known: Concept, other: Concept) -> Concept:
    languages = dict.fromkeys((*known.terms, *other.terms))
    terms = {
        language: joined(c.terms[language] for c in (known, other) if language in c.terms) for language in languages
    }
    notes = dict.fromkeys(concept.note for concept in (known, other) if concept.note)
    return replace(known, terms=terms, note="; ".join(notes))


def _with_ids(concepts: Sequence[Concept], target: str) -> tuple[Concept, ...]:
    """Entries that have no id get one, made of the English term."""
    names = (concept.id or _preferred(concept, target) for concept in concepts)
    return tuple(
        concept if concept.id else replace(concept, id=made) for concept, made in zip(concepts, ids(names), strict=True)
    )


def serialize(concepts: Sequence[Concept], delimiter: str = ",") -> Written:
    """Write a table with a header, all that an entry holds but its match rules; as CSV it opens in spreadsheets."""
    languages = list(dict.fromkeys(language for concept in concepts for language in concept.terms))
    names = [language if kind == "preferred" else f"{language}_{kind}" for language in languages for kind in _KINDS]
    table = [["id", *names, *_FIELDS]]
    for concept in concepts:
        cells = [_cell(concept, language, kind) for language in languages for kind in _KINDS]
        table.append([concept.id, *cells, *(getattr(concept, name) for name in _FIELDS)])
    text = _table(table, delimiter)
    encoded = text.encode("utf-8-sig" if delimiter == "," else "utf-8")
    return Written(data=encoded, lost=counted(unwritten(concepts, _FIELDS)))


def serialize_bare(concepts: Sequence[Concept], form: str, *, source: str = "zh", target: str = "en") -> Written:
    """Write a bare list: one line for each accepted source term, the preferred target term behind it.

    Args:
        concepts: the entries.
        form: ``deepl`` or ``omegat``, which takes the note as a comment.
        source: language of the first column.
        target: language of the second.
    """
    table: list[list[str]] = []
    lost = unwritten(concepts, ("note",) if form == "omegat" else ())
    for concept in concepts:
        sides = [concept.terms.get(language) for language in (source, target)]
        if sides[0] is None or sides[1] is None or concept.status != "approved":
            lost["entry without both languages, or not approved"] += 1
            continue
        comment = [concept.note] if form == "omegat" and concept.note else []
        table += [[term, sides[1].preferred, *comment] for term in sides[0].accepted]
        lost[f"admitted term in {target}"] += len(sides[1].admitted)
        lost["deprecated term"] += sum(len(side.deprecated) for side in sides if side is not None)
        lost["term in another language"] += len(concept.terms.keys() - {source, target})
    return Written(data=_table(table, BARE[form]).encode("utf-8"), lost=counted(lost))


def _cell(concept: Concept, language: str, kind: str) -> str:
    terms = concept.terms.get(language)
    if terms is None:
        return ""
    return terms.preferred if kind == "preferred" else _BETWEEN.join(map(_escaped, getattr(terms, kind)))


def _escaped(form: str) -> str:
    return form.replace("\\", "\\\\").replace("|", "\\|")


def _split(cell: str) -> tuple[str, ...]:
    """The forms of a cell: what stands between bars."""
    parts = re.findall(r"(?:[^\\|]|\\.)+", cell)
    forms = (re.sub(r"\\(.)", r"\1", part).strip() for part in parts)
    return tuple(dict.fromkeys(form for form in forms if form))


def _preferred(concept: Concept, language: str) -> str:
    return concept.terms[language].preferred if language in concept.terms else ""


def _table(table: Sequence[Sequence[str]], delimiter: str) -> str:
    if delimiter == "\t":  # one line a row: what would break it becomes a space
        return "".join("\t".join(re.sub(r"[\t\r\n]+", " ", cell) for cell in row) + "\n" for row in table)
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    return file.getvalue()
