"""Codes over plain text: the inline elements of a unit, written, compared, and put into a new text."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from workflow.model.frozen import dataclass

# Elements without content.
EMPTY = frozenset({"br", "img"})
# No text needs more; a bound keeps every later reader of the page (browsers, XML libraries) out of trouble.
MAX_DEPTH = 32
_NO_DEPTH = -1


@dataclass(frozen=True, slots=True)
class Code:
    """An inline element over plain text.

    Attributes:
        tag: ``a``, ``strong``, ``em``, ``sub``, ``sup``, ``br`` or ``img``.
        attributes: (name, value) pairs in the order of `ATTRIBUTES`.
        start: index of its first character in the plain text.
        end: index after its last; equal to `start` for ``br`` and ``img`` (they have no character of their own).
        depth: how many elements hold it, -1 when not known. It only settles whether an element without width at the
            edge of another stands inside, and is no part of equality.
    """

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    start: int = 0
    end: int = 0
    depth: int = field(default=_NO_DEPTH, compare=False, repr=False)

    def get(self, name: str) -> str:
        """Value of an attribute, '' when it has none."""
        return dict(self.attributes).get(name, "")

    @property
    def key(self) -> tuple[str, str]:
        """What makes two codes the same in two languages: the tag and its address (a link's title is text)."""
        return self.tag, self.get("href") or self.get("src")


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain text and its codes in document order (an element before what it holds), properly nested."""

    text: str
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """Codes of the source that the target lacks, and codes of the target that the source does not have."""

    missing: tuple[Code, ...] = ()
    extra: tuple[Code, ...] = ()


def escape(plain: str) -> str:
    """Plain text as markup."""
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(value: str) -> str:
    """An attribute's value as it stands between double quotes."""
    return escape(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def serialize(inline: Inline) -> str:
    """Markup of `inline`, the same for the same value. `parse` gives back an equal value."""
    pieces: list[str] = []
    at = 0
    for position, code, opens in events(inline.codes):
        pieces += (escape(inline.text[at:position]), opening(code) if opens else f"</{code.tag}>")
        at = position
    pieces.append(escape(inline.text[at:]))
    return "".join(pieces)


def opening(code: Code) -> str:
    """Return the tag of a code in unit markup, that which opens it."""
    written = "".join(f' {name}="{escape_attribute(value)}"' for name, value in code.attributes)
    return f"<{code.tag}{written}/>" if code.tag in EMPTY else f"<{code.tag}{written}>"


def events(codes: Sequence[Code]) -> Iterator[tuple[int, Code, bool]]:
    """Yield the tags of codes in order: position in the plain text, the code, whether the tag opens it.

    An element without content has its opening tag alone.
    """
    stack: list[Code] = []
    for code in codes:
        while stack and not _holds(stack[-1], code):
            top = stack.pop()
            yield top.end, top, False
        yield code.start, code, True
        if code.tag not in EMPTY:
            stack.append(code)
    while stack:
        top = stack.pop()
        yield top.end, top, False


def _holds(outer: Code, code: Code) -> bool:
    """Whether `code`, which comes later in document order, stands inside `outer`."""
    if code.end > outer.end or code.start < outer.start:
        return False
    if code.start < outer.end:
        return True
    if _NO_DEPTH in (outer.depth, code.depth):
        return outer.start == outer.end
    return code.depth > outer.depth


def compare(source: Inline, target: Inline) -> CodeDifference:
    """Codes that were lost or added, by tag and address, counted."""
    return CodeDifference(_without(source.codes, target.codes), _without(target.codes, source.codes))


def _without(codes: Sequence[Code], others: Sequence[Code]) -> tuple[Code, ...]:
    left = Counter(other.key for other in others)
    rest: list[Code] = []
    for code in codes:
        if left[code.key]:
            left[code.key] -= 1
        else:
            rest.append(code)
    return tuple(rest)


def insert(text: str, spans: Sequence[tuple[Code, int, int]]) -> Inline:
    """Put codes at spans of a new plain text.

    Spans are cut to the text and may cross: emphasis is shortened to nest, links keep their extent. Of two links over
    the same words the later begins where the earlier ends, or the reverse. A code that would have no text left is left
    out, so that `compare` reports it.

    Args:
        text: the new plain text.
        spans: (code, start, end) in the document order of the codes' own text; the offsets of the code itself do not
            matter. Elements without width (``br``, ``img``, a link around a picture) stand at `start`.
    """
    placed = [(index, _clip(code, start, end, len(text))) for index, (code, start, end) in enumerate(spans)]
    kept = [
        (index, code)
        for index, code in placed
        if code.start < code.end or spans[index][1] >= spans[index][2] or _empty(code)
    ]
    links = _apart([item for item in kept if item[1].tag == "a"])
    return Inline(text, tuple(_nest(_in_order([*links, *(item for item in kept if item[1].tag != "a")]))))


def _empty(code: Code) -> bool:
    return code.tag in EMPTY


def _clip(code: Code, start: int, end: int, length: int) -> Code:
    first = min(max(start, 0), length)
    last = first if _empty(code) else min(max(end, first), length)
    return replace(code, start=first, end=last)


def _apart(links: list[tuple[int, Code]]) -> list[tuple[int, Code]]:
    """The links, cut so that no two share a character."""
    apart: list[tuple[int, Code]] = []
    for index, link in sorted(links, key=lambda item: (item[1].start, item[1].end, item[0])):
        start = link.start
        if apart and start < apart[-1][1].end:
            before_index, before = apart[-1]
            if start > before.start:
                apart[-1] = before_index, replace(before, end=start)
            else:
                start = before.end
        if start < link.end or start == link.start:
            apart.append((index, replace(link, start=start)))
    return apart


def _in_order(items: list[tuple[int, Code]]) -> list[Code]:
    """Document order: an element before what it holds; one without width keeps its side of what begins at its place."""
    places: defaultdict[int, tuple[list[tuple[int, Code]], list[tuple[int, Code]]]] = defaultdict(lambda: ([], []))
    for index, code in sorted(items, key=lambda item: item[0]):
        places[code.start][code.start == code.end].append((index, code))
    ordered: list[Code] = []
    for _, (wide, narrow) in sorted(places.items()):
        wide.sort(key=lambda item: -item[1].end)
        waiting = deque(narrow)
        highest = -1
        for index, code in wide:
            highest = max(highest, index)
            while waiting and waiting[0][0] < highest:
                ordered.append(waiting.popleft()[1])
            ordered.append(code)
        ordered.extend(code for _, code in waiting)
    return ordered


def _nest(codes: list[Code]) -> list[Code]:
    """The codes, shortened where they cross, with their new depths."""
    nested: list[Code] = []
    stack: list[tuple[int, Code]] = []  # place in `nested`, the code with the depth it came with
    for code in codes:
        current = code
        while stack and not _holds(stack[-1][1], current):
            index, top = stack[-1]
            if current.start >= top.end:
                stack.pop()
            elif current.tag == "a":  # crossing: the link keeps its words
                nested[index] = replace(nested[index], end=current.start)
                stack.pop()
            else:
                current = replace(current, end=top.end)
        if len(stack) >= MAX_DEPTH or (current.tag == "a" and any(top.tag == "a" for _, top in stack)):
            continue
        nested.append(replace(current, depth=len(stack)))
        if not _empty(current):
            stack.append((len(nested) - 1, current))
    return nested
