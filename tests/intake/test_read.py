from pathlib import Path

import pytest

from workflow.errors import InputError
from workflow.intake.original import MARKDOWN, TEXT, Original
from workflow.intake.read import read
from workflow.intake.sites import packaged, profiles
from workflow.intake.stated import language_of
from workflow.model import Metadata, Record
from workflow.text.inline import plain

FIRST = "<p>四月的校园春意正浓，学校召开对外合作工作推进会，部署今年任务。</p>"
SECOND = "<p>会议要求，各学院认真落实方案，把合作做深做实，办成几件实事。</p>"
HEAD = "<h1>学校召开对外合作推进会</h1><div>发布时间：2025-04-18 来源：校报</div>"


def page(
    body: str, *, head: str = HEAD, title: str = "学校召开对外合作推进会-某大学", url: str = "", **options: str
) -> Record:
    markup = f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{head}<div class=c>{body}</div></body></html>"
    return read(Original(data=markup.encode(), name="page.html", url=url), **options)  # type: ignore[arg-type]


def texts(record: Record) -> list[str]:
    return [plain(unit.source) for unit in record.units]


def test_a_page_is_read_with_the_rule_of_each_value() -> None:
    record = page(FIRST + SECOND, url="https://www.univ.example/info/1.htm")
    assert record.metadata == Metadata(
        title="学校召开对外合作推进会", date="2025-04-18", source="校报", url="https://www.univ.example/info/1.htm"
    )
    assert record.evidence == {
        "title": "layout:h1",
        "date": "label:发布时间",
        "source": "label:来源",
        "url": "file:address",
        "body": "layout:density",
    }
    assert record.language == "zh"
    assert record.extracted_by.startswith("workflow ")
    assert len(texts(record)) == 2


def test_options_win_over_everything_the_page_says() -> None:
    given = Metadata(
        title="另一个题目", date="2020-01-01", source="另一家", authors=("某人",), url="https://o.example/"
    )
    record = read(Original(data=f"{HEAD}{FIRST}{SECOND}".encode(), name="a.html"), options=given)
    assert record.metadata == given
    assert {record.evidence[name] for name in ("title", "date", "source", "authors", "url")} == {
        "option:title", "option:date", "option:source", "option:authors", "option:url",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "missing", "option"),
    [
        (f"<div>2025-04-18 来源：校报</div><div>{FIRST}{SECOND}</div>", "title", "--title"),
        (f"<h1>学校召开对外合作推进会</h1><div>{FIRST}{SECOND}</div>", "date", "--date"),
        (f"{HEAD}<ul><li><a href='/1'>校园新闻一则</a></li></ul>", "body", "--body SELECTOR"),
    ],
)
def test_what_is_not_found_is_named_with_the_option_that_supplies_it(markup: str, missing: str, option: str) -> None:
    with pytest.raises(InputError) as caught:
        read(Original(data=markup.encode(), name="page.html"))
    assert f"no {missing} was found" in caught.value.problem
    assert option in caught.value.mend
    assert caught.value.place == "page.html"


def test_options_supply_what_the_page_lacks() -> None:
    record = read(
        Original(data=f"<div>{FIRST}{SECOND}</div>".encode(), name="a.html"),
        options=Metadata(title="题目", date="2025-01-02"),
    )
    assert (record.metadata.title, record.metadata.date, record.metadata.source) == ("题目", "2025-01-02", "")


def test_a_selector_names_the_body() -> None:
    record = page(f"<div id=one>{FIRST}</div><div id=two>{SECOND}</div>", body_selector="#two")
    assert texts(record) == ["会议要求，各学院认真落实方案，把合作做深做实，办成几件实事。"]
    assert record.evidence["body"] == "option:body"


