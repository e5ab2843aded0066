"""The aligner, told from small cases and held to a number over whole articles."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.alignment.align import SURE, Block, align
from workflow.text.alignment.anchors import anchors, syllables

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import alignment

SAMPLES = alignment.samples()
FLOOR = 0.97


def pairs(source: list[Block | str], target: list[Block | str]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in align(source, target)]


def test_the_set_holds_enough_pairs_and_each_covers_its_blocks() -> None:
    assert len(SAMPLES) >= 20
    for sample in SAMPLES:
        for side, blocks in ((0, sample.source), (1, sample.target)):
            assert sorted(n for bead in sample.gold for n in bead[side]) == list(range(len(blocks))), sample.name


@pytest.mark.parametrize("chosen", [SAMPLES[:12], SAMPLES[12:]], ids=["tuned on", "held out"])
def test_beads_are_found_as_well_as_the_floor_says(chosen: list[alignment.Sample]) -> None:
    assert alignment.measure(chosen)[0] >= FLOOR


def test_merged_paragraphs_are_one_bead() -> None:
    source: list[Block | str] = [
        "港口今年一季度完成货物吞吐量8642万吨，同比增长7.9%。",
        "集装箱吞吐量达到218万标准箱，同比增长11.2%。",
        "“航线多了，选择也多了。”廖志远说。",
    ]
    target: list[Block | str] = [
        "The port handled 86.42 million tonnes in the first quarter, up 7.9%. Containers reached 2.18 million TEUs, up 11.2%.",
        "“More routes mean more choice,” said Liao Zhiyuan.",
    ]
    assert pairs(source, target) == [((0, 1), (0,)), ((2,), (1,))]


def test_a_caption_that_moved_is_found() -> None:
    source: list[Block | str] = [
        "4月21日，两艘纯电动渡船驶过江面，没有黑烟。",
        "渡口屋顶铺设光伏板1260平方米，年发电18万千瓦时。",
        Block("渡船停靠红花渡口。李墨 摄", "figcaption"),
    ]
    target: list[Block | str] = [
        "On April 21, two electric ferries crossed the river without black smoke.",
        Block("A ferry at Honghua Crossing. Photo by Li Mo", "figcaption"),
        "The roof carries 1,260 square metres of panels, which generate 180,000 kilowatt-hours a year.",
    ]
    assert ((2,), (1,)) in pairs(source, target)


def test_a_pairing_with_nothing_for_it_is_doubtful() -> None:
    beads = align(
        ["天亮了，他收拾好秤，往下一个早晨去，谁也没有说话。"], ["Prices rose by 40% in 2023 and by 12% in 2024."]
    )
    assert all(bead.confidence < SURE for bead in beads if bead.source and bead.target)


def test_an_empty_side_leaves_the_other_alone() -> None:
    assert pairs([], ["One.", "Two."]) == [((), (0,)), ((), (1,))]
    assert pairs(["一。"], []) == [((0,), ())]


@given(st.lists(st.text(max_size=40), max_size=7), st.lists(st.text(max_size=80), max_size=7))
def test_every_block_is_covered_once(source: list[str], target: list[str]) -> None:
    beads = align(source, target)
    assert sorted(n for bead in beads for n in bead.source) == list(range(len(source)))
    assert sorted(n for bead in beads for n in bead.target) == list(range(len(target)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)


def test_figures_dates_and_names_are_the_same_keys_in_both_languages() -> None:
    chinese = anchors("4月10日，廖志远说，港口完成8642万吨，其中PM2.5下降两成。")
    english = anchors("On April 10, Liao Zhiyuan said the port handled 86.42 million tonnes, and PM2.5 fell by 20%.")
    assert chinese.dates == english.dates == {"4/10"}
    assert "86420000" in chinese.numbers & english.numbers
    assert "pm2.5" in chinese.latin & english.latin
    assert "liaozhiyuan" in english.names & syllables("廖志远说")
