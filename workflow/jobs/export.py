"""Writing pages that can be published, and proving it on what was written."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from workflow.checks import check_page
from workflow.errors import InputError
from workflow.jobs.add import read_file
from workflow.jobs.check import check, shown
from workflow.model import Article, Finding, Reproduction, Severity
from workflow.publish import page as publishing
from workflow.publish.theming import OVERRIDES, Theme
from workflow.store.desk import Desk
from workflow.store.files import atomic_write


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The page of one article: `path` when it was written, else the `findings` that stood in the way."""

    article: str
    path: Path | None
    findings: tuple[Finding, ...] = ()


def export(desk: Desk, article_id: str, out: Path, *, draft: bool = False) -> Exported:
    """Write the page of one article to ``out/<id>.html``, its pictures to ``out/media/<id>/``.

    The page is written beside its place, read back by the intake and compared with the record; only a page that
    agrees takes the old one's place. With `draft`, findings on the reproduction do not stop it and the page says so.

    Raises:
        InputError: nothing is translated yet, or the folder cannot be written.
    """
    language = desk.settings.target_language
    reproduction = desk.reproduction(article_id, language)
    if reproduction is None:
        raise InputError(
            "has no translation yet", place=article_id, mend=f"draft it with: workflow translate {article_id}"
        )
    errors = () if draft else tuple(f for f in check(desk, article_id).findings if f.severity is Severity.ERROR)
    if errors:
        return Exported(article=article_id, path=None, findings=errors)
    article = desk.article(article_id)
    try:
        return _publish(desk, article, reproduction, out, draft=draft)
    except OSError as error:
        raise InputError(
            f"cannot write the page ({error.strerror or error})",
            place=str(out),
            mend="choose another folder with --out",
        ) from error


def _publish(desk: Desk, article: Article, reproduction: Reproduction, out: Path, *, draft: bool) -> Exported:
    page = publishing.compose(
        article, reproduction, desk.body(article.id), desk.settings, draft=draft, machine=_machine(reproduction)
    )
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{article.id}.html"
    handle, name = tempfile.mkstemp(dir=out, prefix=f".{article.id}.", suffix=".html")
    written = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(publishing.render(page, theme_of(desk)))
        findings = check_page(
            publishing.record(page),
            read_file(written, body_selector=publishing.BODY_SELECTOR),
            article=article.id,
            file=shown(desk, path),
        )
        if any(finding.severity is Severity.ERROR for finding in findings):
            return Exported(article=article.id, path=None, findings=findings)
        _copy_media(desk, article, out)
        written.chmod(0o644)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)
    return Exported(article=article.id, path=path, findings=findings)


def theme_of(desk: Desk) -> Theme:
    """The theme the settings name, with the desk's own templates before it."""
    folder = desk.root / OVERRIDES
    return Theme(desk.settings.theme, folder if folder.is_dir() else None)


def _copy_media(desk: Desk, article: Article, out: Path) -> None:
    for image in article.images:
        if image.file:
            target = out / "media" / article.id / image.file
            target.parent.mkdir(parents=True, exist_ok=True)
            # The published page still shows the picture that is there.
            atomic_write(target, _picture(desk, desk.media(article.id) / image.file))


def _picture(desk: Desk, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the picture cannot be read ({error.strerror})",
            place=shown(desk, path),
            mend="restore it from version control, or remove its file from article.yaml",
        ) from error


def _machine(reproduction: Reproduction) -> str:
    """The engines whose drafts the text began as, edited since or not; '' when people wrote everything."""
    targets = [unit.target for unit in reproduction.units]
    origins = {target.origin for target in targets} | {past.origin for target in targets for past in target.history}
    return ", ".join(sorted(origin.removeprefix("mt:") for origin in origins if origin.startswith("mt:")))
