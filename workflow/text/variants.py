"""What a careful reader takes for a term although it does not stand there as the entry has it.

Looked for only where `occurrences` finds too little: another part of speech (*integrate industry and education*), a
coordination that shares a word (*industrial and supply chains* for *industrial chain*), one adjective more
(*high-quality economic development*), a passive (*domestic demand must be expanded*), the abbreviation. Never another
order of its parts, and nothing across the end of a clause.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from workflow.model import MatchRule
from workflow.text.derivation import kin
from workflow.text.english import form_words, words
from workflow.text.phrase import Phrase

_DETERMINERS = frozenset("its their our his her your my this that these those such all both each every no any".split())
_JOINTS = frozenset({"and", "or"})
_SMALL = frozenset("and or of the a an for in on to with by from at as".split())
_BE = frozenset("be is are was were been being get gets got".split())
# Prepositions that a translator exchanges without saying anything else.
_ALIKE = (
    frozenset({"of", "for", "in", "on", "across", "within"}),
    frozenset({"among", "between", "amongst"}),
    frozenset({"with", "and"}),
    frozenset({"to", "toward", "towards"}),
)
_ADJECTIVE = re.compile(r"(?:al|ic|ive|ous|ary|ist|ese|an|able|ible|new|green|rural|urban|modern|overall|joint)$")
_MOST_JOINED = 5  # words of a coordination that stand inside the term
_PASSIVE_REACH = 5


class Variant(NamedTuple):
    """A place that says the form otherwise.

    `own` are the pieces that no other term may claim as well, `shared` those of a coordination that a longer term may
    (*chains* in *industrial and supply chains*).
    """

    start: int
    end: int
    own: tuple[tuple[int, int], ...]
    shared: tuple[tuple[int, int], ...] = ()


def variants(form: str, text: str, rule: MatchRule) -> list[Variant]:
    """Return the places of a text that render a form without being an occurrence of it, leftmost first."""
    wanted = form_words(form)
    if not rule.whole_word or not wanted.count:
        return []
    return _Loose(wanted, words(text), rule).variants()


def abbreviations(form: str, text: str) -> list[tuple[int, int]]:
    """Places of the form's initials in capitals: *BRI* or *BRIs* for *Belt and Road Initiative*."""
    initials = "".join(word[0] for word in form_words(form).lower if word not in _SMALL).upper()
    if len(initials) < 2:  # noqa: PLR2004  # one letter abbreviates nothing
        return []
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(initials)}s?(?!\w)", text)]


class _Path(NamedTuple):
    """A way through the text: the words taken, how many of them stand before the jump, and which side is shared."""

    taken: tuple[int, ...]
    before: int = -1
    shares_head: bool = True

    @property
    def jumped(self) -> bool:
        return self.before >= 0

    def own(self) -> tuple[int, ...]:
        if not self.jumped:
            return self.taken
        return self.taken[: self.before] if self.shares_head else self.taken[self.before :]


class _Loose(Phrase):
    """One form against one text, with what a careful reader forgives."""

    def variants(self) -> list[Variant]:
        found: list[Variant] = []
        at = 0
        for first in range(self.text.count):
            if first < at:
                continue
            path = next(self._paths(0, first, _Path(())), None) or self._passive(first)
            if path:
                found.append(self._variant(path))
                at = path.taken[-1] + 1
        return found

    def _variant(self, path: _Path) -> Variant:
        own = path.own()
        pieces = {place: (self.text.starts[place], self.text.ends[place]) for place in path.taken}
        return Variant(
            start=min(pieces.values())[0],
            end=max(pieces.values())[1],
            own=tuple(pieces[place] for place in own),
            shared=tuple(piece for place, piece in pieces.items() if place not in own),
        )

    def _paths(self, i: int, j: int, path: _Path) -> Iterator[_Path]:
        """Ways to match the form from word `i` on at word `j` of the text."""
        step = self._step(i, j) if j < self.text.count else None
        if step is None:
            return
        path = path._replace(taken=(*path.taken, *range(j, j + step[1])))
        i, j = i + step[0], j + step[1]
        if i == self.form.count:
            if self.text.after(j - 1).startswith(self.form.after(i - 1)):
                yield path
            return
        for place in self._next(i, j):
            yield from self._paths(*place, path)
        if not path.jumped:
            yield from self._over(i, j, path)

    def _next(self, i: int, j: int) -> Iterator[tuple[int, int]]:
        """Where matching may go on without leaving out a word that says something."""
        gap = ""
        while j < self.text.count and (self.text.is_article(j) or self.text.lower[j] in _DETERMINERS):
            gap, j = gap + self.text.before(j), j + 1
        if j >= self.text.count:
            return
        gap += self.text.before(j)
        wanted, word = self.form.before(i), self.form.lower[i]
        if {gap, wanted} <= {"", ","} or gap == wanted:
            yield i, j
            skips = word in ("of", "in") or (word in _JOINTS and gap == ",")
            if skips and i + 1 < self.form.count:
                yield i + 1, j
            if self.text.lower[j] in _JOINTS and wanted == ",":
                yield i, j + 1

    def _over(self, i: int, j: int, path: _Path) -> Iterator[_Path]:
        """Go on behind an adjective, or behind the other part of a coordination."""
        for length in range(1, _MOST_JOINED + 1):
            end = j + length
            if end >= self.text.count or self.text.before(end - 1) not in ("", ","):
                return
            inside = self.text.lower[j:end]
            joined = not _JOINTS.isdisjoint(inside)
            comma = self.text.before(j) == ","
            is_list = any(self.text.before(place) == "," for place in path.taken)
            if comma and inside[0] in _JOINTS and not is_list:  # another clause begins
                return
            opens = comma or inside[0] in _JOINTS
            commas = sum(self.text.before(place) == "," for place in range(j, end + 1))
            if joined and (opens or inside[-1] in _JOINTS) and length <= 3 + commas:
                yield from self._paths(i, end, path._replace(before=len(path.taken), shares_head=opens))
            elif length == 1 and self.text.tight(j - 1) and self.text.tight(j) and _ADJECTIVE.search(inside[0]):
                for last in self._paths(i, end, path._replace(before=len(path.taken))):
                    yield last._replace(before=-1)

    def _passive(self, first: int) -> _Path | None:
        """*Domestic demand must be expanded* for *expand domestic demand*; *the policy is prudent* likewise."""
        if self.form.count < 2 or not self.rule.inflect:  # noqa: PLR2004
            return None
        for path in self._paths(1, first, _Path(())):
            last = path.taken[-1] + 1
            for place in range(last + 1, min(last + _PASSIVE_REACH, self.text.count)):
                if self.text.before(place):
                    break
                between = [word for word in self.text.lower[last:place] if not word.endswith("ly")]
                if between and between[-1] in _BE and self._same(0, place):
                    return _Path((*path.taken, place))
        return None

    def _same(self, i: int, j: int) -> bool:
        if super()._same(i, j) or any(alike >= {self.form.lower[i], self.text.lower[j]} for alike in _ALIKE):
            return True
        if not self.rule.inflect or self.form.surface[i].isupper():
            return False
        if self.rule.case_sensitive and not self._case(i, j):
            return False
        return not kin(self.form.lower[i]).isdisjoint(kin(self.text.lower[j]))
