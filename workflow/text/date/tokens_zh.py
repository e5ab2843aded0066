"""The pieces that Chinese dates are made of: 2024年, 1月, 24日, 星期三, 一季度, 上半年, 去年, 下午3时.

A piece is what one unit word or one relative word says; `mentions_zh` puts pieces that stand together into
mentions. Durations (三年, 5日内, 3个月), ordinals (第3年) and clusters with other words (日元, 月均) are no pieces.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from typing import NamedTuple

from workflow.text.date.relative import FIRST_YEAR, LAST_YEAR
from workflow.text.date.words import digit_string, small_number


class Level(IntEnum):
    """How fine a piece is; a finer one continues a coarser one."""

    WHOLE = 0  # complete in itself
    YEAR = 1
    SPAN = 2  # quarter, half
    MONTH = 3
    DAY = 4
    WEEKDAY = 5
    TIME = 6


class Piece(NamedTuple):
    """One piece. `values` are its numbers, `ranged[i]` whether values i and i + 1 are the ends of a range.

    For a `SPAN`, values are first and last month. `name` is the relative expression or the kind of a whole.
    """

    level: Level
    start: int
    end: int
    values: tuple[int, ...] = ()
    ranged: tuple[bool, ...] = ()
    name: str = ""
    quarter: int = 0
    half: int = 0
    times: tuple[str, ...] = ()
    vague: bool = False


TO = r"\s*(?:至|到|[-—–―~‐‑]{1,2})\s*"
AND = r"\s*[、和与及或]\s*"
_HAN = "〇○零一二两三四五六七八九十廿卅"
_N = rf"(?:\d{{1,2}}+(?!\d)|[{_HAN}]{{1,3}}+)"
_Y = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})"
_BEFORE = r"(?<![\d.第])"
_RELATIVE = {
    "this-year": r"今年|本年度?|(?<![\d一二两三四五六七八九十几])年内",
    "last-year": r"(?<!过)去年|(?<!以)上一?年度?(?!龄)",
    "next-year": "明年|来年|明后两年",
    "year-before-last": r"(?<![\d年])前年",
    "year-after-next": r"(?<![此之以今最\d年])后年",
    "that-year": "当年|同年|次年|翌年|(?<!以)下一年|(?<![后先])转年|那一?年|这一年",
    "this-month": "本月|这个月",
    "last-month": "上个?月",
    "next-month": "下个?月",
    "that-month": "当月|次月|同月",
    "today": "今天|今日|今晨|今早|今晚|今夜|即日",
    "yesterday": "昨天|昨日|昨晨|昨早|昨晚|昨夜",
    "tomorrow": "明天|明日|明晨|明早|明晚",
    "day-before-yesterday": "前天|前日",
    "day-after-tomorrow": "(?<!先天)后天|后日",
    "that-day": "当[天日晚]|同日|同一天|[这那]一?天",
    "next-day": "次日|翌日|第二[天日]|隔[天日]",
    "day-before": "前一[天日]|前[夕夜]",
    "recently": "日前|近[日期]|最近|连日|不久前",
}
_LEVELS = {"year": Level.YEAR, "month": Level.MONTH}
_DAY_PART = re.compile(
    r"(凌晨|清晨|早晨|早上|早间|上午|正午|中午|午间|午后|下午|傍晚|晚上|晚间|深夜|夜间|午夜|[今昨当明]晚|晚|早)\s?$"
)
_PART_BEHIND = re.compile("上午|中午|下午|凌晨|清晨|早上|早晨|傍晚|晚")  # 三号下午, but 3号楼
_WEEK = re.compile("[上下本这每]个?$")
# What follows 日 or 号 where the number is no day of the month.
_NO_DAY = (
    "(?![内后游间龄均元圆语军企产程益照光常记经籍线楼]|来(?![华访到京沪港澳我])|夜(?![间里晚])|以内|之内|以来|"
    "本(?!报|网|台|社|刊|月|周)|韩|美|方|报告)"
)
# What follows the number where 周 tells how often, not on which day: 每周三班, 每周三四次; 周三班机 is a day.
_HOW_OFTEN = "(?![次场天回节期趟个名课岁年篇档封]|[二三四五六七八九][次场回趟个班]|班(?![车机次会主子])|列(?![车席入]))"
# What follows a bare number behind 周一、 where it counts something else: 周一、三名代表; 周一到三亚.
_NO_WEEKDAY = "(?![十百千万亿月日号是位家楼级等类项条批件人只座艘架辆台套款种本点分元成倍农大军院所亚川峡平明周星礼])"
_NO_MONTH = "(?![饼球亮嫂子薪票均租光老娘亏色食相背面壤龄供刊])"
_DECADE = r"[一二三四五六七八九]?[一二三四五六七八九]?十|\d0"

# Grouped by what they begin with, so that most characters are passed over in one step. What stands before a number
# (第, 前, 上周, 下午) is looked back at.
_FIGURES = (
    r"(?<![\d.-])(?P<iso>\d{4}(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})(?![\d.]\d|\d)",
    rf"{_BEFORE}(?P<century>\d{{1,2}}|[{_HAN}]{{1,3}})世纪(?:的?(?P<tens>{_DECADE})年代)?",
    rf"{_BEFORE}(?P<decade>{_DECADE}|\d{{3}}0)年代",
    rf"{_BEFORE}(?P<years>{_Y}(?:(?:{TO}|{AND}|/)(?:{_Y}|\d{{2}}(?!\d))){{0,6}})\s*(?:财年|学年|赛季|年)",
    rf"{_BEFORE}(?P<short>0\d|[6-9]\d(?=年\s*\d{{1,2}}月)|[零〇○][一二三四五六七八九]|九[一二三五六七八九])年",
    rf"{_BEFORE}(?P<event>(?:19|20)\d\d)(?=年度|规划|愿景|议程|奥运|冬奥|亚运|世界杯|欧洲杯|世博|峰会|[届级版款])",
    rf"(?P<lunarday>[{_HAN}]{{1,2}}月(?:初[{_HAN}]|十[一二三四五六七八九]|廿[{_HAN}])(?![日号]))",
    rf"(?<![\d.个第{_HAN}])(?P<months>{_N}(?:(?:{TO}|{AND}){_N}){{0,11}})\s*月份?{_NO_MONTH}",
    (
        rf"{_BEFORE}(?<![近每满续时期约达共这那几多余头首用{_HAN}])"
        rf"(?P<days>{_N}(?:(?:{TO}|{AND}){_N}){{0,12}})\s*(?P<unit>[日号]){_NO_DAY}"
    ),
    rf"(?P<quarters>[一二三四1-4两](?:(?:{TO}|{AND})第?[一二三四1-4]){{0,3}})(?P<ge>个)?季度",
    (
        rf"(?<![\d.:小第])(?P<hour>\d{{1,2}}|[{_HAN}]{{1,3}})"
        rf"\s?(?P<clock>时|点钟?|:)(?:\s(?=\d{{1,2}}\s?分))?"
        rf"(?P<minute>[0-5]\d(?!\d)|[{_HAN}]{{1,3}}(?=分)|半|整)?(?:\s?分(?!之))?"
    ),
    r"(?<!\d)(?P<generation>[5-9]0|[012]0)后",
)
_WORDS = (
    rf"(?P<which>[上本])一?个?世纪(?:的?(?P<its>{_DECADE})年代)?",
    rf"(?P<bc>公元前|公元)\s*(?P<bcyear>\d{{1,4}}(?:,\d{{3}})?|[{_HAN}]{{2,4}})年",
    rf"(?P<lunar>农历(?:[^\s,。;、]{{0,6}}月)?(?:初?[{_HAN}]{{1,3}})?|(?:正月|腊月|冬月)(?:初?[{_HAN}]{{1,3}})?)",
    r"(?<![\d以之此目从])[前头](?P<firstmonths>\d{1,2}|[两二三四五六七八九十]|十一)个?月",
    "(?P<firstquarter>首季)度?",
    r"(?<![A-Za-z0-9])Q(?P<q>[1-4])(?![A-Za-z0-9])",
    r"(?P<half>[上下])半年",
    (
        r"(?<![一二两三四五六七八九十几数半\d])(?:周|星期|礼拜)"
        rf"(?P<weekdays>(?:[一二三四五六日]|(?<!周)天){_HOW_OFTEN}"
        rf"(?:(?:{TO}|{AND})[一二三四五六日]{_HOW_OFTEN}{_NO_WEEKDAY})*)"
    ),
    *(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _RELATIVE.items()),
)
_BEGINS = "上本公农正腊冬前头首Q下周星礼今年去明来后当同次翌转那这即昨日隔第最近连不"
_PIECE = re.compile(
    rf"(?=[\d{_HAN}{_BEGINS}])(?:(?=[\d{_HAN}])(?:{'|'.join(_FIGURES)})|(?=[{_BEGINS}])(?:{'|'.join(_WORDS)}))"
)
_WEEKDAY = re.compile("[一二三四五六日天]")
_NUMBER = re.compile(rf"\d+|[{_HAN}]+")
_RANGE = re.compile(r"[至到/~～‐‑–—―-]")
# Behind a round number of years these say how long, not when: 2000年前, 2000年的历史.
_HOW_LONG = re.compile("前(?!后)|[来间余多]|以前|以上|之久|的?历史|的?时间")
_HOW_MUCH = re.compile("(?<!最)[早晚]了?近?$|长达$")
_LATE = frozenset(
    {"午后", "下午", "傍晚", "晚上", "晚间", "今晚", "昨晚", "当晚", "明晚", "夜间", "晚", "深夜", "午夜"}
)
_CENTURY_NOW = 21  # 本世纪


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text (made narrow, see `date_words.narrow`), in order."""
    at = 0
    while match := _PIECE.search(text, at):
        group = match.lastgroup or ""
        piece = _READERS[group](match) if group in _READERS else _relative(match, group.replace("_", "-"))
        at = match.end() if piece else match.start() + 1
        if piece:
            yield piece


