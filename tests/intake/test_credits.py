import pytest

from workflow.intake.credits import Credits, byline, credit_line, issued, signed, tail_credit


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("责任编辑：张三 审核：李四", Credits(editors=("张三", "李四"))),
        ("（责编：汤文、丁涛）", Credits(editors=("汤文", "丁涛"))),
        ("【责任编辑:王五】", Credits(editors=("王五",))),
        ("［责任编辑：滕飞］", Credits(editors=("滕飞",))),
        ("本报记者 张三 李四", Credits(authors=("张三", "李四"))),
        ("□ 本报记者 张三", Credits(authors=("张三",))),
        ("记者 张三 通讯员 王五", Credits(authors=("张三", "王五"))),
        ("（记者张三、李文静）", Credits(authors=("张三", "李文静"))),
        ("（记者支小路 通讯员 贝宁）", Credits(authors=("支小路", "贝宁"))),
        ("本报记者　张三　文并摄", Credits(authors=("张三",))),
        ("北方晚报记者 张三 综合报道", Credits(authors=("张三",))),
        ("青春日报·中青线记者 谢洋 来源：青春日报", Credits(authors=("谢洋",))),
        ("文\\图 椰城日报记者 张三", Credits(authors=("张三",))),
        ("摄影：南岭日报记者 石见", Credits()),
        ("药学部、党委办公室供稿 摄影/张艳 编辑/苏芳", Credits(editors=("苏芳",))),
        ("（文字：张三 图片：Rahman 一审：李四）", Credits(authors=("张三",), editors=("李四",))),
        ("光明日报记者 张三 光明日报通讯员 李四", Credits(authors=("张三", "李四"))),
        ("经济日报记者 李 明", Credits(authors=("李明",))),
        ("文/图 张三", Credits(authors=("张三",))),
        ("文｜张三", Credits(authors=("张三",))),
        ("张三/文 李四/图", Credits(authors=("张三",))),
        ("图文 | 沈小舟", Credits(authors=("沈小舟",))),
        ("编辑 | 魏一鸣", Credits(editors=("魏一鸣",))),
        ("编辑 张三", Credits(editors=("张三",))),
        ("责编 舟小山", Credits(editors=("舟小山",))),
        ("对外联络处、港澳事务办公室 供稿", Credits(source="对外联络处、港澳事务办公室")),
        ("图片编辑：沈嘉", Credits()),
        ("题图设计：管乐", Credits()),
        ("記者 關詠詩", Credits(authors=("關詠詩",))),
        ("来源：新华社", Credits(source="新华社")),
        ("供稿：张三", Credits(authors=("张三",))),
        ("供稿：环境学院", Credits(source="环境学院")),
        ("责任编辑：admin", Credits()),
        ("作者：", Credits()),
        ("来源：null", Credits()),
        ("（张三 报道 / 摄影）", Credits(authors=("张三",))),
        ("张三摄影报道", Credits(authors=("张三",))),
        ("作者：张三 李四/文 王五/摄", Credits(authors=("张三", "李四"))),
        ("拟稿：张三 编辑：李四 发布：李四", Credits(authors=("张三",), editors=("李四",))),
        ("（文/图 张三 李四 责任编辑 王五 赵六）", Credits(authors=("张三", "李四"), editors=("王五", "赵六"))),
        ("（文/张三 数据支持/李四 审核/王五）", Credits(authors=("张三",), editors=("王五",))),
        ("北方晚报热线新闻 记者 张三 线索：李先生", Credits(authors=("张三",))),
        ("张三 北方晚报 北方网 客户端记者 李四", Credits(authors=("张三", "李四"))),
        ("（文字/图片：张三，编辑：李四）", Credits(authors=("张三",), editors=("李四",))),
        (
            "撰文：张三 摄影：李四 编辑：王五 一审：赵六 二审：孙七 三审：周八",
            Credits(authors=("张三",), editors=("王五", "赵六", "孙七", "周八")),
        ),
    ],
)
def test_lines_of_credits(line: str, expected: Credits) -> None:
    assert credit_line(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "记者：您怎么看这个问题？",
        "记者：谢谢",
        "记者手记",
        "通讯员 培训 开班",
        "编辑 推荐",
        "图为会议现场",
        "时间：2025年4月20日",
        "主办单位：教务处",
        "（宣传部）",
        "编辑出版了三部著作",
        "责任编辑制度的由来：一个回顾",
        "作者：我在书里写道，人应当诚实。后来我改变了看法。",
        "字" * 200,
        "。",
    ],
)
def test_lines_of_text(line: str) -> None:
    assert credit_line(line) is None


