"""Writing down that a page was published: when first, when last changed, by whom, and which texts stood on it."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256

from workflow.errors import InputError
from workflow.jobs.identity import allow, now
from workflow.model import PUBLISHED, Past, Publication, Reproduction, Step, Target, Unit, text_digest
from workflow.store.desk import Desk


def digest(reproduction: Reproduction) -> str:
    """Return the digest of what a page says: metadata and texts, not who made them."""
    said = [asdict(reproduction.metadata), [(unit.id, unit.target.text) for unit in reproduction.units]]
    said += ["abridged"] if reproduction.abridged else []
    return "sha256:" + sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def published(desk: Desk, reproduction: Reproduction, by: str) -> Reproduction:
    """Return a reproduction as it is once its page is out; the same one when its last page says all this already.

    Raises:
        InputError: the person may not publish.
    """
    allow(desk.settings.people, by, PUBLISHED)
    before, texts = reproduction.published, digest(reproduction)
    if before is not None and before.digest == texts:
        return reproduction
    at = now()
    record = Publication(before.first if before else at, at, by, texts)
    return replace(reproduction, published=record, units=tuple(_out(unit, at, by) for unit in reproduction.units))


def _out(unit: Unit, at: str, by: str) -> Unit:
    target = unit.target
    if not target.text or is_published(target):
        return unit
    return replace(
        unit, target=replace(target, steps=(*target.steps, Step(PUBLISHED, at, by, text_digest(target.text))))
    )


def is_published(target: Target) -> bool:
    """Whether this text stood on a page."""
    return any(step.state == PUBLISHED for step in target.signed)


def record(desk: Desk, after: Reproduction) -> None:
    """Write a reproduction as `published` made it.

    Raises:
        InputError: a text was changed meanwhile, so that the page is not what the file says.
    """

    def change(found: Reproduction | None) -> Reproduction:
        if found is None or digest(found) != digest(after):
            problem = "was changed while its page was written, so its publication is not recorded"
            raise InputError(problem, place=after.article, mend=f"export it again: workflow export {after.article}")
        return after if found.published != after.published else found

    desk.update(after.article, after.language, change)


def last_published(unit: Unit) -> str:
    """Return the text of a unit that stood on its page last, '' when it never did or the file has it no more."""
    texts: list[Past | Target] = [*unit.target.history, unit.target]
    return next((one.text for one in reversed(texts) if any(step.state == PUBLISHED for step in one.signed)), "")


def changed_since(reproduction: Reproduction) -> Iterator[Unit]:
    """Yield the units that say something else than the page that was published last."""
    if reproduction.published is not None:
        yield from (unit for unit in reproduction.units if unit.target.text and not is_published(unit.target))
