"""The termbase kept by command: a diff shows what was meant and nothing else."""

import difflib

import pytest

from workflow.errors import InputError
from workflow.jobs.glossary import Change, add, deprecate, edit, entries, entry
from workflow.store.desk import Desk

GLOSSARY = """\
# Ours. 请勿删除
version: 1
terms:
# --- Ports
- id: smart-port   # since 2024
  domain: port
  zh: {preferred: 智慧港口}
  en: {preferred: smart port, admitted: [intelligent port], deprecated: ["wise port"]}
  note: 'Quoted by hand'
# --- Schools
- id: double-first-class
  domain: school
  zh:
    preferred: “双一流”建设
    admitted:
    - 双一流建设   # without the marks
  en:
    preferred: Double First-Class initiative
- {id: zhou, domain: person, zh: {preferred: 周明远}, en: {preferred: Zhou Mingyuan}}
"""


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk.glossary_path.write_text(GLOSSARY, encoding="utf-8")
    return desk


def changes(desk: Desk) -> list[str]:
    after = desk.glossary_path.read_text(encoding="utf-8")
    rows = difflib.unified_diff(GLOSSARY.splitlines(), after.splitlines(), lineterm="", n=0)
    return [row for row in rows if row[0] in "+-" and row[:3] not in ("+++", "---")]


def test_an_entry_is_added_behind_its_domain_and_nothing_else_changes(kept: Desk) -> None:
    made = add(
        kept,
        Change(source="集装箱", target="container", domain="port", deprecated=["box, big"], note="Note: short"),
        today="2026-01-02",
    )
    assert made.id == "container"
    assert changes(kept) == [
        "+- id: container",
        "+  domain: port",
        "+  zh: {preferred: 集装箱}",
        '+  en: {preferred: container, deprecated: ["box, big"]}',
        '+  note: "Note: short"',
        "+  updated: 2026-01-02",
    ]
    assert [concept.id for concept in entries(kept, domain="port")] == ["smart-port", "container"]


def test_an_entry_without_a_domain_comes_last_and_its_id_is_free(kept: Desk) -> None:
    made = [add(kept, Change(source=word, target="Smart Port")) for word in ("甲港", "乙港")]
    assert [concept.id for concept in made] == ["smart-port-2", "smart-port-3"]
    assert changes(kept)[0] == "+- id: smart-port-2"
    assert [concept.id for concept in entries(kept)][-2:] == ["smart-port-2", "smart-port-3"]


def test_a_new_desk_takes_its_first_entry(desk: Desk) -> None:
    assert add(desk, Change(source="智慧港口", target="smart port"), concept_id="x").id == "x"
    assert entry(desk, "x").terms["en"].preferred == "smart port"
    assert "# An entry looks like this" in desk.glossary_path.read_text(encoding="utf-8")


@pytest.mark.parametrize("begun", ["version: 1\n", "version: 1\nterms:\n", "# ours\nversion: 1\nterms: []\n"])
def test_a_glossary_that_has_only_begun_takes_its_first_entry(desk: Desk, begun: str) -> None:
    desk.glossary_path.write_text(begun, encoding="utf-8")
    add(desk, Change(source="智慧港口", target="smart port"))
    assert desk.glossary_path.read_text(encoding="utf-8").endswith(
        "version: 1\nterms:\n- id: smart-port\n  zh: {preferred: 智慧港口}\n  en: {preferred: smart port}\n"
    )


@pytest.mark.parametrize(
    ("change", "concept_id", "place", "mend"),
    [
        (Change(source="双一流建设", target="x"), "", "双一流建设", "glossary edit double-first-class"),
        (Change(source="新词", target="x"), "zhou", "zhou", "--id"),
        (Change(source=" ", target="x"), "", "ZH", "write the term"),
        (Change(source="新词", target=""), "", "EN", "write the term"),
    ],
)
def test_what_cannot_be_added_says_why(kept: Desk, change: Change, concept_id: str, place: str, mend: str) -> None:
    with pytest.raises(InputError) as caught:
        add(kept, change, concept_id=concept_id)
    assert caught.value.place == place
    assert mend in caught.value.mend
    assert changes(kept) == []


def test_an_edit_touches_its_own_words(kept: Desk) -> None:
    edit(kept, "smart-port", Change(admitted=["digital port"], without=["wise port"], note="Two", status="proposed"))
    assert changes(kept) == [
        '-  en: {preferred: smart port, admitted: [intelligent port], deprecated: ["wise port"]}',
        "-  note: 'Quoted by hand'",
        "+  en: {preferred: smart port, admitted: [intelligent port, digital port]}",
        "+  note: 'Two'",
        "+  status: proposed",
    ]


def test_an_edit_works_on_blocks_and_on_one_line(kept: Desk) -> None:
    edit(kept, "double-first-class", Change(source_admitted=["“双一流”"], target="Double First-Class"))
    edit(kept, "zhou", Change(admitted=["President Zhou"], owner="desk"))
    assert changes(kept) == [
        "+    - “双一流”",
        "-    preferred: Double First-Class initiative",
        "-- {id: zhou, domain: person, zh: {preferred: 周明远}, en: {preferred: Zhou Mingyuan}}",
        "+    preferred: Double First-Class",
        "+- {id: zhou, domain: person, zh: {preferred: 周明远}, en: {preferred: Zhou Mingyuan, admitted: [President Zhou]}, owner: desk}",
    ]


def test_a_form_gives_way_to_another(kept: Desk) -> None:
    changed = deprecate(kept, "smart-port", in_favour_of="intelligent port")
    assert (changed.terms["en"].preferred, changed.terms["en"].admitted) == ("intelligent port", ())
    assert changed.terms["en"].deprecated == ("wise port", "smart port")
    assert changes(kept)[1] == '+  en: {preferred: intelligent port, deprecated: ["wise port", smart port]}'


def test_an_admitted_form_or_a_whole_entry_is_withdrawn(kept: Desk) -> None:
    assert deprecate(kept, "smart-port", form="intelligent port").terms["en"].deprecated[-1] == "intelligent port"
    assert deprecate(kept, "zhou").status == "deprecated"
    assert [concept.id for concept in entries(kept, status="deprecated")] == ["zhou"]


@pytest.mark.parametrize(
    ("concept_id", "options", "problem"),
    [
        ("smart-prt", {}, "no such entry"),
        ("smart-port", {"form": "smart port"}, "is the preferred form"),
        ("smart-port", {"form": "wise port"}, "no accepted form"),
        ("smart-port", {"in_favour_of": "smart port"}, "cannot give way to itself"),
    ],
)
def test_what_cannot_be_withdrawn_says_why(kept: Desk, concept_id: str, options: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        deprecate(kept, concept_id, **options)
    assert changes(kept) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Change(), "nothing would change"),
        (Change(without=["harbour"]), "no form 'harbour'"),
        (Change(without=["smart port"]), "is the preferred form"),
    ],
)
def test_an_edit_that_cannot_be_says_why(kept: Desk, change: Change, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        edit(kept, "smart-port", change)
    assert changes(kept) == []
