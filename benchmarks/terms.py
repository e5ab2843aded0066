"""How often drafts keep what the glossary owes, rung by rung, and what that costs or gives in chrF.

    python benchmarks/terms.py                         the held-out set with the engine llm
    python benchmarks/terms.py --set heldin --engine argos --first 50
    python benchmarks/terms.py --answers FILE          keep the engine's answers, to go on later

Each line of a set is a Chinese unit and an English reference, written for this project; the glossary stands beside it.
Development looks at `tests/data/heldin` alone; the held-out set is opened here and nowhere else.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from remembering import Remembering

from workflow import engines
from workflow.constraints.base import WORDS, Context
from workflow.draft import Drafted, Job, Tally, draft
from workflow.draft.tidy import tidy
from workflow.engines.base import Engine, Request
from workflow.glossary.termbase import Termbase
from workflow.jobs.translate import counted
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import escape, plain

HERE = Path(__file__).resolve().parent
SETS = {
    "heldout": (HERE / "data/terms_heldout.tsv", HERE / "data/terms_heldout.yaml"),
    "heldin": (HERE.parent / "tests/data/heldin/units.tsv", HERE.parent / "tests/data/heldin/glossary.yaml"),
}
DATE = "2024-11-20"  # of the articles that the units might stand in


def main() -> None:
    """Run the measurement and print it."""
    options = _options()
    units, glossary = SETS[options.set]
    rows = [line.split("\t") for line in units.read_text(encoding="utf-8").splitlines()][: options.first]
    sources, references = [row[0] for row in rows], [row[1] for row in rows]
    context = Context(termbase=Termbase(concepts_from_yaml(glossary.read_text("utf-8"), str(glossary))), date=DATE)
    chosen = {"package": str(options.package)} if options.package else {}
    engine: Engine = engines.load(options.engine, "zh", "en", chosen)
    if options.answers:
        engine = Remembering(engine, options.answers)
    started = time.monotonic()
    drafted = _enforced(sources, engine, context, options.candidates)
    print(f"{len(rows)} units by {engine.signature} in {time.monotonic() - started:.0f} s")
    _print_counts(drafted, engine)
    if options.show:
        _show(sources, drafted)
    if not options.enforced_only:
        bare = _bare(sources, engine)
        _print_chrf(sources, references, [plain(one.text) for one in drafted], bare, context)
    engine.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", choices=SETS, default="heldout")
    parser.add_argument("--engine", default="llm")
    parser.add_argument("--package", type=Path, help="folder of an Argos package, instead of the installed one")
    parser.add_argument("--first", type=int, default=None, metavar="N", help="only the first N units")
    parser.add_argument("--candidates", type=int, default=1, metavar="N")
    parser.add_argument("--answers", type=Path, help="a file that keeps the engine's answers")
    parser.add_argument("--enforced-only", action="store_true", help="do not draft without enforcement, no chrF")
    parser.add_argument("--show", action="store_true", help="print the units that needed more than one try")
    return parser.parse_args()


def _enforced(sources: Sequence[str], engine: Engine, context: Context, candidates: int) -> list[Drafted]:
    jobs = [Job(str(number), escape(source)) for number, source in enumerate(sources)]
    done: dict[str, Drafted] = {}
    for one in draft(jobs, engine, context, candidates=candidates):
        done[one.unit_id] = one
        print(f"\r{len(done)}/{len(jobs)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return [done[job.unit_id] for job in jobs]


def _bare(sources: Sequence[str], engine: Engine) -> list[str]:
    """Drafts of an engine that is told nothing."""
    answers = dict(engine.translate([Request(source) for source in sources]))
    return [tidy(answers[number].text) for number in range(len(sources))]


def _print_counts(drafted: Sequence[Drafted], engine: Engine) -> None:
    total = sum((one.tally for one in drafted), Tally())
    for check, count in counted(total, engine).items():
        after = ", ".join(f"{rung} {met / count.owed:.3f}" for rung, met in count.rungs.items())
        print(
            f"{WORDS.get(check, check)}: {count.owed} owed, first try {count.first / count.owed:.3f}; after {after}; "
            f"success {1 - count.unmet / count.owed:.3f}, {count.unmet} unmet"
        )


def _print_chrf(
    sources: Sequence[str], references: Sequence[str], enforced: Sequence[str], bare: Sequence[str], context: Context
) -> None:
    from sacrebleu import corpus_chrf

    assert context.termbase is not None
    owing = {number for number, source in enumerate(sources) if context.termbase.find(source)}
    for name, chosen in (("with terms", owing), ("without terms", set(range(len(sources))) - owing)):
        if chosen:
            kept = [[texts[number] for number in sorted(chosen)] for texts in (bare, enforced, references)]
            before, after = (corpus_chrf(texts, [kept[2]]).score for texts in kept[:2])
            print(f"chrF, {len(chosen)} units {name}: {before:.1f} without enforcement, {after:.1f} with")


def _show(sources: Sequence[str], drafted: Sequence[Drafted]) -> None:
    for source, one in zip(sources, drafted, strict=True):
        if ">" in one.rungs or one.unmet:
            print(f"{one.rungs}\n  {source}\n  {plain(one.text)}")
            for unmet in one.unmet:
                print(f"  unmet {unmet.check}: {unmet.source} = {unmet.owed}")


if __name__ == "__main__":
    main()
