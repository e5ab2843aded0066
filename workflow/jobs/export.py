"""Writing pages that can be published, and proving it on what was written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.checks import check_page
from workflow.errors import InputError
from workflow.intake.ours import read_ours
from workflow.jobs import publication
from workflow.jobs.check import Checked, shown
from workflow.jobs.checkall import check_each
from workflow.jobs.edits import blank
from workflow.jobs.placing import Placing
from workflow.jobs.printing import pdf
from workflow.jobs.theme import theme_of
from workflow.model import Article, Finding, Record, Reproduction, Severity
from workflow.publish import data, listing
from workflow.publish import page as publishing
from workflow.publish.body import media_address
from workflow.publish.context import Format, Page
from workflow.publish.formats import as_written, encode, file_name, readable
from workflow.publish.pictures import size
from workflow.publish.theming import Theme
from workflow.publish.word import described
from workflow.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The page of one article: `path`, `page` and its bytes `written`, or the `findings` that stood in the way."""

    article: str
    path: Path | None
    page: Page | None = None
    written: bytes = b""
    findings: tuple[Finding, ...] = ()


def export(  # noqa: PLR0913  the options of a command
    desk: Desk,
    article_id: str,
    out: Path,
    *,
    draft: bool = False,
    form: Format = Format.HTML,
    theme: str | Theme = "",
    inline: bool = False,
    by: str | None = None,
    checked: Checked | None = None,
    on_site: bool = False,
    replace_others: bool = False,
) -> Exported:
    """Write one article in a form of delivery to ``out/<id>.html`` (or its like), its pictures to ``out/media/<id>/``.

    The file (of a PDF: the page that is printed) is written beside its place, read back by the intake and compared
    with the record; one that agrees takes its place together with its pictures, or nothing changes. With `draft`,
    findings on the reproduction do not stop it and the page says so. `inline` writes the styles of a fragment into its
    elements. With `by`, a name or '', the desk records that the page was published; None, or a draft, records nothing.
    `checked` is what the checks say of the article, where somebody asked before. `on_site` says that the page stands
    among those of a site, to which it can lead. `replace_others` lets it replace files that were not exported.

    Raises:
        InputError: nothing is translated yet, the person may not publish, a file of the desk is wrong, or one of
            another origin stands where the page must.
        OutputError: a template fails, or the folder cannot be written.
    """
    language = desk.settings.target_language
    reproduction = desk.reproduction(article_id, language)
    if reproduction is None:
        raise InputError(
            "has no translation yet", place=article_id, mend=f"draft it with: workflow translate {article_id}"
        )
    errors = () if draft else _errors(checked or check_each(desk, [article_id])[0])
    if errors:
        return Exported(article=article_id, path=None, findings=errors)
    if by is not None and not draft:
        reproduction = publication.published(desk, reproduction, by)
    article = desk.article(article_id)
    pictures = _pictures(desk, article)
    page = _composed(desk, article, reproduction, pictures, draft=draft, bilingual=form is Format.BILINGUAL)
    page = listing.on_site(page) if on_site else page
    media = {media_address(article.id, name): data for name, data in pictures}
    page = described(page, media) if form is Format.DOCX else page
    looks = theme if isinstance(theme, Theme) else theme_of(desk, theme, inline=inline)
    written = encode(page, form, looks, media)
    name = file_name(article.id, form)
    with Placing(out, replace=replace_others, recorded=not on_site) as placing:
        scratch = placing.trial(page.name, written) if form is Format.PDF else placing.aside(name, written)
        findings = _compared(page, scratch, form, shown(desk, out / name))
        if any(finding.severity is Severity.ERROR for finding in findings):
            return Exported(article=article.id, path=None, findings=findings)
        if form is Format.PDF:
            placing.aside(name, pdf(written, media))
        elif form is not Format.DOCX:
            for picture, pixels in pictures:
                placing.aside(f"media/{article.id}/{picture}", pixels)
        placing.place()
        if by is not None and not draft:
            publication.record(desk, reproduction)
    return Exported(article=article.id, path=out / name, page=page, written=written, findings=findings)


def preview(desk: Desk, article_id: str) -> str:
    """Return the HTML that ``export --draft`` writes now: marked as a draft, Chinese where there is no English yet.

    Raises:
        InputError: no such article, or a file of the desk is wrong.
        OutputError: a template fails.
    """
    article = desk.article(article_id)
    reproduction = desk.reproduction(article_id, desk.settings.target_language) or blank(desk, article_id)
    return publishing.render(
        _composed(desk, article, reproduction, _pictures(desk, article), draft=True), theme_of(desk)
    )


def _composed(
    desk: Desk,
    article: Article,
    reproduction: Reproduction,
    pictures: Iterable[tuple[str, bytes]],
    *,
    draft: bool,
    bilingual: bool = False,
) -> Page:
    """Return what the page of a reproduction says; `pictures` are its article's, name and bytes."""
    return publishing.compose(
        article,
        reproduction,
        desk.body(article.id),
        desk.settings,
        draft=draft,
        machine=_machine(reproduction),
        bilingual=bilingual,
        sizes={name: size(data) for name, data in pictures},
    )


def _errors(checked: Checked) -> tuple[Finding, ...]:
    return tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)


def _compared(page: Page, scratch: Path, form: Format, file: str) -> tuple[Finding, ...]:
    """What the file that was written says otherwise than its page should.

    A page whose text stands in it letter by letter, and whose every statement agrees, is proved by one look. Anything
    else is read by the whole intake, as other sites' pages are, which says what differs.
    """
    article = page.name.removesuffix(".html")
    if form in (Format.HTML, Format.PDF):
        found = read_ours(scratch.read_bytes(), publishing.BODY_SELECTOR, page.body)
        if found and not check_page(publishing.record(page, body=False), found, article=article, file=file):
            return ()
    expected = publishing.record(page)
    return check_page(expected, _read_back(scratch, form, expected), article=article, file=file)


def _read_back(path: Path, form: Format, expected: Record) -> Record:
    """What a file that was written says, by the same intake that reads other sites' pages."""
    if form is Format.JSON:
        return as_written(data.read_back(path.read_text(encoding="utf-8")), form, expected, b"")
    from workflow.intake.fetch import fetch
    from workflow.intake.read import read

    original = fetch(str(path))
    original = replace(original, data=readable(original.data, form, expected.language))
    selector = publishing.BODY_SELECTOR if form in (Format.HTML, Format.FRAGMENT, Format.BILINGUAL, Format.PDF) else ""
    return as_written(read(original, body_selector=selector), form, expected, original.data)


def _pictures(desk: Desk, article: Article) -> list[tuple[str, bytes]]:
    """The kept pictures of an article: name and bytes."""
    names = dict.fromkeys(image.file for image in article.images if image.file)
    return [(name, _picture(desk, desk.media(article.id) / name)) for name in names]


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
