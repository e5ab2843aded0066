"""The quantities of Chinese sentences: values, measures, units, and the many numerals that are no numbers."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.model import Bound, Measure, Quantity
from workflow.text.quantity.numbers_zh import find


def values(text: str) -> list[str]:
    """`value measure unit`, as short as it goes: 765000000000 CNY, 15%, 3pp, x3, #14."""
    return [_short(quantity) for quantity in find(text) if not quantity.vague]


def _short(quantity: Quantity) -> str:
    number = (
        _plain(quantity.low) if quantity.low == quantity.high else f"{_plain(quantity.low)}..{_plain(quantity.high)}"
    )
    if quantity.measure is Measure.FRACTION:
        number = f"{quantity.low:.3f}"
    sign = {
        Measure.PERCENT: f"{number}%",
        Measure.POINTS: f"{number}pp",
        Measure.MULTIPLE: f"x{number}",
        Measure.ORDINAL: f"#{number}",
    }
    return " ".join(filter(None, (sign.get(quantity.measure, number), quantity.unit)))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约额达到7650亿元，占近一成半", "765000000000 CNY, 15%"),
        ("接收国际学生3260人，研究生占六成", "3260, 60%"),
        ("由31小时缩短到19小时，下降12.5%", "31 h, 19 h, 12.5%"),
        ("提高3.2个百分点", "3.2pp"),
        ("提高25个基点和2个百分点", "0.25pp, 2pp"),
        ("百分之六点三，百分之三十到四十", "6.3%, 30..40%"),
        ("千分之三和万分之五", "0.3%, 0.05%"),
        ("三次产业结构为6.5∶43.6∶49.9", "6.5%, 43.6%, 49.9%"),
        ("三次产业结构为7∶43∶50", "7%, 43%, 50%"),
        ("按6.5:43.6:39.9混合", "6.5, 43.6, 39.9"),
        ("5‰", "0.5%"),
        ("三分之二的企业，四分之一的学校", "0.667, 0.250"),
        ("一半以上，过半，半数", "0.500, 0.500, 0.500"),
        ("出口额增长两倍", "x3"),
        ("出口额增长到两倍", "x2"),
        ("提高了1.5倍", "x2.5"),
        ("是去年的3倍", "x3"),
        ("翻了一番，翻两番", "x2, x4"),
        ("打八折，85折，八五折，9.5折", "80%, 85%, 85%, 95%"),
        ("第十四届全国人大第三次会议", "#14, #3"),
        ("第 14 届", "#14"),
        ("3至5个百分点", "3..5pp"),
        ("30-50万元", "300000..500000 CNY"),
        ("100万—200万元", "1000000..2000000 CNY"),
        ("3、4、5个百分点", "3pp, 4pp, 5pp"),
        ("15%、20%和30%", "15%, 20%, 30%"),
        ("三到五年，三、四个", "3..5 y, 3, 4"),
        ("5千克，三千米，3千米，300千瓦", "5 kg, 3000 m, 3 km, 300 kW"),
        (
            "人民币3000万元，US$5亿，¥300，20亿美元，5000万欧元",
            "30000000 CNY, 500000000 USD, 300 CNY, 2000000000 USD, 50000000 EUR",
        ),
        ("20万亩，15公顷，300平方公里，2.4万平方米", "200000 mu, 15 ha, 300 km2, 24000 m2"),
        ("两个半小时，一年半，三个半月", "2.5 h, 1.5 y, 3.5 mo"),
        ("１２．５％，３，５００人", "12.5%, 3500"),
        ("1.2 万亿元，300 亿元，12 %", "1200000000000 CNY, 30000000000 CNY, 12%"),
        ("六億元，三萬個，兩畝", "600000000 CNY, 30000, 2 mu"),
        ("二十三家企业，一百二十人", "23, 120"),
        ("六所高校，四个国家，两国，十项", "6, 4, 2, 10"),
        ("5G基站300万个，PM2.5下降3.2%", "3000000, 3.2%"),
        ("1/3的股份", "0.333"),
        ("十分钟，十分之一", "10 min, 0.100"),
        ("近10年来", "10 y"),
        ("“十四五”期间，十四五规划，十四五个", "#14, #14"),
        ("师生比由1:18优化为1:16", "18, 16"),
        ("1万亿千瓦时", "1000000000000 kWh"),
        ("京津冀三地，共有三地", "3"),
        ("七成五以上，五成为女性", "75%, 50%"),
    ],
)
def test_quantities_have_their_value_measure_and_unit(text: str, expected: str) -> None:
    assert ", ".join(values(text)) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("近300人", Bound.NEARLY),
        ("约300人", Bound.ABOUT),
        ("300元左右", Bound.ABOUT),
        ("300余人", Bound.OVER),
        ("3万多人", Bound.OVER),
        ("超300人", Bound.OVER),
        ("逾300人", Bound.OVER),
        ("突破300元", Bound.OVER),
        ("未突破300元", Bound.EXACT),
        ("300元以上", Bound.OVER),
        ("30%及以上", Bound.OVER),
        ("300元以下", Bound.UNDER),
        ("不足300人", Bound.UNDER),
        ("300人", Bound.EXACT),
        ("签约300家", Bound.EXACT),
        ("近3年", Bound.EXACT),
        ("赶超300家", Bound.EXACT),
    ],
)
def test_bounds_are_kept(text: str, bound: Bound) -> None:
    assert [quantity.bound for quantity in find(text)] == [bound]


