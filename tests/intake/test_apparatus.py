"""What stands around an article on its page: comments, columns, players, other articles, the site's name."""

import pytest

from workflow.intake.original import Original
from workflow.intake.read import read
from workflow.model import Record
from workflow.text.inline import plain

TITLE = "青禾县渡口恢复夜航"
TEXT = (
    "<p>5月12日晚，停航十一年的青禾县渡口恢复夜航，首班渡船载着四十名乘客驶向对岸。</p>"
    "<p>渡口负责人说，夜航时间为每晚七点至十点，每半小时一班。</p>"
)
FIRST, LAST = "5月12日晚", "每半小时一班。"
READERS = "".join(
    f"<li>江边人{n}：这条渡船我从小坐到大，夜里的江风最好，希望票价不要涨，也希望班次多一些，大家都方便。</li>"
    for n in range(9)
)


def page(text: str, *, title: str = f"<h1>{TITLE}</h1>", tag: str = TITLE) -> Record:
    markup = f"<title>{tag}</title><body>{title}<p>2024-05-13 来源：青禾新闻</p>{text}</body>"
    return read(Original(data=markup.encode(), name="page.html"))


def texts(record: Record) -> list[str]:
    return [plain(unit.source) for unit in record.units]


def is_the_article(record: Record) -> bool:
    lines = texts(record)
    return lines[0].startswith(FIRST) and lines[-1].endswith(LAST)


@pytest.mark.parametrize(
    "beside",
    [
        f"<div class='post_comment'><ul>{READERS}</ul></div>",
        f"<div id='footer'>{READERS}</div>",
        f"<div class='next_post'>{READERS}</div>",
        f"<div class='col RIGHT'>{READERS}</div>",
        f"<div class='videoPlayerMin'>{READERS}</div>",
    ],
)
def test_what_is_named_as_furniture_is_no_article_beside_the_title_however_long_it_is(beside: str) -> None:
    assert is_the_article(page(f"<div>{TEXT}</div>{beside}"))


@pytest.mark.parametrize("name", ["comment", "right", "related"])
def test_an_article_in_an_element_named_as_furniture_is_found_when_its_title_stands_there_or_nothing_else_does(
    name: str,
) -> None:
    assert is_the_article(page(f"<div class='{name}'><h1>{TITLE}</h1>{TEXT}</div>", title=""))
    assert is_the_article(page(f"<div class='{name}'>{TEXT}</div>"))


@pytest.mark.parametrize("heading", ["最新评论 9", "9条评论", "网友评论：", "全部留言（9）"])
def test_what_readers_say_below_a_heading_is_no_article_whatever_its_element_is_named(heading: str) -> None:
    readers = READERS.replace("<li>", "<div class='k1'><p>").replace("</li>", "</p></div>")
    assert is_the_article(page(f"<div class='k2'>{TEXT}</div><div class='k3'><div>{heading}</div>{readers}</div>"))
    assert is_the_article(page(f"<div class='article-content'>{TEXT}<h4>{heading}</h4>{readers}</div>"))


def test_a_comment_of_the_paper_in_brackets_is_text() -> None:
    remark = "<p>【点评】</p><p>渡口虽小，托得起两岸人的夜归路，这样的事越多越好。</p>"
    assert texts(page(f"<div class='article-content'>{TEXT}{remark}</div>"))[-1].endswith("越多越好。")


@pytest.mark.parametrize("tag", ["数字报纸", "青禾县人民政府网"])
def test_a_title_tag_that_names_the_site_alone_gives_way_to_any_printed_title(tag: str) -> None:
    lines = f"<div>第02版：要闻</div><p>首页 - 新闻动态</p><div>{TITLE}</div>"
    assert page(TEXT, title=lines, tag=tag).metadata.title == TITLE


def test_a_text_in_parts_is_whole() -> None:
    parts = TEXT.replace("<p>", "<div class='part'>").replace("</p>", "</div>")
    links = "".join(f"<div><a href=/{n}>渡口沿岸旧闻第{n}篇，点开来看看</a></div>" for n in range(9))
    assert is_the_article(page(f"<div>{parts}{links}</div>"))


@pytest.mark.parametrize(
    "above",
    [
        "<div class='video-info'><a href=/v>视频-渡口夜航首班船</a></div>",
        "<p><b>相关新闻：</b></p><p><a href=/1>青禾县渡口停航公告发布之后</a></p><p><a href=/2>渡口改造工程三月开工建设</a></p>",
        "<div>摘要：5月12日晚，停航十一年的青禾县渡口恢复夜航，首班渡船载着四十名乘客驶向对岸。</div>",
        "<p><a href=/>青禾县门户网站 www.qinghe.example</a> 2024-05-13 09:20 来源：青禾新闻</p>",
    ],
)
def test_what_stands_above_the_text_is_none_of_it(above: str) -> None:
    assert is_the_article(page(f"<div class='article-content'>{above}{TEXT}</div>"))


