import pytest

from workflow.intake.people import is_person, is_source, leftover, names, source_name


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("张三 李四", ("张三", "李四")),
        ("张　三", ("张三",)),
        ("王 芳 李建国", ("王芳", "李建国")),
        ("本报记者 张三 通讯员 李四", ("张三", "李四")),
        ("新华社记者 王五、赵六", ("王五", "赵六")),
        ("党委宣传部 张三", ("张三",)),
        ("党委宣传部", ("党委宣传部",)),
        ("对外联络处方圆", ("方圆",)),
        ("教育事务部办公厅", ("教育事务部办公厅",)),
        ("张三（北京大学）", ("张三",)),
        ("［滕飞］", ("滕飞",)),
        ("约翰·史密斯", ("约翰·史密斯",)),
        ("張三 記者 李四", ("張三", "李四")),
        ("John Smith, Li Si and Wang Wu", ("John Smith", "Li Si", "Wang Wu")),
        ("By Emma Luo and Jack Tan", ("Emma Luo", "Jack Tan")),
        ("张三 John Smith", ("张三",)),
        ("张三、张三", ("张三",)),
        ("记者 张三 李四 等", ("张三", "李四")),
        ("赵登科、李明", ("赵登科", "李明")),
        ("通讯员 李琴雯 刘会", ("李琴雯", "刘会")),
        ("网络整理", ()),
        ("陈智 整合", ("陈智",)),
        ("", ()),
        ("admin", ()),
        ("系统管理员", ()),
        ("佚名", ()),
        ("${author}", ()),
        ("{{author}}", ()),
        ("null", ()),
        ("undefined", ()),
        ("zhangsan01", ()),
        ("1610", ()),
    ],
)
def test_names_of_a_label(value: str, expected: tuple[str, ...]) -> None:
    assert names(value) == expected


@pytest.mark.parametrize("token", ["张三", "欧阳明", "李建国", "阿依·木汗", "John Smith"])
def test_persons(token: str) -> None:
    assert is_person(token)


@pytest.mark.parametrize(
    "token", ["周二", "谢谢", "方案", "欧阳", "张三丰和尚", "新华社", "Smith", "Comsenz UI Team", "啊呀"]
)
def test_no_persons(token: str) -> None:
    assert not is_person(token)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("《人民日报》（", "人民日报"),
        ("《人民日报》", "人民日报"),
        ("光明网-《光明日报》", "光明网-《光明日报》"),
        ("来源：人民网-文化频道 原创稿", "人民网-文化频道"),
        ("本站原创", "本站原创"),
        ("（新华社）", "新华社"),
        ("新华社）", "新华社"),
        ("（新华社", "新华社"),
        ("新华\x1f社：", "新华社"),
        ("null", ""),
        ("{source}", ""),
        ("https://example.org/", ""),
        ("--", ""),
        ("未知", ""),
    ],
)
def test_sources(value: str, expected: str) -> None:
    assert source_name(value) == expected


def test_the_look_of_a_source() -> None:
    assert is_source("楚水晚报")
    assert is_source("省教育厅")
    assert not is_source("今天天气很好。")
    assert not is_source("网")


def test_template_leftovers() -> None:
    assert leftover("<%=author%>")
    assert leftover(" - ")
    assert not leftover("林小雨")
