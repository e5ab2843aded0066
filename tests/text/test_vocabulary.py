"""The words that readers of English ask for first, and patterns of many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from workflow.text.chars import one_of
from workflow.text.vocabulary import lower_words, vocabulary


@given(st.text(alphabet="abcXYZ019 '’.-_éİ市", max_size=40))
def test_words_are_the_same_whichever_way_they_are_found(text: str) -> None:
    assert lower_words(text) == tuple(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))
    assert vocabulary(text) == frozenset(re.findall("[a-z]+", text.lower()))


def test_the_longest_of_several_words_is_found_and_signs_are_taken_as_they_are() -> None:
    pattern = re.compile(one_of(["公", "公里", "k.m", "^", "公里"]))
    assert pattern.findall("10公里, 3公, kxm, k.m, ^") == ["公里", "公", "k.m", "^"]