@pytest.mark.parametrize(
    "text",
    [
        "一带一路",
        "三农",
        "十分重要",
        "一些",
        "第一时间",
        "万众一心",
        "一方面",
        "进一步",
        "统一",
        "万一",
        "千方百计",
        "四川",
        "三峡",
        "九江",
        "五一假期",
        "双一流",
        "第三方",
        "一体化",
        "三位一体",
        "五位一体",
        "四面八方",
        "百年大计",
        "百花齐放",
        "千家万户",
        "万里长城",
        "亿万人民",
        "成千上万",
        "一如既往",
        "再接再厉",
        "三番五次",
        "五湖四海",
        "六神无主",
        "七上八下",
        "八仙过海",
        "九牛一毛",
        "十全十美",
        "三心二意",
        "接二连三",
        "一个国家",
        "一名学生",
        "一次会议",
        "一年来",
        "一家企业",
        "第一，要坚持",
        "一、总体要求",
        "（二）主要任务",
        "零售业",
        "零距离",
        "二氧化碳",
        "二维码",
        "三轮车",
        "三角洲",
        "十字路口",
        "四合院",
        "两会",
        "两岸",
        "两手抓",
        "三甲医院",
        "一号文件",
        "三公经费",
        "八项规定",
        "三严三实",
        "四个意识",
        "二战",
        "双十一",
        "百度",
        "三星公司",
        "万科",
        "数十人",
        "几十万元",
        "好几百家",
        "十几个",
        "二十几岁",
        "三十几家",
        "三是加强监管",
        "二要完善机制",
        "周三",
        "星期五",
        "一季度",
        "第三季度",
        "2024年",
        "2024年1月24日",
        "3月5日",
        "5·12地震",
        "2010-2011",
        "2010/11",
        "20世纪",
        "双11",
        "2025东北亚论坛",
        "八方支援",
        "五星红旗",
        "韩三国",
        "15日上午",
        "14:00",
        "上午9时",
        "下午三点",
        "八点三十分",
        "90后青年",
        "20世纪80年代",
        "八十年代",
        "GB/T28039-2011",
        "G20峰会",
        "COVID-19",
        "000-87654321",
        "13812345678",
        "a1@b.example",
        "https://a.example/2024/15",
        "五四运动",
        "六一儿童节",
        "九一八事变",
        "一二三四",
        "千万不要",
        "百姓",
        "万能",
    ],
)
def test_numerals_that_are_no_numbers(text: str) -> None:
    assert values(text) == []


def test_vague_numbers_are_marked_and_spans_are_exact() -> None:
    [quantity] = find("有七八个人")
    assert (quantity.text, quantity.start, quantity.vague) == ("七八", 1, True)
    text = "其中，２０余亩"
    [quantity] = find(text)
    assert (quantity.text, text[quantity.start : quantity.end]) == ("２０余亩", "２０余亩")


def test_claimed_spans_are_left_alone() -> None:
    text = "百强县100个，其中30个"
    assert [quantity.text for quantity in find(text, skip=[(3, 6)])] == ["30"]


@given(
    st.text(
        alphabet=st.sampled_from(
            "一二两三十百千万亿零〇半成折倍番分之点个第届近约多余几来至到-、，,.%0123456789年月日时元亩GK $（）/ "
        )
    )
)
def test_no_text_raises_and_spans_are_ordered(text: str) -> None:
    found = find(text)
    assert all(quantity.text == text[quantity.start : quantity.end] for quantity in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["一", "1", "亿", "1,", "三分之", "第", "3、", "1-", "近", "一万", "1.", "翻", "点", "年", "A1"]
)
def test_hostile_repetition_is_read_in_bounded_time(piece: str) -> None:
    find(piece * (100_000 // len(piece)))
