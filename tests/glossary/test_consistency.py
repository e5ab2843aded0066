"""What a glossary says that cannot all hold, and where."""

import re
from pathlib import Path

import pytest

from workflow.checks import Glossary, check_glossary
from workflow.model import Concept, MatchRule, Settings, Severity, TermSet
from workflow.store.parsing import parse as parse_yaml
from workflow.store.schema_desk import concepts_from_yaml

ROOT = Path(__file__).resolve().parent.parent.parent
HEAD = "version: 1\nterms:\n"


def told(*entries: str, today: str = "", settings: Settings | None = None) -> list[tuple[str, int, str]]:
    """(check, line, word at the column) of what is found in a glossary of these entries, which begin in line 3."""
    text = HEAD + "".join(f"- {{{entry}}}\n" for entry in entries)
    found = check_glossary(
        Glossary(concepts_from_yaml(text), today=today), parse_yaml(text, texts=True).lines, "glossary.yaml", settings
    )
    assert {finding.file for finding in found} <= {"glossary.yaml"}
    lines = text.splitlines()
    words = [re.split("[]:,}]", lines[finding.line - 1][finding.column - 1 :])[0] for finding in found]
    return [(f.check.removeprefix("glossary."), f.line, word) for f, word in zip(found, words, strict=True)]


PORT = "id: port, zh: {preferred: 港口}, en: {preferred: port}"


def test_a_sound_glossary_has_nothing_against_itself() -> None:
    assert (
        told(PORT, "id: smart, zh: {preferred: 智慧港口}, en: {preferred: smart port, deprecated: [wise port]}") == []
    )


def test_the_starter_glossary_is_sound_and_has_its_size() -> None:
    text = (ROOT / "glossary.yaml").read_text(encoding="utf-8")
    concepts = concepts_from_yaml(text)
    assert (
        check_glossary(Glossary(concepts, today="2026-11-25"), parse_yaml(text, texts=True).lines, "glossary.yaml")
        == ()
    )
    policy = [concept for concept in concepts if concept.domain not in ("person", "navigation", "institution")]
    assert len(policy) >= 220
    assert [c.id for c in concepts if not c.domain] == []
    assert [c.id for c in policy if not (c.note or c.reference)] == []


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((PORT, "id: p2, zh: {preferred: 港口}, en: {preferred: Port}"), [("duplicate", 4, "preferred")]),
        ((PORT, "id: p2, zh: {preferred: 海港, admitted: [港口]}, en: {preferred: port}"), [("duplicate", 4, "港口")]),
        ((PORT, "id: p2, zh: {preferred: 港口}, en: {preferred: harbour}"), [("ambiguous", 4, "preferred")]),
        ((PORT, "id: p2, zh: {preferred: 海港}, en: {preferred: seaport}"), []),
        ((PORT, "id: p2, zh: {preferred: 海港}, en: {preferred: Port}"), [("target", 4, "preferred")]),
        (
            (PORT, "id: p2, zh: {preferred: 海港}, en: {preferred: harbour, deprecated: [port]}"),
            [("deprecated", 4, "port")],
        ),
        (
            ("id: p, zh: {preferred: 港口}, en: {preferred: port, deprecated: [big port]}",),
            [("deprecated", 3, "big port")],
        ),
        (("id: p, zh: {preferred: 港口}, en: {preferred: port, deprecated: [ports]}",), [("unreachable", 3, "ports")]),
        (
            (
                "id: a, zh: {preferred: 甲港}, en: {preferred: one, deprecated: [two]}",
                "id: b, zh: {preferred: 乙港}, en: {preferred: two, deprecated: [three]}",
                "id: c, zh: {preferred: 丙港}, en: {preferred: three, deprecated: [one]}",
            ),
            [("cycle", 5, "one")],
        ),
        (
            ("id: k, zh: {preferred: 和服}, en: {preferred: kimono}, match: {not_within: [和服]}",),
            [("unreachable", 3, "preferred")],
        ),
        (
            ("id: k, zh: {preferred: 和服}, en: {preferred: kimono}, match: {not_within: [服务]}",),
            [("unreachable", 3, "not_within")],
        ),
        (("id: x, zh: {preferred: 港口}",), [("language", 3, "{id")]),
        (("id: x, en: {preferred: port}",), [("language", 3, "{id")]),
        (("id: x, status: proposed, en: {preferred: port}",), []),
    ],
)
def test_each_flaw_is_told_at_its_place(entries: tuple[str, ...], expected: list[tuple[str, int, str]]) -> None:
    assert told(*entries) == expected


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ('"港 口"', "port"),
        ('" 港口"', "port"),
        ("港口(新)", "port"),
        ("'\"双一流\"'", "port"),
        ("班•墨学院", "port"),
        ("ＡＰＥＣ", "port"),
        ("港口", '"port  area"'),
        ("港口", '"port\u00a0area"'),
        ("港口", "port，area"),
        ("港口", "ｐort"),
        ("港口", "港 port"),
        ("港口", "north‑east"),
    ],
)
def test_mistyped_characters_are_told(chinese: str, english: str) -> None:
    assert "characters" in {
        name for name, _, _ in told(f"id: x, zh: {{preferred: {chinese}}}, en: {{preferred: {english}}}")
    }


def test_of_two_apostrophes_the_rarer_one_is_odd() -> None:
    forms = ["people’s port", "farmers’ fair", "China's coast"]
    entries = [f"id: x{n}, zh: {{preferred: 词{n}}}, en: {{preferred: {form}}}" for n, form in enumerate(forms)]
    assert told(*entries) == [("characters", 5, "preferred")]


def test_a_proposal_may_wait_for_ninety_days() -> None:
    entry = f'{PORT}, status: proposed, updated: "2025-03-01"'
    assert told(entry, today="2025-05-30") == []
    assert [name for name, _, _ in told(entry, today="2025-05-31")] == ["proposed"]
    assert told(entry) == []


def test_what_is_withdrawn_is_left_alone() -> None:
    assert told(PORT, "id: p2, zh: {preferred: 港口}, en: {preferred: harbour}, status: deprecated") == []


def test_settings_decide_on_severity() -> None:
    entries = (PORT, "id: p2, zh: {preferred: 港口}, en: {preferred: harbour}")
    assert told(*entries, settings=Settings(checks={"glossary": "off"})) == []


def test_a_flaw_without_a_place_in_a_file_is_told_all_the_same() -> None:
    twice = [Concept(id=name, terms={"zh": TermSet("港口"), "en": TermSet("port")}) for name in ("a", "b")]
    (finding,) = check_glossary(Glossary(twice), {}, "terms.csv")
    assert (finding.severity, finding.file, finding.line, finding.column) == (Severity.ERROR, "terms.csv", 0, 0)


def test_a_form_of_no_characters_that_count_is_never_found() -> None:
    blank = Concept(id="x", terms={"zh": TermSet("港口", ("\u200b",)), "en": TermSet("port")}, match=MatchRule())
    found = check_glossary(Glossary([blank]), {}, "glossary.yaml")
    assert {finding.check for finding in found} == {"glossary.unreachable", "glossary.characters"}
