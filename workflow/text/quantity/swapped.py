"""Numbers that changed places: 男性占53%，女性占47% as *men 47 percent and women 53*.

Values alone cannot show it, for each of them is stated. So words that go in pairs in both languages (men and women,
imports and exports, dead and injured) say what each number belongs to, where both texts leave no doubt of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from workflow.model import Quantity

Said = tuple[Quantity, Quantity]
_Anchor = tuple[re.Pattern[str], re.Pattern[str]]
_MOST = 4  # things of one text that are compared
_PAIRS = """
男 men|males?|boys ~ 女 women|females?|girls
同比 year[- ]on[- ]year|from a year earlier ~ 环比 (?:month|quarter)[- ]on[- ](?:month|quarter)
进口 imports? ~ 出口 exports?
城镇 urban ~ 农村 rural
上半年 first half ~ 下半年 second half
收入 revenue|income ~ 支出 spending|expenditures?
一等 first[- ]class|first prizes? ~ 二等 second[- ]class|second prizes?
最高 highest|maximum ~ 最低 lowest|minimum
死亡|遇难 killed|dead|died|deaths ~ 受伤 injured|wounded|hurt
成人 adults? ~ 儿童 children
第一产业 primary ~ 第三产业 tertiary
"""
# Things that are counted; two of them go together like those pairs.
_THINGS = """
国家 countries|nations
省份|省区市 provinces|provinces and cities
城市 cities
县 counties
村 villages
队伍|球队|代表队 teams
学校|高校 schools|universities
企业|公司 companies|enterprises|firms
学生 students
教师 teachers
名医生 doctors
选手|运动员 athletes|players|runners
项目 projects
场比赛 matches|games
图书 books
电脑 computers
房间 rooms
床位 beds
"""
_PAUSE_ZH = re.compile("[，。；！？]")
_PAUSE_EN = re.compile(r"[,.;!?](?=\s)")


def exchanged(source: str, target: str, said: Sequence[Said]) -> Iterator[Said]:
    """Yield what the target states of a number that changed places with another, with the number.

    Args:
        source: the Chinese text.
        target: the English text.
        said: which quantity of the target states which one of the source.
    """
    if len(said) < 2:  # noqa: PLR2004 - two to change places
        return
    if len({*_any().findall(source)}) < 2:  # noqa: PLR2004 - two things
        return
    things = [thing for thing in _things() if thing[0].search(source)]
    pairs = [pair for pair in _pairs() if all(zh.search(source) for zh, _ in pair)]
    for (first_zh, first_en), (last_zh, last_en) in (*pairs, *combinations(things[:_MOST], 2)):
        ours = _belonging(source, (first_zh, last_zh), [owed for owed, _ in said], _PAUSE_ZH)
        theirs = _belonging(target, (first_en, last_en), [found for _, found in said], _PAUSE_EN)
        if ours and theirs and ours == theirs[::-1] and said[ours[0]][0].low != said[ours[1]][0].low:
            yield said[ours[0]]
            return


@cache
def _pairs() -> tuple[tuple[_Anchor, ...], ...]:
    return tuple(tuple(map(_anchor, line.split(" ~ "))) for line in _PAIRS.strip().splitlines())


@cache
def _things() -> tuple[_Anchor, ...]:
    return tuple(map(_anchor, _THINGS.strip().splitlines()))


@cache
def _any() -> re.Pattern[str]:
    """Each Chinese word of the two lists, in no group."""
    anchors = (*_things(), *(anchor for pair in _pairs() for anchor in pair))
    return re.compile("|".join(zh.pattern for zh, _ in anchors))


def _anchor(line: str) -> _Anchor:
    zh, en = line.strip().split(" ", 1)
    return re.compile(zh), re.compile(rf"\b(?:{en})\b", re.IGNORECASE)


def _belonging(
    text: str, anchors: tuple[re.Pattern[str], re.Pattern[str]], numbers: Sequence[Quantity], pause: re.Pattern[str]
) -> tuple[int, int] | None:
    """Which two of some numbers belong to two words that stand once each; None where that is not plain."""
    places = [list(anchor.finditer(text)) for anchor in anchors]
    if any(len(found) != 1 for found in places):
        return None
    tokens = [(found[0].start(), found[0].end(), -1 - at) for at, found in enumerate(places)]
    tokens += [(number.start, number.end, at) for at, number in enumerate(numbers)]
    tokens.sort()
    found = {way for at in range(len(tokens) - 3) if (way := _way(text, tokens[at : at + 4], pause))}
    return found.pop() if len(found) == 1 else None


def _way(text: str, four: Sequence[tuple[int, int, int]], pause: re.Pattern[str]) -> tuple[int, int] | None:
    """Which number belongs to the first word and which to the second, if four places are word, number, word, number."""
    couples = [(four[0], four[1]), (four[2], four[3])]
    named: dict[int, int] = {}
    for left, right in couples:
        if (left[2] < 0) == (right[2] < 0) or pause.search(text, left[1], right[0]):
            return None
        word, number = (left, right) if left[2] < 0 else (right, left)
        named[word[2]] = number[2]
    same_side = (four[0][2] < 0) == (four[2][2] < 0)
    return (named[-1], named[-2]) if same_side and len(named) == 2 else None  # noqa: PLR2004
