"""Dates in Chinese running text, as values.

Pieces (`date_tokens_zh`) that stand together become one mention: 2023年 + 12月 至 2024年 + 3月. A piece behind a
connector inherits what is coarser (1月3日至5日), a finer one continues the mention (24日 + 上午9时).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workflow.model import Dated
from workflow.text.comparable import simplified
from workflow.text.date import relative
from workflow.text.date.names import named_dates
from workflow.text.date.tokens_zh import AND, TO, Level, Piece, pieces
from workflow.text.date.words import narrow

_TOGETHER = re.compile(r"\s*[（(]?\s*|\s*[)）]?\s*|\s*的\s*")
_BEFORE_TIME = re.compile(r"\s*[)）]?[,，]?\s*")
_TO, _AND = re.compile(f"日?(?:[，,]?(?:将|会)?(?:持续|延续|延长|顺延|一直|直))?{TO}"), re.compile(AND)
_PARTS = {
    "early": "年?初期?|上旬|上半叶|前期",
    "mid": "中旬|中叶|年?中期?(?=[,。、;:)”至到以开出举召完建将前后]|$)",
    "late": "下旬|下半叶|后期|晚期",
    "end": "年?[底末终]期?",
}
_PART = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _PARTS.items()))
_CALENDAR_WORD = re.compile(
    r"[年月日号號时時点點季周週世纪紀:星礼禮今昨明前后次翌当近\dQ第下](?:(?<=[年月日号號时時点點季周週世纪紀:])|(?<=星)期|(?<=[礼禮])拜"
    r"|(?<=[今昨明前后次翌当近])[天日晚晨早夜]|(?<=\d)(?:[-/.]\d|0后)|(?<=Q)[1-4]|(?<=第)二天|(?<=下)午)"
)
# A year with another zero than 〇: 二O三五年, 二0二五年.
_ODD_ZERO = re.compile("[一二][〇○零Oo0一二三四五六七八九]{3}(?=年|至|到|-)")
_ZEROS = str.maketrans("Oo0", "〇〇〇")


@lru_cache(maxsize=8)  # drafting and checks ask about one unit several times
def find_dates_zh(text: str, day: date | None = None) -> tuple[Dated, ...]:
    """Every mention of a date in a Chinese text, in order; those of one list (3、4月) share their place.

    Args:
        text: plain text of a unit.
        day: the article's date; relative expressions (去年, 昨日, 上周三) are resolved by it.
    """
    if not _CALENDAR_WORD.search(text):
        return ()
    plain = _ODD_ZERO.sub(lambda year: year[0].translate(_ZEROS), simplified(narrow(text)))
    return tuple(_Reader(plain, text, day).read())


def named_dates_zh(text: str) -> tuple[Dated, ...]:
    """Dates that names stand for (国庆, 五四, “十四五”): a translator may spell them out, nobody owes them."""
    return tuple(
        Dated(start=start, end=end, text=text[start:end], year=year, month=month, day=dom, vague=True)
        for start, end, (year, month, dom) in named_dates(text)
    )


@dataclass(slots=True)
class _Point:
    """Year, month and day, 0 where not stated; the finest level stated."""

    year: int = 0
    month: int = 0
    day: int = 0
    finest: Level = Level.WHOLE

    def set(self, level: Level, value: int) -> None:
        if level is Level.YEAR:
            self.year = value
        elif level is Level.MONTH:
            self.month = value
        elif level is Level.DAY:
            self.day = value
        self.finest = level

    def coarser(self, level: Level) -> "_Point":
        """What a piece of `level` inherits from this point."""
        year = self.year if level > Level.YEAR else 0
        return _Point(year, self.month if level > Level.MONTH else 0)


@dataclass(slots=True)
class _Draft:
    """A mention that is still being read."""

    start: int
    end: int
    points: list[_Point]
    weekday: int = 0
    quarter: int = 0
    half: int = 0
    part: str = ""
    times: tuple[str, ...] = ()
    relative: str = ""
    decade: bool = False
    century: int = 0
    stated: bool = False  # whether anything but relative or doubtful pieces was read

    @property
    def last(self) -> _Point:
        return self.points[-1]


class _Reader:
    def __init__(self, text: str, written: str, day: date | None) -> None:
        self.text = text
        self.written = written  # the same before it was made narrow and simplified
        self.day = day
        self.open: _Draft | None = None

    def read(self) -> Iterator[Dated]:
        for piece in pieces(self.text):
            yield from self._take(piece)
        yield from self._close()

    def _take(self, piece: Piece) -> Iterator[Dated]:
        if piece.level is Level.WHOLE:
            yield from self._close()
            yield from self._whole(piece)
        elif self.open and self._continues(self.open, piece):
            yield from self._values(self.open, piece)
        elif self.open and self._joins(_TO, piece) and self._can_end(self.open, piece):
            self.open.points.append(self.open.last.coarser(piece.level))
            yield from self._values(self.open, piece)
        else:
            yield from self._begin(piece)
        if self.open:
            self._part(self.open)

    def _begin(self, piece: Piece) -> Iterator[Dated]:
        """Start a new mention; behind 、 or 和 it inherits what the last one stated coarser."""
        inherited, joined = _Point(), False
        if self.open and self._joins(_AND, piece) and piece.level <= Level.DAY:
            inherited = self.open.last.coarser(piece.level)
            joined = inherited.month > 0
        yield from self._close()
        if piece.name == "号" and not joined:  # 3号楼, 1号文件; a date only behind its month
            return
        self.open = _Draft(piece.start, piece.end, [inherited])
        yield from self._values(self.open, piece)

    def _continues(self, draft: _Draft, piece: Piece) -> bool:
        gap = self.text[draft.end : piece.start]
        if piece.level is Level.TIME:
            return not draft.times and bool(_BEFORE_TIME.fullmatch(gap))
        if draft.times or len(gap) > 3 or not _TOGETHER.fullmatch(gap):  # noqa: PLR2004
            return False
        if draft.part and piece.level <= Level.DAY:
            return False
        finest = Level.WEEKDAY if draft.weekday else draft.last.finest
        return piece.level > finest and not (finest is Level.SPAN and piece.level <= Level.DAY)

    def _joins(self, connector: re.Pattern[str], piece: Piece) -> bool:
        return bool(self.open and connector.fullmatch(self.text, self.open.end, piece.start))

    @staticmethod
    def _can_end(draft: _Draft, piece: Piece) -> bool:
        """Whether the piece may be the end of a range that the draft begins."""
        return (
            len(draft.points) == 1
            and not draft.times
            and piece.level <= draft.last.finest
            and piece.level != Level.SPAN
        )

    def _values(self, draft: _Draft, piece: Piece) -> Iterator[Dated]:
        """Take the piece's values in: the first into the open point, others as ends of a range or as new mentions."""
        draft.end = piece.end
        if piece.level is Level.SPAN:
            yield from self._span(draft, piece)
            return
        if piece.level is Level.TIME:
            draft.times = piece.times
            draft.stated = draft.stated or not piece.vague
            return
        if piece.level is Level.WEEKDAY:
            draft.weekday = piece.values[0]
            draft.relative = draft.relative or piece.name
            draft.stated = True
            for weekday in piece.values[1:]:  # 每周一、三、五
                yield self._made(draft)
                draft = self.open = _Draft(
                    piece.start, piece.end, [_Point()], weekday=weekday, relative=piece.name, stated=True
                )
            return
        self._set(draft, piece, piece.values[0])
        for value, ranged in zip(piece.values[1:], piece.ranged, strict=True):
            if ranged and len(draft.points) == 1:
                draft.points.append(draft.last.coarser(piece.level))
            else:
                inherited = draft.last.coarser(piece.level)
                yield self._made(draft)
                draft = self.open = _Draft(draft.start, piece.end, [inherited], relative=draft.relative)
            self._set(draft, piece, value)

    def _set(self, draft: _Draft, piece: Piece, value: int) -> None:
        if piece.name and piece.name != "号":
            draft.relative = piece.name
            year, month, day = relative.resolve(piece.name, self.day)
            draft.last.year = year or draft.last.year
            draft.last.month, draft.last.day = month or draft.last.month, day or draft.last.day
            draft.last.finest = piece.level
            return
        draft.last.set(piece.level, value)
        together = piece.level is Level.DAY and draft.last.month > 0
        draft.stated = (
            draft.stated or together or not piece.vague or (piece.level is Level.MONTH and draft.last.year > 0)
        )

    def _span(self, draft: _Draft, piece: Piece) -> Iterator[Dated]:
        """Quarters and halves: a range of months each."""
        spans = list(zip(piece.values[::2], piece.values[1::2], strict=True))
        for number, (first, last) in enumerate(spans):
            if number:
                year, relative = draft.last.year, draft.relative
                yield self._made(draft)
                draft = self.open = _Draft(draft.start, piece.end, [_Point(year)], relative=relative)
            year = draft.last.year
            draft.points = [_Point(year, first, 0, Level.SPAN), _Point(year, last, 0, Level.SPAN)]
            draft.quarter = piece.quarter or (last // 3 if len(spans) > 1 else 0)
            draft.half = piece.half
            draft.stated = True

    def _part(self, draft: _Draft) -> None:
        if draft.last.day or draft.times or draft.weekday:
            return
        if match := _PART.match(self.text, draft.end):
            draft.part = match.lastgroup or ""
            draft.end = match.end()

    def _whole(self, piece: Piece) -> Iterator[Dated]:
        """A piece that is a mention by itself; an ISO date may be continued by a time."""
        if piece.name == "iso":
            year, month, day = piece.values
            self.open = _Draft(piece.start, piece.end, [_Point(year, month, day, Level.DAY)], stated=True)
            return
        for value in piece.values or (0,):
            yield from self._close()
            self.open = _Draft(piece.start, piece.end, [_Point()], stated=not piece.vague and piece.name != "lunar")
            if piece.name == "century":
                self.open.century = value
            elif piece.name == "decade":
                self.open.decade = True
                self.open.points = [_Point(value, finest=Level.TIME)]

    def _close(self) -> Iterator[Dated]:
        if self.open:
            yield self._made(self.open)
        self.open = None

    def _made(self, draft: _Draft) -> Dated:
        first, last = draft.points[0], draft.points[-1]
        year, month, day = first.year, first.month, first.day
        if draft.weekday and draft.relative in relative.WEEKS:
            year, month, day = relative.weekday_of(draft.relative, draft.weekday, self.day)
        return Dated(
            start=draft.start,
            end=draft.end,
            text=self.written[draft.start : draft.end],
            year=year,
            month=month,
            day=day,
            weekday=draft.weekday,
            quarter=draft.quarter,
            half=draft.half,
            until=(last.year, last.month, last.day) if len(draft.points) > 1 else (0, 0, 0),
            part=draft.part,
            times=draft.times,
            relative=draft.relative,
            decade=draft.decade,
            century=draft.century,
            vague=not draft.stated,
        )
