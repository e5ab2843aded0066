"""The ladder of a cell: what is asked of the engine at each rung, and what came of it.

Rung by rung a cell is asked for in another way; the best candidate is kept. `MASK` engines get placeholders, then other
placeholders, then clauses, then the bare text. `PROMPT` engines get what is owed in words; those that can then go on
from where the draft fails; then the owed English is written into the Chinese, first of the whole cell, then sentence by
sentence and clause by clause. Others get the text once. Every answer is verified.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workflow.constraints.base import Constraint
from workflow.draft import repair
from workflow.draft.candidates import REPAIR, Candidate, verify
from workflow.draft.forms import ranked
from workflow.draft.masking import Masked, Swap, mask, unmask, write_in
from workflow.draft.placing import place
from workflow.draft.plan import Cell, Placed, Span, by_sentence, telling, whole
from workflow.draft.tidy import capitalised, ended, enumerator, tidy
from workflow.draft.varied import resumed
from workflow.engines.base import Constraining, Draft, Engine, Request
from workflow.text.chars import has_han

# Half-width marks end a clause as well, but for those inside a number or a Western word.
_CLAUSE = re.compile(r"(?:[^，；：。！？…,;:!?]|(?<=[!-~])[,;:!?](?=[!-~]))+[，；：。！？…,;:!?”’」』）》]*")
# A longer link is a clause: hidden behind a placeholder it would leave the model nothing to translate.
_LONGEST_MASK = 24
# So many errors of a cell are mended by going on from them, one after the other.
_CONTINUES = 6


@dataclass(frozen=True, slots=True)
class Rung:
    """One way of asking.

    `dress` is ``mask`` (by placeholders of `form`), ``terms`` (told apart), ``inline`` (written in), ``begun`` (told
    apart, and to go on from the best draft, cut off before its first error and mended there) or ``plain``; `cut` is
    ``cell``, ``sentence`` or ``clause``.
    """

    name: str
    dress: str
    cut: str = "cell"
    form: str = ""


def rungs(engine: Engine) -> tuple[Rung, ...]:
    """Return the ladder for an engine."""
    if engine.constraining is Constraining.MASK:
        forms = ranked(engine)
        masked = [Rung(f"mask-{number}", "mask", form=form) for number, form in enumerate(forms[:2], 1)]
        return (*masked, Rung("clauses", "mask", "clause", forms[0]), Rung("plain", "plain"))
    if engine.constraining is Constraining.PROMPT:
        begun = [Rung("continue", "begun")] * (_CONTINUES if getattr(engine, "continues", False) else 0)
        inline = (
            Rung("inline", "inline"),
            Rung("sentences", "inline", "sentence"),
            Rung("clauses", "inline", "clause"),
        )
        return (Rung("prompt", "terms"), *begun, *inline)
    return (Rung("plain", "plain"),)


def names(engine: Engine) -> tuple[str, ...]:
    """Return the names of all rungs that a cell may climb with an engine, first those that need none."""
    return ("copy", "term", *dict.fromkeys(rung.name for rung in rungs(engine)), REPAIR)


@dataclass(frozen=True, slots=True)
class Ask:
    """A part of a cell as it goes to the engine; without a `request` its English is known."""

    request: Request | None
    masked: Masked | None = None
    known: str = ""
    start: int = 0  # of the request's text in the cell


def ask(
    cell: Cell,
    rung: Rung,
    english: Mapping[str, str],
    best: Candidate | None,
    tried: Container[tuple[Request, ...]] = frozenset(),
) -> list[Ask]:
    """Return what a rung asks for a cell, part by part.

    Args:
        cell: the Chinese.
        rung: the way of asking.
        english: English of the contents of marks, as far as known.
        best: the best candidate so far; marks it could not place are written in.
        tried: what was asked before; of several places to go on from, the first is taken that is not among it.
    """
    if rung.dress == "begun":
        begins = _beginnings(cell, best) if best else ()
        requests = (Request(cell.text, cell.owed(), begin) for begin in begins)
        return next(([Ask(request)] for request in requests if (request,) not in tried), [])
    missed = best.missing if best else ()
    if rung.dress == "inline":
        swaps = _swaps(cell, english, _unplaced(cell, best), missed)
    elif rung.dress == "mask":
        links = [i for i, m in enumerate(cell.marks) if m.tag == "a" and m.end - m.start <= _LONGEST_MASK]
        swaps = _swaps(cell, english, links, missed)
    else:
        swaps = _swaps(cell, {}, (), cell.owing) if rung.dress == "plain" else []
    length, number = enumerator(cell.text)
    if any(swap.start < length for swap in swaps):
        length = 0
    parts = [(start + length, end + length) for start, end in _parts(cell.text[length:], rung.cut, swaps, length)]
    asks = [_asked(cell, part, rung, swaps) for part in parts]
    return [Ask(None, known=number), *asks] if length else asks


def _beginnings(cell: Cell, best: Candidate) -> tuple[str, ...]:
    """Where a draft may be gone on from: what it lacks first, then what it has in other forms."""
    text = best.placed.text
    again = [begin for verdict in best.varied if (begin := resumed(verdict, text))]
    return (*repair.beginnings(cell, text, best.missing, best.leads), *again)


def _unplaced(cell: Cell, best: Candidate | None) -> list[int]:
    return [index for index in range(len(cell.marks)) if best is None or index not in best.placed.spans]


def _swaps(cell: Cell, english: Mapping[str, str], marks: Sequence[int], spans: Sequence[Constraint]) -> list[Swap]:
    """Spans whose English is owed: marks before the terms and numbers inside them, none overlapping, in order.

    Figures that an engine has only to copy are left to it, but for those among `spans`.
    """
    wanted: list[Swap] = []
    for index in marks:
        mark = cell.marks[index]
        form = english.get(cell.text[mark.start : mark.end].strip(), "")
        if form and not whole(cell, mark):
            wanted.append(Swap(mark.start, mark.end, form))
    wanted += [
        Swap(span.start, span.end, span.owed) for span in cell.owing if telling(span) or (span.owed and span in spans)
    ]
    wanted.sort(key=lambda swap: swap.start - swap.end)
    kept: list[Swap] = []
    for swap in wanted:
        if all(swap.end <= other.start or other.end <= swap.start for other in kept):
            kept.append(swap)
    return sorted(kept, key=lambda swap: swap.start)


def _parts(text: str, cut: str, swaps: Sequence[Swap], shift: int) -> list[Span]:
    """Cut the text of a cell from `shift` on for a rung, never inside a swap."""
    if cut == "cell":
        return [(0, len(text))]
    spans = by_sentence(text) if cut == "sentence" else [found.span() for found in _CLAUSE.finditer(text)]
    borders = [start for start, _ in spans[1:] if not _inside(start + shift, swaps)]
    edges = [0, *borders, len(text)]
    return list(pairwise(edges))


def _inside(at: int, swaps: Sequence[Swap]) -> bool:
    return any(swap.start < at < swap.end for swap in swaps)


def _asked(cell: Cell, part: Span, rung: Rung, swaps: Sequence[Swap]) -> Ask:
    raw = cell.text[part[0] : part[1]]
    text = raw.strip()
    shift = part[0] + len(raw) - len(raw.lstrip())
    inside = [
        Swap(swap.start - shift, swap.end - shift, swap.english)
        for swap in swaps
        if part[0] <= swap.start and swap.end <= part[1]
    ]
    if _settled(text, () if rung.dress == "plain" else inside):
        return Ask(None, known=tidy(write_in(text, inside)))
    if rung.dress == "inline":
        return Ask(Request(write_in(text, inside)))
    if rung.dress == "mask" and inside:
        masked = mask(text, inside, rung.form)
        return Ask(Request(masked.text), masked)
    if rung.dress == "terms":
        return Ask(Request(text, cell.owed()))
    return Ask(Request(text, sought=tuple((swap.start, swap.end) for swap in inside)), start=shift)


def _settled(text: str, swaps: Sequence[Swap]) -> bool:
    """Whether the swaps leave nothing to translate; terms that touch do, for they make a phrase only together."""
    edges = [0, *(edge for swap in swaps for edge in (swap.start, swap.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return not any(map(has_han, gaps)) and all(gap.strip() for gap in gaps[1:-1])


def settle(cell: Cell) -> Candidate | None:
    """Return the draft of a cell that needs no engine: nothing Chinese in it, or nothing but spans."""
    swaps = _swaps(cell, {}, (), cell.owing) if has_han(cell.text) else []
    length, number = enumerator(cell.text)
    if number and length == len(cell.text):
        return verify(cell, number, {}, "copy")
    if not _settled(cell.text, swaps):
        return None
    text = tidy(write_in(cell.text, swaps))
    if swaps:
        candidate = verify(cell, capitalised(text), {}, "term")
        return candidate if candidate.passes else None
    spans = {index: (mark.start, mark.end) for index, mark in enumerate(cell.marks)}
    placed = Placed(text, spans) if text == cell.text else place(cell, text, {})
    return Candidate(placed, rung="copy")


def sampled(asks: Sequence[Ask], times: int) -> list[Ask]:
    """Return what is asked for so many drafts: the best one, and samples."""
    return [
        replace(asked, request=asked.request and replace(asked.request, sample=sample))
        for sample in range(times)
        for asked in asks
    ]


def exemplified(asks: Sequence[Ask], examples: tuple[tuple[str, str], ...]) -> list[Ask]:
    """Return what is asked with translations of like texts beside it."""
    return [replace(asked, request=asked.request and replace(asked.request, examples=examples)) for asked in asks]


def judge(
    cell: Cell, rung: Rung, asks: Sequence[Ask], answers: Sequence[Draft | None], english: Mapping[str, str]
) -> Candidate:
    """Join the answers to one draft of the cell, place its marks, verify it.

    Args:
        cell: the Chinese.
        rung: the rung that was asked.
        asks: what was asked.
        answers: one for each of `asks`; None where nothing was requested or the engine kept silent.
        english: English of the contents of the cell's marks.
    """
    texts: list[str] = []
    flaws: set[str] = set()
    pointed: dict[Span, str] = {}
    for asked, answer in zip(asks, answers, strict=True):
        text = asked.known if asked.request is None else answer.text if answer else ""
        if answer and answer.cut:
            flaws.add("cut")
        if answer and asked.request:
            pointed |= _pointed(asked, answer)
        if asked.masked:
            text, once = unmask(asked.masked, text)
            flaws.update(() if once else ("copies",))
        texts.append(tidy(text))
    lead = texts.pop(0) if asks[0].request is None and enumerator(cell.text)[1] == asks[0].known else ""
    joined = _clauses(texts) if rung.cut == "clause" else " ".join(filter(None, texts))
    joined = ended(cell.text, capitalised(joined))
    if lead and texts and not any(ch.isalnum() for ch in joined):
        flaws.add("empty")  # the number of a heading is no translation of its words
    candidate = verify(cell, f"{lead} {joined}".strip(), english, rung.name, flaws)
    leads = (
        _leads(asks[-1], answers[-1], len(lead) + 1 if lead else 0, candidate.placed.text) if len(texts) == 1 else {}
    )
    return replace(candidate, pointed=pointed, leads=leads)


def _leads(asked: Ask, answer: Draft | None, shift: int, text: str) -> repair.Leads:
    """The leads of an answer as places of the draft that was made of it."""
    if asked.request is None or answer is None:
        return {}
    leads = {}
    for term, places in zip(asked.request.terms, answer.leads, strict=False):
        before = [(tidy(answer.text[:at]), chance) for at, chance in places]
        leads[term] = [
            (shift + len(said), chance) for said, chance in before if text[shift:].lower().startswith(said.lower())
        ]
    return leads


def _pointed(asked: Ask, answer: Draft) -> Iterator[tuple[Span, str]]:
    """The words of an answer that render the spans its request sought, by their places in the cell."""
    assert asked.request is not None  # noqa: S101  # it was answered
    for (start, end), found in zip(asked.request.sought, answer.found, strict=False):
        if found:
            yield (asked.start + start, asked.start + end), answer.text[slice(*found)]


# Words that a clause begins with and a sentence does not capitalise inside.
_LOWERED = re.compile(
    r"^(?:The|An?|This|These|Th(?:at|ose)|It|Its|We|Our|They|Their|He|She|His|Her|And|But|Or|So|In|On|At|By|To|Of|For|From"
    r"|With|As|Is|Are|Was|Were|Will|Has|Have|Not|All|More|Also|There)\b"
)


def _clauses(texts: Sequence[str]) -> str:
    """Join the drafts of clauses, each of which the engine took for a sentence."""
    joined = ""
    for text in filter(None, texts):
        if joined and joined[-1] not in "!?:;":
            joined = joined.rstrip(". ,") + ", "
            text = _LOWERED.sub(lambda found: found[0].lower(), text)  # noqa: PLW2901
        joined += ("" if not joined or joined.endswith(" ") else " ") + text
    return joined
