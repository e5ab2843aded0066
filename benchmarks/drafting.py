"""Speed of the `argos` engine against `argostranslate.translate`: same package, text, splitter, beam and length limit.

    python benchmarks/drafting.py [--package FILE.argosmodel] [--rounds N]

Without a package, the small one of the tests is measured (2 + 2 layers, width 128), and the same one with 6 + 6 layers
in several widths (`tools/widen_argos.py`); 512 and 32,000 pieces is the size of a real package. Widening keeps what the
model says, so that its sentences end where they should. The other side runs as its users run it, which is with a thread
for each processor (at most four), and once more with one thread, the leanest way it has. Rounds of all sides alternate
in one process, so that they meet the same load; the least time of each counts.

The factor falls with the size of the model: a small one waits for calls, threads and memory most of the time, and a
batch does away with that. A large one computes, and a batch has to compute the same products: what remains is that
weights are read once for all sentences, and that no thread waits for another. On a busy machine threads that wait for
each other wait longer: read the processor times there, and the side with one thread.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HERE = Path(__file__).parent
TINY = HERE.parent / "tests" / "data" / "zh_en_tiny.argosmodel"
TEXT = HERE / "drafting_paragraphs.txt"
BEAM = 4
# What Argos Translate hands to CTranslate2: 0, its default, is one for each processor, at most four.
THREADS = (0, 1)
# Most tokens of a translation: the default of CTranslate2, with which Argos Translate runs.
LIMIT = 256
# Layers, copies of the width of 128, pieces.
SIZES = ((6, 1, 4_000), (6, 2, 32_000), (6, 4, 32_000))


@dataclass(frozen=True, slots=True)
class Run:
    """What a round gave and took: texts of the paragraphs, seconds of the clock, seconds of all processors."""

    texts: list[str]
    wall: float
    processor: float


def timed(translate: Callable[[], list[str]]) -> Run:
    wall, processor = time.perf_counter(), time.process_time()
    texts = translate()
    return Run(texts, time.perf_counter() - wall, time.process_time() - processor)


def least(runs: list[Run]) -> Run:
    """The least times of one side, each for itself."""
    return Run(runs[0].texts, min(run.wall for run in runs), min(run.processor for run in runs))


def engine(folder: Path, paragraphs: list[str]) -> Callable[[], list[str]]:
    """The engine of this program, with the length limit of the other side."""
    from workflow.engines import argos
    from workflow.engines.base import Request

    argos.LIMIT_RATIO, argos.LIMIT_FLOOR = 0, LIMIT
    loaded = argos.load("zh", "en", {"package": str(folder), "beam": str(BEAM)})
    requests = [Request(paragraph) for paragraph in paragraphs]

    def translate() -> list[str]:
        drafts = dict(loaded.translate(requests))
        return [drafts[index].text for index in range(len(drafts))]

    return translate


def argostranslate(packages: Path, paragraphs: list[str]) -> list[Callable[[], list[str]]]:
    """Argos Translate's own translation with each of `THREADS`; only the splitter is ours, its own wants a download."""
    os.environ |= {f"XDG_{kind}_HOME": str(packages.parent / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    os.environ |= {"ARGOS_PACKAGES_DIR": str(packages), "ARGOS_BEAM_SIZE": str(BEAM)}
    from argostranslate import translate

    from workflow.text.segment import sentences

    class Splitter:
        def split_sentences(self, text: str) -> list[str]:
            return [text[start:end] for start, end in sentences(text, "zh")]

    underlying = translate.get_translation_from_codes("zh", "en").underlying
    underlying.sentencizer = Splitter()
    loaded = {}
    for threads in THREADS:
        translate.settings.intra_threads, underlying.translator = threads, None
        translate.translate("。", "zh", "en")
        loaded[threads] = underlying.translator

    def translated(threads: int) -> list[str]:
        underlying.translator = loaded[threads]
        return [translate.translate(paragraph, "zh", "en") for paragraph in paragraphs]

    return [partial(translated, threads) for threads in THREADS]


def peak() -> float:
    """Peak memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(package: Path, rounds: int) -> bool:
    """Measure a package in this process and print the result; false when the texts differ."""
    from workflow.text.segment import sentences

    paragraphs = TEXT.read_text("utf-8").splitlines()
    count = sum(len(sentences(paragraph, "zh")) for paragraph in paragraphs)
    print(f"{package.name}: {len(paragraphs)} paragraphs, {count} sentences, beam {BEAM}, limit {LIMIT}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        packages = Path(name) / "packages"
        with zipfile.ZipFile(package) as archive:
            archive.extractall(packages)
        ours = engine(next(packages.iterdir()), paragraphs)
        first = ours()
        print(f"  peak memory with the engine alone {peak():6.0f} MB", flush=True)
        sides = [ours, *argostranslate(packages, paragraphs)]
        runs = [[timed(side) for side in sides] for _ in range(rounds)]
    best, shipped, lean = [least(list(side)) for side in zip(*runs, strict=True)]
    print(f"  peak memory with both             {peak():6.0f} MB")
    for name, run in (("engine argos", best), ("argostranslate", shipped), ("  with one thread", lean)):
        ratios = f"{run.wall / best.wall:6.1f} × {run.processor / best.processor:6.1f} ×" if run is not best else ""
        print(f"  {name:18} {run.wall:7.2f} s  processors {run.processor:7.2f} s {ratios}")
    alike = all(run.texts == first for sides in runs for run in sides)
    print(f"  every side and round the same text: {'yes' if alike else 'no'}; e.g. {first[0]}", flush=True)
    return alike


def widened(folder: Path, layers: int, times: int, pieces: int) -> Path:
    """The small package in another size."""
    large = folder / f"zh_en_{layers}+{layers}_{times * 128}_{pieces}.argosmodel"
    sizes = ["--layers", str(layers), "--times", str(times), "--pieces", str(pieces)]
    subprocess.run([sys.executable, HERE.parent / "tools" / "widen_argos.py", TINY, large, *sizes], check=True)
    return large


def main() -> int:
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--package", type=Path, help="an .argosmodel for zh-en; without it, the small one in four sizes"
    )
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.package:
        return 0 if compare(options.package, options.rounds) else 1
    with tempfile.TemporaryDirectory() as folder:
        packages = [TINY, *(widened(Path(folder), *size) for size in SIZES)]
        again = [sys.executable, __file__, "--rounds", str(options.rounds), "--package"]
        return max(subprocess.run([*again, package], check=False).returncode for package in packages)


if __name__ == "__main__":
    sys.exit(main())
