"""One English form in one English text, word by word."""

from collections.abc import Sequence
from functools import lru_cache

from workflow.model import MatchRule
from workflow.text.english import Words, keys
from workflow.text.spelling import spelt

_READ_AS_A_WORD = 5
"""Letters from which an abbreviation is written small as well: *covid*, *unesco*; *who* is not WHO."""


class Phrase:
    """One form against one text, word by word."""

    def __init__(self, form: Words, text: Words, rule: MatchRule) -> None:
        self.form = form
        self.text = text
        self.rule = rule

    def found(self) -> list[tuple[int, int]]:
        """Places of the form in the text, in order, none overlapping."""
        found: list[tuple[int, int]] = []
        at = 0
        for first in self._starts():
            if first < at:
                continue
            last = self._match(0, first)
            if last is not None:
                found.append(self._span(first, last))
                at = last
        return found

    def _starts(self) -> Sequence[int]:
        """Places where the first word may stand, compounds spelt otherwise included (*north-east*, *northeast*)."""
        spellings = _openings(*self.form.lower[:2], inflect=self.rule.inflect)
        return sorted({place for spelling in spellings for place in self.text.places(spelling)})

    def _match(self, i: int, j: int) -> int | None:
        """Match the form from word `i` at word `j` of the text; return the word after the match."""
        while True:
            step = self._step(i, j)
            if step is None:
                return None
            i, j = i + step[0], j + step[1]
            if i == self.form.count:
                return j if self.text.after(j - 1).startswith(self.form.after(i - 1)) else None
            gap = ""
            while j < self.text.count and self.text.is_article(j):
                gap, j = gap + self.text.before(j), j + 1
            if j >= self.text.count or not self._gap(i, gap + self.text.before(j)):
                return None

    def _step(self, i: int, j: int) -> tuple[int, int] | None:
        """Words of the form and of the text that match each other here: (1, 1), or a compound spelt otherwise."""
        if self._same(i, j):
            return 1, 1
        form, text = self.form, self.text
        if j + 1 < text.count and text.tight(j) and form.lower[i] == text.lower[j] + text.lower[j + 1]:
            return 1, 2
        if i + 1 < form.count and not form.before(i + 1) and text.lower[j] == form.lower[i] + form.lower[i + 1]:
            return 2, 1
        return None

    def _gap(self, i: int, found: str) -> bool:
        """Whether the punctuation before word `i` of the form equals what was found in the text."""
        wanted = self.form.before(i)
        return wanted == found or (self.form.lower[i] in ("and", "or") and {wanted, found} == {"", ","})

    def _same(self, i: int, j: int) -> bool:
        wanted, found = self.form.surface[i], self.text.surface[j]
        if wanted == found:
            return True
        if self.rule.case_sensitive and not self._case(i, j):
            return False
        if 1 < len(wanted) < _READ_AS_A_WORD and wanted.isupper() and found.islower():
            return False
        low, other = self.form.lower[i], self.text.lower[j]
        if turned(low, other):
            return False
        return spelt(low) == spelt(other) or (self.rule.inflect and not keys(low).isdisjoint(keys(other)))

    def _case(self, i: int, j: int) -> bool:
        wanted, found = self.form.surface[i], self.text.surface[j]
        if wanted[0] == found[0] and wanted[1:].islower() == found[1:].islower():
            return True
        return i == 0 and wanted[0].upper() == found[0] and self.text.begins_sentence(j)

    def _span(self, first: int, last: int) -> tuple[int, int]:
        tail = len(self.form.after(self.form.count - 1))
        end = self.text.ends[last - 1]
        return self.text.starts[first], end + tail if tail else end


def turned(form: str, text: str) -> bool:
    """Whether a text has the other participle: *developing countries* for *developed countries*.

    A form in -ed is an adjective; one in -ing is mostly a verb with its object (*expanding demand*, *expanded demand*).
    """
    return (form.endswith("ed") and text.endswith("ing")) or (form == "developing" and text == "developed")


@lru_cache(maxsize=16384)
def _openings(first: str, second: str = "", *, inflect: bool) -> frozenset[str]:
    """What a text may hold where a form begins with these words."""
    spellings = keys(first) if inflect else {first, spelt(first)}
    return frozenset((*spellings, first + second))
