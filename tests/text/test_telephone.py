"""Telephone numbers in both languages, whatever their groups."""

import pytest

from workflow.checks import check_pair
from workflow.text.telephone import compare


def reported(source: str, target: str) -> list[str]:
    return [f"{one.check}: {one.message}" for one in check_pair(source, target) if one.severity != "info"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("电话：0579-12345678", "Tel.: +86 579 1234 5678"),
        ("电话：0579-12345678", "Tel.: +86-579-12345678"),
        ("电话：0579-12345678", "Tel.: +86 (0)579 12345678"),
        ("电话：0579-12345678", "Tel.: (0579) 1234 5678"),
        ("联系电话：13800138000", "Mobile: +86 138 0013 8000"),
        ("联系电话：13800138000", "Mobile: 138-0013-8000"),
        ("电话：010-62751234转8012", "Tel.: +86 10 6275 1234, ext. 8012"),
        ("传真：021-65642222、65643333", "Fax: +86 21 6564 2222, 6564 3333"),
        ("热线：400-820-8820", "Hotline: 400 820 8820"),
    ],
)
def test_the_same_number_in_other_groups_is_no_other_number(source: str, target: str) -> None:
    assert reported(source, target) == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("Tel.: 010-62751243", "010-62751243"),
        ("Tel.: +86 10 6275 1243", "+86 10 6275 1243"),
        ("Tel.: +86 10 6275 123", "+86 10 6275 123"),
    ],
)
def test_a_wrong_digit_is_an_error(target: str, said: str) -> None:
    wrong = f"number.missing: u1 (p) gives the telephone number “010-62751234” as “{said}”; correct it"
    assert reported("电话：010-62751234", target) == [wrong]


def test_long_figures_are_no_telephone_numbers() -> None:
    assert compare("总投资12345678元，惠及2345678人。", "12,345,678 yuan for 2345678 people, up from 1234567.") == (
        ([], []),
        [],
    )
    assert compare("电话：0579-12345678", "No telephone.") == (([], []), [])


def test_another_number_of_the_same_list_is_not_a_change_of_this_one() -> None:
    source, target = "电话：0579-12345678、0579-12345679", "Tel.: +86 579 1234 5679, +86 579 1234 5678"
    assert reported(source, target) == []
