"""Like texts in a big translation memory, against a look at all of them with rapidfuzz.

The texts are clauses of the worked example put together anew, with figures of their own, so that many texts share many
of their character pairs: harder for an index than random characters, of which some are mixed in. Each query is a text
of the memory with other figures and a few characters changed. `x` is the time of the full look over that of the index;
`agree` the share of queries for which both name a text of the same score (or both none).
Times are the processor's: other work on the machine does not count.

    python benchmarks/memory.py [--units 100000] [--queries 200] [--bar 0.75]
"""

import argparse
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from workflow import skeleton
from workflow.memory import keys
from workflow.memory.database import Memory
from workflow.memory.phrases import lookup
from workflow.memory.search import Sought, exact, matches
from workflow.model import MemoryEntry, State
from workflow.store.desk import Desk
from workflow.text.inline import plain

ROOT = Path(__file__).resolve().parent.parent
COMMON = "".join(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA))
"""The 3,471 most common Simplified characters: most of level 1 of GB 2312."""
_FIGURE = re.compile(r"\d+")
_PER_FILE = 40  # units of an article


class Made:
    """A memory's files: articles of so many units, one of which may be given anew."""

    def __init__(self, entries: Sequence[MemoryEntry]) -> None:
        self.files = {str(at): entries[at : at + _PER_FILE] for at in range(0, len(entries), _PER_FILE)}
        self.changed = 0

    def stamps(self) -> Mapping[str, str]:
        """The stamps of all files."""
        return dict.fromkeys(self.files, "") | {"0": str(self.changed)}

    def entries(self, name: str) -> Sequence[MemoryEntry]:
        """What one of them holds."""
        return self.files[name]


def clauses() -> list[str]:
    """The clauses of the originals on the example desk."""
    desk = Desk(ROOT)
    texts = [plain(unit.source) for name in desk.ids() for unit in skeleton.units(desk.body(name))]
    return sorted({part for text in texts for part in re.split("[，。；：！？]", text) if 4 <= len(part) <= 24})  # noqa: PLR2004


def text(known: Sequence[str], chance: random.Random) -> str:
    """Two to four clauses; one in four is random characters."""
    parts = [
        "".join(chance.choices(COMMON, k=chance.randint(6, 16))) if chance.random() < 0.25 else chance.choice(known)  # noqa: PLR2004
        for _ in range(chance.randint(2, 4))
    ]
    return _FIGURE.sub(lambda found: figure(len(found[0]), chance), "，".join(parts) + "。")


def figure(length: int, chance: random.Random) -> str:
    return str(chance.randint(10 ** (length - 1), 10**length - 1))


def changed(source: str, chance: random.Random) -> str:
    """A text with other figures and one in twelve characters exchanged."""
    letters = [chance.choice(COMMON) if chance.random() < 1 / 12 and not ch.isdigit() else ch for ch in source]
    return _FIGURE.sub(lambda found: figure(len(found[0]), chance), "".join(letters))


def milliseconds(times: Sequence[float]) -> str:
    ranked = sorted(times)
    return f"median {1000 * statistics.median(ranked):6.2f}  95% {1000 * ranked[int(0.95 * len(ranked))]:6.2f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--bar", type=float, default=0.75)
    options = parser.parse_args()
    chance = random.Random(7)
    known = clauses()
    sources = [text(known, chance) for _ in range(options.units)]
    english = [
        f"Sentence {at} of the {chance.choice(['port', 'college', 'province'])} report." for at in range(options.units)
    ]
    entries = [
        MemoryEntry(
            source=source, target=target, state=State.REVIEWED, article=f"a{at // _PER_FILE}", unit=f"u{at % _PER_FILE}"
        )
        for at, (source, target) in enumerate(zip(sources, english, strict=True))
    ]
    files = Made(entries)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder) / "memory.sqlite", files, sources, options, chance)


def measure(path: Path, files: Made, sources: list[str], options: argparse.Namespace, chance: random.Random) -> None:
    started = time.process_time()
    Memory(path, files).close()
    took, size = time.process_time() - started, path.stat().st_size / 1e6
    print(f"built from {len(sources):,} units in {took:.1f} s, {size:.0f} MB")
    files.changed = 1
    files.files["0"] = [*files.files["0"][1:], files.files[str(_PER_FILE)][0]]
    started = time.process_time()
    memory = Memory(path, files)
    print(f"one article read again in {1000 * (time.process_time() - started):.0f} ms")

    queries = [changed(chance.choice(sources), chance) for _ in range(options.queries)]
    indexed, full, same = [], [], 0
    everything = [keys.key_of(keys.folded(source)) for source in sources]
    for query in queries:
        started = time.process_time()
        found = matches(memory, Sought(query), bar=options.bar)
        indexed.append(time.process_time() - started)
        key = keys.key_of(keys.folded(query))
        started = time.process_time()
        best = extractOne(key, everything, scorer=Levenshtein.normalized_similarity, score_cutoff=options.bar)
        full.append(time.process_time() - started)
        same += (found[0].score if found else 0) == (min(99, int(100 * best[1])) if best else 0)
    ratio = statistics.median(full) / statistics.median(indexed)
    print(f"like texts    {milliseconds(indexed)}; all compared {milliseconds(full)}; {ratio:.0f} x")
    print(f"agree         {same} of {len(queries)}")
    for name, ask in (
        ("same text", lambda query: exact(memory, Sought(query))),
        ("phrase", lambda query: lookup(memory, query[2:8])),
    ):
        times = []
        for source in chance.choices(sources, k=40):
            started = time.process_time()
            ask(source)
            times.append(time.process_time() - started)
        print(f"{name:13} {milliseconds(times)}")
    memory.close()
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in the process, texts included")


if __name__ == "__main__":
    main()
