"""The size of a picture, from its first bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.publish.pictures import size


@pytest.mark.parametrize(
    ("svg", "expected"),
    [
        ('width="300" height="200"', (300, 200)),
        ('width="10mm" height="1in"', (38, 96)),
        ('viewBox="0 0 300 200"', (300, 200)),
        ('viewBox="0 0 300 200" width="150"', (150, 100)),
        ('viewBox="0 0 300 200" height="100%" width="100%"', (300, 200)),
        ('width="100%" height="50%"', (0, 0)),
        ('viewBox="0 0 0 200"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_vector_picture_states_its_size_or_its_box(svg: str, expected: tuple[int, int]) -> None:
    assert size(f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" {svg}></svg>'.encode()) == expected


def test_a_gif_and_a_picture_that_is_none() -> None:
    assert size(b"GIF89a\x05\x00\x04\x00" + bytes(10)) == (5, 4)
    assert size(b"hello") == (0, 0)
    assert size(b"<svg") == (0, 0)
    assert size(b"") == (0, 0)


@given(
    st.binary(max_size=64), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF", b"GIF89a", b"<"])
)
def test_damaged_pictures_have_no_size_and_raise_nothing(data: bytes, head: bytes) -> None:
    width, height = size(head + data)
    assert width >= 0
    assert height >= 0
