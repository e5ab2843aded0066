"""The words in which an instruct model is asked for a translation.

Shared by every engine that talks to such a model, so that a draft does not depend on where the model runs. The system
message depends on the language pair alone: servers keep its evaluated form and pay for it once.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from workflow.engines.base import Request

LANGUAGES: Mapping[str, str] = MappingProxyType({"zh": "Chinese", "en": "English"})

_SYSTEM = (
    "You are a translator at a news agency. Translate each {source} text into formal {target} news prose, completely "
    "and faithfully: keep every number, date, name and unit, add nothing, leave nothing out. "
    "Where terms are given, use exactly those renderings. Answer with the translation only, in one paragraph."
)
# Worked examples, in the conversation before the text: without them small models comment on a byline or a caption
# instead of translating it, and read 万 as thousand. They stand before every text and are evaluated once.
_EXAMPLES: Mapping[tuple[str, str], tuple[tuple[Request, str], ...]] = MappingProxyType(
    {
        ("zh", "en"): (
            (Request("（本报记者 王海 通讯员 刘芳）"), "(By staff reporter Wang Hai and correspondent Liu Fang)"),
            (
                Request(
                    "东港大学现有教职工1.6万人，去年投入2.35亿元深化产教融合，同比增长12.4%。",
                    (("东港大学", "Donggang University"), ("产教融合", "industry-education integration")),
                ),
                (
                    "Donggang University has 16,000 faculty and staff members. Last year, it invested 235 million yuan "
                    "in deepening industry-education integration, an increase of 12.4 percent year on year."
                ),
            ),
            (Request("三、坚持绿色发展"), "III. Pursuing Green Development"),
            (
                # The president has no name: small models give it to any president whose name is not in the text.
                Request("“要把实验室建到田间地头。”校长说，“农民的难题就是我们的课题。”图为师生在察看苗情。"),
                (
                    "“We should build our laboratories in the fields,” the president said. “The farmers' problems "
                    "are our research topics.” The photo shows teachers and students checking the seedlings."
                ),
            ),
        ),
    },
)
_LABEL = re.compile(r"^(?:(?:english )?translation|text|answer)\s*:\s+", re.IGNORECASE)
_HEADED = re.compile(r"^(?:news|newspaper|headline)\s*:\s+", re.IGNORECASE)
_WRAPPED = re.compile(r'^["“]([^"“”]*)["”]$')
_COLON = re.compile("[:：]")
_OPENING = ("“", "「", "『", '"', "”", "‘")
_FIGURE = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:, ?\d{3})+(?![\d])")


def language_name(tag: str) -> str:
    """Return the English name of a language for the prompt; a tag that is not known stays as it is.

    Args:
        tag: BCP 47 (``zh``, ``zh-Hans``, ``en-GB``).
    """
    return LANGUAGES.get(tag.partition("-")[0].lower(), tag)


def system(source: str, target: str) -> str:
    """Return the system message for a language pair (BCP 47)."""
    return _SYSTEM.format(source=language_name(source), target=language_name(target))


def user(request: Request) -> str:
    """Return the user message: the text, after the terms owed in it (one ``source = target`` a line)."""
    if not request.terms:
        return request.text
    terms = "\n".join(f"{form} = {owed}" for form, owed in request.terms)
    return f"Terms:\n{terms}\n\nText:\n{request.text}"


def messages(request: Request, source: str, target: str) -> list[dict[str, str]]:
    """Return the chat messages (``role``, ``content``) that ask for the translation of one text.

    Args:
        request: the plain text, the terms owed in it, and translations of like texts; long lists make small models
            drop terms, so callers pass the unit's own terms only.
        source: language of the text (BCP 47).
        target: language of the answer (BCP 47).
    """
    pair = (source.partition("-")[0].lower(), target.partition("-")[0].lower())
    told = [{"role": "system", "content": system(source, target)}]
    for example, answer in _EXAMPLES.get(pair, ()):
        told += [{"role": "user", "content": user(example)}, {"role": "assistant", "content": answer}]
    for text, answer in request.examples:
        told += [{"role": "user", "content": text}, {"role": "assistant", "content": answer}]
    return [*told, {"role": "user", "content": user(request)}]


def tidy(answer: str, request: Request) -> str:
    """Return an answer as one paragraph, without what instruct models like to put around it.

    A label (``Translation:``, ``Newspaper:``) and quotation marks around the whole go when the text has none; digits
    grouped with a space (``2, 100``) are joined when the text has that number.
    """
    text = " ".join(answer.split())
    text = _LABEL.sub("", text)
    if not _COLON.search(request.text):
        text = _HEADED.sub("", text)
    if not request.text.lstrip().startswith(_OPENING):
        text = _WRAPPED.sub(r"\1", text)
    figures = set(_FIGURE.findall(request.text.replace(",", "").replace("，", "")))
    return _GROUPED.sub(lambda found: _joined(found.group(), figures), text)


def _joined(grouped: str, figures: set[str]) -> str:
    """``2, 100`` as ``2,100`` if 2100 is one of the figures."""
    plain = grouped.replace(" ", "")
    return plain if plain.replace(",", "") in figures else grouped
