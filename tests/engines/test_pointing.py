"""Where attention says that a span stands: pieces, words, the stretch that attends most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engines.pointing import offsets, point


@pytest.mark.parametrize(
    ("pieces", "text", "expected"),
    [
        (["▁The", "▁Minist", "ry", "."], "The Ministry.", ["The", "Minist", "ry", "."]),
        (["▁教育", "部", "▁支持"], "教育部 支持", ["教育", "部", "支持"]),
        (["edu@@", "cation", "grows"], "education grows", ["edu", "cation", "grows"]),
        (["▁", "2", "▁more", "!"], "2 more", ["", "2", "more", ""]),
    ],
)
def test_pieces_have_their_places(pieces: list[str], text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in offsets(pieces, text)] == expected


SOURCE = [(0, 2), (2, 3), (3, 5)]  # 教育 部 支持
WORDS = offsets(["▁The", "▁Minist", "ry", "▁of", "▁Education", "▁helps", "."], "The Ministry of Education helps.")


def test_the_words_that_attend_to_a_span_are_its_place_with_what_stands_between_them() -> None:
    attention = [
        [0.1, 0.7, 0.2],
        [0.2, 0.7, 0.1],
        [0.1, 0.8, 0.1],
        [0.3, 0.3, 0.4],
        [0.9, 0.1, 0.0],
        [0.0, 0.0, 1.0],
        [0.0, 0.1, 0.9],
    ]
    assert point((0, 3), SOURCE, WORDS, attention) == (0, 25)
    assert point((3, 5), SOURCE, WORDS, attention) == (26, 32)


def test_a_span_that_nothing_attends_to_has_no_place() -> None:
    assert point((0, 3), SOURCE, WORDS, [[0.1, 0.1, 0.8]] * 7) is None
    assert point((0, 3), SOURCE, WORDS, []) is None


ROW = st.lists(st.floats(0, 1), min_size=3, max_size=3)


@given(st.lists(ROW, max_size=9), st.sampled_from([(0, 2), (0, 3), (2, 5), (9, 9)]))
def test_a_place_is_made_of_whole_words(attention: list[list[float]], span: tuple[int, int]) -> None:
    place = point(span, SOURCE, WORDS, attention)
    if place is not None:
        assert place[0] in {0, 4, 13, 16, 26}
        assert place[0] < place[1]
