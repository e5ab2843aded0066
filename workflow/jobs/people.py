"""Who is named in an article: the persons of ``names.yaml`` and of the article's own record."""

from collections.abc import Mapping

from workflow.constraints.base import Context
from workflow.glossary.termbase import Termbase
from workflow.model import Article, Reproduction
from workflow.store.desk import Desk
from workflow.text.chars import has_han
from workflow.text.name.mentions import Names
from workflow.text.name.romanise import is_personal_name, romanise

_PEOPLE = ("authors", "editors")


def known_names(
    names: Mapping[str, tuple[str, ...]], termbase: Termbase, article: Article, reproduction: Reproduction | None
) -> Names:
    """The persons known by name in one article, with their English forms.

    ``names.yaml`` (`names`, see `Desk.names`) wins; then what the reproduction's metadata says of the article's authors
    and editors, the glossary, and pinyin by rule.
    """
    chinese = {field: getattr(article.metadata, field) for field in _PEOPLE}
    pinyin = {name: (romanise(name),) for people in chinese.values() for name in people if is_personal_name(name)}
    written: dict[str, tuple[str, ...]] = {}
    for field, people in chinese.items():
        english = getattr(reproduction.metadata, field) if reproduction else ()
        if len(english) == len(people):
            written |= {name: (form,) for name, form in zip(people, english, strict=True) if form and not has_han(form)}
    written = {name: forms for name, forms in written.items() if name in pinyin}
    return Names({**pinyin, **termbase.persons, **written, **names})


def context_of(desk: Desk, article: Article, reproduction: Reproduction | None, termbase: Termbase) -> Context:
    """What the units of an article are judged by: the glossary, the article's date, the persons it names."""
    names = known_names(desk.names(), termbase, article, reproduction)
    return Context(termbase=termbase, date=article.metadata.date, names=names)
