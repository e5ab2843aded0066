"""Termbases of other programs: what is written is read back, and what cannot be kept is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from workflow.errors import InputError
from workflow.exchange import reading, tbx, termtable
from workflow.exchange.terms import Terms
from workflow.model import Concept, MatchRule, TermSet

TRIAD = Concept(
    id="go-out",
    terms={
        "zh": TermSet("走出去", ("走出去战略",)),
        "en": TermSet("go out", ("go global",), ("go abroad",)),
    },
    domain="opening-up",
    note="Enterprises abroad; <b>not</b> & people.",
    reference="https://a.example/terms?a=1&b=2",
    part_of_speech="verb",
    owner="Zhou Mingyuan",
    updated="2024-01-24",
)
PROPOSED = Concept(
    id="5g-port", terms={"zh": TermSet("5G港口")}, status="proposed", match=MatchRule(case_sensitive=True)
)

FORM = st.text(alphabet=st.sampled_from("港口建设ab c|\\\"',;<&é"), min_size=1, max_size=9).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
WORD = st.text(alphabet='abc é<&,;|"', max_size=9).map(lambda text: " ".join(text.split()))


@st.composite
def term_sets(draw: st.DrawFn) -> TermSet:
    forms = draw(st.lists(FORM.filter(lambda form: not form.startswith("#")), min_size=1, max_size=5, unique=True))
    cut = draw(st.integers(1, len(forms)))
    return TermSet(forms[0], tuple(forms[1:cut]), tuple(forms[cut:]))


@st.composite
def glossaries(draw: st.DrawFn) -> tuple[Concept, ...]:
    terms = st.fixed_dictionaries({"zh": term_sets()}, optional={"en": term_sets(), "zh-Hant": term_sets()})
    concept = st.builds(
        Concept, id=st.just(""), terms=terms, domain=WORD, note=WORD, reference=WORD, owner=WORD,
        part_of_speech=st.sampled_from(["", "noun", "other"]), updated=st.sampled_from(["", "2024-01-24"]),
    )  # fmt: skip
    names = st.text(alphabet="ab-1é", min_size=1, max_size=6)
    found = draw(st.lists(concept, min_size=1, max_size=4))
    ids = draw(st.lists(names, min_size=len(found), max_size=len(found), unique=True))
    return tuple(replace(concept, id=identifier) for concept, identifier in zip(found, ids, strict=True))


@given(glossaries(), st.sampled_from(["dct", "dca"]))
def test_tbx_keeps_everything_it_does_not_list(concepts: tuple[Concept, ...], style: str) -> None:
    written = tbx.serialize(concepts, style)
    assert written.lost == ()
    assert reading.read_terms(written.data, "a.tbx") == Terms(concepts=concepts)


@given(glossaries(), st.sampled_from(",\t"))
def test_a_table_keeps_everything_it_does_not_list(concepts: tuple[Concept, ...], delimiter: str) -> None:
    written = termtable.serialize(concepts, delimiter)
    assert written.lost == ()
    assert termtable.parse(written.data, "a.csv").concepts == concepts


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    try:
        found = reading.read_terms(data, "file").concepts
    except InputError:
        found = ()
    assert all(concept.terms for concept in found)


def test_dct_and_dca_have_the_names_of_their_schemas() -> None:
    dct = etree.fromstring(tbx.serialize([TRIAD]).data)
    spaces = {"t": tbx.CORE, **tbx.MODULES}
    assert (dct.get("type"), dct.get("style")) == ("TBX-Basic", "dct")
    assert dct.xpath("//t:conceptEntry/basic:subjectField/text()", namespaces=spaces) == ["opening-up"]
    assert dct.xpath("//t:termSec/min:administrativeStatus/text()", namespaces=spaces) == [
        "preferredTerm-admn-sts", "admittedTerm-admn-sts", "preferredTerm-admn-sts", "admittedTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    ]  # fmt: skip
    dca = etree.fromstring(tbx.serialize([TRIAD], "dca").data)
    assert not dca.xpath("//*[namespace-uri() != $core]", core=tbx.CORE)
    assert dca.xpath("//t:descrip[@type='subjectField']/text()", namespaces=spaces) == ["opening-up"]
    assert dca.xpath("//t:xref/@target", namespaces=spaces) == [TRIAD.reference]


@pytest.mark.parametrize("style", ["dct", "dca"])
def test_what_tbx_cannot_hold_is_listed(style: str) -> None:
    written = tbx.serialize([TRIAD, PROPOSED, replace(TRIAD, id="x", part_of_speech="noun phrase")], style)
    assert written.lost == ("status: 1 not kept", "match: 1 not kept", "part of speech: 1 not kept")
    assert [concept.id for concept in tbx.parse(written.data, "a").concepts] == ["go-out", "5g-port", "x"]


def test_what_a_bare_list_cannot_hold_is_listed() -> None:
    written = termtable.serialize_bare([TRIAD, PROPOSED], "omegat")
    assert written.data.decode() == (
        "走出去\tgo out\tEnterprises abroad; <b>not</b> & people.\n"
        "走出去战略\tgo out\tEnterprises abroad; <b>not</b> & people.\n"
    )
    assert "deprecated term: 1 not kept" in written.lost
    assert "entry without both languages, or not approved: 1 not kept" in written.lost
    deepl = termtable.serialize_bare([TRIAD], "deepl")
    assert deepl.data.decode() == "走出去,go out\r\n走出去战略,go out\r\n"
    assert "note: 1 not kept" in deepl.lost


def test_the_older_tbx_and_fields_without_a_place() -> None:
    found = tbx.parse(
        """<martif type="TBX" xml:lang="en"><text><body><termEntry id="c1">
        <descripGrp><descrip type="definition">A port that runs itself.</descrip></descripGrp>
        <langSet xml:lang="zh_CN"><ntig><termGrp><term>智慧港口</term></termGrp></ntig></langSet>
        <langSet xml:lang="en"><tig><term>clever port</term>
        <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig>
        <tig><term>smart port</term><descrip type="context">It is a smart port.</descrip></tig></langSet>
        </termEntry><termEntry id="c2"><langSet xml:lang="en"/></termEntry></body></text></martif>""".encode(),
        "old.tbx",
    )
    assert found.concepts == (
        Concept(
            id="c1",
            terms={"zh-CN": TermSet("智慧港口"), "en": TermSet("smart port", (), ("clever port",))},
            note="A port that runs itself.",
        ),
    )
    assert found.lost == ("context of a term: 1 not kept", "entry without an accepted term: 1 not kept")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智慧港口,smart port\n", {"smart-port": ("智慧港口", "smart port", ())}),
        ("# list\n智慧港口\tsmart port\ta note\n", {"smart-port": ("智慧港口", "smart port", ())}),
        ("智慧港口;smart port\n智慧港口;intelligent port\n", {"smart-port": ("智慧港口", "smart port", ("intelligent port",))}),
        ("英文,中文\nsmart port,智慧港口\n", {"smart-port": ("智慧港口", "smart port", ())}),
        ("id,zh,en,en_admitted\nx,智慧港口,smart port,clever port | quick \\| port\n", {"x": ("智慧港口", "smart port", ("clever port", "quick | port"))}),
        ("甲,A\n乙,A\n", {"a": ("甲", "A", ()), "a-2": ("乙", "A", ())}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_tables(text: str, expected: dict[str, tuple[str, str, tuple[str, ...]]], encoding: str) -> None:
    found = termtable.parse(text.encode(encoding), "a.csv").concepts
    assert {c.id: (c.terms["zh"].preferred, c.terms["en"].preferred, c.terms["en"].admitted) for c in found} == expected


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n", "只有一列\n".encode(), b"<svg/>", b'<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>']
)
def test_what_is_no_termbase_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="file"):
        reading.read_terms(data, "file")
