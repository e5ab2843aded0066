"""Checks on an article as a whole: one name, one rendering."""

from collections.abc import Iterator

from workflow.checks import names as persons
from workflow.checks.base import Subject
from workflow.checks.report import Report
from workflow.constraints.consistency import in_article


def names(subject: Subject) -> Iterator[Report]:
    """Report names that the glossary does not know and that are rendered in two ways."""
    texts = [(pair.unit.id, pair.chinese, pair.english) for pair in subject.pairs if pair.translated]
    found = list(in_article(texts, subject.context.termbase))
    told = persons.inconsistent_names(subject) if found else frozenset()  # name.inconsistent
    for variant, before, here in found:
        if any(name in variant.name or variant.name in name for name in told):
            continue
        right = "; the first is as the Chinese sounds" if variant.spelt else ""
        message = f"“{variant.other}” is “{variant.first}” in {before}{right}; give {variant.name} one English name"
        yield Report(message, unit=here, source=variant.name, target=variant.other)
