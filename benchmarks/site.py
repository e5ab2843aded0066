"""A whole site: full build, one article changed, nothing changed; beside Pelican and Hugo on the same articles.

    python benchmarks/site.py                   1,000 articles
    python benchmarks/site.py --count 10000

Articles are made of the labelled right pairs (12 paragraphs, some 370 words each). Pelican and Hugo get their English
as Markdown; Pelican its default theme, Hugo two plain templates. Neither verifies anything, and neither has a second
build that is cheaper than the first. Ours renders every page, reads it back and compares it with the record. Elapsed
time is that of the whole command, the best of several; memory is the peak of all its processes together (proportional
set size). "Full" begins without a site, on a desk whose articles were checked before; the line above it without that.

Hugo is Debian's package; Pelican wants an environment of its own, since it pins another Pygments than our tests:

    apt-get install hugo;  python -m venv pelican && pelican/bin/pip install 'pelican[markdown]'
    PATH=$PATH:pelican/bin python benchmarks/site.py
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from checks import GLOSSARY, right
from desk_of_articles import make

from workflow.checks import check_pair
from workflow.glossary.termbase import Termbase
from workflow.model import Severity
from workflow.store.desk import Desk
from workflow.store.schema_desk import concepts_from_yaml

ROOT = Path(__file__).parents[1]
PARAGRAPHS = 12
ADDRESS = "https://en.beiliao.example/news"
SETTINGS = f"version: 1\nname: Beiliao News\nsite: {{url: '{ADDRESS}', publisher: Beiliao University}}\n"
HUGO = {
    "config.toml": f'baseURL = "{ADDRESS}/"\ntitle = "Beiliao News"\nlanguageCode = "en"\n',
    "layouts/_default/single.html": (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        '<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>{{ .Content }}</body></html>\n'
    ),
    "layouts/_default/list.html": (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        "<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}"
        '<li><a href="{{ .Permalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
        '{{ template "_internal/pagination.html" . }}</body></html>\n'
    ),
}
PELICAN = (
    f"SITENAME = 'Beiliao News'\nSITEURL = '{ADDRESS}'\nPATH = 'content'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\n"
    "FEED_ALL_ATOM = 'feed.atom'\n"
)


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds until it ended, seconds of processor time, megabytes at its peak."""

    elapsed: float
    processor: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watch.start()
    said = process.communicate()[1].decode()
    elapsed, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-2000:]}")
    return Cost(elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0])


def _watch(session: int, peak: list[float]) -> None:
    while Path(f"/proc/{session}").exists():
        total = 0
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError, ProcessLookupError):
                if os.getsid(int(folder.name)) == session:
                    lines = (folder / "smaps_rollup").read_text().splitlines()
                    total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        peak[0] = max(peak[0], total / 1024)
        time.sleep(0.1)


def paragraphs() -> list[tuple[str, str]]:
    """Chinese and English of three sentences each, in which the checks find no error."""
    termbase = Termbase(concepts_from_yaml(GLOSSARY.read_text(encoding="utf-8")))
    plain = {row.source: row.target for row in right() if not set("<&") & set(row.source + row.target) and not row.date}
    whole = [(zh, en) for zh, en in plain.items() if zh.endswith("。") and en.endswith(".") and '"' not in en]
    joined = [whole[at : at + 3] for at in range(len(whole) - 2)]
    texts = [("".join(zh for zh, _ in some), " ".join(en for _, en in some)) for some in joined]
    return [pair for pair in texts if all(_right(pair, termbase, month) for month in range(1, 13))]


def _right(pair: tuple[str, str], termbase: Termbase, month: int) -> bool:
    found = check_pair(*pair, glossary=termbase, date=f"2024-{month:02}-15", markup=True)
    return all(finding.severity is not Severity.ERROR for finding in found)