@pytest.mark.parametrize(
    ("paragraph", "text", "expected"),
    [
        ("会议结束。（记者 张三 通讯员 李四）", "会议结束。", Credits(authors=("张三", "李四"))),
        ("会议结束。（来源：新华社）", "会议结束。", Credits(source="新华社")),
        ("会议结束。（宣传部 张三）", "会议结束。", Credits(authors=("张三",))),
        ("他说：“好。”（张三）", "他说：“好。”", Credits(authors=("张三",))),
        ("结束。责任编辑：张三", "结束。", Credits(editors=("张三",))),
        ("结束。（文/图 郝思源 编辑/阮佳）", "结束。", Credits(authors=("郝思源",), editors=("阮佳",))),
        ("结束。（图/文 方圆）", "结束。", Credits(authors=("方圆",))),
        ("结束。(文/方圆  摄/周全)", "结束。", Credits(authors=("方圆",))),
        ("结束。（姚远/审 李可/文/图）", "结束。", Credits(authors=("李可",), editors=("姚远",))),
        ("结束。（文/对外联络处方圆 编辑/阮佳）", "结束。", Credits(authors=("方圆",), editors=("阮佳",))),
        ("展览持续到9月。文：袁满     图：任重  袁满）", "展览持续到9月。", Credits(authors=("袁满",))),
        ("市民盼望早日解決。本報記者謝安攝", "市民盼望早日解決。", Credits(authors=("謝安",))),
        ("会议结束。本报记者 谢安", "会议结束。", Credits(authors=("谢安",))),
        ("会议结束。江北日报/文", "会议结束。", Credits(office="江北日报")),
        ("会议结束。（宣传部）", "会议结束。", Credits(office="宣传部")),
        ("会议结束。（撰稿：张三 責編：李四）", "会议结束。", Credits(authors=("张三",), editors=("李四",))),
    ],
)
def test_a_credit_closes_a_paragraph(paragraph: str, text: str, expected: Credits) -> None:
    found = tail_credit(paragraph)
    assert found is not None
    assert (paragraph[: found[0]], found[1]) == (text, expected)


@pytest.mark.parametrize(
    "paragraph",
    [
        "会议结束。（完）",
        "合作协议（试行）",
        "（张三）",
        "结束。（作者系北京大学教授）",
        "参加人员：（王五 李四）",
        "增长8%。（同比）",
        "新启用的灯塔。张建国 摄",
        "他说完就走了。记者追问原因",
        "会议结束。下一站：江城",
    ],
)
def test_a_bracket_of_the_text_stays(paragraph: str) -> None:
    assert tail_credit(paragraph) is None


@pytest.mark.parametrize(
    ("sentence", "authors"),
    [
        ("新华社北京4月18日电（记者张三、李四）今天", ("张三", "李四")),
        ("本报讯（记者 张三 通讯员 李四）今天", ("张三", "李四")),
        ("中新网北京4月18日电 (张三 李四)今天", ("张三", "李四")),
        ("（记者张三）昨天", ("张三",)),
        ("央声网延川6月28日消息（记者周小明 见习记者贺婷）今天", ("周小明", "贺婷")),
        ("【寰球网报道 记者 李成】今天", ("李成",)),
        ("【文/观海者网 熊超然】今天", ("熊超然",)),
        ("江城社8月29日電(記者 許安)論壇將於", ("許安",)),
        ("本报讯(全媒体记者朱杨通讯员李娟)近日", ("朱杨", "李娟")),
        ("（西南教育报 2025年10月10日第3版 记者 文竹）二十年来", ("文竹",)),
        ("本报讯（张三记者李四实习生王五）因成效突出", ("张三", "李四", "王五")),
        ("江口融媒（记者 张三）7月27日", ("张三",)),
        ("【学生通讯员张三】秋风起", ("张三",)),
        ("（张三）为确保安全", ("张三",)),
        ("日报讯（记者古丽·艾合买提　叶尔森·加那提报道）今天", ("古丽·艾合买提", "叶尔森·加那提")),
    ],
)
def test_bylines_in_the_first_sentence(sentence: str, authors: tuple[str, ...]) -> None:
    assert byline(sentence) == Credits(authors=authors)


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《办法》（试行）要求",
        "（一）总体要求",
        "（周五）上午举行",
        "时间：2024年10月15日（周二）14:30",
        "没有括号的句子。",
    ],
)
def test_no_bylines(sentence: str) -> None:
    assert byline(sentence) is None


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("□张三", "张三"),
        ("□ 喜报", ""),
        ("江口县第二小学 张三", "张三"),
        ("江口县第二小学", ""),
        ("张三 李四", ""),
        ("江口县第二小学 喜报", ""),
    ],
)
def test_office_and_name_above_the_text_sign_it(line: str, author: str) -> None:
    assert signed(line) == (Credits(authors=(author,)) if author else None)


def test_a_journal_with_its_issue_is_the_source() -> None:
    assert issued("江北研究 2012年5期") == Credits(source="江北研究")
    assert issued("2012年5期") is None
