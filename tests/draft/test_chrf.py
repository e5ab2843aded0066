"""chrF: the figures of sacreBLEU, computed here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.draft.chrf import chrf


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("The city has 286 little giants.", "The city is home to 286 little giant enterprises."),
        ("a b", "a b c d e f g"),
        ("Nothing alike", "01234"),
    ],
)
def test_it_agrees_with_sacrebleu(text: str, reference: str) -> None:
    sacrebleu = pytest.importorskip("sacrebleu")
    assert chrf(text, reference) == pytest.approx(sacrebleu.sentence_chrf(text, [reference]).score, abs=0.01)


@given(st.text(max_size=40), st.text(max_size=40))
def test_it_is_a_share_and_whole_only_for_equals(text: str, other: str) -> None:
    assert 0 <= chrf(text, other) <= 100.0001
    assert chrf(text, text) == pytest.approx(100 if text.split() else 0)


def test_a_nearer_text_scores_higher() -> None:
    reference = "The port and the university build a laboratory."
    assert chrf("The port and the university build a lab.", reference) > chrf("A port is built.", reference)
