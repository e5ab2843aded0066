"""How long one article takes out to other programs and back: python benchmarks/exchange.py [UNITS]."""

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from workflow.exchange.formats import TableFormat, XliffVersion
from workflow.jobs import table, xliff
from workflow.jobs.add import AddOptions, add
from workflow.jobs.returning import Errand, TakenBack
from workflow.store.desk import Desk

PARAGRAPH = "<p>第{0}段：港口与大学共建<strong>联合实验室</strong>，研究智慧港口的管理方法，服务当地的企业和社区。</p>"
PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>港口</title></head><body>'
    '<h1>港口与大学</h1><p>2024-01-24 来源：示例日报</p><div class="content">{}</div></body></html>'
)
TARGET = '<target>Paragraph <pc id="1" dataRefStart="d1" dataRefEnd="d2">one</pc>.</target>'
WITH_CODE = re.compile(r'state="initial">(\s*<source>[^<]*<pc.*?</source>)')


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{what:<40} {time.perf_counter() - start:6.2f} s")


def article(folder: Path, units: int) -> tuple[Desk, str]:
    desk, page = Desk.create(folder / "desk"), folder / "page.html"
    page.write_text(PAGE.format("\n".join(map(PARAGRAPH.format, range(units)))), encoding="utf-8")
    return desk, add(desk, str(page), AddOptions(id="2024-01-24-port")).id


def taken(take: Callable[[Desk, str, Errand], Iterator[TakenBack]], desk: Desk, path: Path) -> int:
    """How many units an import changed."""
    (back,) = take(desk, str(path), Errand(by="Chen Yu"))
    return sum(change.outcome == "taken" for change in back.changes)


def main() -> None:
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    with tempfile.TemporaryDirectory() as name:
        desk, article_id = article(Path(name), units)
        with timed("XLIFF 2.1 out"):
            (path,) = xliff.export(desk, [article_id])
        path.write_text(WITH_CODE.sub(rf'state="reviewed">\1{TARGET}', path.read_text(encoding="utf-8")), "utf-8")
        with timed("back, every unit translated and reviewed"):
            changed = taken(xliff.import_, desk, path)
        print(f"{changed} units changed")
        with timed("back once more, nothing new"):
            taken(xliff.import_, desk, path)
        with timed("XLIFF 1.2 out"):
            list(xliff.export(desk, [article_id], version=XliffVersion.OLDER))
        for form in TableFormat:
            with timed(f"{form} out"):
                (path,) = table.export(desk, [article_id], form=form)
            with timed(f"{form} back, nothing new"):
                taken(table.import_, desk, path)


if __name__ == "__main__":
    main()
