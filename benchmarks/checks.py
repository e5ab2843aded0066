"""What the checks find, what they cry out at without reason, and how fast they are.

    python benchmarks/checks.py            precision and recall on labelled pairs, beside Translate Toolkit's pofilter
    python benchmarks/checks.py --fit      how long English is for its Chinese, on the right pairs
    python benchmarks/checks.py --speed    pairs a second with every check, beside pofilter with all of its own
    python benchmarks/checks.py --desk     1,000 articles of 40 units: cold, unchanged, and with one unit edited

The pairs of `tests/data/pairs` are those of development; those of `benchmarks/data/pairs` were read once.
Those of `benchmarks/data/unread` nobody reads: here they are only counted, and `--show` leaves them out. A row holds a
label (ok, bad), the check that must find the planted error, Chinese, English, and the article's date where it matters.
A right pair counts as a false alarm when anything but info is said of it. For pofilter any failing filter counts,
whichever it is.
"""

import argparse
import math
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desk_of_articles import UNITS, make

from workflow.__main__ import collect_seldom
from workflow.checks import Context, Pair, check_desk, check_pair
from workflow.checks.agreement import text_of
from workflow.glossary.termbase import Termbase
from workflow.jobs.checkall import check_all
from workflow.jobs.status import status
from workflow.model import Settings, Severity, Target, Unit
from workflow.store.desk import Desk
from workflow.store.schema_desk import concepts_from_yaml
from workflow.text.chars import han_count

ROOT = Path(__file__).parents[1]
GLOSSARY = ROOT / "glossary.yaml"
UNREAD = "unread"
SETS = {
    "development": ROOT / "tests/data/pairs",
    "read": ROOT / "benchmarks/data/pairs",
    UNREAD: ROOT / "benchmarks/data/unread",
}


@dataclass(frozen=True)
class Row:
    """A labelled pair."""

    label: str
    check: str
    source: str
    target: str
    date: str


def rows(path: Path) -> list[Row]:
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if not header.startswith("label\tcheck\tzh\ten"):  # another measurement's
        return []
    return [Row(*(*line.split("\t"), "")[:5]) for line in lines if line.strip()]


def ours() -> Callable[[Row], frozenset[str]]:
    termbase = Termbase(concepts_from_yaml(GLOSSARY.read_text(encoding="utf-8")))

    def check(row: Row) -> frozenset[str]:
        family = row.check.partition(".")[0]
        glossary = termbase if family == "term" else None
        markup = family in ("link", "structure")
        found = check_pair(row.source, row.target, glossary=glossary, date=row.date, markup=markup)
        return frozenset(finding.check for finding in found if finding.severity is not Severity.INFO)

    return check


def pofilter() -> Callable[[Row], frozenset[str]] | None:
    with suppress(ImportError):
        from translate.filters.checks import CheckerConfig, StandardUnitChecker, TeeChecker
        from translate.storage.po import pounit

        checker = TeeChecker(CheckerConfig(targetlanguage="en"), checkerclasses=None)
        checker.checkers.append(StandardUnitChecker(CheckerConfig(targetlanguage="en")))

        def check(row: Row) -> frozenset[str]:
            unit = pounit(row.source)
            unit.target = row.target
            return frozenset(checker.run_filters(unit))

        return check
    return None


def scores(found: Sequence[tuple[Row, frozenset[str]]], *, by_id: bool) -> tuple[int, int, int]:
    """Hits, misses, false alarms."""
    bad = [row.check in checks if by_id else bool(checks) for row, checks in found if row.label == "bad"]
    false = sum(bool(checks) for row, checks in found if row.label == "ok")
    return sum(bad), len(bad) - sum(bad), false


def measure(*, show: bool) -> None:
    filters = pofilter()
    check = ours()
    print(f"{'set':12} {'family':10} {'ok':>4} {'bad':>4}  precision recall   pofilter: precision recall")
    total: Counter[str] = Counter()
    for name, folder in SETS.items():
        for path in sorted(folder.glob("*.tsv")):
            labelled = rows(path)
            if not labelled:
                continue
            found = [(row, check(row)) for row in labelled]
            total.update(row.label for row in labelled)
            line = _line(scores(found, by_id=True))
            theirs = _line(scores([(row, filters(row)) for row in labelled], by_id=False)) if filters else ("-", "-")
            counts = Counter(row.label for row in labelled)
            print(f"{name:12} {path.stem:10} {counts['ok']:4} {counts['bad']:4}", end="")
            print(f"  {line[0]:>9} {line[1]:>6} {theirs[0]:>19} {theirs[1]:>6}")
            if show and name != UNREAD:
                _show(found)
    _between()
    print(f"{total['ok']} right pairs, {total['bad']} with one planted error")
    if filters is None:
        print("pofilter: pip install '.[benchmark]'")


