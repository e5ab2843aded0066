from datetime import date

import pytest

from workflow.intake.embedded import Statement, beijing, statements, title_tag
from workflow.intake.evidence import Evidence, from_options, settle
from workflow.intake.headline import without_site
from workflow.intake.html import parse_page
from workflow.intake.metadata import url_date
from workflow.model import Metadata


def stated(head: str, body: str = "<p>x</p>") -> list[tuple[str, str, str]]:
    return [
        (s.field, s.value, s.rule)
        for s in statements(parse_page(f"<html><head>{head}</head><body>{body}</body></html>"))
    ]


def test_meta_tags_of_government_sites() -> None:
    assert stated(
        "<meta name='ArticleTitle' content=' 题目 '><meta name='PubDate' content='2019-09-18 06:23'>"
        "<meta name='ContentSource' content='西岭日报'><meta name='Author' content=''><meta name='SiteName' content='站'>"
    ) == [
        ("title", "题目", "meta:ArticleTitle"),
        ("date", "2019-09-18T06:23", "meta:PubDate"),
        ("source", "西岭日报", "meta:ContentSource"),
        ("authors", "", "meta:Author"),
        ("site", "站", "meta:SiteName"),
    ]


def test_addresses_are_made_absolute() -> None:
    page = parse_page(
        "<head><meta property='og:url' content='/a'><link rel=canonical href='/b'></head><p>x", "https://h.example/c"
    )
    assert [(s.field, s.value) for s in statements(page)] == [
        ("url", "https://h.example/a"),
        ("canonical", "https://h.example/b"),
    ]


def test_json_ld_of_an_article_and_its_breadcrumb() -> None:
    data = """{"@graph": [
      {"@type": "BreadcrumbList", "itemListElement": [{"name": "首页"}, {"item": {"name": "深读"}}, 3]},
      {"@type": ["NewsArticle"], "headline": "题", "datePublished": "2025-02-14T02:05:00Z", "keywords": ["甲", "乙"],
       "author": [{"@type": "Person", "name": "麦海珊"}, {"@type": "Organization", "name": "站"}], "editor": "柳一帆",
       "isBasedOn": [{"url": "https://o.example/1"}], "provider": {"name": "社"}, "articleBody": "文"},
      {"@type": "Person", "headline": "不是文章"}, "x"]}"""
    assert stated(f"<script type='application/ld+json'>{data}</script>") == [
        ("position", "首页\n深读", "json-ld:BreadcrumbList"),
        ("title", "题", "json-ld:headline"),
        ("date", "2025-02-14T10:05+08:00", "json-ld:datePublished"),
        ("body", "文", "json-ld:articleBody"),
        ("keywords", "甲、乙", "json-ld:keywords"),
        ("original", "https://o.example/1", "json-ld:isBasedOn"),
        ("authors", "麦海珊", "json-ld:author"),
        ("editors", "柳一帆", "json-ld:editor"),
        ("source", "社", "json-ld:provider"),
    ]


def test_broken_json_ld_is_passed_over() -> None:
    assert stated("<script type='application/ld+json'>{oops</script>") == []


def test_baidu_and_line_breaks_in_json_ld() -> None:
    data = '{"title": "题\n目", "pubDate": "2019-09-11T02:46:57", "keywords": "甲,乙"};'
    assert [(f, v) for f, v, _ in stated(f"<script type='application/ld+json'>{data}</script>")] == [
        ("date", "2019-09-11T02:46:57"),
        ("title", "题 目"),
        ("keywords", "甲,乙"),
    ]


def test_comments_of_the_newspaper_system() -> None:
    comment = (
        "<!--enpproperty <articleid>1</articleid><date>2022-08-03 00:00:00:0</date><author>邱岚</author>"
        "<title><p>题</p></title><subtitle></subtitle><sourcename>日报</sourcename>/enpproperty-->"
    )
    assert [(f, v) for f, v, _ in stated("", comment + "<p>x</p>")] == [
        ("date", "2022-08-03"),
        ("authors", "邱岚"),
        ("title", "题"),
        ("subtitle", ""),
        ("source", "日报"),
    ]


def test_microdata() -> None:
    body = "<h1 itemprop=headline>题</h1><time itemprop=datePublished datetime='2025-04-18'>昨天</time><b itemprop=author>李四</b>"
    assert [(f, v) for f, v, _ in stated("", body)] == [("title", "题"), ("date", "2025-04-18"), ("authors", "李四")]


def test_scripts_of_wechat_and_of_others() -> None:
    wechat = 'var ct = "1725234600"; var msg_title = \'题\'; var nickname = htmlDecode("附中"); var msg_link = "http://a.example";'
    assert [(f, v) for f, v, _ in stated(f"<script>{wechat}</script>")] == [
        ("date", "2024-09-02T07:50"),
        ("title", "题"),
        ("source", "附中"),
        ("url", "http://a.example"),
    ]
    assert stated('<script>{"pubTime":"2024-12-20 07:31"}</script>') == [
        ("date", "2024-12-20T07:31", "meta:script date")
    ]


