"""Time to find the terms of a big glossary in five megabytes of Chinese: folding, search and mapping back included.

The text is made of the sentences of the worked example and of random characters, with terms planted in it; a tenth of
the sentences have full-width letters, quotation marks of another kind, or spaces inside a term. `x` is the ratio to a
plain `str.count` of one term over the same text.

Garbage is looked for as seldom as the program does.

    python benchmarks/matching.py [--terms 5000] [--megabytes 5] [--runs 5]
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from workflow.__main__ import collect_seldom
from workflow.glossary.termbase import Termbase
from workflow.model import Concept, MatchRule, TermSet
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.comparable import comparable
from workflow.text.term.match import Matcher

ROOT = Path(__file__).resolve().parent.parent
COMMON = "".join(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD7) for cell in range(0xA1, 0xFA))
"""The 3,471 most common Simplified characters: most of level 1 of GB 2312."""


def glossary(size: int, chance: random.Random) -> list[Concept]:
    """The starter glossary, and as many terms of random characters as are lacking."""
    concepts = list(concepts_from_yaml((ROOT / "glossary.yaml").read_text(encoding="utf-8")))
    for number in range(size - len(concepts)):
        term = "".join(chance.choices(COMMON, k=chance.randint(2, 10)))
        rule = MatchRule(not_within=(f"{term}家",)) if number % 50 == 0 else MatchRule()
        concepts.append(
            Concept(id=f"t{number}", terms={"zh": TermSet(term), "en": TermSet(f"term {number}")}, match=rule)
        )
    return concepts


def text(concepts: list[Concept], megabytes: float, chance: random.Random) -> str:
    """Sentences with one to three terms each, `megabytes` of UTF-8."""
    pieces: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        terms = [chance.choice(concepts).terms["zh"].preferred for _ in range(chance.randint(1, 3))]
        filler = ["".join(chance.choices(COMMON, k=chance.randint(4, 14))) for _ in terms]
        sentence = "，".join(f"{before}{term}" for before, term in zip(filler, terms, strict=True)) + "。"
        if chance.random() < 0.1:  # noqa: PLR2004
            sentence = f"「{sentence[:4]} {sentence[4:]}」ＧＤＰ增长５％\n"
        pieces.append(sentence)
        size += len(sentence.encode())
    return "".join(pieces)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Median processor time: other work on the machine does not count."""
    times = []
    for _ in range(runs):
        comparable.cache_clear()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=5000)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    collect_seldom()
    chance = random.Random(1)
    concepts = glossary(arguments.terms, chance)
    whole = text(concepts, arguments.megabytes, chance)
    units = whole.split("\n")
    termbase = Termbase(concepts)
    matcher = Matcher([form for concept in concepts for form in concept.terms["zh"].accepted])
    baseline = seconds(lambda: whole.count("高质量发展"), arguments.runs)

    def report(name: str, work: Callable[[], object], runs: int = arguments.runs) -> None:
        took = seconds(work, runs)
        print(f"{name:<44}{took:8.3f} s {took / baseline:8.0f} x", flush=True)

    print(
        f"{len(concepts):,} terms, {len(whole):,} characters, {len(units):,} units, {len(termbase.find(whole)):,} hits"
    )
    report("index the glossary", lambda: Termbase(concepts), 1)
    report("make the text comparable alone", lambda: comparable(whole))
    report("places of the terms, the text as one", lambda: list(matcher.spans(whole)))
    report("hits with their entries, the text as one", lambda: termbase.find(whole))
    report("hits with their entries, unit by unit", lambda: [termbase.find(unit) for unit in units])


if __name__ == "__main__":
    main()
