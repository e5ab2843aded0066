"""Proving a page that was written: the checks of pages read back, which load without all the others."""

from dataclasses import replace

from workflow.checks import published, shapes
from workflow.checks.report import PageCheck, Published
from workflow.model import Finding, Record, Severity

PAGE_CHECKS = (
    PageCheck("metadata.empty", Severity.ERROR, page=published.empty),
    PageCheck("structure.shape", Severity.ERROR, page=shapes.shape),
    PageCheck("page.metadata", Severity.ERROR, page=published.metadata),
    PageCheck("page.original", Severity.ERROR, page=published.original_link),
    PageCheck("page.link", Severity.ERROR, page=published.links),
    PageCheck("page.image", Severity.ERROR, page=published.images),
    PageCheck("page.body", Severity.ERROR, page=published.body),
)


def check_page(expected: Record, page: Record, *, article: str, file: str) -> tuple[Finding, ...]:
    """Compare a page that was read back with what it must say. It has no settings and no waivers: it agrees or not.

    Args:
        expected: the record of the page, see `workflow.publish.page.record`.
        page: what the intake read from the written file.
        article: the article's id, for the findings.
        file: the page's path, for the findings.
    """
    subject = Published(expected=expected, page=page, article=article, file=file)
    return tuple(
        replace(check.finding(report), article=article, file=file)
        for check in PAGE_CHECKS
        if check.page
        for report in check.page(subject)
    )
