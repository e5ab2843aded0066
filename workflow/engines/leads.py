"""Where a model was near to writing a term that its draft lacks: its own second thoughts, token by token."""

import re
from collections.abc import Iterable, Sequence

# A place in a draft, and the logarithm of the model's chance of beginning the term there.
Lead = tuple[int, float]

# Of the vocabulary, so many tokens are looked at; a term that is not among them is not near.
ALTERNATIVES = 40
_KEPT = 6
_FAINTEST = -10.0
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
# So many letters of a term, or its first word, tell it from others.
_TELLING = 3


class Leads:
    """Gathers the places for the owed forms of one request while its draft comes in."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._forms = [_ARTICLE.sub("", form).lower() for form in forms]
        self._found: list[dict[int, float]] = [{} for _ in forms]

    def take(self, text: str, alternatives: Iterable[tuple[str, float]]) -> None:
        """Look at what might have come behind a text: tokens and the logarithms of their chances."""
        inside = text[-1:].isalnum()
        for token, chance in alternatives:
            word = token.strip().lower()
            if chance < _FAINTEST or not word or (inside and token[:1].isalnum()):
                continue
            for form, found in zip(self._forms, self._found, strict=True):
                if form.startswith(word) and len(word) >= min(_TELLING, len(form.split()[0])):
                    found[len(text)] = max(chance, found.get(len(text), _FAINTEST))

    def found(self, text: str) -> tuple[tuple[Lead, ...], ...]:
        """For each form the likeliest places in the draft; those where it stands are none."""
        lower = text.lower()
        return tuple(
            tuple(sorted(places, key=lambda lead: -lead[1])[:_KEPT])
            for places in (
                [(at, chance) for at, chance in found.items() if not lower[at:].lstrip().startswith(form)]
                for form, found in zip(self._forms, self._found, strict=True)
            )
        )


def moved(leads: Sequence[Sequence[Lead]], raw: str, tidied: str, by: int = 0) -> tuple[tuple[Lead, ...], ...]:
    """The same places in a draft whose white space was tidied; none where more than that was changed."""
    starts = {at: " ".join(raw[:at].split()) for places in leads for at, _ in places}
    return tuple(
        tuple((by + len(starts[at]), chance) for at, chance in places if tidied.startswith(starts[at]))
        for places in leads
    )
