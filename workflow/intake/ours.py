"""Reading a page of our own the short way: by the elements that name its values, with nothing to guess.

The full reading (`workflow.intake.read`) finds title and body by how a page looks, and weighs every guess. A page that
`workflow export` wrote a moment ago needs none of that to be proved: its bytes are parsed, and its named values, all
that its head states, every printed label outside the text and the link to the original are taken with the same
functions. Whoever compares falls back to the full reading when anything differs, which then says how.
"""

from lxml import html

from workflow.errors import InputError
from workflow.intake.breadcrumb import position_line
from workflow.intake.html import Element, Page, parse_tree
from workflow.intake.printed import Zone
from workflow.intake.selectors import select
from workflow.intake.sites import reproduction
from workflow.intake.stated import generator, language_of, links_to_original, profiled, said
from workflow.model import Metadata, Record


def read_ours(data: bytes, body_selector: str, body: str) -> Record | None:
    """Read a page that this program wrote; None when its text is another, or it is not as simple as such pages are.

    Args:
        data: the bytes of the file, UTF-8.
        body_selector: CSS selector of the one element that holds the text.
        body: the HTML that must stand in it, as lxml writes it.

    Returns:
        Every statement of the page (`candidates`), of which none is chosen. It has no body, units, links and pictures:
        those are the ones of `body`.
    """
    try:
        root = parse_tree(data.decode())
    except (UnicodeDecodeError, InputError):
        return None
    bodies = select(root, body_selector)
    known = reproduction()
    if not known.applies("", generator(root)) or len(bodies) != 1 or _markup(bodies[0]) != body:
        return None
    language = language_of("".join(map(str, bodies[0].itertext())))
    bodies[0][:] = []
    bodies[0].text = "…"  # is seen if the text was
    page = Page(root, "")
    inside = {line.index for line in page.lines_in(bodies)}
    if not inside:
        return None
    evidence = said(page, Zone("head", 0, [line for line in page.lines if line.index not in inside]))
    profiled(evidence, page, [known])
    position_line(evidence, page, min(inside))
    links_to_original(evidence, page, language)
    return Record(language=language, metadata=Metadata(), body="", candidates=evidence.candidates())


def _markup(element: Element) -> str:
    """The HTML inside an element."""
    whole: str = html.tostring(element, encoding="unicode", with_tail=False)
    return whole.partition(">")[2].rpartition("</")[0].strip()
