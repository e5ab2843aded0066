"""Wall time of the commands people type all day, on desks of 10, 1,000 and 10,000 articles.

Each figure is the median of several fresh processes; `x` is the ratio to an empty Python process in the same run.
``status`` is timed twice: with the desk's cache (the usual case) and the first time, without it. The last line is the
processor time of ``export`` with its verification, of one article of the example desk.

    python benchmarks/startup.py [--sizes 10,1000,10000] [--runs 5]
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = [sys.executable, "-m", "workflow"]
UNITS = 6
ROOT = Path(__file__).parents[1]
EXAMPLE = "2024-01-24-northeast-asia-hub"

ARTICLE = """\
id: {id}
language: zh
title: 第{n}号简报
date: {date}
source: {{name: 辽海日报, name_en: Liaohai Daily}}
url: https://www.liaohai-daily.example/{n}.html
retrieved_at: 2026-01-01T00:00:00Z
digest: sha256:{digest}
extracted_by: benchmark
"""

REPRODUCTION = """\
article: {id}
language: en
original: {{digest: "sha256:{digest}", url: "https://www.liaohai-daily.example/{n}.html"}}
metadata: {{title: Bulletin {n}, source: Liaohai Daily}}
units:
"""


def build_desk(root: Path, size: int) -> None:
    """Write a desk of `size` short articles, half of them translated."""
    subprocess.run([*PROGRAM, "init", str(root)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (root / "translations" / "en").mkdir(parents=True, exist_ok=True)
    for n in range(size):
        date = f"20{10 + n % 16:02d}-{1 + n % 12:02d}-{1 + n % 28:02d}"
        article_id = f"{date}-bulletin-{n}"
        names = {"id": article_id, "n": n, "date": date, "digest": f"{n:064x}"}
        folder = root / "sources" / article_id
        folder.mkdir()
        (folder / "original.html").write_text("<p>原文</p>", encoding="utf-8")
        (folder / "article.yaml").write_text(ARTICLE.format(**names), encoding="utf-8")
        body = "\n".join(f'<p data-unit="u{k}">第{k}段：学校与企业共建实验室。</p>' for k in range(1, UNITS + 1))
        (folder / "body.html").write_text(body + "\n", encoding="utf-8")
        if n % 2:
            continue
        units = "".join(
            f"- id: u{k}\n  source: 第{k}段：学校与企业共建实验室。\n"
            f"  target: Part {k}. The university builds a laboratory with an enterprise.\n"
            "  state: reviewed\n  origin: human\n"
            for k in range(1, UNITS + 1)
        )
        (root / "translations" / "en" / f"{article_id}.yaml").write_text(
            REPRODUCTION.format(**names) + units, encoding="utf-8"
        )


def seconds(command: list[str], runs: int) -> float:
    """Median wall time of `runs` processes."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def export_seconds(runs: int) -> float:
    """Median processor time (user and system) of `runs` exports of one article, read back and compared."""
    with tempfile.TemporaryDirectory(prefix="workflow-startup-") as folder:
        desk = Path(folder)
        for name in ("sources", "translations"):
            shutil.copytree(ROOT / name, desk / name)
        for name in ("workflow.yaml", "glossary.yaml"):
            shutil.copy(ROOT / name, desk)
        command = [*PROGRAM, "-C", str(desk), "export", "--no-record", "--out", str(desk / "out"), EXAMPLE]
        times = []
        for _ in range(runs):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,1000,10000")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    baseline = seconds([sys.executable, "-c", "pass"], arguments.runs)

    def report(name: str, took: float) -> None:
        print(f"{name:<34}{took:8.3f} s {took / baseline:8.1f} x", flush=True)

    report("python -c pass (baseline)", baseline)
    for option in ("--version", "--help"):
        report(f"workflow {option}", seconds([*PROGRAM, option], arguments.runs))
    for size in map(int, arguments.sizes.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="workflow-startup-"))
        try:
            build_desk(folder / "desk", size)
            status = [*PROGRAM, "-C", str(folder / "desk"), "status"]
            os.sync()
            report(f"status, {size:,} articles, first time", seconds(status, 1))
            report(f"status, {size:,} articles", seconds(status, arguments.runs))
        finally:
            shutil.rmtree(folder)
    report("export, one article, processor", export_seconds(arguments.runs))


if __name__ == "__main__":
    main()
