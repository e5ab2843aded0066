"""What several candidates give: chrF, terms kept and time for one, two, four … drafts of each text.

    python benchmarks/drafts.py --answers FILE [--first 24] [--most 8]

The units are those of `tests/data/heldin`. Samples are seeded, so the first ones of a longer run are those of a shorter
one: with the answers kept in a file, the whole curve costs no more than its last point.
"""

import argparse
import tempfile
from pathlib import Path

from remembering import Remembering
from sacrebleu import corpus_chrf

from workflow import engines
from workflow.constraints.base import TERM, Context
from workflow.draft import Job, Tally, draft
from workflow.glossary.termbase import Termbase
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import escape, plain

DATA = Path(__file__).resolve().parent.parent / "tests/data/heldin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default="llm")
    parser.add_argument("--first", type=int, default=24, metavar="N", help="only the first N units")
    parser.add_argument("--most", type=int, default=8, metavar="N", help="candidates at the end of the curve")
    parser.add_argument("--answers", type=Path, default=Path(tempfile.mkdtemp()) / "answers.jsonl")
    options = parser.parse_args()
    rows = [line.split("\t") for line in (DATA / "units.tsv").read_text("utf-8").splitlines()][: options.first]
    termbase = Termbase(concepts_from_yaml((DATA / "glossary.yaml").read_text("utf-8")))
    engine = Remembering(engines.load(options.engine, "zh", "en", {}), options.answers)
    print(f"{len(rows)} units by {engine.signature}\ncandidates  chrF  terms  seconds")
    candidates = 1
    while candidates <= options.most:
        engine.seconds, total = 0.0, Tally()
        texts = [""] * len(rows)
        jobs = [Job(str(number), escape(row[0])) for number, row in enumerate(rows)]
        for one in draft(jobs, engine, Context(termbase=termbase, date="2024-11-20"), candidates=candidates):
            texts[int(one.unit_id)] = plain(one.text)
            total += one.tally
        score = corpus_chrf(texts, [[row[1] for row in rows]]).score
        kept = 1 - total.unmet.get(TERM, 0) / total.owed[TERM]
        print(f"{candidates:>10}  {score:.1f}  {kept:.3f}  {engine.seconds:>7.0f}", flush=True)
        candidates *= 2
    engine.close()


if __name__ == "__main__":
    main()
