"""The checks: what must hold before a reproduction is published.

`CHECKS` is the whole table. A new check is one function, its row here, and its page in ``pages/<id>.md``.
"""

from difflib import get_close_matches
from importlib.resources import files

from workflow.checks import content, published, record
from workflow.checks.base import Check, Published, Subject, run_page, run_reproduction
from workflow.errors import InputError
from workflow.model import Finding, Record, Severity

__all__ = ["CHECKS", "Check", "Published", "Subject", "check_page", "check_reproduction", "page"]

REPRODUCTION_CHECKS: tuple[Check[Subject], ...] = (
    Check("metadata.missing", Severity.ERROR, record.missing),
    Check("metadata.mismatch", Severity.ERROR, record.mismatch),
    Check("link.original", Severity.ERROR, record.original_link),
    Check("link.lost", Severity.ERROR, content.links),
    Check("structure.units", Severity.ERROR, record.units, waivable=False),
    Check("structure.tags", Severity.ERROR, content.tags),
    Check("text.untranslated", Severity.ERROR, content.untranslated),
    Check("text.han", Severity.ERROR, content.han),
    Check("term.missing", Severity.ERROR, content.terms),
    Check("state.stale", Severity.ERROR, record.stale, waivable=False),
)
PAGE_CHECKS: tuple[Check[Published], ...] = (
    Check("page.metadata", Severity.ERROR, published.metadata),
    Check("page.original", Severity.ERROR, published.original_link),
    Check("page.link", Severity.ERROR, published.links),
    Check("page.image", Severity.ERROR, published.images),
    Check("page.body", Severity.ERROR, published.body),
)
CHECKS: tuple[Check[Subject] | Check[Published], ...] = (*REPRODUCTION_CHECKS, *PAGE_CHECKS)

_IDS = tuple(check.id for check in CHECKS)


def check_reproduction(subject: Subject) -> tuple[Finding, ...]:
    """Run every check of a reproduction; severities of the desk's settings, waivers applied.

    Raises:
        InputError: the settings name an unknown check or severity.
    """
    return run_reproduction(REPRODUCTION_CHECKS, _IDS, subject)


def check_page(expected: Record, page: Record, *, article: str, file: str) -> tuple[Finding, ...]:
    """Compare a page that was read back with what it must say.

    Args:
        expected: the record of the page, see `workflow.publish.page.record`.
        page: what the intake read from the written file.
        article: the article's id, for the findings.
        file: the page's path, for the findings.
    """
    return run_page(PAGE_CHECKS, Published(expected=expected, page=page, article=article, file=file))


def page(check_id: str) -> str:
    """Return the page that explains a check (Markdown): what it means, why, how to mend, two examples.

    Raises:
        InputError: there is no such check.
    """
    if check_id not in _IDS:
        close = get_close_matches(check_id, _IDS, n=1)
        mend = f"did you mean {close[0]}?" if close else f"the checks are {', '.join(_IDS)}"
        raise InputError(f"there is no check “{check_id}”", mend=mend)
    return files("workflow.checks").joinpath("pages", f"{check_id}.md").read_text(encoding="utf-8")
