"""English words for matching: where they stand, what punctuation lies between them, what they are inflected from."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from workflow.text.spelling import spelt

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?:[^\W\d_]+)?|[^\W_]+")
_POSSESSIVE = re.compile(r"['’ʼ][sS](?![^\W_])")
# Quotation marks, spaces and hyphens between words never distinguish one term from another.
_IGNORED = re.compile(r"[\s\"'‘’“”«»‚„`´\-‐‑‒–—­]+")
_PLAIN_GAPS = frozenset((" ", "-"))  # nearly all of them
_SENTENCE_END = re.compile(r"(?:^|[.!?:;…。！？：；\n])[\s\"'‘’“”«»()\[\]•*–—-]*$")
_ARTICLES = frozenset({"a", "an", "the"})
# Forms on which the lemmatiser is wrong or undecided.
_IRREGULAR = {"gone": "go", "better": "better", "best": "best", "more": "more", "most": "most", "cannot": "can"}


class Words:
    """The words of a text. Sequences run in parallel; offsets are those of the text."""

    def __init__(self, text: str, found: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.starts = [start for start, _ in found]
        self.ends = [end for _, end in found]
        self.surface = [text[start:end] for start, end in found]
        self.lower = [_plain(word) for word in self.surface]
        self.count = len(self.surface)

    def before(self, index: int) -> str:
        """Punctuation that counts between the previous word and this one."""
        gap = self.text[self.ends[index - 1] if index else 0 : self.starts[index]]
        return "" if gap in _PLAIN_GAPS else _counting(gap)

    def after(self, index: int) -> str:
        """Punctuation that counts right behind this word: ``%`` in *5%*; a sentence's own marks in a text."""
        end = self.starts[index + 1] if index + 1 < self.count else len(self.text)
        gap = self.text[self.ends[index] : end]
        return gap.rstrip(" .,;:!?")

    def tight(self, index: int) -> bool:
        """Whether a hyphen or a space alone separates this word from the next."""
        gap = self.text[self.ends[index] : self.starts[index + 1]]
        return gap in _PLAIN_GAPS or not _counting(gap)

    def is_article(self, index: int) -> bool:
        """Whether the word is *a*, *an* or *the*."""
        return self.lower[index] in _ARTICLES

    def begins_sentence(self, index: int) -> bool:
        """Whether the word begins the text or a sentence, quotation marks aside."""
        return bool(_SENTENCE_END.search(self.text, max(0, self.starts[index] - 12), self.starts[index])) or not index

    def without_articles(self) -> "Words":
        """The same without its articles, which a sentence adds and drops freely."""
        kept = [i for i in range(self.count) if not self.is_article(i)]
        if len(kept) == self.count:
            return self
        return words(" ".join(_bare(self, i) for i in kept))

    def places(self, key: str) -> Sequence[int]:
        """Indices of the words inflected from `key`, and of pairs of words that spell it when written together."""
        return self._index.get(key, ())

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        index: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.lower):
            for key in keys(word):
                index[key].append(place)
        for place, (word, after) in enumerate(pairwise(self.lower)):
            index[word + after].append(place)
        return index


def _bare(form: Words, index: int) -> str:
    """A word of a form with the punctuation that follows it."""
    end = form.starts[index + 1] if index + 1 < form.count else len(form.text)
    return form.text[form.starts[index] : end].strip()


def _plain(word: str) -> str:
    """Lower case; no stops in ``U.S.``; no plural ending on an abbreviation (*SMEs*)."""
    if word.islower() and word.isalpha():  # nearly all of them
        return word
    if word[0].isdigit():
        return word.lower()
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():  # noqa: PLR2004
        word = word[:-1]
    return word.lower().replace(".", "")


@lru_cache(maxsize=1024)  # few gaps, and very often
def _counting(gap: str) -> str:
    return _IGNORED.sub("", _POSSESSIVE.sub("", gap))


@lru_cache(maxsize=16384)
def form_words(form: str) -> Words:
    """The words of a term, articles aside."""
    return words(form).without_articles()


@lru_cache(maxsize=64)  # of a unit, and of what may be said in the place of its terms
def words(text: str) -> Words:
    """Split an English text into words. A possessive *'s* belongs to the gap, ``U.S.`` and ``1,000`` are one word."""
    found: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        possessive = end - start == 1 and start and _POSSESSIVE.match(text, start - 1)
        if not possessive:
            found.append((start, end))
    return Words(text, found)


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """Return what a lower-case word may be inflected from: itself, its lemma, its stem without *-ing*, *-ed* or *-s*.

    Two words are forms of one another when their keys meet. The stems are added because a lemmatiser keeps *building*
    as a noun, although a text may owe "build a community" and say "building a community".
    """
    if not word.isalpha() or len(word) == 1:
        return frozenset((word,))
    lemma = _IRREGULAR.get(word) or _lemma(word)
    found = (word, lemma, *_stems(word))
    return frozenset((*found, *map(spelt, found)))


def _lemma(word: str) -> str:
    from simplemma import lemmatize

    return str(lemmatize(word, lang="en")).lower()


def _stems(word: str) -> Sequence[str]:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and re.search("[aeiouy]", stem):  # noqa: PLR2004
            short = stem[:-1] if stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
            return (stem, short, f"{stem}e")
    return ()
