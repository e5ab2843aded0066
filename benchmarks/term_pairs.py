"""False alarms and misses of the term checks, on pairs of Chinese and English written for this project.

The development pairs are those of the test suite; the held-out ones were written before matching was tuned and are for
this measurement alone; the free ones take liberties in every sentence: other forms, splits, other orders.

    python benchmarks/term_pairs.py [--show]
"""

import argparse
from pathlib import Path

from workflow.checks import Context, check_pair
from workflow.glossary.termbase import Termbase
from workflow.model import Severity
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.inline import escape

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "tests" / "data" / "pairs" / "glossary.yaml"
SETS = (
    ("development", ROOT / "tests/data/pairs/term.tsv"),
    ("held out", ROOT / "benchmarks/data/pairs/term.tsv"),
    ("free", ROOT / "benchmarks/data/pairs/free.tsv"),
)


def measured(path: Path, context: Context, *, show: bool) -> str:
    """One line of the table."""
    flagged = {"ok": 0, "bad": 0}
    told = 0
    total = {"ok": 0, "bad": 0}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        label, check, chinese, english = line.split("\t")
        findings = check_pair(escape(chinese), escape(english), context=context)
        said = {finding.check for finding in findings if finding.severity is not Severity.INFO}
        alarm = any(name.startswith("term.") for name in said)
        found = alarm if label == "ok" else check in said
        told += label == "ok" and not alarm and any(finding.check.startswith("term.") for finding in findings)
        flagged[label] += found
        total[label] += 1
        if show and found is (label == "ok"):
            print(f"  {label}: {chinese} | {english}")
    remarks = f" ({told} with remarks)" if told else ""
    return f"{flagged['ok']} of {total['ok']} correct flagged{remarks}, {flagged['bad']} of {total['bad']} wrong found"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the pairs that are judged wrongly")
    show = parser.parse_args().show
    context = Context(termbase=Termbase(concepts_from_yaml(GLOSSARY.read_text(encoding="utf-8"), str(GLOSSARY))))
    for name, path in SETS:
        print(f"{name:<14}{measured(path, context, show=show)}")


if __name__ == "__main__":
    main()
