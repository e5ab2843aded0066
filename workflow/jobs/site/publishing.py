"""Building a site that goes out: its articles record that they are published, as those of an export do."""

from dataclasses import replace
from pathlib import Path

from workflow.jobs import publication
from workflow.jobs.identity import allow
from workflow.jobs.observer import Observer
from workflow.jobs.site.build import Built, build
from workflow.model import PUBLISHED
from workflow.store.desk import Desk


def publish(desk: Desk, out: Path, *, by: str, theme: str = "", observer: Observer | None = None) -> tuple[Built, int]:
    """Build a site and record its articles as published; return what was built, and how many were recorded anew.

    An article is recorded when its page stands on the site; its page then says when. One that was left out, whose older
    page may stand there, is not. `by` is who publishes.

    Raises:
        InputError, OutputError: as `build` does, or the person may not publish; nothing is built then.
    """
    allow(desk.settings.people, by, PUBLISHED)
    built = build(desk, out, theme=theme, observer=observer)
    recorded = 0
    for article_id, stamp in desk.each_stamp(desk.settings.target_language):
        left_out = stamp.endswith("/-") or article_id in built.refused or article_id in built.failed
        recorded += not left_out and _record(desk, article_id, by)
    if not recorded:
        return built, 0
    again = build(desk, out, theme=theme, observer=observer)
    return replace(
        again, rendered=max(built.rendered, again.rendered), written=max(built.written, again.written)
    ), recorded


def _record(desk: Desk, article_id: str, by: str) -> bool:
    found = desk.reproduction(article_id, desk.settings.target_language)
    if found is None or (after := publication.published(desk, found, by)) is found:
        return False
    publication.record(desk, after)
    return True
