"""A page as Markdown with YAML front matter, as Hugo and other site generators read it."""

import re

from workflow.publish.context import Page


def document(page: Page) -> str:
    """Return the page as CommonMark with tables; sub- and superscripts, which it has not, keep their tags.

    The link to the original stands visibly at the end as well as in the front matter.
    """
    from markdownify import markdownify

    body = markdownify(
        page.body,
        heading_style="ATX",
        bullets="-",
        strong_em_symbol="*",
        escape_misc=True,
        strip=["span", "div"],
        sub_symbol="<sub>",
        sup_symbol="<sup>",
    )
    body = re.sub(r"\n{3,}", "\n\n", body)
    lines = [_front(page), body.strip()]
    if page.original.url:
        lines.append(f"Link to original article: <{page.original.url}>")
    return "\n\n".join(lines) + "\n"


def _front(page: Page) -> str:
    import yaml

    values: dict[str, object] = {
        "title": page.title.text,
        "subtitle": page.subtitle.text,
        "date": page.moment,
        "source": page.source.text,
        "source_url": page.source_url,
        "authors": [author.text for author in page.authors],
        "editors": [editor.text for editor in page.editors],
        "categories": [page.section] if page.section else [],
        "tags": list(page.keywords),
        "position": [step.text for step in page.position],
        "original_url": page.original.url,
        "original_title": page.original.title,
        "language": page.language,
        "translators": list(page.translators),
        "reviewers": list(page.reviewers),
        "machine_translation": page.machine,
        "draft": page.draft,
    }
    known = {key: value for key, value in values.items() if value}
    text: str = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10**6)
    return f"---\n{text}---"