def _between() -> None:
    """The checks that compare two pairs of one file."""
    header, *lines = (SETS["development"] / "consistency.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines):
        label, check, *texts = line.split("\t")
        units = [Unit(str(at), texts[at], target=Target(texts[at + 1])) for at in (0, 2)]
        both = [text for unit in units if (text := text_of(Pair.of(unit, unit, Context())))]
        checks = frozenset(finding.check for finding in check_desk(both, Settings(), within=True))
        found.append((Row(label, check, header, str(number), ""), checks))
    figures = _line(scores(found, by_id=True))
    counts = Counter(row.label for row, _ in found)
    print(f"{'development':12} {'between':10} {counts['ok']:4} {counts['bad']:4}  {figures[0]:>9} {figures[1]:>6}")


def _line(counts: tuple[int, int, int]) -> tuple[str, str]:
    hits, misses, false = counts
    return f"{hits / max(hits + false, 1):.3f}", f"{hits / max(hits + misses, 1):.3f}"


def _show(found: Sequence[tuple[Row, frozenset[str]]]) -> None:
    for row, checks in found:
        if row.label == "bad" and row.check not in checks:
            print(f"  missed {row.check}: {row.source} | {row.target} ({', '.join(sorted(checks)) or 'nothing'})")
        elif row.label == "ok" and checks:
            print(f"  false  {', '.join(sorted(checks))}: {row.source} | {row.target}")


def right() -> Iterator[Row]:
    for name, folder in SETS.items():
        for path in sorted(folder.glob("*.tsv")) if name != UNREAD else ():
            yield from (row for row in rows(path) if row.label == "ok")


def fit() -> None:
    ratios = []
    for row in right():
        han = han_count(row.source)
        own = sum(ch.isascii() and ch.isalnum() for ch in row.source)
        letters = sum(ch.isalnum() for ch in row.target) - own
        if letters > 0 and han:
            ratios.append((han, letters / han))
    for least, most in ((5, 9), (10, 19), (20, 39), (40, 400)):
        some = [ratio for han, ratio in ratios if least <= han <= most]
        if not some:
            continue
        spread = statistics.pstdev(map(math.log, some))
        median = statistics.median(some)
        print(
            f"{least:3} to {most:3} characters: {len(some):4} pairs, median {median:.2f} letters, spread {spread:.2f}"
        )


def speed() -> None:
    labelled = [row for folder in SETS.values() for path in sorted(folder.glob("*.tsv")) for row in rows(path)]
    rates = {}
    for name, check in (("checks", ours()), ("pofilter", pofilter())):
        if check is None:
            continue
        best = math.inf
        for _ in range(5):
            began = time.process_time()
            for row in labelled:
                check(row)
            best = min(best, time.process_time() - began)
        rates[name] = len(labelled) / best
        print(f"{name:9} {rates[name]:8,.0f} pairs a second on one processor")
    if "pofilter" in rates:
        print(f"ratio     {rates['checks'] / rates['pofilter']:8.2f}")


def whole_desk(count: int) -> None:
    plain = {row.source: row.target for row in right() if not set("<&") & set(row.source + row.target)}
    pairs = list(plain.items())  # one English for each Chinese
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "desk"
        desk = make(root, pairs, count, GLOSSARY)
        print(f"{count:,} articles of {UNITS} units")
        _timed("check, nothing known", lambda: check_all(Desk.open(root), desk.ids()))
        _timed("check, nothing changed", lambda: check_all(Desk.open(root), desk.ids()))
        path = desk.path_of(desk.ids()[0], "en")
        path.write_text(path.read_text(encoding="utf-8").replace("target: ", "target: Indeed, ", 1), encoding="utf-8")
        _timed("check, one unit edited", lambda: check_all(Desk.open(root), desk.ids()))
        _timed("status, first", lambda: status(Desk.open(root), desk.ids()))
        _timed("status, again", lambda: status(Desk.open(root), desk.ids()))


def _timed(what: str, run: Callable[[], object]) -> None:
    began = time.perf_counter()
    run()
    print(f"{what:24} {time.perf_counter() - began:6.2f} s")


def main() -> None:
    collect_seldom()  # as the program does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print what was missed and what was false")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--desk", type=int, nargs="?", const=1000)
    given = parser.parse_args()
    if given.fit:
        fit()
    elif given.speed:
        speed()
    elif given.desk:
        whole_desk(given.desk)
    else:
        measure(show=given.show)


if __name__ == "__main__":
    main()
