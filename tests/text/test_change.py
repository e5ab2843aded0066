"""Whether a number is what something changed by or what it changed to."""

import pytest

from workflow.checks import check_pair

_RIGHT = [
    ("能耗降至60%。", "Energy use fell to 60 percent."),
    ("能耗下降60%。", "Energy use was down by 60 percent."),
    ("能耗下降60%。", "There was a 60 percent drop in energy use."),
    ("价格降到原来的一半。", "Prices fell by half."),
    ("产量增长到三倍。", "Output grew by three times."),
    ("增速回落0.5个百分点。", "Growth slowed by 0.5 percentage points."),
    ("出口由200亿元增长到300亿元。", "Exports increased from 20 billion yuan to 30 billion yuan."),
    ("出口增长5%，进口下降5%。", "Imports fell 5 percent, while exports rose 5 percent."),
    ("税收减少30亿元。", "It was a tax saving of 3 billion yuan, up to 3 billion yuan in all."),
]
_WRONG = [
    ("能耗降至60%。", "Energy use fell by 60 percent."),
    ("失业率下降到5%。", "Unemployment fell by about 5 percent."),
    ("占比提高5个百分点。", "The share rose to 5 percentage points."),
    ("出口增长300亿元。", "Exports grew to 30 billion yuan."),
    ("降至原来的三分之一。", "It fell by one third."),
    ("出口同比增长5.3%。", "Exports fell 5.3 percent year on year."),
    ("价格下跌5.3%。", "There was a 5.3 percent rise in prices."),
]


@pytest.mark.parametrize(("source", "target"), _RIGHT)
def test_the_same_change_in_other_words_is_none_to_report(source: str, target: str) -> None:
    assert not [finding for finding in check_pair(source, target) if finding.check == "number.change"]


@pytest.mark.parametrize(("source", "target"), _WRONG)
def test_another_change_with_the_right_number_is_reported(source: str, target: str) -> None:
    assert [finding.check for finding in check_pair(source, target)] == ["number.change"]
