"""Words of a Chinese text that let its English state more than it says: a date computed, a year understood."""

import re
from functools import cached_property

from workflow.model import Dated
from workflow.model.frozen import dataclass
from workflow.text.comparable import simplified
from workflow.text.date.mentions_zh import named_dates_zh
from workflow.text.date.words import digit_string, narrow

_NUMBER = re.compile(r"(?<![\d.])\d{3,4}(?!\d)|[一二][〇○零一二三四五六七八九]{3}")
_SHORT_YEAR = re.compile(r"(?<!\d)\d\d(?=[级届后年式]|[-—–/~至]\d\d\s?(?:赛季|年|学年|财年)|\s?(?:赛季|财年))")
# Movable feasts of the lunar calendar and the solar terms: their day in the other calendar is the translator's to add.
_FEAST = re.compile(
    "春节|除夕|大年|元宵|清明|端午|七夕|中秋|重阳|腊八|小年|农历|阴历|正月|腊月|立春|惊蛰|春分|谷雨|立夏|芒种|夏至|"
    "立秋|处暑|白露|秋分|寒露|霜降|立冬|冬至|感恩节|复活节|开斋|古尔邦|母亲节|父亲节"
)
_AGO = re.compile(
    r"(?:(?<!\d)\d{1,3}|[一二两三四五六七八九十百几多半])个?(?:年|月|天|日|周|星期)[多余]?"
    r"(?:前|来|后|之前|之后|以前|以来|之间|间|内|以内)|(?:近|过去|未来|今后|此后|往后)的?[\d一二两三四五六七八九十几数]{1,3}个?[年月]"
)
_ZONE = re.compile("北京时间|当地时间|格林|GMT|UTC|时间(?=周|星期|[0-9])")
_REIGN = re.compile("元年|(?<![一二三四五六七八九十百])[一二三四五六七八九十]{1,3}年")
_WEEKEND = re.compile("周末|双休|礼拜六|六日")
_CLOCK = re.compile(r"[点时分钟:：]|[午晚晨夜早]")
_YEAR_TURN = re.compile("年[底末终初中关]|岁[末尾首]|新年|开年|新的一年|跨年")
_RELATIVE = {
    "this-year": re.compile("今|本年|本届|当年|年初|年底|年内|年中|截至|目前|当前|月|年度|这一年"),
    "last-year": re.compile("去年|上年|上一年|同比|同期|往年|年前|前一年|较.{0,6}年|过去|近一年|一年来|[两三]年"),
    "next-year": re.compile("明年|来年|次年|翌年|下一年|新的一年|未来|新年|即将|将"),
    "year-before-last": re.compile("前年|[两2]年|前两年"),
    "year-after-next": re.compile("后年|[两2]年"),
    "this-month": re.compile("本月|这个月|当月|同月|月"),
    "last-month": re.compile("上个?月|环比|前一个?月|一个月|较上"),
    "next-month": re.compile("下个?月|次月|一个月|将"),
    "today": re.compile("今|当[天日晚]|现在|如今|目前|当下|当前|时下|现代|日前|近日|\\d[天日]"),
    "yesterday": re.compile("昨|日前|前一[天日]|近日|头天|\\d[天日]"),
    "tomorrow": re.compile("明|未来|次日|第二天|翌日|将来|\\d[天日]"),
    "day-before-yesterday": re.compile("前[天日]|[两2]天|\\d[天日]"),
    "day-after-tomorrow": re.compile("后[天日]|[两2]天|\\d[天日]"),
}


@dataclass(frozen=True)
class Cues:
    """What the words of one Chinese text allow."""

    text: str

    @classmethod
    def of(cls, text: str) -> "Cues":
        """The cues of a text, Traditional characters read as Simplified ones."""
        return cls(simplified(text))

    @cached_property
    def named(self) -> tuple[Dated, ...]:
        """Dates that festivals, movements and plans stand for."""
        return named_dates_zh(self.text)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers that may be years: ``2024级``, ``北京2022``, ``98级``."""
        text = narrow(self.text)
        short = [int(number) for number in _SHORT_YEAR.findall(text)]
        return frozenset(
            (*map(digit_string, _NUMBER.findall(text)), *(base + n for base in (1900, 2000) for n in short))
        )

    @property
    def feast(self) -> bool:
        """Whether a feast or a lunar date is named."""
        return bool(_FEAST.search(self.text))

    @property
    def zone(self) -> bool:
        """Whether a time zone is named: another one may have another day."""
        return bool(_ZONE.search(self.text))

    @property
    def reign(self) -> bool:
        """Whether years may be counted in a reign: 洪武元年, 光绪二十四年."""
        return bool(_REIGN.search(self.text))

    @property
    def weekend(self) -> bool:
        """Whether Saturday and Sunday are meant together."""
        return bool(_WEEKEND.search(self.text))

    @property
    def counted(self) -> bool:
        """Whether a time is counted from another: 三年前, 五年来, 十天后."""
        return bool(_AGO.search(self.text))

    @property
    def clock(self) -> bool:
        """Whether anything may name a time of day."""
        return bool(_CLOCK.search(self.text))

    @property
    def year_turn(self) -> bool:
        """Whether 年底, 年初 or the like stands alone."""
        return bool(_YEAR_TURN.search(self.text))

    def allows(self, relative: str) -> bool:
        """Whether the text may well mean what an English relative expression says."""
        words = _RELATIVE.get(relative)
        return words is None or bool(words.search(self.text))
