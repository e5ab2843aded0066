"""What a text is asked before a pattern is tried must never be narrower than the pattern."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.quantity.not_numbers_zh import CODE, DATE, ENUMERATOR, Hidden


@pytest.mark.parametrize("pattern", [CODE, DATE, ENUMERATOR], ids=["code", "date", "enumerator"])
def test_whatever_a_pattern_finds_is_hidden(pattern: re.Pattern[str]) -> None:
    @given(st.from_regex(pattern))
    def check(text: str) -> None:
        hidden = Hidden(text, ())
        assert all(hidden.after(*match.span()) >= 0 for match in pattern.finditer(text) if match[0])

    check()
