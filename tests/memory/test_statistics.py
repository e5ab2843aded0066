"""What is in a memory, counted."""

from remembered import entry

from workflow.memory.statistics import Statistics, count
from workflow.model import State


def test_texts_characters_words_states_origins_and_repetitions_are_counted() -> None:
    entries = [
        entry("港口开放。", "The <em>port</em> opens.", origin="mt:llm/model"),
        entry("港口开放。", "The port is open.", state=State.FINAL),
        entry("港口开放。", "The port is open.", memory="old.tmx"),
        entry("学校", "School", state=State.TRANSLATED, origin=""),
    ]
    assert count(entries) == Statistics(
        entries=4,
        han=14,
        words=12,
        states={"reviewed": 2, "final": 1, "translated": 1},
        origins={"mt": 1, "human": 2, "unknown": 1},
        repetitions=2,
        ambiguous=1,
        memories={"": 3, "old.tmx": 1},
    )


def test_an_empty_memory_counts_nothing() -> None:
    assert count([]).entries == 0
