"""What `workflow translate` runs and prints."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from workflow import engines
from workflow.cli import output
from workflow.engines.base import Engine
from workflow.errors import InputError
from workflow.jobs import translate as job
from workflow.model import Settings
from workflow.store.desk import Desk

_NAMED = 10  # lines named in a remark, at most


def _engine(name: str, settings: Settings) -> Engine:
    pair = (settings.source_language, settings.target_language)
    chosen = engines.choose(name or settings.engine, *pair, settings.engines)
    return engines.load(chosen, *pair, settings.engines.get(chosen, {}))


def articles(desk: Desk, ids: Sequence[str], *, engine: str, stale: bool, force: bool, as_json: bool) -> None:
    """Draft articles, and say what came of each."""
    options = job.TranslateOptions(stale=stale, force=force)
    results: list[job.Translated] = []
    loaded = _engine(engine, desk.settings)
    try:
        with output.ProgressObserver() as observer:
            for article_id in ids:
                result = job.translate(desk, article_id, loaded, options, observer=observer)
                results.append(result)
                if not as_json:
                    observer.note(_sentence(result))
    finally:
        loaded.close()
    if as_json:
        output.as_json([asdict(result) for result in results])


def _sentence(result: job.Translated) -> str:
    if not result.drafted:
        text = f"{result.article}: nothing to draft, {output.counted(result.kept, 'unit')} kept"
    else:
        text = (
            f"{result.article}: {output.counted(result.drafted, 'unit')} drafted by {result.engine} "
            f"in {result.seconds:.0f} s, {result.kept} kept, {result.unmet} unmet"
        )
    if result.stale:
        text += f"; {result.stale} stale, redraft with --stale"
    return text


def lines(source: str, *, engine: str, glossary: Path | None, as_json: bool) -> None:
    """Draft a file line by line: line n of the output is line n of the input."""
    from workflow.constraints.base import Context
    from workflow.glossary.termbase import Termbase
    from workflow.store.schema import concepts_from_yaml

    text = _read(source)
    termbase = None
    if glossary is not None:
        termbase = Termbase(concepts_from_yaml(_read(str(glossary)), str(glossary)))
    rows = text.split("\n")
    if rows and not rows[-1]:
        rows.pop()
    loaded = _engine(engine, Settings())
    failing: list[int] = []
    try:
        with output.ProgressObserver(unit="lines") as observer:
            drafts = job.translate_lines(rows, loaded, Context(termbase=termbase), observer=observer)
            for number, (row, done) in enumerate(zip(rows, drafts, strict=True), 1):
                if done.unmet:
                    failing.append(number)
                if as_json:
                    unmet = [asdict(item) for item in done.unmet]
                    record = {"source": row.strip(), "target": done.text, "engine": loaded.signature, "unmet": unmet}
                    output.line(json.dumps(record, ensure_ascii=False))
                else:
                    output.line(done.text)
    finally:
        loaded.close()
    if failing and not as_json:
        named = ", ".join(map(str, failing[:_NAMED])) + (", …" if len(failing) > _NAMED else "")
        output.note(f"{output.counted(len(failing), 'line')} with something unmet ({named}); --json says what")


def _read(source: str) -> str:
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=source, mend="check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", place=source, mend="convert it to UTF-8") from error
