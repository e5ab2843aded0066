"""Chinese names that mean a date without stating it: festivals (国庆), movements (五四), plans (十四五).

A translator may spell the date out (*on October 1*, *the 1949 founding*, *2021–2025*); none owes it.
"""

import re
from collections.abc import Iterator

from workflow.text.date.words import digit_string, small_number

# Name: (year, month, day), several where the name stands for several.
_NAMES: dict[str, tuple[tuple[int, int, int], ...]] = {
    "元旦": ((0, 1, 1),), "新年": ((0, 1, 1),), "情人节": ((0, 2, 14),), "三八": ((0, 3, 8),), "妇女节": ((0, 3, 8),),
    "三一五": ((0, 3, 15),),
    "植树节": ((0, 3, 12),), "愚人节": ((0, 4, 1),), "五一": ((0, 5, 1),), "劳动节": ((0, 5, 1),),
    "五四": ((1919, 5, 4),), "青年节": ((0, 5, 4),), "五卅": ((1925, 5, 30),), "六一": ((0, 6, 1),),
    "儿童节": ((0, 6, 1),), "七一": ((1921, 7, 1),), "建党": ((1921, 7, 1),), "七七": ((1937, 7, 7),),
    "卢沟桥": ((1937, 7, 7),), "八一": ((1927, 8, 1),), "建军": ((1927, 8, 1),), "教师节": ((0, 9, 10),),
    "九一八": ((1931, 9, 18),), "国庆": ((1949, 10, 1),), "十一假期": ((0, 10, 1),), "十一黄金周": ((0, 10, 1),),
    "十一期间": ((0, 10, 1),), "“十一”": ((0, 10, 1),),
    "双十一": ((0, 11, 11),), "双11": ((0, 11, 11),), "光棍节": ((0, 11, 11),), "一二九": ((1935, 12, 9),),
    "双十二": ((0, 12, 12),), "平安夜": ((0, 12, 24),), "圣诞": ((0, 12, 25),), "万圣节": ((0, 10, 31),),
    "辛亥革命": ((1911, 10, 10),), "戊戌": ((1898, 0, 0),), "甲午": ((1894, 0, 0), (1895, 0, 0)),
    "改革开放": ((1978, 0, 0),), "新中国": ((1949, 10, 1),), "建国": ((1949, 10, 1),), "解放": ((1949, 0, 0),),
    "抗战": ((1931, 0, 0), (1937, 0, 0), (1945, 0, 0)), "抗日": ((1931, 0, 0), (1937, 0, 0), (1945, 0, 0)),
    "文革": ((1966, 0, 0), (1976, 0, 0)), "文化大革命": ((1966, 0, 0), (1976, 0, 0)),
    "一战": ((1914, 0, 0), (1918, 0, 0)), "二战": ((1939, 0, 0), (1945, 0, 0)),
    "十八大": ((2012, 0, 0),), "十九大": ((2017, 0, 0),), "二十大": ((2022, 0, 0),),
    "两个一百年": ((2021, 0, 0), (2049, 0, 0)), "新世纪": ((2000, 0, 0), (2001, 0, 0)), "千禧年": ((2000, 0, 0),),
    "世纪之交": ((2000, 0, 0),), "911": ((2001, 9, 11),), "新冠": ((2019, 0, 0), (2020, 0, 0)),
}  # fmt: skip
_OF_PLAN = r"五[”\"]?(?:规划|计划|时期|期间|末|初|以来|开局|收官|[”\"、])"
_PLAN = rf"[“\"]?(?P<plan>十[一二三四]|十?[一二三四五六七八九](?={_OF_PLAN}))五"
_MOVEMENT = (  # 5·12, 九·一八, “3.15”
    r"(?<![\d.·一二三四五六七八九十])(?P<month>[1-9]|1[0-2]|十[一二]?|一[〇一二]|[一二三四五六七八九])(?:[·・•]|(?<=[“\"‘]\d)\.|(?<=[“\"‘]1\d)\.)"
    r"(?P<day>[12]\d|3[01]|[1-9]|[一二三四五六七八九十]{1,3})(?![\d.])"
)
NAMED = re.compile(f"(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})|{_PLAN}|{_MOVEMENT}")


def named_dates(text: str) -> Iterator[tuple[int, int, tuple[int, int, int]]]:
    """Start, end and (year, month, day) of each date that a name in a Chinese text stands for."""
    for match in NAMED.finditer(text):
        if match["plan"]:
            dates: tuple[tuple[int, int, int], ...] = tuple(
                (year, 0, 0) for year in plan_years(small_number(match["plan"]))
            )
        elif match["month"]:
            month, day = (max(small_number(part), digit_string(part)) for part in match.group("month", "day"))
            dates = ((0, month, day),)
        else:
            dates = _NAMES[match[0]]
        yield from ((match.start(), match.end(), date) for date in dates)


def plan_years(number: int) -> tuple[int, int]:
    """First and last year of China's five-year plans: 1953 to 1957, 1958 to 1962, since 1966 without a gap."""
    first = 1948 + 5 * number if number <= 2 else 1966 + 5 * (number - 3)  # noqa: PLR2004
    return first, first + 4
