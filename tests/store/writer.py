"""A process that saves without end until it is killed: ``writer.py DESK (save|replace)``."""

import sys
import time
from itertools import count
from pathlib import Path

from workflow.model import Article, Metadata, Reproduction, State, Target, Unit
from workflow.store.desk import Desk

ID = "2024-01-24-hub"
BODIES = ("<p data-unit='u1'>一</p>" * 2000, "<p data-unit='u1'>二</p>" * 3000)
ARTICLE = Article(id=ID, language="zh", metadata=Metadata(title="题"))


def reproduction(number: int) -> Reproduction:
    """Return a reproduction of which every unit names the same number: a mixture would show."""
    target = Target(f"text {number} " * 50, State.TRANSLATED, f"mt:{number}")
    return Reproduction(
        article=ID, language="en", units=tuple(Unit(f"u{n}", "源" * 50, target=target) for n in range(40))
    )


def main() -> None:
    """Say when the first write is done, then go on."""
    desk, what = Desk.open(Path(sys.argv[1])), sys.argv[2]
    for number in count():
        body = BODIES[number % 2]
        if what == "save":
            desk.save(reproduction(number))
        else:
            desk.replace(ARTICLE, body.encode(), "html", body, {})
        time.sleep(0.002)  # lets another writer in
        if number == 0:
            sys.stdout.write("ready\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
