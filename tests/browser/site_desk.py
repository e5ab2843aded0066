"""A desk whose site has every kind of page: the example desk, an article that is hard to set, and enough others.

Written for this project; persons, places and institutions are invented.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from support import png

from workflow import skeleton
from workflow.jobs.add import AddOptions, add
from workflow.jobs.edits import blank
from workflow.model import Metadata, State, Target
from workflow.store.desk import Desk

ROOT = Path(__file__).parents[2]
HARD = "2025-11-02-hard"
MOVED = "2025-01-01-moved"
TITLE = (
    "“Harbour of Knowledge”: How Seven Universities, Forty-One Laboratories & One Small Island Town "
    "Learnt to Share <Data>, Ships and Libraries, as Told by Those Who Keep the Lights On 🚢 from Dusk to Daylight"
)
CHINESE_TITLE = (
    "“知识港湾”：七所大学、四十一个实验室和一座海岛小镇怎样学会共用<数据>、船和图书馆，听守灯人讲述从黄昏到天明的故事🚢"
)
_LONG = (
    "https://data.island.example/archive/2025/measurements-of-currents/every-station-and-depth/"
    + "x" * 90
    + "/index?lang=zh&amp;page=2#top"
)
_HEAD = ["岛", "实验室", "船", "航次", "样品", "论文", "学生", "访客", "备注"]
_HEAD_EN = ["Island", "Laboratory", "Ship", "Voyages", "Samples", "Papers", "Students", "Visitors", "Remarks"]
_ROWS = [
    (["东岛", "海流观测", "“启明”号", "12", "3800", "27", "64", "910", "全年开放"],
     ["East Island", "Currents", "the Qiming", "12", "3,800", "27", "64", "910", "Open all year"]),
    (["西岛", "候鸟与湿地", "“听潮”号", "9", "1250", "14", "38", "460", "春秋两季开放，须提前预约"],
     ["West Island", "Migratory birds and wetlands", "the Tingchao", "9", "1,250", "14", "38", "460",
      "Open in spring and autumn, by appointment"]),
]  # fmt: skip

# Each block of the original as it is taken in, and its English.
_TEXTS = {
    "黄昏时分，小镇的灯塔亮了。守灯人说，他最怕的不是风浪，而是<strong>没有人来问路</strong>。": (
        "At dusk the lighthouse of the town lights up. What he fears most, its keeper says, is not the storm but that "
        "<strong>nobody asks the way</strong>."
    ),
    "灯塔下的实验室": "The laboratory below the lighthouse",
    f'全部数据见<a href="{_LONG}">{_LONG}</a>，人人可用。': (
        f'All data are at <a href="{_LONG}">{_LONG}</a>, for everybody to use.'
    ),
    "我们不问船是谁的，只问它要去哪里。": "We do not ask whose ship it is, only where it is going.",
    "一位守灯人": "A keeper of the lights",
    "大小各异的三样东西": "Three things of different sizes",
    "船": "Ships",
    "渡船": "Ferries",
    "载人的": "For people",
    "载书的": "For books",
    "科考船": "Research vessels",
    "图书馆": "Libraries",
    "先登记，": "Register first,",
    "再借书。": "then borrow.",
    "门口的牌子用三种文字写着：مرحبا بكم في المكتبة، 欢迎来到图书馆 😊。": (
        "The sign at the door says in three scripts: مرحبا بكم في المكتبة, welcome to the library (欢迎来到图书馆) 😊."
    ),
    "各岛一年的工作": "A year’s work on the islands",
    "从防波堤看灯塔": "The lighthouse seen from the breakwater",
    "防波堤上的灯塔，傍晚。": "The lighthouse on the breakwater, in the evening.",
    "没有保存下来的图片": "A picture that was not kept",
    "一张很小的徽章": "A very small badge",
    "水是H<sub>2</sub>O，面积是m<sup>2</sup>。": "Water is H<sub>2</sub>O, an area is in m<sup>2</sup>.",
    **dict(zip(_HEAD, _HEAD_EN, strict=True)),
    **{chinese: english for row, translated in _ROWS for chinese, english in zip(row, translated, strict=True)},
}


def _original() -> str:
    texts = list(_TEXTS)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row, _ in _ROWS)
    head = "".join(f"<th>{cell}</th>" for cell in _HEAD)
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>文章</title></head><body><div class="t">
<p>{texts[0]}</p><h3>{texts[1]}</h3><p>{texts[2]}</p>
<figure><img src="wide.png" alt="从防波堤看灯塔"><figcaption>防波堤上的灯塔，傍晚。</figcaption></figure>
<blockquote><p>{texts[3]}</p><p>{texts[4]}</p></blockquote>
<h4>{texts[5]}</h4>
<ul><li>船<ul><li>渡船<ol><li>载人的</li><li>载书的</li></ol></li><li>科考船</li></ul></li>
<li>图书馆<ol><li>先登记，</li><li>再借书。</li></ol></li></ul>
<p>{texts[14]}</p>
<table><caption>各岛一年的工作</caption><tr>{head}</tr>{rows}</table>
<p><img src="https://elsewhere.example/lost.jpg" alt="没有保存下来的图片"></p>
<p><img src="small.png" alt="一张很小的徽章"></p>
<p>水是H<sub>2</sub>O，面积是m<sup>2</sup>。</p></div></body></html>"""


def example(folder: Path, url: str = "") -> Desk:
    """A copy of the example desk, on a site with an address where one is named."""
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "glossary.yaml", folder)
    settings = (ROOT / "workflow.yaml").read_text(encoding="utf-8")
    (folder / "workflow.yaml").write_text(settings.replace("site:\n", f"site:\n  url: '{url}'\n"), encoding="utf-8")
    return Desk.open(folder)


def add_hard(desk: Desk, folder: Path) -> None:
    """Take the article in that is hard to set, and write its English: no subtitle, no author."""
    (folder / "wide.png").write_bytes(png(1600, 600, 140))
    (folder / "small.png").write_bytes(png(60, 60, 90))
    (folder / "hard.html").write_text(_original(), encoding="utf-8")
    stated = Metadata(
        title=CHINESE_TITLE, date="2025-11-02", source="海岛晚报", url=f"https://island.example/{'news/' * 12}1.html"
    )
    options = AddOptions(id=HARD, metadata=stated, body_selector=".t")
    add(desk, str(folder / "hard.html"), options)
    made = blank(desk, HARD)
    units = tuple(
        replace(unit, target=Target(_TEXTS[unit.source], state=State.REVIEWED, origin="human"))
        for unit in skeleton.units(desk.body(HARD))
    )
    said = replace(made.metadata, title=TITLE, source="Island Evening Post")
    desk.save(replace(made, metadata=said, units=units))


def add_others(desk: Desk, count: int) -> None:
    """Add copies of a short article under other days and titles, so that lists have pages."""
    model = "2025-09-10-vocational-education-abroad"
    for number in range(count):
        name = f"2023-{1 + number // 28:02}-{1 + number % 28:02}-copy"
        for path in (desk.root / "sources" / model, desk.root / "translations" / "en" / f"{model}.yaml"):
            copy = path.with_name(path.name.replace(model, name))
            shutil.copytree(path, copy) if path.is_dir() else shutil.copy(path, copy)
        for copy in (desk.root / "sources" / name / "article.yaml", desk.root / "translations" / "en" / f"{name}.yaml"):
            copy.write_text(copy.read_text("utf-8").replace(model, name), encoding="utf-8")
