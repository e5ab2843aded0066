"""What numbers belong to: the measure they are told for, the word beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.quantity import numbers_en, numbers_zh
from workflow.text.quantity.compare import compare
from workflow.text.quantity.rates import other_measure
from workflow.text.quantity.swapped import exchanged


def said(source: str, target: str) -> tuple[tuple[str, str], ...]:
    compared = compare(numbers_zh.find(source), numbers_en.find(target))
    odd = [*other_measure(source, target, compared.said), *exchanged(source, target, compared.said)]
    return tuple((owed.text, found.text) for owed, found in odd)


@pytest.mark.parametrize(
    ("source", "target", "odd"),
    [
        ("糖价为每公斤6元。", "Sugar costs 6 yuan a kilogram.", ()),
        ("糖价为每公斤6元。", "Sugar costs 6 yuan per tonne.", (("6元", "6 yuan"),)),
        ("糖价为6元/公斤。", "Sugar costs 6 yuan a ton.", (("6元", "6 yuan"),)),
        ("糖价为6元一斤。", "Sugar costs 12 yuan a kilogram.", ()),  # converted: the values differ
        ("每公顷施肥30公斤。", "They spread 30 kg per acre.", (("30公斤", "30 kg"),)),
        ("每公顷施肥30公斤。", "They spread 30 kg.", ()),
        ("时速每小时80公里。", "80 kilometers per hour.", ()),
    ],
)
def test_the_measure_a_number_is_told_for_is_compared(
    source: str, target: str, odd: tuple[tuple[str, str], ...]
) -> None:
    assert said(source, target) == odd


@pytest.mark.parametrize(
    ("target", "odd"),
    [
        ("Imports were 30 tons, exports 50 tons.", ()),
        ("Imports were 50 tons, exports 30 tons.", (("30吨", "30 tons"),)),
        ("Exports were 50 tons, imports 30 tons.", ()),
        ("Exports of 50 tons exceeded imports of 30 tons.", ()),
        ("Imports and exports were 30 tons and 50 tons.", ()),  # one after the other: nothing is said of it
        ("Imports were 50 tons, exports 30 tons, and imports may grow.", ()),  # twice a word: not plain
        ("Of the 50 tons exports took more than imports of 30 tons.", ()),
    ],
)
def test_numbers_that_changed_places_are_told(target: str, odd: tuple[tuple[str, str], ...]) -> None:
    assert said("进口30吨，出口50吨。", target) == odd


@given(
    st.text(alphabet="男女进口出口每公斤吨元3050，", max_size=30),
    st.text(alphabet="men women imports 3050 tonsyu a,.", max_size=60),
)
def test_no_text_raises(source: str, target: str) -> None:
    said(source, target)
