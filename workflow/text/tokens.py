"""The English of a unit as a person edits it: plain text in which each inline tag is a numbered token.

``Read <a href="…">the plan</a>.`` is edited as ``Read {1}the plan{/1}.``; an element without content is ``{2/}``. The
numbers are those of a legend, so that an address cannot be mistyped. A brace that is text is written twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.text.codes import EMPTY, Code, Inline, escape, events, opening
from workflow.text.inline import MarkupError, parse

Legend = tuple[Code, ...]
"""The tags that a unit's text may hold; the first is number 1."""

_PIECE = re.compile(r"\{(?P<close>/?)(?P<number>\d{1,4})(?P<empty>/?)\}|(?P<brace>\{\{)|(?P<text>[^{]+|\{)")


class TokenError(ValueError):
    """Tokens that cannot be made into tags: one sentence, without a full stop."""


def legend(source: Inline, target: Inline) -> Legend:
    """Return the tags of the source in their order, then those that only the target has.

    A tag that both have is taken as the target writes it: a link's title is text, and in English there.
    """
    left = list(target.codes)
    found: list[Code] = []
    for code in source.codes:
        same = next((other for other in left if other.key == code.key), None)
        if same is not None:
            left.remove(same)
        title_dropped = tuple((name, value) for name, value in code.attributes if name != "title")
        found.append(same or replace(code, attributes=title_dropped))
    return tuple(_placeless(code) for code in (*found, *left))


def _placeless(code: Code) -> Code:
    return Code(code.tag, code.attributes)


def write(inline: Inline, tags: Legend) -> str:
    """Return a text with tokens for its tags; the legend has one of the same tag and address for each."""
    numbers = _numbers(inline.codes, tags)
    open_numbers: list[int] = []
    pieces: list[str] = []
    at = 0
    for position, code, opens in events(inline.codes):
        pieces.append(inline.text[at:position].replace("{", "{{"))
        at = position
        if not opens:
            pieces.append(f"{{/{open_numbers.pop()}}}")
        elif code.tag in EMPTY:
            pieces.append(f"{{{next(numbers)}/}}")
        else:
            open_numbers.append(next(numbers))
            pieces.append(f"{{{open_numbers[-1]}}}")
    return "".join(pieces) + inline.text[at:].replace("{", "{{")


def _numbers(codes: Sequence[Code], tags: Legend) -> Iterator[int]:
    """The number of each code; equal codes get their numbers in order, and the last one again when they run out."""
    places: dict[tuple[str, str], list[int]] = {}
    for number, tag in enumerate(tags, 1):
        places.setdefault(tag.key, []).append(number)
    for code in codes:
        numbers = places[code.key]
        yield numbers.pop(0) if len(numbers) > 1 else numbers[0]


def read(text: str, tags: Legend) -> str:
    """Return the unit markup of an edited text; line ends become spaces.

    Raises:
        TokenError: a token is damaged: unknown, never closed, closed elsewhere, or a link inside a link.
    """
    stack: list[int] = []
    markup = "".join(_markup(found, tags, stack) for found in _PIECE.finditer(" ".join(text.splitlines())))
    if stack:
        raise TokenError(f"the tag {{{stack[-1]}}} is never closed; write {{/{stack[-1]}}} where it ends")
    try:
        parse(markup)
    except MarkupError as error:
        raise TokenError(f"the tags do not fit together: {error.problem}") from error
    return markup


def _markup(found: re.Match[str], tags: Legend, stack: list[int]) -> str:
    if found["number"] is None:
        return escape("{" if found["brace"] else found["text"])
    number, written = int(found["number"]), found[0]
    if not 1 <= number <= len(tags):
        known = f"its tags are 1 to {len(tags)}" if tags else "it has no tags"
        raise TokenError(f"there is no tag {written} in this unit ({known}); a brace that is text is written twice")
    code = tags[number - 1]
    if code.tag in EMPTY:
        if not found["empty"] or found["close"]:
            raise TokenError(f"the tag {written} holds no text; write {{{number}/}}")
        return opening(code)
    if found["empty"]:
        raise TokenError(f"the tag {written} has to hold text; write {{{number}}}…{{/{number}}}")
    if not found["close"]:
        stack.append(number)
        return opening(code)
    if not stack:
        raise TokenError(f"{written} closes nothing; write {{{number}}} where it begins")
    if stack[-1] != number:
        raise TokenError(f"{written} stands where {{/{stack[-1]}}} is owed")
    stack.pop()
    return f"</{code.tag}>"