def prepare(folder: Path, count: int) -> tuple[Desk, int]:
    desk = make(folder / "desk", paragraphs(), count, GLOSSARY, PARAGRAPHS)
    desk.settings_path.write_text(SETTINGS, encoding="utf-8")
    posts, content = folder / "hugo/content/posts", folder / "pelican/content"
    for path in (posts, content, folder / "hugo/layouts/_default"):
        path.mkdir(parents=True)
    for name, text in HUGO.items():
        (folder / "hugo" / name).write_text(text, encoding="utf-8")
    (folder / "pelican/pelicanconf.py").write_text(PELICAN, encoding="utf-8")
    words = 0
    for name in desk.ids():
        made = desk.reproduction(name, "en")
        if made is None:
            raise SystemExit(f"{name} has no translation")
        text = "\n\n".join(unit.target.text for unit in made.units)
        words += len(text.split())
        title, day = made.metadata.title, name[:10]
        front = f"---\ntitle: {title}\ndate: {day}\ncategories: [News]\n---\n\n"
        (posts / f"{name}.md").write_text(front + text + "\n", encoding="utf-8")
        head = f"Title: {title}\nDate: {day}\nCategory: News\nAuthors: Li Hai\nSlug: {name}\n\n"
        (content / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    return desk, words // count


def change(path: Path) -> None:
    """Edit the first paragraph of an article, on each side; the next time take that back."""
    text = path.read_text(encoding="utf-8")
    first = "target: " if path.suffix == ".yaml" else "\n\n"
    edited = f"{first}Indeed, "
    text = text.replace(edited, first, 1) if edited in text else text.replace(first, edited, 1)
    path.write_text(text, encoding="utf-8")


def ours(desk: Desk, folder: Path, repeat: int) -> dict[str, Cost]:
    program = [sys.executable, "-m", "workflow", "-C", str(desk.root)]
    out, build = folder / "site", [*program, "site", "build", "--out", str(folder / "site")]

    def afresh() -> Cost:
        shutil.rmtree(out, ignore_errors=True)
        return run(build, folder)

    costs = {"full, nothing checked before": afresh(), "full": best(afresh, repeat)}
    edited = desk.path_of(desk.ids()[len(desk.ids()) // 2], "en")

    def changed() -> Cost:
        change(edited)
        return run(build, folder)

    return {**costs, "one change": best(changed, repeat), "none": best(lambda: run(build, folder), repeat)}


def theirs(name: str, command: Sequence[str], folder: Path, post: Path, repeat: int) -> dict[str, Cost] | None:
    if not shutil.which(command[0]):
        print(f"{name:9} is not installed: see the head of this file")
        return None

    def afresh() -> Cost:
        for out in ("output", "public", "resources"):
            shutil.rmtree(folder / out, ignore_errors=True)
        return run(command, folder)

    def changed() -> Cost:
        change(post)
        return run(command, folder)

    full = best(afresh, repeat)
    return {"full": full, "one change": best(changed, repeat), "none": best(lambda: run(command, folder), repeat)}


def best(measured: Callable[[], Cost], repeat: int) -> Cost:
    return min((measured() for _ in range(repeat)), key=lambda cost: cost.elapsed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk, words = prepare(folder, given.count)
        post = Path(f"{desk.ids()[given.count // 2]}.md")
        print(f"{given.count:,} articles of {PARAGRAPHS} paragraphs, {words} words; {os.cpu_count()} processors")
        table: dict[str, dict[str, Cost] | None] = {"workflow": ours(desk, folder, given.repeat)}
        pelican = ["pelican", "content", "-s", "pelicanconf.py", "-o", "output", "-q"]
        at = folder / "pelican/content" / post
        table["pelican"] = theirs("pelican", pelican, folder / "pelican", at, given.repeat)
        at = folder / "hugo/content/posts" / post
        table["hugo"] = theirs("hugo", ["hugo", "--quiet"], folder / "hugo", at, given.repeat)
    print(f"{'':38} {'elapsed':>9} {'processor':>10} {'memory':>9}")
    for who, costs in table.items():
        for what, cost in (costs or {}).items():
            print(f"{who:9} {what:28} {cost.elapsed:7.2f} s {cost.processor:8.2f} s {cost.memory:6.0f} MB")
    _ratios(table)


def _ratios(table: dict[str, dict[str, Cost] | None]) -> None:
    own = table["workflow"] or {}
    for who, what in (("pelican", "full"), ("hugo", "full"), ("hugo", "one change"), ("hugo", "none")):
        if other := table[who]:
            print(f"{what}: {own[what].elapsed / other[what].elapsed:.2f} of the time of {who}")


if __name__ == "__main__":
    main()
