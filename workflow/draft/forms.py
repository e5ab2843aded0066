"""Which placeholders a model copies: measured once for each model, on sentences written for it, and kept beside it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from workflow.draft.masking import FORMS, Masked, unmask
from workflow.engines.base import Engine, Request

# Places for placeholders stand at the beginning, in the middle and at the end, one to three of them.
SENTENCES = (
    "{}不断推进。",
    "我们要坚持{}。",
    "会议强调，要加快发展{}。",
    "{}与{}签署了合作协议。",
    "去年，全市{}达到{}。",
    "{}是推动{}的重要力量。",
    "要把{}摆在更加突出的位置。",
    "近年来，当地积极发展{}、{}和{}。",
    "{}校长表示，学校将深化{}。",
    "截至目前，{}已建成{}个。",
    "专家认为，{}具有重要意义。",
    "通过{}，农民的收入增加了。",
    "{}对{}的支持力度不断加大。",
    "如何实现{}？关键在于{}。",
    "代表们参观了{}。",
    "以{}为基础，推进{}，服务{}。",
)


def ranked(engine: Engine) -> tuple[str, ...]:
    """Return forms of placeholders, the one that an engine copies best first.

    An engine may name its `placeholders`, or a file `notes` where what was measured is kept; without either the forms
    stand in the order that suits most models.
    """
    named: Sequence[str] = getattr(engine, "placeholders", ())
    if named:
        return tuple(named)
    notes: Path | None = getattr(engine, "notes", None)
    if notes is None:
        return FORMS
    with suppress(OSError, ValueError, TypeError):
        kept = json.loads(notes.read_text(encoding="utf-8"))
        if set(kept) == set(FORMS):  # else it was measured with other forms
            return _order(kept)
    shares = {form: survival(engine, form) for form in FORMS}
    with suppress(OSError):  # an installation that others share is measured by each
        notes.write_text(json.dumps(shares, indent=1) + "\n", encoding="utf-8")
    return _order(shares)


def survival(engine: Engine, form: str) -> float:
    """Return the share of `SENTENCES` whose placeholders of a form all come back, each exactly once."""
    masked = list(_masked(form))
    answers = engine.translate([Request(each.text) for each in masked])
    return sum(unmask(masked[index], draft.text)[1] for index, draft in answers) / len(masked)


def _masked(form: str) -> Iterator[Masked]:
    for sentence in SENTENCES:
        count = sentence.count("{}")
        names = [form.format(n=number) for number in range(1, count + 1)]
        yield Masked(sentence.format(*names), form, dict.fromkeys(range(1, count + 1), "it"))


def _order(shares: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(FORMS, key=lambda form: -shares[form]))
