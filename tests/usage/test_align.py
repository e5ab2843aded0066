"""Which English words stand for a Chinese phrase, by statistics over a desk."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workflow.glossary.termbase import Termbase
from workflow.store.desk import Desk
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import plain
from workflow.usage.align import Aligner, Question, bigrams
from workflow.usage.uses import uses

ROOT = Path(__file__).resolve().parent.parent.parent

PAIRS = [
    ("沧江港口今年开放", "The Cangjiang port opens this year"),
    ("学校建设智慧港口", "The university builds a smart port"),
    ("学校发布年度报告", "The university publishes its annual report"),
    ("企业发布智慧物流报告", "The enterprise publishes a report on smart logistics"),
    ("企业与学校合作", "The enterprise cooperates with the university"),
]


def likely(source: str, phrase: str, target: str, **more: object) -> str:
    start = source.index(phrase)
    question = Question(source=source, span=(start, start + len(phrase)), target=target, **more)  # type: ignore[arg-type]
    answer = Aligner(PAIRS).likely(question)
    return target[answer.start : answer.end] if answer else ""


def test_words_that_keep_a_phrase_company_render_it() -> None:
    assert likely(*PAIRS[1][:1], "智慧港口", PAIRS[1][1]) == "smart port"
    assert likely(PAIRS[3][0], "企业", PAIRS[3][1]) == "enterprise"
    assert likely(PAIRS[4][0], "学校", PAIRS[4][1]) == "university"


def test_what_renders_another_term_renders_nothing_else() -> None:
    source, target = "企业发布智慧港口报告", "The enterprise publishes a report on the smart port"
    at = target.index("smart port")
    assert "port" not in likely(source, "港口报告", target, anchors=[((4, 8), (at, at + 10))]).split()


def test_a_rendering_like_a_known_form_is_preferred() -> None:
    source, target = "学校讨论海外驿站", "The university discussed the stations overseas and other matters"
    assert likely(source, "海外驿站", target, forms=["overseas station"]) == "stations overseas"


@pytest.mark.parametrize("target", ["", "…", "of the"])
def test_where_nothing_can_be_it_nothing_is(target: str) -> None:
    assert likely("学校建设智慧港口", "智慧港口", target) == ""


def test_pairs_of_characters() -> None:
    assert bigrams("走出去，a和") == {"走出", "出去", "和"}


def example() -> tuple[Termbase, list[tuple[str, str]]]:
    desk = Desk(ROOT)
    reproductions = [desk.reproduction(article, "en") for article in desk.ids()]
    pairs = [(plain(u.source), plain(u.target.text)) for r in reproductions if r for u in r.units]
    return Termbase(desk.concepts()), pairs


def labelled() -> tuple[Termbase, list[tuple[str, str]]]:
    folder = ROOT / "tests" / "data" / "pairs"
    _, *rows = (folder / "term.tsv").read_text(encoding="utf-8").splitlines()
    concepts = concepts_from_yaml((folder / "glossary.yaml").read_text(encoding="utf-8"))
    return Termbase(concepts), [(source, target) for _, _, source, target in (row.split("\t") for row in rows)]


@pytest.mark.parametrize(("data", "least"), [(example, (0.9, 0.6)), (labelled, (0.88, 0.5))])
def test_terms_are_found_without_being_told_a_form(
    data: Callable[[], tuple[Termbase, list[tuple[str, str]]]], least: tuple[float, float]
) -> None:
    """Floors of the figures in docs/measured.md: shares of renderings that are touched, and found to the letter."""
    termbase, pairs = data()
    aligner = Aligner(pairs)
    touched = exact = total = 0
    for source, target in pairs:
        found = [(use.source, use.target) for use in uses(source, target, termbase) if use.target]
        for span, place in found:
            anchors = [pair for pair in found if pair != (span, place)]
            answer = aligner.likely(Question(source=source, span=span, target=target, anchors=anchors))
            start, end = (answer.start, answer.end) if answer else (0, 0)
            total += 1
            touched += start < place[1] and place[0] < end
            exact += (start, end) == place
    assert total > 60
    assert touched / total >= least[0]
    assert exact / total >= least[1]
