"""Numbers of which only the scale is told."""

import pytest

from workflow.text.quantity.loose import apart
from workflow.text.quantity.words import english


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("数百人", "hundreds of people"),
        ("数千人", "several thousand people"),
        ("数万人", "tens of thousands of people"),
        ("几百万元", "a few million yuan"),
        ("数千万元", "millions of yuan"),
        ("数百亿元", "tens of billions of yuan"),
        ("数百万人", "a million-dollar show"),
        ("数百万英镑", "a multi-million pound plan"),
        ("数百万人和几千人", "billions"),  # which one is meant is not known
        ("数百分点", "billions"),
    ],
)
def test_the_same_scale_or_none_to_compare(source: str, target: str) -> None:
    assert apart(source, target) is None


@pytest.mark.parametrize(
    ("source", "target", "right"),
    [
        ("耗资数百万英镑", "billions of pounds", "millions"),
        ("耗资数百万英镑", "a multi-billion pound plan", "millions"),
        ("数十万人", "tens of thousands of people", "hundreds of thousands"),
        ("几千万人", "several hundred million people", "tens of millions"),
        ("好几亿元", "several million yuan", "hundreds of millions"),
    ],
)
def test_another_scale_is_told_with_the_right_one(source: str, target: str, right: str) -> None:
    found = apart(source, target)
    assert found is not None
    assert english(found[0]) == right