def test_the_title_tag() -> None:
    assert title_tag(parse_page("<head><title> 题\n目 </title></head><p>x")) == "题 目"
    assert title_tag(parse_page("<p>x</p>")) == ""


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("跨海大桥全线贯通-远山网", "跨海大桥全线贯通"),
        ("关于意见的通知发布_部门动态_某某政务网", "关于意见的通知发布"),
        ("南海新观 | 渔港里的“新渔民”", "渔港里的“新渔民”"),
        ("山村图书馆的夜晚 - 云上新闻 - 云上集团", "山村图书馆的夜晚"),
        ("只有题目", "只有题目"),
        ("", ""),
    ],
)
def test_site_and_column_leave_the_title_tag(title: str, found: str) -> None:
    assert without_site(title, set()) == found


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.example/2025/0418/c1234.html", "2025-04-18"),
        ("http://a.example/xw/202504/t20250418_123.html", "2025-04-18"),
        ("http://a.example/html/2025-04/18/content_2.htm", "2025-04-18"),
        ("http://a.example/art/2025/4/18/art_1_2.html", "2025-04-18"),
        ("http://a.example/2025/04/18/title", "2025-04-18"),
        ("http://a.example/20250418/a.html", "2025-04-18"),
        ("http://a.example/a/202504181234567890.shtml", "2025-04-18"),
        ("http://a.example/info/1001/20259999.htm", ""),
        ("", ""),
    ],
)
def test_the_date_of_an_address(url: str, day: str) -> None:
    assert url_date(url) == day


def test_times_in_utc_become_beijing_time() -> None:
    assert beijing("2025-02-14T20:05:00+00:00") == "2025-02-15T04:05+08:00"
    assert beijing("2025-02-14T20:05:00+09:00") == "2025-02-14T20:05:00+09:00"
    assert date.fromisoformat(beijing("2025-02-14")) == date(2025, 2, 14)
    assert Statement("date", "", "x").value == ""


def test_an_empty_printed_label_keeps_weaker_guesses_out() -> None:
    evidence = Evidence()
    evidence.add("source", "站", "meta:source", 30)
    assert settle(evidence)[0].source == "站"
    evidence.add("source", "", "label:来源", 20, shut=True)
    assert settle(evidence)[0].source == ""
    evidence.add("source", "社", "label:credit", 15)
    assert settle(evidence) == (Metadata(source="社"), {"source": "label:credit"})


def test_editors_are_united_and_authors_of_one_place() -> None:
    evidence = Evidence()
    evidence.add("editors", ("甲",), "label:编辑", 10)
    evidence.add("editors", ("乙", "甲"), "label:credit", 12)
    evidence.add("editors", ("丙",), "meta:editor", 30)
    evidence.add("authors", ("丁",), "label:记者", 10)
    evidence.add("authors", ("戊",), "label:通讯员", 10)
    evidence.add("authors", ("己",), "label:byline", 16)
    found, rules = settle(evidence)
    assert (found.editors, found.authors) == (("甲", "乙"), ("丁", "戊"))
    assert rules == {"editors": "label:编辑", "authors": "label:记者"}


def test_an_editor_entered_as_author_is_no_author_but_stays_a_candidate() -> None:
    evidence = Evidence()
    evidence.add("authors", ("郁青",), "meta:author", 30)
    evidence.add("editors", ("郁青",), "label:责任编辑", 13)
    found, _ = settle(evidence)
    assert (found.authors, found.editors) == ((), ("郁青",))
    assert ("authors", ("郁青",)) in [(c.field, c.value) for c in evidence.candidates()]


def test_a_byline_with_persons_beats_an_office_entered_as_author() -> None:
    evidence = Evidence()
    evidence.add("authors", ("研究生院",), "label:作者", 10)
    evidence.add("authors", ("顾盼",), "label:byline", 16)
    assert settle(evidence)[0].authors == ("顾盼",)


def test_the_full_list_behind_the_text_completes_the_authors_above_it() -> None:
    evidence = Evidence()
    evidence.add("authors", ("孔令仪",), "label:作者", 10)
    evidence.add("authors", ("孔令仪", "岑文"), "label:foot credit", 12)
    assert settle(evidence)[0].authors == ("孔令仪", "岑文")


def test_of_equal_dates_of_one_day_the_one_with_its_time_counts() -> None:
    evidence = Evidence()
    evidence.add("date", "2023-04-21", "layout:head date", 12)
    evidence.add("date", "2023-04-22T09:00", "layout:head date", 12)
    evidence.add("date", "2023-04-21T15:26", "layout:head date", 12)
    assert settle(evidence)[0].date == "2023-04-21T15:26"


def test_options_win_and_empty_ones_say_nothing() -> None:
    evidence = Evidence()
    evidence.add("title", "页", "profile:x", 5)
    from_options(evidence, Metadata(title="我的", authors=("某",)))
    from_options(evidence, None)
    assert settle(evidence) == (
        Metadata(title="我的", authors=("某",)),
        {"title": "option:title", "authors": "option:authors"},
    )


def test_the_same_value_by_the_same_rule_is_noted_once() -> None:
    evidence = Evidence()
    for _ in range(2):
        evidence.add("title", "题", "meta:title", 25)
    assert len(evidence.candidates()) == 1
