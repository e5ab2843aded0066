"""One English form against one English text, with what a careful reader forgives.

Another part of speech, a coordination that shares a word, one adjective more, a passive. Nothing across the end of a
clause.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from workflow.text.english import Words, words
from workflow.text.term.derivation import is_adjective, is_relational, kin, told
from workflow.text.term.phrase import Phrase, turned
from workflow.text.term.reorder import DEED, PARTICLES

DETERMINERS = frozenset("its their our his her your my this that these those such all both each every no any".split())
JOINTS = frozenset({"and", "or"})
SMALL = frozenset("and or of the a an for in on to with by from at as between among".split())
BE = frozenset(
    "be is are was were been being get gets got stay stays stayed remain remains remained become became".split()
)
AFTER_NOUNS = frozenset(
    "has have had will would can could may might must should shall that which who but than so while when where if not "
    "also still under through over into between among during within without across against about after before since "
    "until more most has".split()
)
_ADVERBS = frozenset("further more better well also still even not fully".split())
_MAKES = frozenset("make makes making made keep keeps keeping kept render renders become becomes became".split())
_KINDS = frozenset("type types kind kinds form forms".split())
# Prepositions that a translator exchanges without saying anything else.
_ALIKE = (
    frozenset({"of", "for", "in", "on", "across", "within"}),
    frozenset({"among", "between", "amongst"}),
    frozenset({"with", "and"}),
    frozenset({"to", "toward", "towards"}),
)
_ALIKE_OF = {word: alike for alike in _ALIKE for word in alike}
# Words behind which "X and Y" means the Y of that kind too: *foreign trade and investment*, *Ministry of X and Y*.
_CLASSES = re.compile("(?:al|ic|ese)$|^(?:foreign|urban|of|for|in|on)$")
_MOST_JOINED = 5  # words of a coordination that stand inside the term
_COMPLEMENTS = frozenset({"of", "for"})
_HEADS_APART = 8  # words from a head to the next one
_PASSIVE_REACH = 5
_MAKES_REACH = 3


class Variant(NamedTuple):
    """A place that says the form otherwise.

    `own` are the pieces that no other term may claim as well, `shared` those of a coordination that a longer term may
    (*chains* in *industrial and supply chains*).
    """

    start: int
    end: int
    own: tuple[tuple[int, int], ...]
    shared: tuple[tuple[int, int], ...] = ()


@lru_cache(maxsize=64)
def _places(text: str) -> Mapping[str, Sequence[int]]:
    """Places of the words of a text by what they are kin to, and of pairs of words that may be a compound."""
    found: dict[str, list[int]] = defaultdict(list)
    lower = words(text).lower
    for place, word in enumerate(lower):
        for key in told(word):
            found[key].append(place)
        if place:
            found[lower[place - 1] + word].append(place - 1)
    return found


def sayable(form: Words, text: str) -> bool:
    """Whether each word of a form stands in a text at all, by itself or written together with another one of the form.

    Without that the text says the form in no order.
    """
    index, lower = _places(text), form.lower
    return all(
        word in SMALL
        or any(spelling in index for spelling in _spellings(word))
        or any(word + other in index or other + word in index for other in lower)
        for word in lower
    )


@lru_cache(maxsize=16384)
def _spellings(word: str) -> frozenset[str]:
    """What a word may stand as."""
    return kin(word).union(_ALIKE_OF.get(word, ()))


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


class Loose(Phrase):
    """One form against one text, with what a careful reader forgives."""

    def plain(self) -> list[Variant]:
        """The places that match word by word, without a jump."""
        if not self._possible():
            return []
        found = (next(self._paths(0, first, _Path((), before=0)), None) for first in sorted(self._standing(0)))
        return [self._variant(path._replace(before=-1)) for path in found if path]

    def variants(self) -> list[Variant]:
        """Every place that says the form."""
        if not self._possible():
            return []
        ways = (
            next(self._paths(0, first, _Path(())), None) or self._predicate(first) or self._phrasal(first)
            for first in sorted(self._standing(0) | self._standing(self._rest))
        )
        found: list[_Path] = []
        for path in filter(None, ways):
            while found and found[-1].jumped and not path.jumped and set(found[-1].taken[1:]) & set(path.taken):
                del found[-1]  # *a new pattern of development and development of high quality*
            if not found or path.taken[0] > found[-1].taken[-1]:
                found.append(path)
        return [self._variant(path) for path in found]

    def headed(self) -> list[Variant]:
        """The heads of a coordination that shares what follows: *members* in *members and guests of the council*.

        The form itself stands behind: *members and six new members of the council*.
        """
        if self.form.count < 3 or self.form.lower[1] not in _COMPLEMENTS:  # noqa: PLR2004
            return []
        found = self._pronouns()
        for start, _ in self.found():
            first = bisect_left(self.text.starts, start)
            joined = False
            for place in range(first - 1, max(-1, first - 1 - _HEADS_APART), -1):
                if self.text.before(place + 1) not in ("", ","):
                    break
                joined = joined or self.text.lower[place] in JOINTS
                if joined and self._same(0, place) and self.text.lower[place + 1] not in _COMPLEMENTS:
                    piece = (self.text.starts[place], self.text.ends[place])
                    found.append(Variant(*piece, (piece,)))
                    break
        return found

    def _pronouns(self) -> list[Variant]:
        """Where *that* stands for the head of a form with *of*: *the power of the council, and that of the court*."""
        found = []
        for place in (*self.text.places("that"), *self.text.places("those")):
            ahead = self.text.lower[max(0, place - _HEADS_APART) : place]
            named = not all(kin(word).isdisjoint(kin(self.form.lower[0])) for word in ahead)
            if named and place + 1 < self.text.count and self.text.lower[place + 1] == "of" == self.form.lower[1]:
                path = next(self._paths(1, place + 1, _Path((place,), before=0)), None)
                found += [self._variant(path._replace(before=-1))] if path else []
        return found

    @cached_property
    def _rest(self) -> int:
        """Where the object of a term begins: *demand* in *expansion of demand* and in *expand demand*."""
        of = self.form.count > 2 and self.form.lower[1] == "of"  # noqa: PLR2004
        return 2 if of else min(1, self.form.count - 1)

    def _possible(self) -> bool:
        """Whether every word of the form that says something stands in the text at all."""
        lower, index = self.form.lower, _places(self.text.text)
        return all(
            word in SMALL or self._standing(i) or (i > 0 and lower[i - 1] + word in index)
            for i, word in enumerate(lower)
        )

    def _standing(self, i: int) -> set[int]:
        """Places where word `i` of the form may stand, or a compound that begins with it."""
        index, word = _places(self.text.text), self.form.lower[i]
        places = {place for spelling in _spellings(word) for place in index.get(spelling, ())}
        if i + 1 < self.form.count:
            places.update(index.get(word + self.form.lower[i + 1], ()))
        return places

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
        while j < self.text.count and self._determines(j) and not self._same(i, j):
            gap, j = gap + self.text.before(j), j + 1
        if j >= self.text.count:
            return
        gap += self.text.before(j)
        wanted, word = self.form.before(i), self.form.lower[i]
        if word in JOINTS and gap in (",", "&", "/") and i + 1 < self.form.count:
            yield i + 1, j
        if {gap, wanted} <= {"", ","} or gap == wanted:
            yield i, j
            if word in ("of", "in") and i + 1 < self.form.count and DEED.search(self.form.lower[i - 1]):
                yield i + 1, j
            if self.text.lower[j] in _KINDS and j + 2 < self.text.count and self.text.lower[j + 1] == "of":
                yield i, j + 2
            if self.text.lower[j] == "of" and j + 1 < self.text.count and self.form.lower[i - 1] in DETERMINERS:
                yield i, j + 1
            if self._doubles(i, j):
                yield i, j + 1
            if self.text.lower[j] in JOINTS and wanted == ",":
                yield i, j + 1

    def _determines(self, j: int) -> bool:
        return self.text.is_article(j) or self.text.lower[j] in DETERMINERS

    def _doubles(self, i: int, j: int) -> bool:
        """Whether *and* makes two adjectives of an adjective and a noun: *ecological and environmental protection*."""
        last = i + 1 == self.form.count and j + 1 < self.text.count
        return last and self.text.lower[j] == "and" and is_relational(self.text.lower[j + 1])

    def _over(self, i: int, j: int, path: _Path) -> Iterator[_Path]:
        """Go on behind an adjective, or behind the other part of a coordination."""
        while j < self.text.count and self._determines(j):
            j += 1
        if self.form.lower[i] == "of" and i + 1 < self.form.count and DEED.search(self.form.lower[i - 1]):
            yield from self._behind(i + 1, j, path)
        yield from self._behind(i, j, path)

    def _behind(self, i: int, j: int, path: _Path) -> Iterator[_Path]:
        if j + 1 >= self.text.count:
            return
        comma, joint = self.text.before(j) == ",", self.text.lower[j] in JOINTS
        if comma and joint and not any(self.text.before(place) == "," for place in path.taken):
            return  # another clause begins
        for length in range(1, _MOST_JOINED + 1):
            end = j + length
            if end >= self.text.count or self.text.before(end - 1) not in ("", ","):
                return
            inside, opens = self.text.lower[j:end], comma or joint
            closes = inside[-1] in JOINTS and bool(_CLASSES.search(self.form.lower[i - 1]))
            joints = sum(word in JOINTS for word in inside) if opens or closes else 0
            if joints and not SMALL.issuperset(inside) and length <= 2 + joints + self._commas(j, end):
                yield from self._paths(i, end, path._replace(before=len(path.taken), shares_head=opens))
            elif length == 1 and self.text.tight(j - 1) and self.text.tight(j) and is_adjective(inside[0]):
                for last in self._paths(i, end, path._replace(before=len(path.taken))):
                    yield last._replace(before=-1)

    def _commas(self, first: int, last: int) -> int:
        return sum(self.text.before(place) == "," for place in range(first, last + 1))

    def _predicate(self, first: int) -> _Path | None:
        """The rest of the form from `first` on, and its first word behind it.

        *Domestic demand must be expanded* for *expand domestic demand*, *the policy is prudent*, *keep competition
        fair*.
        """
        if self.form.count < 2 or not self.rule.inflect:  # noqa: PLR2004
            return None
        for path in self._paths(self._rest, first, _Path(())):
            last = path.taken[-1] + 1
            for place in range(last, min(last + _PASSIVE_REACH, self.text.count)):
                if self.text.before(place):
                    break
                if self._same(0, place) and self._predicated(first, last, place):
                    return _Path((*path.taken, place))
        return None

    def _predicated(self, first: int, last: int, place: int) -> bool:
        between = [word for word in self.text.lower[last:place] if not (word.endswith("ly") or word in _ADVERBS)]
        if between:
            return between[-1] in BE
        return place == last and not _MAKES.isdisjoint(self.text.lower[max(0, first - _MAKES_REACH) : first])

    def _phrasal(self, first: int) -> _Path | None:
        """*Bring advanced technology in* for *bring in*."""
        if self.form.count != 2 or self.form.lower[1] not in PARTICLES or not self._same(0, first):  # noqa: PLR2004
            return None
        for place in range(first + 1, min(first + 1 + _PASSIVE_REACH, self.text.count)):
            word = self.text.lower[place]
            if self.text.before(place) or word in BE | AFTER_NOUNS | JOINTS:
                return None
            if word == self.form.lower[1]:
                return _Path((first, place))
        return None

    def _same(self, i: int, j: int) -> bool:
        if super()._same(i, j) or self.text.lower[j] in _ALIKE_OF.get(self.form.lower[i], ()):
            return True
        if not self.rule.inflect or self.form.surface[i].isupper():
            return False
        if self.rule.case_sensitive and not self._case(i, j):
            return False
        if turned(self.form.lower[i], self.text.lower[j]):
            return False
        return not kin(self.form.lower[i]).isdisjoint(told(self.text.lower[j]))
