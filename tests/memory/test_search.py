"""What a memory finds for a text, and how near it says that is."""

import pytest
from remembered import entry, memory

from workflow.memory.keys import neighbour
from workflow.memory.search import Sought, exact, matches
from workflow.model import MatchKind, State

PORT = "北辽港去年完成货物吞吐量1.2亿吨，同比增长5.6%。"


def scores(found: list) -> list[tuple[int, str]]:  # type: ignore[type-arg]
    return [(match.score, match.entry.target) for match in found]


def test_the_same_text_is_100_percent_and_101_between_the_same_neighbours() -> None:
    before, behind = neighbour("之前。"), neighbour("之后。")
    known = memory(entry(PORT, "A."), entry(PORT, "B.", unit="u2", before=before, behind=behind))
    found = matches(known, Sought(PORT, before, behind))
    assert [(match.score, match.kind, match.entry.target) for match in found] == [
        (101, MatchKind.CONTEXT, "B."),
        (100, MatchKind.EXACT, "A."),
    ]


def test_no_neighbours_are_no_context() -> None:
    assert matches(memory(entry(PORT)), Sought(PORT))[0].kind is MatchKind.EXACT


def test_other_figures_leave_a_text_almost_the_same() -> None:
    known = memory(entry("北辽港去年完成货物吞吐量9800万吨，同比增长3.1%。"))
    assert [(match.score, match.kind) for match in matches(known, Sought(PORT))] == [(99, MatchKind.FUZZY)]


def test_other_tags_and_other_quotation_marks_are_not_the_same_text() -> None:
    known = memory(entry('会议通过了<a href="https://a.example/">“规划”</a>。'))
    assert matches(known, Sought("会议通过了「规划」。"))[0].score == 99
    assert exact(known, Sought("会议通过了「规划」。")) == []
    assert exact(known, Sought('会议通过了<a href="https://a.example/">“规划”</a>。'))


def test_a_like_text_scores_one_less_the_share_of_its_edits() -> None:
    known = memory(entry("学校与港口共建实验室。"))  # 11 characters, of which two are other ones
    assert scores(matches(known, Sought("学校与企业共建实验室。"))) == [(81, "English.")]
    assert matches(known, Sought("学校与企业共建实验室。"), bar=0.82) == []
    assert matches(known, Sought("昨天下了一场大雪。")) == []


def test_what_nobody_vouched_for_and_what_comes_from_elsewhere_loses_points() -> None:
    known = memory(
        entry(PORT, "Not reviewed.", state=State.TRANSLATED, unit="u2"),
        entry(PORT, "Elsewhere.", memory="m.tmx", unit="u3"),
        entry(PORT, "Reviewed."),
    )
    assert scores(matches(known, Sought(PORT))) == [(100, "Reviewed."), (98, "Elsewhere."), (95, "Not reviewed.")]


def test_the_same_text_is_found_whatever_its_penalties_and_the_bar() -> None:
    known = memory(entry(PORT, state=State.TRANSLATED, memory="m.tmx"))
    assert [match.score for match in matches(known, Sought(PORT), bar=1.0)] == [93]


def test_a_unit_is_not_proposed_to_itself() -> None:
    known = memory(entry(PORT, article="a", unit="u1"), entry(PORT, "Other.", article="a", unit="u9"))
    assert scores(matches(known, Sought(PORT, place=("a", "u1")))) == [(100, "Other.")]
    assert scores(exact(known, Sought(PORT, place=("a", "u1")))) == [(100, "Other.")]


def test_one_translation_of_a_text_is_proposed_once_and_the_newest_article_first() -> None:
    known = memory(
        entry(PORT, "Old.", article="2023-05-01-a"),
        entry(PORT, "New.", article="2024-05-01-b"),
        entry(PORT, "New.", article="2022-05-01-c"),
    )
    found = matches(known, Sought(PORT))
    assert [(match.entry.target, match.entry.article) for match in found] == [
        ("New.", "2024-05-01-b"),
        ("Old.", "2023-05-01-a"),
    ]


@pytest.mark.parametrize("source", ["", "<strong>没有结束", "<br/>"])
def test_what_cannot_be_compared_matches_nothing(source: str) -> None:
    assert matches(memory(entry(PORT)), Sought(source)) == []
    assert exact(memory(entry(PORT)), Sought(source)) == []


def test_a_single_character_is_found() -> None:
    assert matches(memory(entry("港")), Sought("港"))[0].score == 100
