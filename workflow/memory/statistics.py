"""What is in a memory, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow.model import MemoryEntry
from workflow.text.chars import han_count, word_count
from workflow.text.inline import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Counts of entries, of Chinese characters in their sources, of English words in their targets.

    `states` and `origins` count entries; an origin is the word before its colon (``mt``, ``human``). `repetitions` are
    entries whose Chinese an earlier one has; `ambiguous` Chinese texts that have several translations. `memories`
    counts the entries of each file, '' those of the desk itself.
    """

    entries: int = 0
    han: int = 0
    words: int = 0
    states: Mapping[str, int]
    origins: Mapping[str, int]
    repetitions: int = 0
    ambiguous: int = 0
    memories: Mapping[str, int]


def count(entries: Iterable[MemoryEntry]) -> Statistics:
    """Return the statistics of entries."""
    states, origins, memories = Counter[str](), Counter[str](), Counter[str]()
    translations: dict[str, set[str]] = {}
    number = han = words = 0
    for entry in entries:
        number += 1
        han += han_count(plain(entry.source))
        words += word_count(plain(entry.target))
        states[entry.state.value] += 1
        origins[entry.origin.partition(":")[0] or "unknown"] += 1
        memories[entry.memory] += 1
        translations.setdefault(entry.source, set()).add(entry.target)
    return Statistics(
        entries=number,
        han=han,
        words=words,
        states=dict(states),
        origins=dict(origins),
        repetitions=number - len(translations),
        ambiguous=sum(1 for targets in translations.values() if len(targets) > 1),
        memories=dict(memories),
    )
