"""The termbase: concepts found in a source text, variants of enumerations, shared terms."""

import pytest

from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.text.inline import parse


def concept(name: str, zh: str, en: str, *, status: str = "approved", admitted: tuple[str, ...] = ()) -> Concept:
    return Concept(id=name, terms={"zh": TermSet(zh, admitted), "en": TermSet(en)}, status=status)


TRIAD = concept("triad", "走出去、走进去、走上去", "go out, enter, and go up")


@pytest.mark.parametrize(
    "text",
    [
        "走出去、走进去、走上去",
        "走出去、走进去和走上去",
        "走出去、走进去与走上去",
        "走出去、走进去，走上去"[:7] + "、走上去",
        "“走出去”“走进去”“走上去”",
        "“走出去”、“走进去”、“走上去”",
        "「走出去」、「走进去」和「走上去」",
        "走 出去、走进去、走上去",
    ],
)
def test_an_enumeration_is_found_however_it_is_written_and_hides_its_items(text: str) -> None:
    termbase = Termbase([concept("out", "走出去", "go global"), TRIAD])
    assert [(hit.concept.id, hit.text) for hit in termbase.find(f"助力{text}。")] == [("triad", text)]


def test_a_title_is_found_without_its_marks_too() -> None:
    treaty = Termbase([concept("treaty", "《海港公约》", "Harbour Treaty")])
    assert [hit.text for hit in treaty.find("《海港公约》和海港公约")] == ["《海港公约》", "海港公约"]


def test_a_measure_word_belongs_to_its_number() -> None:
    people = Termbase([concept("people", "人", "people"), concept("county", "县", "county")])
    assert [hit.text for hit in people.find("168人，三人，“人”，三县")] == ["人", "县"]


def test_part_of_an_enumeration_is_a_term_of_its_own() -> None:
    termbase = Termbase([concept("out", "走出去", "go global"), TRIAD])
    assert [hit.concept.id for hit in termbase.find("走出去、走进去")] == ["out"]


def test_two_items_may_be_joined_otherwise() -> None:
    termbase = Termbase([concept("pair", "改革和开放", "reform and opening up")])
    assert [hit.text for hit in termbase.find("改革与开放，改革、开放，改革开放")] == ["改革与开放", "改革、开放"]


def test_a_character_that_joins_is_no_joint_inside_a_word() -> None:
    assert [hit.text for hit in Termbase([concept("c", "和平", "peace")]).find("、平和平")] == ["和平"]


def test_offsets_are_those_of_the_text_searched() -> None:
    hit = Termbase([concept("gdp", "GDP", "GDP")]).find("全年ＧＤＰ增长")[0]
    assert (hit.start, hit.end, hit.text) == (2, 5, "ＧＤＰ")


def test_admitted_and_deprecated_source_terms_owe_the_same_english() -> None:
    entry = Concept(
        id="x", terms={"zh": TermSet("甲方案", ("乙方案",), ("丙方案",)), "en": TermSet("plan", ("scheme",), ("plot",))}
    )
    hits = Termbase([entry]).find("甲方案乙方案丙方案")
    assert [hit.accepted for hit in hits] == [("plan", "scheme")] * 3
    assert hits[0].deprecated == ("plot",)


def test_concepts_that_share_a_source_term_share_what_renders_it() -> None:
    first = Concept(id="a", terms={"zh": TermSet("行"), "en": TermSet("bank", deprecated=("row", "firm"))})
    second = Concept(id="b", terms={"zh": TermSet("行"), "en": TermSet("row", deprecated=("shop",))})
    hit = Termbase([first, second]).find("行")[0]
    assert (hit.concept.id, hit.accepted, hit.deprecated) == ("a", ("bank", "row"), ("firm", "shop"))


@pytest.mark.parametrize("status", ["proposed", "deprecated"])
def test_an_entry_not_in_force_is_not_found(status: str) -> None:
    assert Termbase([concept("x", "新词", "new word", status=status)]).find("新词") == ()


def test_a_term_without_english_owes_nothing_but_hides_what_it_holds() -> None:
    city = Concept(id="city", terms={"zh": TermSet("发展大厦")})
    hits = Termbase([city, concept("d", "发展", "development")]).find("发展大厦与发展")
    assert [(hit.text, hit.accepted) for hit in hits] == [("发展大厦", ()), ("发展", ("development",))]


def test_entries_without_the_source_language_are_left_out() -> None:
    termbase = Termbase([Concept(id="x", terms={"en": TermSet("word")})])
    assert (len(termbase), termbase.find("word")) == (1, ())


def test_a_form_written_out_beats_one_derived() -> None:
    derived = concept("derived", "改革和开放", "reform and opening up")
    written = concept("written", "改革、开放", "reform, opening up")
    assert [hit.concept.id for hit in Termbase([derived, written]).find("改革、开放")] == ["written"]


def test_other_languages_can_be_source_and_target() -> None:
    termbase = Termbase([TRIAD], source="en", target="zh")
    assert termbase.find("to Go out, enter, and go up.")[0].accepted == ("走出去、走进去、走上去",)


def test_a_false_friend_is_kept_out_and_hides_nothing() -> None:
    kimono = Concept(
        id="kimono",
        terms={"zh": TermSet("和服"), "en": TermSet("kimono")},
        match=MatchRule(not_within=("产品和服务",)),
    )
    hits = Termbase([kimono, concept("service", "服务", "service")]).find("产品和服务，和服")
    assert [(hit.concept.id, hit.start) for hit in hits] == [("service", 3), ("kimono", 6)]


def test_a_simplified_glossary_reads_traditional_text_and_the_other_way_round() -> None:
    assert Termbase([concept("a", "高质量发展", "x")]).find("推動高質量發展")[0].text == "高質量發展"
    assert Termbase([concept("a", "高質量發展", "x")]).find("推动高质量发展")[0].text == "高质量发展"


@pytest.mark.parametrize(
    "markup",
    ["<strong>走出去</strong>、走进去、走上去", "走出<em>去、走进</em>去、走上去", "走出去、<br/>走进去、走上去"],
)
def test_a_term_is_found_across_inline_tags(markup: str) -> None:
    assert [hit.concept.id for hit in Termbase([TRIAD]).find(parse(markup).text)] == ["triad"]
