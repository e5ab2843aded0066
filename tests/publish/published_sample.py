"""An article, its skeleton and its reproduction, as the pages under test are made of them. Written for this project."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from workflow.model import Article, Image, Metadata, Reproduction, Settings, Target, Unit
from workflow.publish.context import Page
from workflow.publish.page import compose
from workflow.skeleton import build

GOLDEN = Path(__file__).parents[1] / "golden" / "published" / "page.html"
ID = "2024-01-24-university-hub"
URL = "https://news.example.cn/2024/0124/c1001-398765.html?from=home&lang=zh"
PICTURE = "https://news.example.cn/pic/laboratory.jpg"
ORIGINAL = f"""
<p>海滨大学校长林青松近日接受专访，谈<strong>高水平开放</strong>。</p>
<h2>开放办学</h2>
<p>记者：规划里的“枢纽”是什么意思？</p>
<p>林青松：详见<a href="https://www.example.cn/plan?year=2023&amp;part=2">规划全文</a>，H<sub>2</sub>O不在其中。</p>
<blockquote><p>我们不数协议，只数实验室。</p></blockquote>
<figure><img src="{PICTURE}" alt="师生在联合实验室"><figcaption>联合实验室揭牌。王明摄</figcaption></figure>
<ul><li>双语授课的第一学年</li><li>博士生联合培养</li></ul>
<table><tr><th>年份</th><th>国际学生</th></tr><tr><td>2022</td><td>1204</td></tr></table>
<p>学校将继续走出去。</p>
"""
ENGLISH = {
    "海滨大学校长林青松近日接受专访，谈<strong>高水平开放</strong>。": (
        "Lin Qingsong, president of Haibin University, spoke in an interview about "
        "<strong>high-standard opening-up</strong>."
    ),
    "开放办学": "Opening up the way we teach",
    "记者：规划里的“枢纽”是什么意思？": "Reporter: What does the “hub” (枢纽) of your plan mean?",
    '林青松：详见<a href="https://www.example.cn/plan?year=2023&amp;part=2">规划全文</a>，H<sub>2</sub>O不在其中。': (
        'Lin Qingsong: See the <a href="https://www.example.cn/plan?year=2023&amp;part=2">full text of the plan</a>; '
        "H<sub>2</sub>O is not in it."
    ),
    "我们不数协议，只数实验室。": "We do not count agreements, we count laboratories.",
    "师生在联合实验室": "Students &amp; teachers in the joint laboratory",
    "联合实验室揭牌。王明摄": "The joint laboratory is opened. Photo by Wang Ming",
    "双语授课的第一学年": "A first year taught in two languages",
    "博士生联合培养": "Joint supervision of doctoral students",
    "年份": "Year",
    "国际学生": "International students",
    "2022": "2022",
    "1204": "1,204",
    "学校将继续走出去。": "The university will continue to go out.",
}
BODY = build(ORIGINAL).body
UNITS = build(ORIGINAL).units
ARTICLE = Article(
    id=ID,
    language="zh",
    metadata=Metadata(
        title="林青松：把大学办成东北亚开放的枢纽",
        subtitle="访海滨大学校长",
        date="2024-01-24T09:30+08:00",
        source="海滨日报",
        url=URL,
        authors=("李海", "王明"),
        editors=("赵敏",),
        position=("首页", "新闻", "正文"),
        keywords=("开放", "高等教育"),
    ),
    images=(Image(PICTURE, "师生在联合实验室", "laboratory 1.jpg"),),
    digest="sha256:1",
)
ENGLISH_METADATA = Metadata(
    title="Lin Qingsong: Making the university a hub of opening-up in Northeast Asia",
    subtitle="An interview with the president of Haibin University",
    source="Haibin Daily",
    authors=("Li Hai", "Wang Ming"),
    editors=("Zhao Min",),
    position=("Home", "News", "Content"),
    keywords=("opening-up", "higher education"),
)
REPRODUCTION = Reproduction(
    article=ID,
    language="en",
    digest="sha256:1",
    url=URL,
    metadata=ENGLISH_METADATA,
    translators=("Chen Yu",),
    reviewers=("Anna Weber",),
    units=tuple(replace(unit, target=Target(ENGLISH[unit.source])) for unit in UNITS),
)
SETTINGS = Settings(site_url="https://site.example/en/", publisher="Haibin University")
MACHINE = "argos/zh_en-1.9"


def page(
    metadata: Mapping[str, Any] | None = None,
    original: Mapping[str, Any] | None = None,
    targets: Mapping[str, str] | None = None,
    settings: Settings = SETTINGS,
    **options: Any,
) -> Page:
    """Return the sample's page with English metadata, original metadata or targets (by their source) changed."""
    article = replace(ARTICLE, metadata=replace(ARTICLE.metadata, **(original or {})))
    texts = {**ENGLISH, **(targets or {})}
    reproduction = replace(
        REPRODUCTION,
        metadata=replace(ENGLISH_METADATA, **(metadata or {})),
        units=tuple(Unit(unit.id, unit.source, unit.kind, Target(texts[unit.source])) for unit in UNITS),
        **{name: options[name] for name in ("translators", "reviewers") if name in options},
    )
    machine, draft = options.get("machine", MACHINE), options.get("draft", False)
    return compose(article, reproduction, BODY, settings, draft=draft, machine=machine)


if __name__ == "__main__":  # renews the golden page, to be read before it is committed
    from workflow.publish.page import render

    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text(render(page()), encoding="utf-8")
