"""Pages that carry their article in hidden ``<textarea>`` fields for a script to show (huanqiu.com's system)."""

import re
from datetime import UTC, datetime, timedelta, timezone

from lxml import etree, html

_BEIJING = timezone(timedelta(hours=8))
_LABELS = {"source-name": "来源", "author": "作者", "editor-name": "编辑"}


def unfold(root: "etree._Element") -> None:
    """Put an article kept in ``<textarea class="article-…">`` fields where a reader would see it."""
    fields = {}
    for element in root.iter("textarea"):
        name = (element.get("class") or "").strip()
        if name.startswith("article-"):
            fields[name.removeprefix("article-")] = (element.text or "").strip()
    body = root.find("body")
    if body is None or len(fields.get("content", "")) < 40:  # noqa: PLR2004 - a text
        return
    article = etree.SubElement(body, "article")
    etree.SubElement(article, "h1").text = fields.get("title", "")
    info = [f"{label}：{fields[name]}" for name, label in _LABELS.items() if fields.get(name)]
    if re.fullmatch(r"\d{13}", fields.get("time", "")):
        moment = datetime.fromtimestamp(int(fields["time"]) / 1000, UTC).astimezone(_BEIJING)
        info.insert(0, f"发布时间：{moment:%Y-%m-%d %H:%M}")
    etree.SubElement(article, "p").text = "\u3000".join(info)
    article.append(html.fragment_fromstring(fields["content"], create_parent="div"))
