"""Which placeholders survive a model: the share of sentences in which all come back exactly once, form by form.

    python benchmarks/placeholders.py                      the installed package
    python benchmarks/placeholders.py --package FILE       an .argosmodel file

The forms are measured by the program too, when a package is first used; what it found is kept beside the package.
"""

import argparse
import tempfile
import time
import zipfile
from pathlib import Path

from workflow import engines
from workflow.draft.forms import SENTENCES, survival
from workflow.draft.masking import FORMS

PACKAGE = Path(__file__).resolve().parent.parent / "tests/data/zh_en_tiny.argosmodel"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--package", type=Path, help="a package file; else the installed package")
    parser.add_argument("--tiny", action="store_true", help="the package that the tests use")
    options = parser.parse_args()
    file = PACKAGE if options.tiny else options.package
    with tempfile.TemporaryDirectory() as scratch:
        chosen = {}
        if file:
            zipfile.ZipFile(file).extractall(scratch)
            chosen = {"package": str(next(Path(scratch).glob("*/metadata.json")).parent)}
        engine = engines.load("argos", "zh", "en", chosen)
        started = time.monotonic()
        print(f"{engine.signature}: {len(SENTENCES)} sentences")
        for share, form in sorted(((survival(engine, form), form) for form in FORMS), reverse=True):
            print(f"  {form.format(n=1):<6} {share:.2f}")
        print(f"{time.monotonic() - started:.1f} s")
        engine.close()


if __name__ == "__main__":
    main()
