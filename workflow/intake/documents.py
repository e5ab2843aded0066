"""Text, Markdown and Word files as small HTML pages, which the page reader then treats like any other.

The page is always ``<h1>`` title, ``<div class="workflow-labels">`` with the label lines (来源：…), and
``<article class="workflow-body">``; front matter becomes ``<meta name="ArticleTitle" …>`` and its like.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from workflow.errors import InputError
from workflow.intake.arrange import Front, arrange
from workflow.intake.charset import decode
from workflow.intake.original import DOCX, HTML, MARKDOWN, Original
from workflow.intake.plaintext import fragment

if TYPE_CHECKING:
    from lxml import etree

# Keys of front matter as people and site generators write them; the field each fills.
_FRONT_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "标题", "题目"),
    "subtitle": ("subtitle", "副标题"),
    "date": ("date", "pubdate", "published", "日期", "时间", "发布时间", "发布日期"),
    "source": ("source", "来源", "信息来源", "稿件来源", "供稿"),
    "authors": ("author", "authors", "作者", "记者", "通讯员"),
    "editors": ("editor", "editors", "编辑", "责编", "责任编辑"),
    "url": ("url", "link", "original", "original_url", "canonical", "链接", "原文链接"),
    "keywords": ("keywords", "keyword", "tags", "关键词", "关键字"),
    "position": ("position", "breadcrumb", "categories", "位置", "栏目"),
}
_UNFOLDED_LIMIT = 200_000_000
_TEXT, _W = "word/document.xml", "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Word's own names, which stay English in files of Chinese Word while WPS translates some; LibreOffice has Quotations,
# our own export the last.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='标题'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='副标题'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Translation Note'] => !
"""
# mammoth knows five levels of lists, Word nine (ECMA-376 part 1, 17.9.6).
_DEEP_LISTS = "".join(
    f"p:{kind}-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh\n"
    for level in range(6, 10)
    for kind, tag in (("ordered", "ol"), ("unordered", "ul"))
)
_FIELD_LINK = re.compile(r'href="([^"]*?)&quot;([^"]*)"')
_FRAGMENT = re.compile(r"\\l\s+&quot;(.*?)(?:&quot;|$)")


def to_html(original: Original) -> str:
    """Return an original as an HTML page; one that is HTML already is decoded only.

    Pictures of a Word file get the addresses `media` knows them by.

    Raises:
        InputError: damaged Word file, front matter that is not YAML, nothing but a title.
    """
    if original.media_type == HTML:
        return decode(original.data, original.charset)[0]
    if original.media_type == DOCX:
        return arrange(_docx(original)[0], Front(), place=original.name)
    text = decode(original.data, original.charset)[0].replace("\r\n", "\n").replace("\r", "\n")
    if original.media_type == MARKDOWN:
        front, text = _front_matter(text, original.name)
        return arrange(_markdown(text), front, place=original.name)
    return arrange(fragment(text), Front(), place=original.name)


def media(original: Original) -> dict[str, bytes]:
    """Return the pictures inside a Word file by the address `to_html` gives them; of other originals there are none.

    Raises:
        InputError: damaged Word file.
    """
    return _docx(original)[1] if original.media_type == DOCX else {}


def _markdown(text: str) -> str:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    # Raw HTML stays text: a Markdown file is prose, and nothing in it is trusted.
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # CommonMark takes [^1]: for the address of a link, and the note would be lost. It is written as Word's is.
    parser.use(footnote_plugin, inline=False)
    parser.add_render_rule("footnote_block_open", lambda *_: "<ol>")
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>")
    parser.add_render_rule("footnote_caption", lambda _, tokens, at, *__: f"[{tokens[at].meta['id'] + 1}]")
    return cast("str", parser.render(text))


def _front_matter(text: str, place: str) -> tuple[Front, str]:
    """Split the YAML block between two lines of ``---`` from a Markdown text."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return Front(), text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return Front(), text
    import yaml

    try:
        # The base loader keeps every value the text it is: dates and numbers are not for YAML to judge here.
        data: Any = yaml.load("\n".join(lines[1:end]), Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}:{mark.line + 2}:{mark.column + 1}" if mark else place
        problem = getattr(error, "problem", None) or "cannot be read"
        raise InputError(f"the front matter is not YAML ({problem})", place=where) from error
    if not isinstance(data, dict):
        # A rule at the top of a text, not front matter.
        return Front(), text
    return _front(data), "\n".join(lines[end + 1 :])


def _front(data: Mapping[Any, Any]) -> Front:
    given = {str(key).strip().lower(): value for key, value in data.items()}
    source, source_url = given.get("source"), _strings(given.get("source_url"))
    if isinstance(source, dict):
        given["source"], source_url = source.get("name"), source_url or _strings(source.get("url"))
    values: dict[str, tuple[str, ...]] = {}
    for field, keys in _FRONT_KEYS.items():
        found = next(filter(None, (_strings(given.get(key)) for key in keys)), ())
        if found:
            values[field] = found
    if source_url:
        values["source_url"] = source_url
    return Front(values)


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, Sequence):
        return tuple(text for item in value for text in _strings(item))
    return ()


def _docx(original: Original) -> tuple[str, dict[str, bytes]]:
    """Convert a Word file; return its HTML fragment and its pictures by address."""
    import mammoth

    pictures: dict[str, bytes] = {}

    def keep(image: Any) -> dict[str, str]:  # noqa: ANN401 - mammoth has no types
        with image.open() as file:
            data = file.read()
        kind = image.content_type.partition("/")[2].partition("+")[0] or "bin"
        address = f"media/image{len(pictures) + 1}.{'jpg' if kind == 'jpeg' else kind}"
        pictures[address] = data
        return {"src": address}

    try:
        _check_size(original)
        result = mammoth.convert_to_html(
            io.BytesIO(_shown(original.data)),
            style_map=_STYLES + _DEEP_LISTS,
            convert_image=mammoth.images.img_element(keep),
        )
    except InputError:
        raise
    except Exception as error:
        # mammoth meets a damaged file with whatever its parsers raise.
        problem = "is a damaged Word file"
        raise InputError(problem, place=original.name, mend="open it in Word and save it again as docx") from error
    return _FIELD_LINK.sub(_plain_address, result.value), pictures


def _plain_address(found: re.Match[str]) -> str:
    """The address of a link that is a field: mammoth takes its switches, of which one has the fragment, for a part."""
    fragment = _FRAGMENT.search(found[2])
    return f'href="{found[1]}{f"#{fragment[1]}" if fragment else ""}"'


def _shown(data: bytes) -> bytes:
    """The file without the runs that Word hides (ECMA-376 part 1, 17.3.2.41), which mammoth would show."""
    from lxml import etree as xml

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read(_TEXT)
        if b"<w:vanish" not in content:
            return data
        body = xml.fromstring(content, xml.XMLParser(resolve_entities=False, no_network=True))
        for run in [run for run in body.iter(f"{_W}r") if _hidden(run)]:
            run.getparent().remove(run)  # type: ignore[union-attr]
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as shown:
            for entry in archive.infolist():
                shown.writestr(entry, xml.tostring(body) if entry.filename == _TEXT else archive.read(entry))
    return written.getvalue()


def _hidden(run: "etree._Element") -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _check_size(original: Original) -> None:
    with zipfile.ZipFile(io.BytesIO(original.data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _UNFOLDED_LIMIT:
        problem = f"unfolds to {size / 1e6:.0f} MB, the limit is {_UNFOLDED_LIMIT / 1e6:.0f} MB"
        raise InputError(problem, place=original.name)