@pytest.mark.parametrize(("selector", "problem"), [("#none", "no body"), ("p:hover", "CSS selector")])
def test_a_selector_that_finds_nothing_or_is_none_is_told(selector: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        page(FIRST, body_selector=selector)


def test_a_desk_adds_profiles_by_host(tmp_path: Path) -> None:
    (tmp_path / "site.yaml").write_text(
        "name: our-site\nhosts: [univ.example]\nbody: '#text'\ntitle: .t\nsubtitle: .s\ndate: .d\nsource: .q\n"
        "authors: [.a]\neditors: [.e]\nposition: .p\n",
        "utf-8",
    )
    body = (
        "<div class=p>首页 &gt; 校闻</div><div class=t>真正的题目</div><div class=s>副题</div><div class=d>时间 2024-02-03</div>"
        "<div class=q>来源：</div><div class=a>作者：李四</div><div class=e>王五</div>"
        f"<div id=text>{FIRST}{SECOND}</div>"
    )
    record = read(Original(data=f"{HEAD}{body}".encode(), url="https://news.univ.example/1"), profiles=tmp_path)
    assert record.metadata == Metadata(
        title="真正的题目", subtitle="副题", date="2024-02-03", source="校报", url="https://news.univ.example/1",
        authors=("李四",), editors=("王五",), position=("首页", "校闻"),
    )  # fmt: skip
    assert record.evidence["body"] == "profile:our-site #text"
    elsewhere = read(Original(data=f"{HEAD}{body}".encode(), url="https://other.example/1"), profiles=tmp_path)
    assert elsewhere.metadata.title == "学校召开对外合作推进会"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("- a\n", "mapping"),
        ("bodies: x\n", "unknown key “bodies”"),
        ("body: {a: b}\n", "list of text"),
        ("body_between: [[a]]\n", "pairs"),
        ("body: 'p:hover'\n", "CSS selector"),
    ],
)
def test_a_malformed_profile_is_told_with_its_file(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        profiles(tmp_path, "")
    assert "bad.yaml" in caught.value.place


def test_the_packaged_profiles_load_and_have_names_of_their_own() -> None:
    names = [profile.name for profile in packaged()]
    assert len(names) == len(set(names)) >= 8
    assert profiles(None, "https://x.example/")[-1].name == "generic"


@pytest.mark.parametrize(
    "foot",
    [
        "<p>责任编辑：张三</p>",
        "<p>（编辑：张三 审核：李四）</p><p><img src=qr.jpg></p>",
        "<p>上一篇：<a href=1>关于放假的通知</a></p><p>下一篇：没有了</p>",
        "<p>【打印】【关闭】</p>",
        "<p>版权声明：未经授权不得转载。</p>",
        "<p>【免责申明】本专题图片均来自校友，若有侵权请联系删除。</p>",
        "<p>《人民日报》（ 2025年04月18日　07版）</p>",
        "<p>（原标题：推进会召开）</p>",
        "<p>来源丨校报</p><p>文字：机械学院</p><p>编辑：张三</p>",
        "<p>-END-</p><p>图文 | 张三</p>",
        "<p><a href=1>学校举行春季运动会开幕式</a></p><p><a href=2>图书馆举办读书月活动</a></p><p><a href=3>食堂推出新菜品受欢迎</a></p>",
        "<div class=share>分享到：微信</div>",
        "<div><span>1</span> <a href=2.htm>2</a> <a href=2.htm>下一页</a></div>",
        "<div><b>延伸 · 推荐</b><p><a href=1>学校去年的推进会</a></p><p>去年的推进会有三家企业参加，签了两份协议。</p></div>",
        "<p>此前报道：<a href=1>学校召开动员会</a></p>",
        "<p>信息来源于网络</p>",
        "<p>（下转A02版）</p>",
        "<p>本报记者 谢安 摄</p><p>A03</p>",
        "<p>江城社发 周秀鱼春 摄</p>",
        "<p>原创文章如转载，请注明：转载自山海俱乐部</p>",
        "<h3>相关阅读</h3><p>另一篇文章的摘要也有一句完整的话，不该进入正文。</p>",
        "<p>责任编辑：张三</p><p>夜间公交将延长运营时间，市民可留意站牌信息。</p>",
    ],
)
def test_the_foot_of_an_article_is_no_text(foot: str) -> None:
    record = page(f"<div class='article-content'>{FIRST}{SECOND}{foot}</div>")
    assert texts(record)[-1] == "会议要求，各学院认真落实方案，把合作做深做实，办成几件实事。"


@pytest.mark.parametrize(
    "last",
    [
        "某大学办公室",
        "2025年4月18日",
        "论文链接：https://doi.org/10.0000/abcd",
        "附件：1. 名单",
        "打印机的使用须知见说明书第三页。",
        "他说：“谢谢大家。”",
        "联系人：李老师　电话：0000-1234567",
    ],
)
def test_the_last_paragraph_of_the_text_stays(last: str) -> None:
    assert texts(page(f"<div class='article-content'>{FIRST}{SECOND}<p>{last}</p></div>"))[-1].replace(
        "\u3000", " "
    ) == last.replace("\u3000", " ")


@pytest.mark.parametrize(
    "head",
    [
        "<p>学校召开对外合作推进会</p>",
        "<p>来源：校报　作者：张三</p>",
        "<p>本报记者 张三 通讯员 李四</p>",
        "<p>（原标题：推进会召开）</p>",
        "<p>2025-04-18 10:00</p>",
        "<dl><dt>供稿：</dt><dd>国际处</dd><dt>编辑：</dt><dd>李四</dd></dl>",
        "<p>字号：大 中 小</p>",
        "<p>本文原标题：《推进会召开》</p>",
        "<p>炒股就看<a href=1>研报</a>，权威，专业，助您挖掘机会！</p>",
    ],
)
def test_the_head_of_an_article_is_no_text(head: str) -> None:
    record = page(f"<div class='article-content'>{head}{FIRST}{SECOND}</div>")
    assert texts(record)[0].startswith("四月的校园春意正浓")


@pytest.mark.parametrize("first", ["各学院：", "一、总体要求", "时间：2025年5月6日14:30", "记者：请介绍一下背景。"])
def test_the_first_paragraph_of_the_text_stays(first: str) -> None:
    assert texts(page(f"<div class='article-content'><p>{first}</p>{FIRST}{SECOND}</div>"))[0] == first


def test_attachments_behind_the_text_belong_to_it() -> None:
    record = page(
        f"<div class=v_news_content>{FIRST}{SECOND}</div><p>附件【<a href='/a.docx'>申请表.docx</a>】已下载3次</p><p>上一条：无</p>"
    )
    assert "申请表.docx" in texts(record)[-1]
    assert [link.text for link in record.links] == ["申请表.docx"]


def test_a_credit_at_the_end_of_the_last_paragraph_is_read_and_taken_off() -> None:
    record = page(
        f"{FIRST}<p>会议要求，各学院认真落实方案，办成几件实事。（<b>记者</b> 张三　通讯员 李四）</p><p>校办公室</p>"
    )
    assert texts(record)[-2:] == ["会议要求，各学院认真落实方案，办成几件实事。", "校办公室"]
    assert record.metadata.authors == ("张三", "李四")


def test_several_credits_at_the_end_of_the_last_paragraph_are_taken_off() -> None:
    record = page(f"{FIRST}<p>会议要求，各学院认真落实方案，办成几件实事。（张三）线索提供：李四</p>")
    assert texts(record)[-1] == "会议要求，各学院认真落实方案，办成几件实事。"
    assert record.metadata.authors == ("张三",)


def test_a_heading_above_its_author_stays() -> None:
    record = page(f"<p><b>牢记初心</b></p><p>作者：张三</p>{FIRST}")
    assert texts(record)[0] == "牢记初心"


def test_credits_before_captions_are_read_and_the_pictures_stay() -> None:
    pictures = "<p><img src=/1.jpg></p><p>会议现场</p>"
    record = page(f"{FIRST}{SECOND}<p>（撰稿：张三，摄影：李四）</p>{pictures}")
    assert "（撰稿：张三，摄影：李四）" not in texts(record)
    assert record.metadata.authors == ("张三",)
    assert [image.src for image in record.images] == ["/1.jpg"]


def test_a_caption_above_the_credits_stays() -> None:
    record = page(f"<p><img src=/1.jpg></p><p>图为会议现场的横幅。</p><p>张三 摄影报道</p>{FIRST}")
    assert "图为会议现场的横幅。" in texts(record)
    assert record.metadata.authors == ("张三",)


def test_a_heading_may_hold_its_date_and_a_date_stand_alone_below_an_empty_label() -> None:
    title = "学校召开对外合作推进会"
    within = page(FIRST + SECOND, head=f"<h2>{title}<span>发布时间：2025-04-18</span></h2>", title="校园网")
    below = page(FIRST + SECOND, head=f"<h1>{title}</h1><p>来源：校报</p><p>作者：</p><p>2025-04-18</p>")
    above = page(FIRST + SECOND, head=f"<p>2025-04-18 来源：</p><p class=bt><b>{title}</b></p>", title="校园网")
    for record in (within, below, above):
        assert (record.metadata.title, record.metadata.date) == (title, "2025-04-18")


def test_an_empty_source_label_stays_empty_below_an_office_in_brackets() -> None:
    record = page(
        f"{FIRST}<p>会议要求，各学院认真落实方案。（宣传部）</p>", head="<h1>会议</h1><p>2025-04-18 来源：</p>"
    )
    assert texts(record)[-1] == "会议要求，各学院认真落实方案。"
    assert record.metadata.source == ""


def test_a_digital_edition_has_its_title_in_the_page_and_not_above_it() -> None:
    body = f"<table><tr><td class=bt1><b>市里召开春运会议</b></td></tr><tr><td>{FIRST}{SECOND}</td></tr></table>"
    record = page(body, head="<div>第01版：要闻 2025-04-18</div>", title="江北日报数字报")
    assert record.metadata.title == "市里召开春运会议"


def test_an_invitation_to_follow_above_the_text_is_no_text() -> None:
    assert texts(page(f"<p>Hi，记得点蓝字关注我们哟</p>{FIRST}{SECOND}"))[0].startswith("四月的校园")


def test_office_and_name_below_the_last_sentence_are_its_author() -> None:
    record = page(f"{FIRST}{SECOND}<p>宣传部 张三</p>")
    assert texts(record)[-1].endswith("办成几件实事。")
    assert record.metadata.authors == ("张三",)


def test_two_names_below_the_last_sentence_are_its_authors_and_a_list_of_names_is_text() -> None:
    assert page(f"{FIRST}{SECOND}<p>张三 李四</p>").metadata.authors == ("张三", "李四")
    assert texts(page(f"{FIRST}{SECOND}<p>张三 李四</p><p>王五 赵六</p>"))[-1] == "王五 赵六"


def test_a_title_tag_without_chinese_is_the_sites_name() -> None:
    record = page(FIRST + SECOND, head="<div>Harbour Academy</div>" + HEAD, title="Harbour Academy")
    assert record.metadata.title == "学校召开对外合作推进会"


def test_a_body_of_breaks_is_cut_line_by_line() -> None:
    body = "<div class=x>　　四月的校园春意正浓，学校召开推进会。<br><br>　　会议要求，各学院认真落实方案。<br>责任编辑：张三<br>【打印】</div>"
    record = page(body)
    assert texts(record) == ["四月的校园春意正浓，学校召开推进会。", "会议要求，各学院认真落实方案。"]
    assert record.metadata.editors == ("张三",)


def test_the_printed_date_beats_the_meta_date_and_publication_beats_update() -> None:
    meta = "<meta name=PubDate content='2023-01-01'>"
    markup = f"<head>{meta}</head><body><h1>学校召开对外合作推进会</h1><p>更新时间：2025-05-01 发布时间：2025-04-18</p>{FIRST}{SECOND}"
    assert read(Original(data=markup.encode())).metadata.date == "2025-04-18"
    updated = f"<head>{meta}</head><body><h1>学校召开对外合作推进会</h1><p>更新时间：2025-05-01</p>{FIRST}{SECOND}"
    assert read(Original(data=updated.encode())).metadata.date == "2023-01-01"


def test_the_date_may_stand_in_the_address_or_under_the_text() -> None:
    signed = FIRST + SECOND + "<p>2025年4月2日</p>"
    head = "<h1>学校召开对外合作推进会</h1>"
    by_address = page(signed, head=head, url="https://a.example/2025/0418/c1.html")
    assert (by_address.metadata.date, by_address.evidence["date"]) == ("2025-04-18", "file:address")
    by_signature = page(signed, head=head)
    assert (by_signature.metadata.date, by_signature.evidence["date"]) == ("2025-04-02", "layout:signature")


def test_further_pages_are_hinted_at() -> None:
    pager = "<div><a href='2.htm'>下一页</a></div>"
    assert page(FIRST + SECOND + pager).evidence["pages"] == "more pages follow"
    script = "<script>createPageHTML(3, 0, 't2025', 'html')</script>"
    assert page(FIRST + SECOND + script).evidence["pages"] == "page 1 of 3"
    assert "pages" not in page(FIRST + SECOND + "<script>createPageHTML(1,0,'t','html')</script>").evidence


def test_comments_that_name_the_text_are_its_borders() -> None:
    body = f"<p>编者寄语：愿诸君珍惜时光，勤学不辍，不负韶华，共勉之。</p><!-- 正文开始 -->{FIRST}{SECOND}<!-- 正文结束 --><p>尾声一句，也像正文，但是不是。</p>"
    record = page(body)
    assert record.evidence["body"] == "layout:comments"
    assert len(texts(record)) == 2


def test_an_english_page_names_its_original() -> None:
    text = "<p>The university held a meeting on international cooperation, and set the tasks of the year.</p>" * 2
    linked = f"<h1>Meeting on cooperation</h1><p>Date: 2025-04-18 Source:</p>{text}<p>Link to original article: <a href='/zh/1'>here</a></p>"
    record = read(Original(data=linked.encode(), url="https://e.example/en/1"))
    assert (record.language, record.metadata.url, record.metadata.source) == ("en", "https://e.example/zh/1", "")
    assert ("source", "") in [(c.field, c.value) for c in record.candidates]
    lost = linked.replace("<a href='/zh/1'>here</a>", "")
    record = read(Original(data=lost.encode(), url="https://e.example/en/1"))
    assert record.metadata.url == ""
    assert ("url", "", "label:Link to original article") in [(c.field, c.value, c.rule) for c in record.candidates]


def test_several_authors_stated_for_machines_are_one_value() -> None:
    head = "<meta name=author content='张三'><meta name=author content='李四'><meta name=author content='admin'>"
    record = read(Original(data=f"<head>{head}</head><body>{HEAD}{FIRST}{SECOND}".encode()))
    assert record.metadata.authors == ("张三", "李四")


def test_text_and_markdown_are_read_like_pages() -> None:
    text = "学校召开对外合作推进会\n\n发布时间：2025-04-18　来源：校报\n\n四月的校园春意正浓，学校召开推进会。\n\n会议要求，各学院认真落实方案。\n"
    record = read(Original(data=text.encode(), media_type=TEXT, name="a.txt", extension="txt"))
    assert (record.metadata.title, record.metadata.date, record.metadata.source) == (
        "学校召开对外合作推进会",
        "2025-04-18",
        "校报",
    )
    assert texts(record)[0] == "四月的校园春意正浓，学校召开推进会。"
    markdown = "---\ntitle: 题目在此\ndate: 2024-05-06\nsource: 某报\n---\n\n四月的校园春意正浓，学校召开推进会。\n\n会议要求，各学院认真落实。\n"
    record = read(Original(data=markdown.encode(), media_type=MARKDOWN, name="a.md", extension="md"))
    assert (record.metadata.title, record.metadata.date, record.metadata.source) == ("题目在此", "2024-05-06", "某报")


def test_the_language_is_that_of_most_of_the_text() -> None:
    assert language_of("会议在 Beijing 举行") == "zh"
    assert language_of("The meeting in 北京 was held") == "en"
    assert page(FIRST + SECOND, language="zh-Hant").language == "zh-Hant"


def test_an_empty_source_stays_empty_whatever_else_names_a_paper() -> None:
    body = f"<p>江城日报记者 张建国</p>{FIRST}{SECOND}<p>（江城日报记者 张建国）</p>"
    named = page(f"<div class='article-content'>{body}</div>", head="<h1>学校召开推进会</h1><p>2025-04-18</p>")
    empty = page(f"<div class='article-content'>{body}</div>", head="<h1>学校召开推进会</h1><p>2025-04-18 来源：</p>")
    assert (named.metadata.source, empty.metadata.source) == ("江城日报", "")
    assert empty.metadata.authors == ("张建国",)


def test_a_poem_has_no_sentences_and_is_read_all_the_same() -> None:
    lines = ["稻子低下头的时候", "天空就高了", "父亲站在田埂上", "像一株没有收割的稻", "鸟群落下来"]
    poem = "".join(f"<p>{line}</p>" for line in lines)
    info = "<h1>秋天的稻田</h1><div class=i>2023-10-13 来源：江南日报 作者：杨柳</div>"
    markup = f"<body>{info}<div class=x>{poem}</div><div><a href=1>灶台边的母亲</a></div></body>"
    assert texts(read(Original(data=markup.encode()))) == lines


def test_those_who_took_part_join_the_byline() -> None:
    record = page(f"<p>江城社4月18日电（记者张建国）春意正浓，学校召开推进会。</p>{SECOND}<p>（参与记者：李晓明）</p>")
    assert record.metadata.authors == ("张建国", "李晓明")


def test_a_site_to_share_a_page_on_is_nobody_who_wrote_it() -> None:
    sites = "".join(f"<li><a href='//s{n}.example/'>{name}</a></li>" for n, name in enumerate(["校内", "豆子", "开心"]))
    record = page(FIRST + SECOND, head=f"<h1>学校召开推进会</h1><p>2025-04-18</p><ul>{sites}</ul>")
    assert record.metadata.authors == ()


def test_a_label_may_stand_in_an_element_of_its_own_without_a_colon() -> None:
    def field(name: str, value: str) -> str:
        return f"<div><div class='field__label'>{name}</div><div class='field__item'>{value}</div></div>"

    record = page(
        FIRST + SECOND + field("审核", "山涛"),
        head=f"<h1>推进会召开</h1><p>2025-04-18</p>{field('供稿单位', '土木学院')}",
    )
    assert (record.metadata.source, record.metadata.editors) == ("土木学院", ("山涛",))


def test_a_speech_is_his_whose_office_and_name_stand_below_the_title() -> None:
    head = "<h1>在经济工作会议上的讲话</h1><p>县委书记　罗正民</p><p>（2025年1月15日）</p>"
    assert page(FIRST + SECOND, head=head).metadata.authors == ("罗正民",)


def test_a_title_may_begin_with_a_word_that_credits_elsewhere() -> None:
    head = "<div class=t>视频丨百年灯塔重新点亮</div><div>2025-10-30 来源：校报</div>"
    assert page(FIRST + SECOND, head=head, title="视频丨百年灯塔重新点亮").metadata.title == "视频丨百年灯塔重新点亮"


def test_a_person_in_the_bracket_behind_the_text_beats_an_office_entered_as_author() -> None:
    record = page(
        f"{FIRST}{SECOND}<p>（宣传科 张建国）</p>", head="<h1>学校召开推进会</h1><p>2025-04-18 作者：宣传科</p>"
    )
    assert record.metadata.authors == ("张建国",)


def test_beside_the_only_paragraph_with_sentences_stand_salutation_and_signature() -> None:
    lines = ["各位读者：", "国庆节假期开放安排如下", "闭馆期间，还书请投入自助还书箱。", "望周知！", "江城图书馆"]
    assert texts(page("".join(f"<p>{line}</p>" for line in lines))) == lines


def test_a_half_width_comma_between_han_characters_makes_a_sentence() -> None:
    first = "根据学校通知精神,结合图书馆的实际情况,开放安排如下"
    assert texts(page(f"<p>{first}</p>{SECOND}"))[0] == first
