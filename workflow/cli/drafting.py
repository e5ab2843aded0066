"""What `workflow translate` runs and prints."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workflow import engines
from workflow.cli import output, program
from workflow.engines.base import Engine
from workflow.engines.later import Later
from workflow.errors import InputError
from workflow.jobs import translate as job
from workflow.jobs.redraft import engine_of
from workflow.model import Settings
from workflow.store.desk import Desk

if TYPE_CHECKING:
    from workflow.draft import Drafted

_NAMED = 10  # lines named in a remark, at most


def _engine(name: str, settings: Settings) -> Engine:
    """The engine that was asked for, to be loaded when it is needed; an unknown name is told at once."""
    wanted = name or settings.engine
    if wanted != "auto":
        engines.module(wanted)
    return Later(lambda: engine_of(replace(settings, engine=wanted)))


def articles(desk: Desk, ids: list[str], options: job.TranslateOptions, *, engine: str, as_json: bool) -> None:
    """Draft articles, and say what came of each."""
    results: list[job.Translated] = []
    faults: list[str] = []
    loaded = _engine(engine, desk.settings)
    try:
        with output.ProgressObserver() as observer:
            for article_id in program.readable(desk, ids, faults):
                result = job.translate(desk, article_id, loaded, options, observer=observer)
                results.append(result)
                if not as_json:
                    observer.note(
                        "\n".join([_sentence(result), *_counts(result.counts), *(f"  {name}" for name in result.names)])
                    )
    finally:
        loaded.close()
    if as_json:
        output.as_json([asdict(result) for result in results])
    program.end_with(faults)


def _sentence(result: job.Translated) -> str:
    if not result.drafted:
        text = f"{result.article}: nothing to draft, {output.counted(result.kept, 'unit')} kept"
    else:
        engines_own = result.drafted - result.remembered
        made = [f"{output.counted(engines_own, 'unit')} drafted by {result.engine}"] if engines_own else []
        made += [f"{output.counted(result.remembered, 'unit')} taken from the memory"] if result.remembered else []
        text = (
            f"{result.article}: {' and '.join(made)} "
            f"in {result.seconds:.0f} s, {result.kept} kept, {result.unmet} unmet"
        )
    if offered := sum(1 for unit in result.offered if not unit.startswith("metadata.")):
        text += f"; the memory has like texts for {offered}, see them with: workflow show {result.article} --memory"
    for why, number in result.outdated.items():
        text += f"; {number} because of a changed {why}"
    if result.stale:
        text += f"; {result.stale} stale, redraft with --stale"
    if result.left:
        text += f"; {result.left} stale, and a person's: see workflow check {result.article} --only state.stale"
    return text


def _counts(counts: Mapping[str, job.Count]) -> Iterator[str]:
    """What was owed and met, one line a kind, with the rungs that met more than the ones before them."""
    from workflow.constraints.base import WORDS

    for check, count in counts.items():
        told = [f"{count.owed} owed", f"{count.first} met at the first try"]
        best = count.first
        for rung, met in count.rungs.items():
            if met > best:
                told.append(f"{met} after {rung}")
                best = met
        yield f"  {WORDS.get(check, check)}: {', '.join([*told, f'{count.unmet} unmet'])}"


def lines(
    source: str, *, engine: str, glossary: Path | None, memory: Path | None, candidates: int, as_json: bool
) -> None:
    """Draft a file line by line: line n of the output is line n of the input."""
    from workflow.constraints.base import Context
    from workflow.draft import Tally
    from workflow.jobs.bilingual import termbase_of
    from workflow.jobs.memory import of_file

    text = _read(source)
    termbase = termbase_of(str(glossary)) if glossary is not None else None
    rows = text.split("\n")
    if rows and not rows[-1]:
        rows.pop()
    known = of_file(memory) if memory is not None else None
    loaded = _engine(engine, Settings())
    failing: list[int] = []
    tally = Tally()
    try:
        with output.ProgressObserver(unit="lines") as observer:
            context = Context(termbase=termbase)
            drafts = job.translate_lines(rows, loaded, context, candidates=candidates, memory=known, observer=observer)
            for number, (row, done) in enumerate(zip(rows, drafts, strict=True), 1):
                if done.unmet:
                    failing.append(number)
                tally += done.tally
                if as_json:
                    output.line(json.dumps(_record(row.strip(), done, loaded), ensure_ascii=False))
                else:
                    output.line(done.text)
    finally:
        loaded.close()
    for sentence in _counts(job.counted(tally, loaded)):
        output.note(sentence.strip())
    if failing and not as_json:
        named = ", ".join(map(str, failing[:_NAMED])) + (", …" if len(failing) > _NAMED else "")
        output.note(f"{output.counted(len(failing), 'line')} with something unmet ({named}); --json says what")


def _record(source: str, done: "Drafted", engine: Engine) -> dict[str, object]:
    """One line for a machine."""
    unmet = [asdict(item) for item in done.unmet]
    owed = dict(done.tally.owed)
    made_by = done.origin or (engine.signature if done.text else "")
    return {"source": source, "target": done.text, "engine": made_by, "rungs": done.rungs, "owed": owed, "unmet": unmet}


def _read(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=source, mend="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", place=source, mend="convert it to UTF-8") from error
