"""How fast the review page answers on a large desk, and how much memory its server takes without an engine.

    python benchmarks/review_page.py            1,000 articles of 40 units
    python benchmarks/review_page.py --articles 100

A real server in a process of its own, asked over loopback as a browser asks; each figure is the median of so many
answers, with the slowest beside it. The bounds are those that the page has to hold; the last column is the median's
share of its bound.
"""

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from checks import GLOSSARY, ROOT, SETS, rows
from desk_of_articles import UNITS, make

from workflow.store.desk import Desk

DASHBOARD, SAVE, MEMORY = 300, 50, 150  # milliseconds, milliseconds, MB


class Page:
    """The browser's side."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=300)
        self._headers = {"Host": parts.netloc}
        answer, _ = self._send("GET", f"{parts.path}?{parts.query}")
        self._headers["Cookie"] = answer.partition(";")[0]
        _, text = self._send("GET", "/")
        found = re.search(r"X-CSRF-Token\W+([\w-]+)", text)
        assert found
        self._headers |= {"X-CSRF-Token": found[1], "Origin": f"http://{parts.netloc}", "HX-Request": "true"}
        self._headers["Content-Type"] = "application/x-www-form-urlencoded"

    def get(self, path: str) -> str:
        """Return what the server answers to a question."""
        return self._send("GET", path)[1]

    def post(self, path: str, **fields: str) -> str:
        """Return what the server answers to a form."""
        return self._send("POST", path, urlencode(fields))[1]

    def _send(self, method: str, path: str, body: str | None = None) -> tuple[str, str]:
        self._connection.request(method, path, body, self._headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        assert answer.status in (200, 303), (answer.status, text[:300])
        return answer.getheader("Set-Cookie", ""), text


@contextmanager
def serving(desk: Desk) -> Iterator[tuple[str, int]]:
    command = [
        sys.executable,
        "-m",
        "workflow",
        "-C",
        str(desk.root),
        "review",
        "--no-open",
        "--port",
        "0",
        "--by",
        "A B",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process.pid
        finally:
            process.terminate()


def times(work: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each of so many calls."""
    taken = []
    for number in range(count):
        started = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def memory(pid: int) -> tuple[float, float]:
    """Resident memory of a process in MB, now and at its highest (Linux)."""
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    now, peak = (re.search(rf"{name}:\s+(\d+)", told) for name in ("VmRSS", "VmHWM"))
    assert now
    assert peak
    return int(now[1]) / 1024, int(peak[1]) / 1024


def measure(page: Page, ids: list[str]) -> Iterator[tuple[str, list[float], float]]:
    yield "dashboard", times(lambda _: page.get("/"), 20), DASHBOARD
    yield "dashboard, filtered", times(lambda n: page.get(f"/?words=article-{n:03}"), 20), DASHBOARD
    yield f"an article of {UNITS} units, first look", times(lambda n: page.get(f"/articles/{ids[n]}"), 20), DASHBOARD
    article = f"/articles/{ids[0]}"
    text = page.get(article)
    yield f"an article of {UNITS} units, again", times(lambda _: page.get(article), 20), DASHBOARD
    form = text[text.index('id="unit-u2"') :]
    found = re.search(r'name="base" value="([^"]*)".*?name="source" value="(\w+)"', form, re.DOTALL)
    assert found
    began, source = unescape(found[1]), found[2]
    place = f"{article}/units/u2"
    check = times(lambda n: page.post(f"{place}/check", text=f"{began} {n}", base=began), 40)
    yield "checking a unit as one types", check, SAVE
    texts = [began, *(f"{began.replace('{', '')} {n}" for n in range(40))]

    def save(n: int) -> None:
        fields = {"base": began, "began": began, "source": source, "expected": texts[n], "text": texts[n + 1]}
        page.post(f"{place}/text", **fields)

    yield "saving a unit", times(save, 40), SAVE
    yield "dashboard after an edit", times(lambda _: page.get("/"), 1), DASHBOARD


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    count = parser.parse_args().articles
    found = [row for name in sorted(SETS["development"].glob("*.tsv")) for row in rows(name) if row.label == "ok"]
    pairs = [(row.source, row.target) for row in found if not set("<&") & {*row.source, *row.target}]
    with tempfile.TemporaryDirectory() as folder:
        desk = make(Path(folder) / "desk", pairs, count, GLOSSARY)
        print(f"{count} articles of {UNITS} units")
        with serving(desk) as (address, pid):
            page = Page(address)
            first = times(lambda _: page.get("/"), 1)
            print(f"{'dashboard, nothing checked yet':40} {first[0]:7.1f} ms")
            started = time.perf_counter()
            while "not checked yet" in page.get("/"):
                time.sleep(1)
            print(f"{'until the background had checked all':40} {time.perf_counter() - started:7.1f} s")
            for name, taken, bound in measure(page, desk.ids()):
                middle = statistics.median(taken)
                print(f"{name:40} {middle:7.1f} ms (slowest {max(taken):.1f})  {middle / bound:.2f} of {bound} ms")
            now, peak = memory(pid)
            print(f"{'memory of the server':40} {now:7.1f} MB (highest {peak:.1f})  {peak / MEMORY:.2f} of {MEMORY} MB")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