def _numbers(list_: str, read: Callable[[str], int]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    """The numbers of a list (``3、5``, ``1至3``), and whether each neighbouring two are the ends of a range."""
    found = list(_NUMBER.finditer(list_))
    gaps = [list_[left.end() : right.start()] for left, right in itertools.pairwise(found)]
    return tuple(read(number[0]) for number in found), tuple(bool(_RANGE.search(gap)) for gap in gaps)


def _relative(match: re.Match[str], name: str) -> Piece:
    kind = name.rpartition("-")[2]
    return Piece(_LEVELS.get(kind, Level.DAY), *match.span(), (0,), name=name)


def _iso(match: re.Match[str]) -> Piece | None:
    year, month, day = (int(number) for number in _NUMBER.findall(match["iso"]))
    if not (_is_year(year) and _is_month(month) and _is_day(day)):
        return None
    return Piece(Level.WHOLE, *match.span(), (year, month, day), name="iso")


def _decade(match: re.Match[str]) -> Piece:
    return _decades(match, match["decade"], 0)


def _century(match: re.Match[str]) -> Piece | None:
    number = small_number(match["century"])
    if not 0 < number <= 30:  # noqa: PLR2004 - a century
        return None
    return _decades(match, match["tens"], number)


def _this_century(match: re.Match[str]) -> Piece:
    return _decades(match, match["its"], _CENTURY_NOW - 1 if match["which"] == "上" else _CENTURY_NOW)


def _decades(match: re.Match[str], tens: str | None, century: int) -> Piece:
    """A century (21世纪), or one or two decades in it (七八十年代); without a century they are of the twentieth."""
    if not tens:
        return Piece(Level.WHOLE, *match.span(), (century,), name="century")
    figures = [int(tens)] if tens.isdecimal() else [small_number(f"{c}十") for c in tens.removesuffix("十") or "一"]
    base = (century - 1) * 100 if century else 2000 if figures[0] < 20 else 1900  # noqa: PLR2004 - 00年代
    years = tuple(number if number > 99 else base + number for number in figures)  # noqa: PLR2004 - 1980年代
    return Piece(Level.WHOLE, *match.span(), years, name="decade")


def _era(match: re.Match[str]) -> Piece | None:
    number = match["bcyear"].replace(",", "")
    year = digit_string(number)
    year = small_number(number) if year < 0 else year
    return Piece(Level.YEAR, *match.span(), (-year if match["bc"] == "公元前" else year,)) if year > 0 else None


def _years(match: re.Match[str]) -> Piece | None:
    values, ranged = _numbers(match["years"], digit_string)
    first = values[0]
    years = tuple(first // 100 * 100 + year if year < 100 else year for year in values)  # noqa: PLR2004 - 2024-25
    if not all(map(_is_year, years)):
        return None
    if years[-1] % 100 == 0 and (
        _HOW_LONG.match(match.string, match.end()) or _HOW_MUCH.search(match.string[: match.start()])
    ):
        return None
    return Piece(Level.YEAR, *match.span(), years, ranged)


def _short_year(match: re.Match[str]) -> Piece | None:
    number = digit_string(match["short"])
    if number < 0:
        return None
    return Piece(Level.YEAR, *match.span(), ((1900 if number > 50 else 2000) + number,))  # noqa: PLR2004


def _event(match: re.Match[str]) -> Piece:
    return Piece(Level.YEAR, *match.span(), (int(match["event"]),))


def _first_months(match: re.Match[str]) -> Piece | None:
    count = small_number(match["firstmonths"])
    if not 1 < count < 12:  # noqa: PLR2004 - 前12个月 is no part of a year
        return None
    return Piece(Level.SPAN, *match.span(), (1, count))


def _months(match: re.Match[str]) -> Piece | None:
    values, ranged = _numbers(match["months"], small_number)
    start = match.start()
    if start == 0 and len(values) > 1 and match["months"].lstrip("0123456789").startswith("、"):  # "3、5月起": an item
        start, values, ranged = match.start() + match["months"].index("、") + 1, values[1:], ranged[1:]
    if not all(map(_is_month, values)):
        return None
    vague = not match["months"][0].isdecimal() and match.string[match.end() - 1] != "份"
    return Piece(Level.MONTH, start, match.end(), values, ranged, vague=vague)


def _days(match: re.Match[str]) -> Piece | None:
    values, ranged = _numbers(match["days"], small_number)
    if not all(map(_is_day, values)):
        return None
    name = "号" if match["unit"] == "号" and not _PART_BEHIND.match(match.string, match.end()) else ""
    return Piece(Level.DAY, *match.span(), values, ranged, name=name, vague=not match["days"][0].isdecimal())


def _quarter(match: re.Match[str]) -> Piece | None:
    values, _ = _numbers(match["quarters"], small_number)
    before, span = match.string[max(0, match.start() - 1) : match.start()], match.span()
    if before and before in "前头":
        return Piece(Level.SPAN, span[0] - 1, span[1], (1, values[0] * 3)) if values[0] > 1 else None
    if "两" in match["quarters"] or (match["ge"] and before != "第"):  # 两个季度: how long
        return None
    start = span[0] - 1 if before == "第" else span[0]
    if list(values) != sorted(values):  # 二、一季度: an item of its own
        values, start = values[-1:], match.end() - 3
    if len(values) > 1:
        return Piece(Level.SPAN, start, span[1], tuple(v for q in values for v in (3 * q - 2, 3 * q)))
    return _quarter_piece(values[0], start, span[1])


def _quarter_piece(number: int, start: int, end: int) -> Piece:
    return Piece(Level.SPAN, start, end, (3 * number - 2, 3 * number), quarter=number)


def _half(match: re.Match[str]) -> Piece:
    number = 1 if match["half"] == "上" else 2
    return Piece(Level.SPAN, *match.span(), (6 * number - 5, 6 * number), half=number)


def _weekday(match: re.Match[str]) -> Piece:
    days = [min("一二三四五六日天".index(day) + 1, 7) for day in _WEEKDAY.findall(match["weekdays"])]
    before = _WEEK.search(match.string, max(0, match.start() - 2), match.start())
    start = before.start() if before else match.start()
    week = {"上": "last-week", "下": "next-week", "每": ""}.get(before[0][0], "this-week") if before else ""
    end = match.end()
    if any(later <= day for day, later in itertools.pairwise(days)):  # 周五到四川: no list
        days, end = days[:1], match.start("weekdays") + 1
    return Piece(Level.WEEKDAY, start, end, tuple(days), name=week)


def _time(match: re.Match[str]) -> Piece | None:
    hour, minute = small_number(match["hour"]), match["minute"] or ""
    before = _DAY_PART.search(match.string, max(0, match.start() - 3), match.start())
    part, start = (before[1], before.start()) if before else ("", match.start())
    spelt = not match["hour"].isdecimal() and hour != 0
    plain = not spelt and (match["clock"] == "时" or hour > 12)  # noqa: PLR2004 - 一时, 三点, 3点 mostly mean something else
    if not 0 <= hour <= 24 or not (part or minute or plain or match["clock"] == "点钟"):  # noqa: PLR2004
        return None
    minutes = {"半": 30, "整": 0, "": 0}.get(minute)
    minutes = small_number(minute) if minutes is None else minutes
    if not 0 <= minutes < 60 or (match["clock"] == ":" and not minute.isdecimal()):  # noqa: PLR2004
        return None
    times = tuple(f"{h % 24:02}:{minutes:02}" for h in _hours(hour, part, exact=match["clock"] != "点"))
    return Piece(Level.TIME, start, match.end(), times=times, vague=match["clock"] == ":" and not part)


def _hours(hour: int, part: str, *, exact: bool) -> tuple[int, ...]:
    """The hours of the day that a clock's hour may mean; 时 counts to 24, 点 to 12."""
    if hour > 12 or (exact and not part):  # noqa: PLR2004
        return (hour,)
    if part in _LATE:
        early = part in {"深夜", "午夜", "夜间"} and hour < 6  # noqa: PLR2004 - 深夜2时
        return (hour % 12,) if early else (hour % 12 + 12,) if hour < 12 else (0,) if part != "下午" else (12,)  # noqa: PLR2004
    if part in {"中午", "正午", "午间"}:
        return (hour if hour > 9 else hour + 12,)  # noqa: PLR2004
    return (hour % 12,) if part == "凌晨" else (hour,) if part else (hour, hour + 12)


def _lunar(match: re.Match[str]) -> Piece:
    return Piece(Level.WHOLE, *match.span(), name="lunar")


def _generation(match: re.Match[str]) -> Piece:
    tens = int(match["generation"])
    return Piece(Level.WHOLE, *match.span(), ((1900 if tens >= 50 else 2000) + tens,), name="decade", vague=True)  # noqa: PLR2004


def _is_year(number: int) -> bool:
    return FIRST_YEAR <= number <= LAST_YEAR


def _is_month(number: int) -> bool:
    return 1 <= number <= 12  # noqa: PLR2004


def _is_day(number: int) -> bool:
    return 1 <= number <= 31  # noqa: PLR2004


# By the last group that an alternative fills.
_READERS: dict[str, Callable[[re.Match[str]], Piece | None]] = {
    "iso": _iso,
    "century": _century,
    "tens": _century,
    "decade": _decade,
    "which": _this_century,
    "its": _this_century,
    "bcyear": _era,
    "years": _years,
    "short": _short_year,
    "event": _event,
    "lunar": _lunar,
    "lunarday": _lunar,
    "firstmonths": _first_months,
    "months": _months,
    "unit": _days,
    "quarters": _quarter,
    "ge": _quarter,
    "firstquarter": lambda match: _quarter_piece(1, *match.span()),
    "q": lambda match: _quarter_piece(int(match["q"]), *match.span()),
    "half": _half,
    "weekdays": _weekday,
    "clock": _time,
    "minute": _time,
    "generation": _generation,
}
