"""What a careful reader takes for a term, and what not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.model import MatchRule
from workflow.text.term.match import occurrences
from workflow.text.term.variants import abbreviations, variants

NAME = MatchRule(case_sensitive=True, inflect=False)


def found(form: str, text: str, rule: MatchRule | None = None) -> list[str]:
    return [text[variant.start : variant.end] for variant in variants(form, text, rule or MatchRule())]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("industrial chain", "industrial and supply chains", "industrial and supply chains"),
        ("industrial chain", "industrial, supply and value chains", "industrial, supply and value chains"),
        ("higher education", "vocational, higher, and continuing education", "higher, and continuing education"),
        ("high-quality development", "high-quality and innovative development", None),
        ("high-quality development", "high-quality economic development", None),
        (
            "high-quality development",
            "A pattern of development and development of high quality",
            "development of high quality",
        ),
        ("capacity for innovation", "innovation capacity", None),
        ("economic policy", "macroeconomic policy", None),
        ("development of agriculture", "development of industry and agriculture", None),
        ("Ministry of Finance", "the Ministries of Education and Finance", "Ministries of Education and Finance"),
        ("integration of industry and education", "integrate industry with education", None),
        ("economy", "economic", None),
        ("modernization of agriculture", "modernise our agriculture", None),
        ("expand domestic demand", "domestic demand must be effectively expanded", None),
        ("prudent monetary policy", "Monetary policy is prudent", None),
        ("unified national market", "unified, national market", None),
        ("green and low-carbon development", "green, low-carbon development", None),
        ("exchanges among civilizations", "exchanges between civilizations", None),
        ("master craftsman", "master craftspeople", None),
        ("water resource protection", "protection of water resources is urgent", "protection of water resources"),
        ("regional cooperation", "cooperation in the region", None),
        ("modernization of education", "educational modernization", None),
        ("modernization of education", "education is being modernized", None),
        ("medical and health services", "health and medical services", None),
        ("tax and fee cuts", "tax cuts and fee cuts", None),
        ("open wider", "open its doors wider", None),
        ("fair competition", "keep competition fair", "competition fair"),
        ("new infrastructure", "new types of infrastructure", None),
        ("20th National Congress", "the Twentieth National Congress", "Twentieth National Congress"),
        ("Belt and Road", "Belt & Road", None),
        ("dredge the harbour", "the dredging of the harbour", "dredging of the harbour"),
        ("improve harbours", "an improvement in harbours", "improvement in harbours"),
        ("inspect ships", "ship inspection", None),
        ("resume the dredging of harbours", "resumption of the dredging of harbours", None),
        ("federalism", "the federalist camp", "federalist"),
        ("global partnership", "partnerships across the globe", None),
        ("economic activity", "economically active", None),
        ("municipal", "municipality", None),
        ("harbour protection", "protecting key harbours", None),
        ("power of the court", "The powers of the council and those of the court", "those of the court"),
        ("state-owned harbour", "harbours owned by the state", None),
        ("coastal pier", "coastal and old and new piers", "coastal and old and new piers"),
    ],
)
def test_what_says_the_same_is_found(form: str, text: str, expected: str | None) -> None:
    assert found(form, text)[:1] == [expected or text]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("reform and opening up", "opening up and reform"),
        ("national security", "national food security"),
        ("economic growth", "economic and social problems hamper growth"),
        ("scientific and technological innovation", "science and technology, and let that innovation go on"),
        ("protection of property", "property is to protect"),
        ("reform", "reformation"),
        ("university", "universe"),
        ("government", "govern"),
        ("news", "new"),
        ("business environment", "business. Environment"),
        ("green development", "development in green"),
        ("green development", "development of green industries"),
        ("foreign investment", "investment in foreign markets"),
        ("fair competition", "competition is stiff"),
        ("fair competition", "competition fair"),
        ("bring in", "bring it. In"),
        ("dredging plan", "plan dredging"),
        ("inspect ships", "ship inspectors"),
        ("socialism", "social"),
        ("developed harbour", "developing harbour"),
        ("developing harbour", "developed harbour"),
        ("power of the court", "the rules of the council and those of the court"),
        ("state-owned harbour", "harbours owned by state banks"),
        ("law-based council", "a council based on a law"),
        ("AI", "ais"),
        ("%", "5 percent"),
        ("", "anything"),
    ],
)
def test_what_says_something_else_is_not(form: str, text: str) -> None:
    assert found(form, text) == []


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("the 2030 plan and the draft plan for piers", ["plan"]),
        ("plans, or at least two plans, and the plan for piers", ["plans"]),
        ("a plan for ships and the plan for piers", []),
        ("the plan. Pilots and the plan for piers", []),
        ("the plan, the plan for piers", []),
    ],
)
def test_heads_of_a_coordination_share_what_follows(text: str, heads: list[str]) -> None:
    assert [place for place in found("plan for piers", text) if " " not in place] == heads


def test_a_name_has_its_capitals_and_no_family() -> None:
    assert found("Ministry of Finance", "the ministries of education and finance", NAME) == []
    assert found("China Daily", "Chinese Daily", NAME) == []


def test_a_coordination_shares_its_head_alone() -> None:
    text = "industrial and supply chains"
    (variant,) = variants("industrial chain", text, MatchRule())
    assert [text[start:end] for start, end in variant.own] == ["industrial"]
    assert [text[start:end] for start, end in variant.shared] == ["chains"]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("Belt and Road Initiative", "BRI and BRIs, not BRIC", ["BRI", "BRIs"]),
        ("artificial intelligence", "AI", ["AI"]),
        ("Group of 20", "the G20 of 2020", ["G20"]),
        ("development", "D", []),
        ("artificial intelligence", "ai", []),
    ],
)
def test_initials_in_capitals_are_an_abbreviation(form: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in abbreviations(form, text)] == expected


WORDS = st.sampled_from(
    ["industrial", "chain", "and", ",", "of", "integration", "is", "the", "supply", ".", "economic"]
)


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=12))
def test_places_lie_within_the_text(form: list[str], text: list[str]) -> None:
    line = " ".join(text)
    for variant in variants(" ".join(form), line, MatchRule()):
        assert 0 <= variant.start < variant.end <= len(line)
        assert all(variant.start <= start < stop <= variant.end for start, stop in (*variant.own, *variant.shared))
        assert variant.own


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("HPC Harbour Council", "The Harbour Council of the Harbour Party of Coastland met."),
        ("members of the Second Harbour Council of the HPC", "Members of the Second Council, that of the Harbour HPC."),
        ("delegates of the Council of the HPC", "delegates of the Council of the Harbour Party of Coastland (HPC)"),
        ("National Committee of the Coastal Harbour Workers' Union", "the CHWU National Committee"),
        ("Ninth Plan for National Harbour and Pier Building", "the 9th Plan (2031–2035) for National Harbour and Pier Building"),
        ("pressure on the harbour", "pressure on the national harbour grew"),
        ("the people of all its towns", "the people of all of its towns"),
        ("ecological environment", "ecological and environmental protection"),
        ("harbour reform", "reforming, merging and renewing harbours"),
        ("judicial independence", "an independent judiciary"),
        ("propose", "made proposals"),
        ("COASTNET access", "coastnet access"),
        ("People's Republic of China", "since the founding of the People's Republic"),
        ("Lanping Province", "shipping in Lanping grew"),
        ("Lanping prefecture-level city in the north", "the municipalities of Haicheng and Lanping"),
        ("harmonious coexistence between harbours and nature", "where harbours and nature coexist in harmony"),
    ],
)  # fmt: skip
def test_what_official_translations_do_with_long_names(form: str, text: str) -> None:
    assert list(variants(form, text, MatchRule())) or occurrences(form, text, MatchRule())


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("HPC Harbour Council", "The Harbour Council of the Pier Party of Coastland met."),
        ("Ninth Plan for National Harbour and Pier Building", "the 8th Plan for National Harbour and Pier Building"),
        ("Ninth Plan for National Harbour and Pier Building", "The 9th Plan names harbours. National pier building is no part."),
        ("ecological environment", "ecological and economic protection"),
        ("People's Republic of China", "the People's Republic of Coastland"),
        ("WHO council", "who council"),
        ("Lanping Province", "shipping in Lanping County grew"),
        ("Lanping Province", "the Haicheng-Lanping line"),
        ("Lanping County", "shipping in Lanping grew"),
    ],
)  # fmt: skip
def test_other_long_names_are_not(form: str, text: str) -> None:
    assert not list(variants(form, text, MatchRule()))
    assert not occurrences(form, text, MatchRule())
