"""Names that the Chinese writes by their sound: 特朗普, 特雷莎·梅, 阿迪力·买买提, 洛桑次仁.

Which letters such a name has cannot be told, but that it is *not* another one often can: the consonants of 特朗普, t, l
and p, are in *Trump*, not in *Biden*. So only a name is reported that no word of the English sounds like. Consonants
answer each other as in the tables by which newspapers transcribe: l is also r, n also m, j also g, k, t and ch.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, pairwise

from workflow.model.frozen import dataclass
from workflow.text.comparable import simplified
from workflow.text.name import pinyin
from workflow.text.name.match import BODIES, NO_NAME, Word, words

# Characters that transcribe: hardly any other stand in such names.
_RUN = (
    "[何卜合孜肉铁"
    "阿艾埃爱安昂奥巴白拜班邦保堡鲍贝本比彼毕别宾波伯博勃布查彻楚茨达戴丹当道德登邓迪蒂丁东杜顿多俄厄恩尔法凡范方菲费"
    "芬弗夫福富盖甘冈高戈哥格葛根贡古瓜圭哈海汉汗豪赫黑亨洪侯胡华怀惠霍基吉季加贾简江杰捷金津京久喀卡凯坎康考柯科克肯"
    "孔库夸昆拉莱赖兰朗劳勒雷蕾黎李里理力利莉立丽连良列林琳灵留刘柳龙隆卢鲁露伦罗洛吕马玛迈麦曼芒毛梅门蒙米密缅敏明缪"
    "莫默姆穆拿纳娜奈南内嫩尼妮涅宁纽努诺欧帕潘庞培佩彭皮珀蒲普齐奇恰钱乔切钦琼丘曲冉让热日荣茹瑞若萨塞赛桑瑟森沙莎山"
    "珊尚绍舍申生圣施什史舒朔斯思丝苏素孙索塔泰坦唐陶特腾提田汀廷图土托瓦万旺威韦维魏温文翁沃乌吾武西希锡夏香肖谢辛欣"
    "兴休许雪雅亚延扬杨耶叶伊依因英永尤尉裕约泽扎詹占张哲珍治朱兹卓子佐买"
    "]"
)
_DOTTED = re.compile(rf"{_RUN}{{1,7}}(?:[·•・‧]{_RUN}{{1,7}})+")
# Words of such characters that stand behind titles.
_WORDS = (
    "当日|日内|何日|登基|基金|多达|高达|特别|特约|提法|提高|许诺|许久|许多|兴许|约莫"
    "|切莫|合力|合法|合理|高兴|思考|内科|默许|永别"
)
_TITLED = re.compile(rf"(?P<title>总统|首相|总理|国务卿|秘书长|国王|女王)(?!{_WORDS})(?P<name>{_RUN}{{2,6}})(?!{_RUN})")
_TITLES = {
    "总统": "President",
    "首相": "Prime Minister|Premier",
    "总理": "Prime Minister|Premier|Chancellor",
    "国务卿": "Secretary of State|Secretary",
    "秘书长": "Secretary[- ]General|Secretary",
    "国王": "King",
    "女王": "Queen",
}
# Words of Tibetan of which two make a name.
_TIBETAN = (
    "扎西|次仁|次旺|洛桑|丹增|旦增|罗布|尼玛|普布|卓玛|卓嘎|央金|拉姆|拉珍|格桑|平措|多吉|边巴|巴桑|米玛|索朗|旺堆|旺久|旺姆|达娃|达瓦|嘎玛|仁青|"
    "仁增|顿珠|加措|嘉措|群培|德吉|白玛|贡布|强巴|坚参|曲珍|玉珍|桑珠|桑杰|益西|班觉|才旦|才让|赤列|阿旺|土登|云丹|晋美"
)
_PAIRED = re.compile(f"(?P<first>{_TIBETAN})(?P<last>{_TIBETAN})")
_CUE = re.compile(f"·|•|・|‧|总统|总理|首相|国务卿|秘书长|国王|女王|{_TIBETAN}")
_DOT = re.compile("[·•・‧]")
_PRONOUN = re.compile(r"\b(?:he|she|his|hers?|him)\b", re.IGNORECASE)

# Consonants by their sound: C stands for those of ch, j and q; vowels and y are left out.
_INITIALS = (
    ("zh", "C"), ("ch", "C"), ("sh", "S"), ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"), ("g", "K"), ("k", "K"),
    ("h", "H"), ("f", "F"), ("m", "N"), ("n", "N"), ("l", "L"), ("r", "L"), ("z", "S"), ("c", "S"), ("s", "S"),
    ("j", "C"), ("q", "C"), ("x", "S"), ("w", "W"), ("", ""),
)  # fmt: skip
_LETTERS = dict(
    pair.split("=")
    for pair in """
    sch=S tch=C ch=C sh=S ph=F th=T gh= ck=K qu=K wh=W x=KS b=P p=P d=T t=T g=K k=K q=K c=K h=H f=F v=W w=W m=N n=N l=L
    r=L s=S z=S j=C
    """.split()
)
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_LIKE = {
    frozenset(pair): Decimal(cost) / 10
    for pair, cost in (
        ("FW", 2), ("FH", 4), ("CK", 3), ("CT", 4), ("CS", 3), ("CH", 4), ("CL", 5), ("ST", 5), ("SH", 5), ("KS", 5),
        ("HK", 4), ("HW", 4), ("KW", 5), ("PW", 4), ("PF", 3),
    )
}  # fmt: skip
_SILENT = {
    letter: Decimal(cost) / 10
    for letter, cost in (("L", 4), ("H", 3), ("N", 5), ("W", 5), ("T", 6), ("K", 7), ("S", 6))
}
_MOST = 5_000  # names × words that are compared
_FAR = Decimal("0.4")  # in published pairs no right rendering was farther than 0.35


@dataclass(frozen=True, slots=True)
class Misheard:
    """A transcribed name and where it stands, and the English words in its place; `said` is empty if there are none."""

    name: str
    start: int
    end: int
    said: str = ""
    place: tuple[int, int] | None = None


def misheard(source: str, target: str) -> Iterator[Misheard]:
    """Yield the transcribed names of a Chinese text that nothing in its English sounds like.

    Args:
        source: plain Chinese text.
        target: plain English text.
    """
    if not _CUE.search(source):
        return
    plain, named = simplified(source), [word for word in words(target) if _may_name(word)]
    titled, whole = list(_TITLED.finditer(plain)), [*_DOTTED.finditer(plain), *_PAIRED.finditer(plain)]
    if (len(titled) + len(whole)) * len(named) > _MOST:
        return
    for match in whole:
        parts = _DOT.split(match[0]) if match.re is _DOTTED else match.groups()
        yield from _parted(match, parts, target, named)
    for match in titled:
        others = {other["name"] for other in titled} - {match["name"]}
        free = [word for word in named if not _nearer(others, match["name"], word)]
        if not _heard([match["name"]], free):
            yield from _instead(match, target)


def _nearer(others: Iterable[str], name: str, word: Word) -> bool:
    return any(_apart(other, word.bare) < _apart(name, word.bare) for other in others)


def _may_name(word: Word) -> bool:
    return NO_NAME.isdisjoint(word.text.split("-")) and BODIES.isdisjoint(word.text.split("-"))


def _parted(match: re.Match[str], parts: Sequence[str], target: str, named: Sequence[Word]) -> Iterator[Misheard]:
    """A name in several parts: none is heard, or one is and another word stands where the next should."""
    dotted = match.re is _DOTTED
    first, *rest = [[part] for part in parts]
    last = rest[-1]
    if dotted:  # its edges may be other words: 镇长欧文·亨利
        first += [first[0][cut:] for cut in range(1, len(first[0]) - 1)]
        last += [last[0][:-cut] for cut in range(1, len(last[0]) - 1)]
    if not any(_heard(part, named) for part in (first, *rest)):
        if any(len(_sounds(part)) > 1 for part in parts) and not _PRONOUN.search(target):
            yield Misheard(match[0], *match.span())
        return
    heard, lost = (first, last) if dotted or _heard(first, named) else (last, first)
    if len(parts) > 2 or len(_sounds(lost[0])) < 2 or _heard(lost, named):  # noqa: PLR2004 - two names, two consonants
        return
    for left, right in pairwise(named):
        beside = [word for word in ((left,) if dotted else (left, right)) if _heard(heard, [word])]
        if right.start - left.end == 1 and beside:
            yield Misheard(match[0], *match.span(), target[left.start : right.end], (left.start, right.end))
            return


def _instead(match: re.Match[str], target: str) -> Iterator[Misheard]:
    """The name behind the English title, where it is another than the one behind the Chinese title."""
    for title in re.finditer(rf"\b(?:{_TITLES[match['title']]}) (?:[A-Z][a-z]+ )?(?P<name>[A-Z][a-z]{{2,}})\b", target):
        if title["name"] not in BODIES:
            yield Misheard(match["name"], *match.span("name"), title["name"], title.span("name"))
            return


def _heard(forms: Sequence[str], named: Sequence[Word]) -> bool:
    """Whether any word sounds like a part of a name, in one of its forms."""
    return any(_apart(form, word.bare) <= _FAR for form in forms for word in named)


@lru_cache(maxsize=1024)
def _sounds(characters: str) -> str:
    """The consonants of Chinese characters."""
    found = ""
    for syllable in pinyin.of_name(characters):
        found += next(sound for initial, sound in _INITIALS if syllable.startswith(initial))
        found += "N" if syllable.endswith(("n", "ng")) else "L" if syllable == "er" else ""
    return found


@lru_cache(maxsize=4096)
def _consonants(word: str) -> str:
    """The consonants of an English word in small letters, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", "".join(_LETTERS[letter] for letter in _LETTER.findall(word)))


@lru_cache(maxsize=4096)
def _apart(characters: str, word: str) -> Decimal:
    """How far Chinese characters and an English word are from sounding alike, from 0 to 1."""
    here, there = _sounds(characters), _consonants(word)
    if not here or 2 * len(there) < len(here):
        return Decimal(int(bool(here or there)))
    row = list(accumulate((_SILENT.get(letter, Decimal(1)) for letter in there), initial=Decimal(0)))
    for mine in here:
        above, row = row, [row[0] + _SILENT.get(mine, Decimal(1))]
        for at, theirs in enumerate(there):
            same = Decimal(0) if mine == theirs else _LIKE.get(frozenset((mine, theirs)), Decimal(1))
            without = _SILENT.get(mine, Decimal(1)), _SILENT.get(theirs, Decimal(1))
            row.append(min(above[at] + same, above[at + 1] + without[0], row[-1] + without[1]))
    return row[-1] / max(len(here), len(there))
