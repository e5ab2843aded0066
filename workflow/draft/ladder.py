"""The ladder of a cell: what is asked of the engine at each rung, and what came of it.

Rung by rung a cell is asked for in another way; the best candidate is kept. `MASK` engines get placeholders, then other
placeholders, then clauses, then the bare text. `PROMPT` engines get what is owed in words; those that can then go on
from where the draft fails; then the owed English is written into the Chinese, first of the whole cell, then sentence by
sentence and clause by clause. Others get the text once. Every answer is verified.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.constraints.base import Constraint
from workflow.constraints.unit import unmet
from workflow.draft import repair
from workflow.draft.masking import FORMS, Masked, Swap, mask, unmask, write_in
from workflow.draft.placing import place
from workflow.draft.plan import Cell, Placed, Span, by_sentence, whole
from workflow.draft.tidy import SEVERE, capitalised, defects, ended, enumerator, tidy
from workflow.engines.base import Constraining, Draft, Engine, Request
from workflow.text.chars import has_han
from workflow.text.codes import Inline, insert

_CLAUSE = re.compile(r"[^，；：。！？…]+[，；：。！？…”’」』）》]*")
# A longer link is a clause: hidden behind a placeholder it would leave the model nothing to translate.
_LONGEST_MASK = 24
# So many errors of a cell are mended by going on from them, one after the other.
_CONTINUES = 3
# The step at which a draft is mended without an engine, whenever it can be.
REPAIR = "repair"


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
    """Return the ladder for an engine. A `MASK` engine may name the placeholders it copies best as `placeholders`."""
    if engine.constraining is Constraining.MASK:
        forms: Sequence[str] = getattr(engine, "placeholders", FORMS)
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verified answer for a cell."""

    placed: Placed
    missing: tuple[Constraint, ...] = ()
    flaws: tuple[str, ...] = ()
    rung: str = ""

    @classmethod
    def nothing(cls) -> "Candidate":
        """What is left when an engine never answered."""
        return cls(Placed("", {}), flaws=("empty",))

    @property
    def passes(self) -> bool:
        """Whether there is nothing left to mend."""
        return not self.missing and not self.flaws

    @property
    def rank(self) -> tuple[int, int, int]:
        """Smaller is better: no text at all or a looping one is worse than a term missing, that worse than a flaw."""
        return len(SEVERE.intersection(self.flaws)), len(self.missing), len(self.flaws)


def ask(cell: Cell, rung: Rung, english: Mapping[str, str], best: Candidate | None) -> list[Ask]:
    """Return what a rung asks for a cell, part by part.

    Args:
        cell: the Chinese.
        rung: the way of asking.
        english: English of the contents of marks, as far as known.
        best: the best candidate so far; marks it could not place are written in.
    """
    if rung.dress == "begun":
        begin = repair.beginning(cell.text, best.placed.text, best.missing) if best else ""
        return [Ask(Request(cell.text, cell.owed(), begin))] if begin else []
    if rung.dress == "inline":
        swaps = _swaps(cell, english, _unplaced(cell, best))
    elif rung.dress == "mask":
        links = [i for i, m in enumerate(cell.marks) if m.tag == "a" and m.end - m.start <= _LONGEST_MASK]
        swaps = _swaps(cell, english, links)
    else:
        swaps = []
    length, number = enumerator(cell.text)
    if any(swap.start < length for swap in swaps):
        length = 0
    parts = [(start + length, end + length) for start, end in _parts(cell.text[length:], rung.cut, swaps, length)]
    asks = [_asked(cell, part, rung, swaps) for part in parts]
    return [Ask(None, known=number), *asks] if length else asks


def _unplaced(cell: Cell, best: Candidate | None) -> list[int]:
    return [index for index in range(len(cell.marks)) if best is None or index not in best.placed.spans]