def test_a_summary_in_other_words_stays() -> None:
    summary = "<p>摘要：一条停了十一年的航线回来了，对岸的人晚上也能回家。</p>"
    assert texts(page(f"<div class='article-content'>{summary}{TEXT}</div>"))[0].startswith("摘要")


@pytest.mark.parametrize(
    "below",
    [
        f"<p>【{TITLE}】（编辑：方圆）</p>",
        f"<p>文章图片</p><p>{TITLE}</p>",
        "<p>本文仅代表作者个人的观点，不构成投资建议，据此操作风险自担。</p>",
        "<p>已输入0字</p>",
    ],
)
def test_what_stands_below_the_text_is_none_of_it(below: str) -> None:
    assert is_the_article(page(f"<div class='article-content'>{TEXT}{below}</div>"))


def test_a_heading_that_leads_to_the_front_page_or_names_the_site_is_no_title() -> None:
    logo = f"<h1><a href='/'>青禾县人民医院</a></h1><h2>{TITLE}</h2>"
    assert page(TEXT, title=logo, tag="青禾县人民医院").metadata.title == TITLE
    assert page(TEXT, title=f"<h1>青禾县人民医院</h1><h3>{TITLE}</h3>", tag="青禾县人民医院").metadata.title == TITLE


def test_a_mark_before_a_title_is_no_part_of_it() -> None:
    assert page(TEXT, title=f"<h2><span>原创</span>{TITLE}</h2>", tag="青禾在线").metadata.title == TITLE


def dated(line: str, foot: str = "") -> str | None:
    markup = f"<title>{TITLE}</title><h1>{TITLE}</h1>{line}<div class='article-content'>{TEXT}</div>{foot}"
    return read(Original(data=markup.encode(), name="page.html"), lenient=True).metadata.date


def test_a_year_may_have_two_digits() -> None:
    assert dated("<div><span>24-05-13 09:20</span> <span>来源：青禾新闻</span></div>") == "2024-05-13T09:20"
    assert dated("<div><span>发布时间：98-05-13</span></div>") == "1998-05-13"
    assert not dated("<div>24-05-13号文件</div>")


def test_the_line_below_a_text_that_names_its_page_and_title_dates_it() -> None:
    assert dated("", f"<div>青禾日报 要闻 0002 {TITLE} 2024年05月13日 星期一</div>") == "2024-05-13"


def test_a_traditional_page_is_read_by_the_same_rules() -> None:
    html = (
        "<title>舊書店熄燈 - 港灣日報</title><h1>舊書店熄燈</h1><p>2018年10月31日 (三) 04:30　作者：管理員　來源：港灣日報</p>"
        "<div><p>開業三十二年的榕樹書店昨晚熄燈，店主與街坊握手。</p><p>新租戶將會經營茶飲店，預計下月中開業。</p>"
        "<p>攝影：安小北</p><p>審核：段清</p><p>免責聲明：本文僅代表作者觀點，不構成投資建議。</p></div>"
        "<div><h4>相關閱讀</h4><p>渡輪加班的一夜，碼頭上等船的人都很安靜。</p></div><p>聯絡我們　電話：00000000</p>"
    )
    record = read(Original(data=html.encode(), name="x.html", url=""))
    assert record.metadata.date == "2018-10-31T04:30"
    assert record.metadata.source == "港灣日報"
    assert record.metadata.authors == ()
    assert record.metadata.editors == ("段清",)
    assert record.units[-1].source == "新租戶將會經營茶飲店，預計下月中開業。"


def test_a_body_by_its_name_is_no_furniture_for_another_class() -> None:
    aside = "<div class='follow'><p>专注数码新闻报道，每日推送最新资讯，欢迎关注我们的公众号。</p></div>"
    record = page(f"<div class='share_pop clearfix' id='artibody'>{TEXT}</div>{aside}")
    assert [plain(unit.source)[:5] for unit in record.units] == ["5月12日", "渡口负责人"]


def test_a_sentence_quoted_above_its_text_in_the_same_box_is_text() -> None:
    quoted = "<p>渡口负责人说，夜航时间为每晚七点至十点，每半小时一班。</p>"
    assert len(page(f"<div>{quoted}{TEXT}</div>").units) == 3
