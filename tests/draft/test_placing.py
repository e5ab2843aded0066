"""Where links and emphasis stand in a draft."""

import pytest

from workflow.constraints.base import Context
from workflow.draft.placing import locate, place
from workflow.draft.plan import Cell, plan
from workflow.text.inline import parse


def cell(markup: str) -> Cell:
    return plan(parse(markup), Context()).parts[0].cell


def placed(markup: str, text: str, english: dict[str, str]) -> list[str | None]:
    """English of each mark of the source, None where it found no place."""
    result = place(cell(markup), text, english)
    spans = [result.spans.get(index) for index in range(len(cell(markup).marks))]
    return [text[span[0] : span[1]] if span else None for span in spans]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("Ministry of Education", "The Ministry of Education said", "Ministry of Education"),
        ("ministry of education", "The Ministry of Education said", "Ministry of Education"),
        ("open policy", "its open policies", "open policies"),
        ("The Ministry's website", "See the website of the Ministry", None),
        (
            "Liaoning University official website",
            "at the Liaoning University website today",
            "Liaoning University website",
        ),
        ("list of projects", "It rained", None),
        ("art", "smart party", None),
        ("2", "CO2 and H2", "2"),
        ("2", "12, 2.5 and 1,2", None),
        ("→", "a → b", "→"),
        ("", "text", None),
        ("“”", "text", None),
    ],
)
def test_a_phrase_is_located_exactly_then_inflected_then_by_resemblance(
    phrase: str, text: str, expected: str | None
) -> None:
    span = locate(phrase, text, (0, len(text)), [], 0.0)
    assert (text[span[0] : span[1]] if span else None) == expected


def test_of_several_places_the_one_nearest_to_the_source_s_share_is_taken() -> None:
    text = "plan one, plan two, plan three"
    assert locate("plan", text, (0, len(text)), [], 0.9) == (20, 24)
    assert locate("plan", text, (0, len(text)), [(20, 24)], 0.9) == (10, 14)
    assert locate("plan", text, (0, 8), [], 0.9) == (0, 4)


@pytest.mark.parametrize(
    ("markup", "text", "english", "expected"),
    [
        ("<strong>全文都重要。</strong>", "All of it matters.", {}, ["All of it matters."]),
        ("“<strong>全文都重要</strong>。”", "“All of it matters.”", {}, ["All of it matters"]),
        ('<a href="/a"><strong>名单</strong></a>公布', "The list is out", {"名单": "list"}, ["list", "list"]),
        ("甲<em>乙<strong>丙</strong></em>", "A b c", {"乙丙": "b c", "丙": "c"}, ["b c", "c"]),
        ("在<strong>时间：</strong>今天", "At time: today", {"时间：": "Time"}, ["time:"]),
        ("见<strong>“名单”</strong>", "see the “list” here", {"“名单”": "list"}, ["“list”"]),
        ("见“<strong>名单</strong>”", "see the “list” here", {"名单": "list"}, ["list"]),
        ("二氧化碳（CO<sub>2</sub>）排放2吨", "2 tons of CO2", {}, ["2"]),
        ("增长12.3%<sup>[1]</sup>，快", "up 12.3% [1], fast", {}, ["[1]"]),
        ("增长12.3%<sup>[1]</sup>，快", "up 12.3%, fast", {}, [None]),
        ("一、<strong>会议主题</strong>", "1. The topic", {}, ["The topic"]),
        ("一、<strong>会议主题</strong>。", "The topic.", {}, ["The topic"]),
        ("甲<em>乙</em>", "A", {"乙": "b"}, [None]),
        ('<a href="/a">名单</a>与<a href="/b">名单</a>', "the list and the list", {"名单": "list"}, ["list", "list"]),
    ],
)
def test_marks_are_placed(markup: str, text: str, english: dict[str, str], expected: list[str | None]) -> None:
    assert placed(markup, text, english) == expected


def test_two_links_of_one_wording_get_a_place_each() -> None:
    spans = place(cell('<a href="/a">名单</a>与<a href="/b">名单</a>'), "the list and the list", {"名单": "list"}).spans
    assert spans == {0: (4, 8), 1: (17, 21)}


def test_a_sign_is_placed_by_what_it_hangs_on() -> None:
    assert place(cell("排放2吨CO<sub>2</sub>气"), "2 tons of CO2 gas", {}).spans == {0: (12, 13)}
