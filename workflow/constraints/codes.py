"""Links and other inline codes: each of the source is owed once, with the same address."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workflow.constraints.base import CODE, LINK, Constraint
from workflow.text.inline import Code, Inline


def find(source: Inline) -> Iterator[Constraint]:
    """Yield what the codes of a source unit owe, in document order."""
    for code in source.codes:
        yield of_code(code, source.text)


def of_code(code: Code, text: str) -> Constraint:
    """Return what one inline code of a source unit with the plain text `text` owes."""
    tag, address = code.key
    owed = address if tag == "a" else f'<{tag} src="{address}"/>' if tag == "img" else f"<{tag}>"
    check = LINK if tag == "a" else CODE
    return Constraint(check, text[code.start : code.end], code.start, code.end, owed, key=_key(code))


def unmet(owed: Sequence[Constraint], target: Inline) -> list[Constraint]:
    """Return the constraints on codes that the target fails; counted."""
    if not owed:
        return []
    kept = Counter(_key(code) for code in target.codes)
    missing: list[Constraint] = []
    for constraint in owed:
        if kept[constraint.key] > 0:
            kept[constraint.key] -= 1
        else:
            missing.append(constraint)
    return missing


def _key(code: Code) -> str:
    return " ".join(code.key)
