"""Findings as one self-contained HTML page: no script, no font and no picture from elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.exchange.rule import Rule
from workflow.model import Finding, Severity
from workflow.text.chars import printable

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one article or file, and how many units it has."""

    name: str
    units: int
    findings: tuple[Finding, ...]


def serialize(groups: Sequence[Group], rules: Sequence[Rule]) -> str:
    """Return the page: counts, every finding with both texts and the spot marked, and what each check means.

    Args:
        groups: one for each article or file.
        rules: every check; those that found something are explained.
    """
    found = [finding for group in groups for finding in group.findings]
    used = {finding.check for finding in found}
    template = _environment().get_template("findings.html")
    page = template.render(
        groups=groups,
        counts={severity.value: sum(f.severity is severity for f in found) for severity in Severity},
        units=sum(group.units for group in groups),
        checks=[(rule, _explained(rule.page)) for rule in rules if rule.id in used],
        parts=_parts,
    )
    return printable(page)


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("workflow.exchange"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _parts(text: str, span: tuple[int, int] | None) -> tuple[str, str, str]:
    """The text before the spot, the spot, and the text behind it."""
    start, end = span or (len(text), len(text))
    return text[:start], text[start:end], text[end:]


def _explained(page: str) -> str:
    """The page of a check as HTML, without its heading."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).render(page.partition("\n\n")[2]))
