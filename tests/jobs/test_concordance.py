"""A phrase, wherever it occurs, in both languages."""

from pathlib import Path

import pytest

from workflow.jobs.concordance import Occurrence, lookup
from workflow.jobs.glossary import Change, add
from workflow.model import Metadata, Reproduction, State, Target, Unit
from workflow.store.desk import Desk


@pytest.fixture
def desk_with_english(desk: Desk, article_id: str) -> Desk:
    add(desk, Change(source="智慧港口", target="smart port", deprecated=["wise port"]))
    add(desk, Change(source="港口", target="port"))
    target = Target("Of <em>smart</em> ports; ports, and a smart-port.", State.REVIEWED, "human")
    source = "本市港口与一所大学共建联合实验室，研究智慧港口的管理方法，服务当地的企业和社区。"
    gone = Unit("u9", "旧的智慧<strong>港口</strong>", target=Target("An old wise port", State.TRANSLATED))
    desk.save(
        Reproduction(
            article=article_id,
            language="en",
            metadata=Metadata(title="A Port and a University Build a Laboratory"),
            units=(Unit("u1", source, target=target), gone),
        )
    )
    return desk


def shown(occurrence: Occurrence) -> tuple[str, str, list[str], list[str]]:
    source = [occurrence.source[start:end] for start, end in occurrence.source_spans]
    target = [occurrence.target[start:end] for start, end in occurrence.target_spans]
    return occurrence.unit, occurrence.state, source, target


def test_a_chinese_phrase_is_found_with_what_renders_it(desk_with_english: Desk, article_id: str) -> None:
    found = lookup(desk_with_english, "智慧港口", [article_id])
    assert [concept.id for concept in found.concepts] == ["smart-port", "port"]
    assert [shown(occurrence) for occurrence in found.occurrences] == [
        ("u1", "reviewed", ["智慧港口"], ["smart ports", "smart-port"]),
        ("u9", "translated", ["智慧港口"], ["wise port"]),
    ]


def test_titles_and_units_without_english_are_looked_through(desk_with_english: Desk, article_id: str) -> None:
    found = lookup(desk_with_english, "实验室", [article_id])
    assert not found.concepts
    assert [(place.unit, place.state, bool(place.target)) for place in found.occurrences] == [
        ("title", "", True),
        ("u1", "reviewed", True),
        ("u2", "", False),
    ]


def test_an_english_phrase_is_found_inflected_with_its_chinese(desk_with_english: Desk, article_id: str) -> None:
    found = lookup(desk_with_english, "Smart Port", [article_id])
    assert [concept.id for concept in found.concepts] == ["smart-port"]
    assert [shown(occurrence) for occurrence in found.occurrences] == [
        ("u1", "reviewed", ["智慧港口"], ["smart ports", "smart-port"])
    ]


def test_what_occurs_nowhere_is_not_found(desk_with_english: Desk, article_id: str, tmp_path: Path) -> None:
    assert lookup(desk_with_english, "航天", [article_id]).occurrences == ()
    assert lookup(desk_with_english, "support", [article_id]).occurrences == ()


def test_a_latin_word_is_no_part_of_another(desk_with_english: Desk, article_id: str) -> None:
    add(desk_with_english, Change(source="报告", target="report"))
    add(desk_with_english, Change(source="5G网络", target="5G network"))
    assert [concept.id for concept in lookup(desk_with_english, "port", [article_id]).concepts] == [
        "smart-port",
        "port",
    ]
    assert [concept.id for concept in lookup(desk_with_english, "ports", [article_id]).concepts] == [
        "smart-port",
        "port",
    ]
    assert [concept.id for concept in lookup(desk_with_english, "5G", []).concepts] == ["5g-network"]
    assert lookup(desk_with_english, "5G网", []).concepts
    assert not lookup(desk_with_english, "G网络", []).concepts
