"""What a constraint is, and what a desk knows that the text of a unit does not say."""

from collections.abc import Iterable
from typing import NamedTuple

from workflow.glossary.termbase import Termbase
from workflow.model import MatchRule, Quantity
from workflow.model.frozen import dataclass
from workflow.text.name.mentions import NO_ONE, Names

TERM = "term.missing"
NUMBER = "number.missing"
LINK = "link.lost"
CODE = "structure.tags"
DATE = "date.missing"
NAME = "name.missing"

Span = tuple[int, int]

# What the constraints are that a check reports, in a summary.
WORDS = {TERM: "terms", NUMBER: "numbers", DATE: "dates", NAME: "names"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What decides, besides its text, what a unit owes.

    The glossary, the article's date (ISO 8601, or ''), and the persons that the article and the desk's ``names.yaml``
    name; those of the glossary need not be repeated there.
    """

    termbase: Termbase | None = None
    date: str = ""
    names: Names = NO_ONE


class Constraint(NamedTuple):
    """Something a target unit owes its source unit.

    `check` is the check that reports it when it is unmet; `source` the text at ``start:end`` of the source's plain
    text; `owed` what a reader is told to supply: the preferred term, the link's address, the tag. `forms` are the
    target terms that satisfy it (terms only), preferred first, recognised by `rule`; `deprecated` those that must not
    be used. Constraints with one `check` and `key` are counted together. `quantity` is the value of a number. A term
    that is `general` is said as the sentence has it, and binds nobody.
    """

    check: str
    source: str
    start: int
    end: int
    owed: str
    forms: tuple[str, ...] = ()
    rule: MatchRule = MatchRule()
    key: str = ""
    deprecated: tuple[str, ...] = ()
    quantity: Quantity | None = None
    general: bool = False

    def moved(self, by: int) -> "Constraint":
        """The same in a text that starts so many characters earlier."""
        quantity = self.quantity and self.quantity._replace(start=self.quantity.start + by, end=self.quantity.end + by)
        return self._replace(start=self.start + by, end=self.end + by, quantity=quantity)

    @property
    def is_span(self) -> bool:
        """Whether it is a stretch of the text with an English of its own (a term, a number), not an inline code."""
        return self.check not in (LINK, CODE)


def overlaps(start: int, end: int, taken: Iterable[Span]) -> bool:
    """Whether a stretch of the source is claimed already, in part or whole."""
    return any(start < other_end and other_start < end for other_start, other_end in taken)
