"""Wall time of ``workflow glossary check`` on a desk of 1,000 articles with 40 units each, and of reading its files.

The first run judges every unit; the second finds everything in the cache; the third comes after one article was edited.
Each is a process of its own, start-up included. The ratio is to reading and validating the same YAML files in one
process, which is what the review cannot do without. Processor time counts all processes; on a busy machine it is the
figure to trust.

    python benchmarks/glossary_check.py [--articles 1000] [--units 40] [--terms 500] [--runs 3]
"""

import argparse
import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from workflow.__main__ import collect_seldom
from workflow.model import Concept, TermSet
from workflow.store.desk import Desk
from workflow.store.emitter import dump
from workflow.store.schema_desk import concepts_to_yaml

PROGRAM = [sys.executable, "-m", "workflow"]

KINDS = (
    "智慧 smart|绿色 green|数字 digital|海洋 marine|开放 open|乡村 rural|跨境 cross-border|新型 new-type|"
    "低碳 low-carbon|区域 regional"
)
THINGS = (
    "港口 port|物流 logistics|园区 park|教育 education|金融 finance|贸易 trade|产业 industry|合作 cooperation|"
    "平台 platform|枢纽 hub"
)
WHAT = "规划 plan|试点 pilot|联盟 alliance|体系 system|中心 center"
SENTENCES = (
    (
        "学校将{0}列为今年的重点工作，并就{1}与二十家企业签订协议。",
        "The university made the {0} a priority for this year and signed agreements on the {1} with 20 firms.",
    ),
    (
        "专家认为，{0}和{1}应当相互支持，共同服务当地居民。",
        "In the experts’ view the {0} and the {1} should support each other and serve residents together.",
    ),
    (
        "截至去年年底，{0}已经覆盖全省十二个城市，受到广泛好评。",
        "By the end of last year the {0} had reached 12 cities of the province and was widely praised.",
    ),
    ("这项工作没有先例可循，需要各方耐心探索。", "There is no precedent for this work, and all sides must be patient."),
    (
        "负责人表示，{0}离不开{1}，也离不开青年人才。",
        "The head of the office said that the {0} depends on the {1}, and on young talent.",
    ),
)
RIGHT = 0.99
"""Share of the terms that are rendered as preferred."""


@dataclass(frozen=True)
class Entry:
    """A term, and what it is wrongly called now and then; one in eight has the wrong form as a deprecated one."""

    number: int
    source: str
    target: str
    wrong: str

    def concept(self) -> Concept:
        """Return it as an entry of the glossary."""
        deprecated = () if self.number % 8 else (self.wrong,)
        terms = {"zh": TermSet(self.source), "en": TermSet(self.target, deprecated=deprecated)}
        return Concept(id=f"t{self.number}", terms=terms)


def entries(count: int) -> list[Entry]:
    parts = [[word.split() for word in words.split("|")] for words in (KINDS, THINGS, WHAT)]
    return [
        Entry(number, kind[0] + thing[0] + what[0], f"{kind[1]} {thing[1]} {what[1]}", f"{thing[1]} {what[1]}s program")
        for number, (kind, thing, what) in enumerate(itertools.islice(itertools.product(*parts), count))
    ]


def unit(chance: random.Random, terms: list[Entry], number: int) -> dict[str, str]:
    """One or two sentences with up to four terms."""
    source, target = [], []
    for chinese, english in chance.sample(SENTENCES, 1 + number % 2):
        two = chance.sample(terms, 2)
        source.append(chinese.format(*(term.source for term in two)))
        target.append(english.format(*(term.target if chance.random() < RIGHT else term.wrong for term in two)))
    texts = {"source": "".join(source), "target": " ".join(target)}
    return {"id": f"u{number}", **texts, "state": "reviewed", "origin": "human"}


def build(root: Path, articles: int, units: int, terms: list[Entry]) -> None:
    """Write the desk; the same every time."""
    chance = random.Random(7)
    Desk.create(root)
    (root / "glossary.yaml").write_text(concepts_to_yaml(term.concept() for term in terms), encoding="utf-8")
    (root / "translations" / "en").mkdir(parents=True)
    for number in range(articles):
        date = f"{2010 + number % 16}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        article = f"{date}-bulletin-{number}"
        rows = [unit(chance, terms, place) for place in range(1, units + 1)]
        body = "".join(f'<p data-unit="{row["id"]}">{row["source"]}</p>\n' for row in rows)
        record = {
            "id": article,
            "language": "zh",
            "title": f"第{number}号简报",
            "date": date,
            "url": "https://site.example/",
        }
        english = {"article": article, "language": "en", "metadata": {"title": f"Bulletin {number}"}, "units": rows}
        folder = root / "sources" / article
        folder.mkdir()
        (folder / "body.html").write_text(body, encoding="utf-8")
        (folder / "article.yaml").write_text(dump(record), encoding="utf-8")
        (root / "translations" / "en" / f"{article}.yaml").write_text(dump(english), encoding="utf-8")


def spent(command: list[str]) -> tuple[float, float]:
    """Wall and processor time of a process and its children; findings (status 1) are no failure here."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode not in (0, 1):
        sys.exit(done.stderr.decode())
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, used


def reading(root: Path) -> tuple[float, float]:
    """Wall and processor time to read and validate every article.yaml and reproduction, in this process."""
    desk = Desk(root)
    wall, used = time.perf_counter(), time.process_time()
    for article in desk.ids():
        desk.article(article)
        desk.reproduction(article, "en")
    return time.perf_counter() - wall, time.process_time() - used


def measure(root: Path, runs: int) -> None:
    """Print the table."""
    base = reading(root)
    command = [*PROGRAM, "-C", str(root), "glossary", "check"]

    def report(name: str, times: list[tuple[float, float]]) -> None:
        wall, used = (statistics.median(column) for column in zip(*times, strict=True))
        ratios = f"{wall / base[0]:7.2f} x{used / base[1]:7.2f} x"
        print(f"{name:<40}{wall:7.2f} s{used:7.2f} s{ratios}", flush=True)

    print(f"{'':<40}{'wall':>9}{'processor':>9}{'wall':>9}{'processor':>9}")
    report("reading and validating, one process", [base])
    first, changed = [], []
    for _ in range(runs):
        shutil.rmtree(root / ".workflow", ignore_errors=True)
        first.append(spent(command))
    report("glossary check, first run", first)
    report("glossary check, nothing changed", [spent(command) for _ in range(runs)])
    for path in sorted((root / "translations" / "en").iterdir())[:runs]:
        path.write_text(path.read_text(encoding="utf-8").replace("widely praised", "praised"), encoding="utf-8")
        changed.append(spent(command))
    report("glossary check, one article changed", changed)
    report("glossary lookup", [spent([*command[:-1], "lookup", "绿色港口规划"])])
    report("glossary suggest", [spent([*command[:-1], "suggest"])])


def main() -> None:
    collect_seldom()  # as the program does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("articles", 1000), ("units", 40), ("terms", 500), ("runs", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="workflow-glossary-"))
    try:
        build(folder / "desk", options.articles, options.units, entries(options.terms))
        measure(folder / "desk", options.runs)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
