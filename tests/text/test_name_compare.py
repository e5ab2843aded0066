"""Names of two texts compared."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.name.compare import SAME, compare_names
from workflow.text.name.match import Rendering, verdict
from workflow.text.name.mentions import Names
from workflow.text.name.romanise import readings, romanise

PAIRS = Path(__file__).parents[1] / "data" / "pairs" / "name.tsv"
PEOPLE = ("周明远", "林小雨", "欧阳朔", "单立新", "曾静", "陶然", "诸葛云", "宋佳")
KNOWN = Names({name: (romanise(name),) for name in PEOPLE} | {"黑晓林": ("Hei Xiaolin",)})


def _labelled() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", _labelled(), ids=lambda row: f"{row['label']}:{row['zh']}|{row['en']}")
def test_labelled_pairs_are_told_apart(row: dict[str, str]) -> None:
    assert (compare_names(row["zh"], row["en"], KNOWN) == SAME) == (row["label"] == "ok")


@pytest.mark.parametrize(
    ("name", "forms", "text", "rendering"),
    [
        ("李明", ("Li Ming",), "Li Ming spoke.", Rendering.RIGHT),
        ("李明", ("Li Ming",), "LI Ming's speech", Rendering.RIGHT),
        ("李明", ("Li Ming",), "Li spoke.", Rendering.SURNAME),
        ("李明", ("Li Ming",), "She spoke.", Rendering.IMPLIED),
        ("李明", ("Li Ming",), "Ming Li spoke.", Rendering.ORDER),
        ("李明", ("Li Ming",), "Li Min spoke.", Rendering.SPELLING),
        ("李明", ("Li Ming",), "The dean spoke.", Rendering.MISSING),
        ("李明", ("Li Ming",), "Li Hua spoke.", Rendering.SURNAME),  # another Li
        ("王小明", ("Wang Xiaoming",), "Wang Xiao Ming spoke.", Rendering.RIGHT),
        ("王小明", ("Wang Xiaoming",), "Wang Xiao-ming spoke.", Rendering.RIGHT),
        ("陈西安", ("Chen Xi'an",), "Chen Xian spoke.", Rendering.RIGHT),
        ("吕丽", ("Lyu Li",), "Lü Li spoke.", Rendering.RIGHT),
        ("诸葛云", ("Zhuge Yun",), "Zhu Geyun spoke.", Rendering.SPELLING),
        ("成龙", ("Jackie Chan", "Chan Kong-sang"), "Chan Kong-sang spoke.", Rendering.RIGHT),
        ("成龙", ("Jackie Chan",), "Cheng Long spoke.", Rendering.MISSING),
        ("蒋经国", ("Jiang Jingguo",), "Chiang Ching-kuo spoke.", Rendering.SURNAME),
    ],
)
def test_a_rendering_is_judged(name: str, forms: tuple[str, ...], text: str, rendering: Rendering) -> None:
    assert verdict(name, forms, text) is rendering


def test_a_slip_beside_the_right_name_is_a_second_rendering() -> None:
    compared = compare_names("院长李明辉发言，李明辉答问。", "Dean Li Minghui spoke. Li Minhui took questions.")
    assert [(person.name, found.text) for person, found in compared.mixed] == [("李明辉", "Li Minhui")]


def test_a_lost_title_and_a_lost_rank_are_told_apart() -> None:
    assert compare_names("校长陶然讲话。", "Tao Ran gave a speech.").titles
    assert compare_names("副校长陶然讲话。", "President Tao Ran gave a speech.").ranks
    assert compare_names("副校长陶然讲话。", "Tao spoke.") == SAME


@given(
    st.sampled_from("王李张刘陈杨赵吕单曾解任查区华"),
    st.text("明华丽国伟静安绿乐小雨行", min_size=1, max_size=2),
    st.sampled_from(["{} spoke.", "President {} said so.", "{}'s speech", "By {}, Bincheng"]),
)
def test_a_romanised_name_is_right_in_every_spelling(surname: str, given_name: str, frame: str) -> None:
    name = surname + given_name
    pinyin = romanise(name)
    for form in (pinyin, pinyin.replace("'", ""), pinyin.upper(), pinyin.replace("lyu", "lü").replace("Lyu", "Lü")):
        assert verdict(name, (pinyin,), frame.format(form)) is Rendering.RIGHT
    surnames, givens = readings(name)
    for spelt in givens:
        assert (
            verdict(name, (pinyin,), frame.format(f"{min(surnames).capitalize()} {spelt.capitalize()}"))
            is Rendering.RIGHT
        )


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_are_compared_without_failing(source: str, target: str) -> None:
    compare_names(f"校长周明远说{source}", target, KNOWN)


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ("Tao Zhuyuan, head of the inspection team, gave feedback.", ["陶铸远"]),
        ("Tao Zhuyuan, deputy head of the inspection team, gave feedback.", []),
        ("Tao Zhuyuan gave feedback.", []),  # the role may be left out
    ],
)
def test_a_rank_below_the_head_is_missed(target: str, lost: list[str]) -> None:
    assert [person.name for person in compare_names("巡视组副组长陶铸远反馈了意见。", target).ranks] == lost
