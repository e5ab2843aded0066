"""Reading a page of our own the short way: by the elements that name its values, with nothing to guess.

The full reading (`workflow.intake.read`) finds title and body by how a page looks, and weighs every guess. A page that
`workflow export` wrote a moment ago needs none of that to be proved: its bytes are parsed, and its named values, all
that its head states, every printed label outside the text and the link to the original are taken with the same
functions. Whoever compares falls back to the full reading when anything differs, which then says how.
"""

from dataclasses import dataclass

from lxml import html

from workflow.errors import InputError
from workflow.intake.html import parse_page
from workflow.intake.metadata import profiled, said
from workflow.intake.read import generator, language_of, links_to_original, position_line
from workflow.intake.selectors import select
from workflow.intake.sites import profiles
from workflow.intake.zones import Zone
from workflow.model import Metadata, Record


@dataclass(frozen=True, slots=True)
class Ours:
    """What a page says of itself, and the HTML inside the element that holds its text, as it was parsed.

    The record holds every statement (`candidates`), of which none is chosen, and no units, links or pictures: whoever
    knows the body that was to be written compares it with `body`.
    """

    record: Record
    body: str


def read_ours(data: bytes, body_selector: str) -> Ours | None:
    """Read a page that this program wrote; None when it is not as simple as such pages are.

    Args:
        data: the bytes of the file, UTF-8.
        body_selector: CSS selector of the one element that holds the text.
    """
    try:
        page = parse_page(data.decode())
    except (UnicodeDecodeError, InputError):
        return None
    known = [profile for profile in profiles(None, "", generator(page)) if profile.generator]
    bodies = select(page.body, body_selector)
    if not known or len(bodies) != 1:
        return None
    inside = {line.index for line in page.lines_in(bodies)}
    if not inside:  # a reader does not see it
        return None
    text = "\n".join(line.plain for line in page.lines if line.index in inside)
    language = language_of(text)
    evidence = said(page, Zone("head", 0, [line for line in page.lines if line.index not in inside]))
    profiled(evidence, page, known)
    position_line(evidence, page, min(inside))
    links_to_original(evidence, page, language)
    record = Record(language=language, metadata=Metadata(), body="", candidates=evidence.candidates())
    markup: str = html.tostring(bodies[0], encoding="unicode", with_tail=False)
    return Ours(record, markup.partition(">")[2].rpartition("</")[0].strip())
