"""How an English text renders a Chinese name of a person: right, surname last, with a wrong syllable, or not at all."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, product

from workflow.model.frozen import dataclass
from workflow.text.name.romanise import bare_letters, is_personal_name, readings, wade_giles

_WORD = re.compile(r"[A-Z][A-Za-zÀ-ɏ]*(?:['’‐-][A-Za-zÀ-ɏ]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SURNAME_HE = "(?!(?-i: [A-Z][a-z]))"  # He Wei is no "he"
PRONOUN = re.compile(rf"\b(?:he|she|his|hers?|him|himself|herself)\b{_SURNAME_HE}", re.IGNORECASE)
NOMINATIVE = re.compile(rf"\b(?:he|she|him|himself|herself)\b{_SURNAME_HE}", re.IGNORECASE)
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|"
    "ou|ua|ue|ui|un|uo|yu|ve|a|e|i|o|u|v)"
)
_PINYIN = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_ONE_SYLLABLE = re.compile(_SYLLABLE)
# Words in front of a name that are none of its parts.
NO_NAME = frozenset({
    "The", "A", "An", "And", "But", "In", "On", "At", "Of", "For", "With", "By", "From", "To", "As", "Mr", "Mrs",
    "Ms", "Dr", "Prof", "Professor", "President", "Vice", "Deputy", "Director", "Mayor", "Dean", "Governor",
    "Secretary", "Chairman", "Chairwoman", "Chair", "Minister", "Reporter", "Reporters", "Editor", "Editors",
    "Author", "Text", "Photo", "Photos", "Captain", "Coach", "Engineer", "Doctor", "Teacher", "Manager", "General",
    "Party", "Comrade", "Researcher", "Head", "Chief", "Premier", "Chairperson", "Principal", "University", "College",
    "Province", "City", "County", "Village", "Group", "Company", "Councilor", "Councillor", "Ambassador", "Commander",
    "Academician", "Spokesperson", "Spokesman", "Spokeswoman",
})  # fmt: skip
# Words in capitals that are names of offices, bodies and places, and of nobody.
BODIES = frozenset(
    """
    Academy Administration Affairs Agency Army Assistant Association Authority Avenue Bank Board Branch Bureau Cabinet
    Center Central Centre Chairman Chamber Chief China Chinese Church City College Commerce Commission Committee
    Company Conference Congress Corporation Council County Court Cross Culture Daily Department Deputy Development
    Director District Economic Education Emergency Environment Exchange Executive Federation Festival Finance First
    Force Foreign Forum Foundation Fund Games General Government Governor Group Hall Health High Hospital House Human
    Information Institute International Island Justice League Lake Law Management Mayor Medical Meeting Middle
    Minister Ministry Mountain Museum National Natural Navy New News North Office Olympic Olympics Operation
    Organization Palace Park Party People Political Premier President Press Primary Prime Professor Program Project
    Province Provincial Public Railway Region Republic Research Resources River Road School Science Sciences Secretary
    Security Senior Service Session Social Society South Spokesperson Sports Square Standing State Station Statistics
    Street Studies Summit Technology Tower Town Township Trade Union United University Vice Village Water West World
    Youth Zone January February March April May June July August September October November December Monday Tuesday
    Wednesday Thursday Friday Saturday Sunday
    """.split()
)
_LETTERS_APART = 2  # ", " or a space between two words of a name


class Rendering(StrEnum):
    """What became of a name."""

    RIGHT = "right"
    ORDER = "order"
    SPELLING = "spelling"
    SURNAME = "surname"  # "Li said": right on later mention
    IMPLIED = "implied"  # "he said"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One place of an English text that renders a name, rightly or not."""

    rendering: Rendering
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and its letters as `bare_letters` leaves them."""

    text: str
    bare: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How surname and given name may be spelt, and whole forms that are no pinyin (*Jackie Chan*)."""

    surnames: frozenset[str]
    givens: frozenset[str]
    whole: frozenset[str]
    letters: frozenset[str]  # of all these in one


def renderings(name: str, forms: Sequence[str], text: str, others: Sequence[str] = ()) -> tuple[Rendered, ...]:
    """Every place of an English text that states a name in full, the right ones and those that look like it.

    Args:
        name: the Chinese name.
        forms: its right English forms, the one owed first. Where that is pinyin, every usual spelling of it is right:
            hyphens, apostrophes, *lyu* or *lu* for 吕.
        text: plain English text.
        others: other Chinese names of the same source; what renders one of them is no mistake in this one.
    """
    named, spelling = words(text), _spelling(name, tuple(forms))
    known = {letters for other in others for letters in _joined(other)}
    runs = (run for letters, run in _runs(text) if letters in spelling.letters and _is_right(run, spelling))
    found = [_rendered(Rendering.RIGHT, run, text) for run in runs]
    for left, right in pairwise(named):
        title = left.text in NO_NAME and left.bare not in spelling.surnames  # "An" is a surname too
        apart = right.start - left.end > 1 or title or right.text in NO_NAME
        inside = any(left.start < other.end and other.start < right.end for other in found)
        if apart or inside or left.bare + right.bare in known:
            continue
        kind = _mistake(left, right, spelling)
        if kind:
            found.append(_rendered(kind, (left, right), text))
    return tuple(sorted(found, key=lambda one: one.start))