def _swaps(cell: Cell, english: Mapping[str, str], marks: Sequence[int]) -> list[Swap]:
    """Spans whose English is owed: marks before the terms and numbers inside them, none overlapping, in order."""
    wanted: list[Swap] = []
    for index in marks:
        mark = cell.marks[index]
        form = english.get(cell.text[mark.start : mark.end].strip(), "")
        if form and not whole(cell, mark):
            wanted.append(Swap(mark.start, mark.end, form))
    wanted += [Swap(span.start, span.end, span.owed) for span in cell.owing if span.owed]
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
    if _settled(text, inside):
        return Ask(None, known=tidy(write_in(text, inside)))
    if rung.dress == "inline":
        return Ask(Request(write_in(text, inside)))
    if rung.dress == "mask" and inside:
        masked = mask(text, inside, rung.form)
        return Ask(Request(masked.text), masked)
    return Ask(Request(text, cell.owed() if rung.dress == "terms" else ()))


def _settled(text: str, swaps: Sequence[Swap]) -> bool:
    """Whether the swaps leave nothing to translate; terms that touch do, for they make a phrase only together."""
    edges = [0, *(edge for swap in swaps for edge in (swap.start, swap.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return not any(map(has_han, gaps)) and all(gap.strip() for gap in gaps[1:-1])


def settle(cell: Cell) -> Candidate | None:
    """Return the draft of a cell that needs no engine: nothing Chinese in it, or nothing but spans."""
    swaps = _swaps(cell, {}, ())
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
    for asked, answer in zip(asks, answers, strict=True):
        text = asked.known if asked.request is None else answer.text if answer else ""
        if answer and answer.cut:
            flaws.add("cut")
        if asked.masked:
            text, once = unmask(asked.masked, text)
            flaws.update(() if once else ("copies",))
        texts.append(tidy(text))
    lead = texts.pop(0) if asks[0].request is None and enumerator(cell.text)[1] == asks[0].known else ""
    joined = _clauses(texts) if rung.cut == "clause" else " ".join(filter(None, texts))
    joined = ended(cell.text, capitalised(joined))
    if lead and texts and not any(ch.isalnum() for ch in joined):
        flaws.add("empty")  # the number of a heading is no translation of its words
    return verify(cell, f"{lead} {joined}".strip(), english, rung.name, flaws)


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


def verify(cell: Cell, text: str, english: Mapping[str, str], rung: str, flaws: Iterable[str] = ()) -> Candidate:
    """Place the marks of a cell in a draft and check the draft."""
    placed = place(cell, text, english)
    spans = [(cell.marks[index], *placed.spans[index]) for index in sorted(placed.spans)]
    missing = unmet(cell.constraints, Inline(cell.text, cell.marks), insert(text, spans), cell.context, exact=True)
    return Candidate(placed, missing, (*flaws, *defects(cell.text, text)), rung)


def mend(cell: Cell, candidate: Candidate, english: Mapping[str, str], *, bold: bool) -> Candidate | None:
    """Return a candidate with what it fails put right without an engine, None when nothing could be.

    Args:
        cell: the Chinese.
        candidate: its draft.
        english: English of the contents of the cell's marks.
        bold: see `repair.mended`.
    """
    better: Candidate | None = None
    for constraint in candidate.missing:
        now = better or candidate
        text = repair.mended(constraint, cell.text, now.placed.text, bold=bold) if constraint.is_span else None
        if text is not None:
            mended = verify(cell, text, english, REPAIR, [flaw for flaw in now.flaws if flaw == "cut"])
            better = mended if mended.rank < now.rank else better
    return better


def phrase(cell: Cell, candidate: Candidate) -> str:
    """The English of a mark's content as it stands inside a sentence: no full stop, no capital of a sentence."""
    if len(cell.owing) == 1 and cell.owing[0].source == cell.text and cell.owing[0].owed:
        return cell.owing[0].owed
    text = re.sub("^The ", "the ", candidate.placed.text.rstrip(" .,;:!?"))
    first, _, rest = text.partition(" ")
    if rest and rest == rest.lower() and first[1:] == first[1:].lower():
        return text[:1].lower() + text[1:]
    return text
