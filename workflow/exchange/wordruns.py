"""Unit markup as a word processor has it: runs of text with their looks, and links over them.

Word knows no nesting. Runs that look alike are one, a link stands outside of bold and that outside of italics; an
emphasis without text is none, addresses may come back with other escapes. `normal` is the markup of that much.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple
from urllib.parse import unquote

from workflow.exchange.handoff import Form
from workflow.text.inline import Code, Inline, escape, opening, parse, safe_address, serialize

BREAK = "\n"
"""The text of a run that is a line break."""
_MARKS = ("strong", "em", "sub", "sup")
_TOKEN = re.compile(r"(<[^>]*>)")  # canonical markup escapes every other '>'
_LAYOUT = re.compile(r"[\t\n\r]+")


class Run(NamedTuple):
    """Text of one look; `link` is the address of the link it stands in. A picture has its address instead of a text."""

    text: str
    marks: frozenset[str] = frozenset()
    link: str = ""
    picture: str = ""


def runs(markup: str) -> list[Run]:
    """Return the runs of well-formed unit markup; white space of the file's layout is a space."""
    inline = parse(markup)
    codes = iter(inline.codes)
    found: list[Run] = []
    stack: list[Code] = []
    for token in _TOKEN.split(serialize(inline)):
        if token.startswith("</"):
            stack.pop()
        elif token.startswith("<"):
            code = next(codes)
            if code.tag == "br":
                found.append(_run(BREAK, stack))
            elif code.tag == "img":
                found.append(_run("", stack)._replace(picture=code.get("src")))
            else:
                stack.append(code)
        elif token:
            found.append(_run(_LAYOUT.sub(" ", html.unescape(token)), stack))
    return found


def _run(text: str, stack: Sequence[Code]) -> Run:
    tags = [code.tag for code in stack]
    raised = next((tag for tag in reversed(tags) if tag in ("sub", "sup")), "")
    marks = frozenset(tag for tag in tags if tag in ("strong", "em")) | ({raised} if raised else frozenset())
    return Run(text, marks, next((code.get("href") for code in stack if code.tag == "a"), ""))


def markup(found: Iterable[Run]) -> str:
    """Return runs as unit markup, the space around the whole left out."""
    pieces: list[str] = []
    for link, group in groupby(_trimmed(found), key=lambda run: run.link):
        inside = _marked(list(group), _MARKS)
        pieces.append(f"{opening(Code('a', (('href', link),)))}{inside}</a>" if link else inside)
    return "".join(pieces)


def _trimmed(found: Iterable[Run]) -> list[Run]:
    kept = [run for run in found if run.text or run.picture]
    while kept and not kept[0].picture and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].picture and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept


def _marked(found: Sequence[Run], marks: Sequence[str]) -> str:
    if not marks:
        return "".join(map(_leaf, found))
    pieces: list[str] = []
    for marked, group in groupby(found, key=lambda run: marks[0] in run.marks):
        inside = _marked(list(group), marks[1:])
        pieces.append(f"<{marks[0]}>{inside}</{marks[0]}>" if marked else inside)
    return "".join(pieces)


def _leaf(run: Run) -> str:
    if run.picture:
        return opening(Code("img", (("src", run.picture),)))
    return "<br/>" if run.text == BREAK else escape(run.text)


def _normal(written: str) -> str:
    found = (run._replace(link=_loose(run.link), picture=_loose(run.picture)) for run in runs(written))
    return serialize(parse(markup(found)))


def _loose(address: str) -> str:
    """An address without what word processors change in it: escapes, and the slash at its end."""
    plain = unquote(address).rstrip("/")
    return plain if plain.strip() and safe_address(plain) else address


def _restored(written: str, models: Sequence[str]) -> str:
    """The markup with the addresses of links and pictures as the first of the models has them that has them."""
    inline = parse(written)
    known = dict(_addresses(models))
    return serialize(Inline(inline.text, tuple(_with_address(code, known) for code in inline.codes)))


def _addresses(models: Sequence[str]) -> Iterator[tuple[tuple[str, str], tuple[tuple[str, str], ...]]]:
    for model in reversed(models):
        for code in parse(model).codes:
            tag, address = code.key
            if address:
                yield (tag, _loose(address)), code.attributes


def _with_address(code: Code, known: dict[tuple[str, str], tuple[tuple[str, str], ...]]) -> Code:
    tag, address = code.key
    return replace(code, attributes=known.get((tag, _loose(address)), code.attributes)) if address else code


FORM = Form(_normal, _restored)
"""Texts as they come back from a word processor."""