def verdict(
    name: str, forms: Sequence[str], text: str, others: Sequence[str] = (), *, introduced: bool = False
) -> Rendering:
    """The best that an English text makes of a name; parameters as for `renderings`.

    `introduced` persons come with a title: *her parents* alone does not name them, *she said* may.
    """
    found = {one.rendering for one in renderings(name, forms, text, others)}
    for rendering in (Rendering.RIGHT, Rendering.ORDER, Rendering.SPELLING):
        if rendering in found:
            return rendering
    spelling = _spelling(name, tuple(forms))
    parts = spelling.surnames.union(map(wade_giles, spelling.surnames))  # Ting for 丁
    parts |= {part for form in forms for part in map(bare_letters, form.split()) if len(part) > 1}
    if any(word.bare in parts for word in words(text)):
        return Rendering.SURNAME
    pronoun = NOMINATIVE if introduced else PRONOUN
    return Rendering.IMPLIED if pronoun.search(text) else Rendering.MISSING


@lru_cache(maxsize=8)
def words(text: str) -> tuple[Word, ...]:
    """The words of an English text that begin with a capital letter, in order."""
    return tuple(Word(m[0], bare_letters(_POSSESSIVE.sub("", m[0])), *m.span()) for m in _WORD.finditer(text))


@lru_cache(maxsize=4096)
def _spelling(name: str, forms: tuple[str, ...]) -> _Spelling:
    surnames, givens, whole = _parts(name, forms)
    return _Spelling(surnames, givens, whole, whole.union(map("".join, product(surnames, givens))))


def _parts(name: str, forms: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Surnames, given names, and whole forms."""
    whole = frozenset(map(bare_letters, forms))
    if not is_personal_name(name):
        return frozenset(), frozenset(), whole
    surnames, givens = readings(name)
    first, _, rest = forms[0].partition(" ")
    written = bare_letters(first), bare_letters(rest)
    if written[0] not in surnames or written[1] not in givens:  # the desk gave another form: only that is right
        return frozenset({written[0]}), frozenset({written[1]}) - {""}, whole
    return surnames, givens, whole - {"".join(written)}


def _joined(name: str) -> Iterator[str]:
    """A name in letters, in either order."""
    if is_personal_name(name):
        surnames, givens = readings(name)
        yield from (surname + given for surname in surnames for given in givens)
        yield from (given + surname for surname in surnames for given in givens)


@lru_cache(maxsize=8)  # each person of a text is looked for in it
def _runs(text: str) -> tuple[tuple[str, tuple[Word, ...]], ...]:
    """Runs of one to four words that stand together, with their letters; longer ones first."""
    named, found = words(text), []
    for first in range(len(named)):
        last = first + 1
        while last < min(first + 4, len(named)) and named[last].start - named[last - 1].end <= _LETTERS_APART:
            last += 1
        runs = (named[first:end] for end in range(last, first, -1))
        found += [("".join(word.bare for word in run), run) for run in runs]
    return tuple(found)


def _is_right(run: Sequence[Word], spelling: _Spelling) -> bool:
    letters = "".join(word.bare for word in run)
    if letters in spelling.whole:
        return True
    for cut in range(1, len(run)):
        surname, given = "".join(w.bare for w in run[:cut]), "".join(w.bare for w in run[cut:])
        if surname in spelling.surnames and given in spelling.givens:
            return True
    return False


def _mistake(left: Word, right: Word, spelling: _Spelling) -> Rendering | None:
    """What is wrong with two words that look like the name, or None where they are something else."""
    surnames, givens = spelling.surnames, spelling.givens
    if left.bare in givens and right.bare in surnames:
        return Rendering.ORDER
    if not (_PINYIN.fullmatch(left.bare) and _PINYIN.fullmatch(right.bare)) or "-" in right.text:
        return None  # a hyphen is a sign of another romanisation (Chiang Ching-kuo)
    misread = right.bare in givens and left.bare not in surnames
    cut = left.bare + right.bare in spelling.letters
    mistyped = left.bare in surnames and right.bare not in givens and any(_alike(right.bare, given) for given in givens)
    return Rendering.SPELLING if misread or cut or mistyped else None


def _alike(found: str, given: str) -> bool:
    """Whether a given name looks like a slip in the other, rather than another name."""
    if given and found.startswith(given) and _PINYIN.fullmatch(found, len(given)):
        return False  # a longer name: one syllable more
    if len(found) == len(given) and found in given * 2:
        return True  # its syllables in another order: Guojian for Jianguo
    from rapidfuzz.distance import Levenshtein

    distance = Levenshtein.distance(found, given)
    return distance == 1 or (distance == 2 and max(len(found), len(given)) > 5)  # noqa: PLR2004 - two syllables


@lru_cache(maxsize=1024)
def parted(letters: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which letters are one or two syllables of pinyin: *xian* is one, or two."""
    ways = ((letters,), *((letters[:cut], letters[cut:]) for cut in range(1, len(letters))))
    return tuple(way for way in ways if all(map(_ONE_SYLLABLE.fullmatch, way)))


def _rendered(rendering: Rendering, run: Sequence[Word], text: str) -> Rendered:
    return Rendered(rendering, text[run[0].start : run[-1].end], run[0].start, run[-1].end)
