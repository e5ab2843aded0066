"""Chinese personal names in Hanyu Pinyin by GB/T 28039-2011.

Surname first, a space, the given name joined, both capitalised, no tone marks; compound surnames joined. A romanised
name is a proposal: the glossary wins, and a person confirms it.
"""

import re

from workflow.text.chars import han_runs, is_han

# Characters whose reading as a surname differs from their commonest reading.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "查": "zha", "仇": "qiu", "区": "ou", "任": "ren", "华": "hua",
    "盖": "ge", "黑": "hei", "朴": "piao", "缪": "miao", "宓": "mi", "冼": "xian", "尉": "wei", "乐": "yue",
    "折": "she", "召": "shao", "秘": "bi", "种": "chong", "洗": "xian", "繁": "po", "翟": "zhai", "覃": "qin",
    "长": "chang", "重": "chong", "卜": "bu", "晟": "cheng", "员": "yun", "逄": "pang", "祭": "zhai", "牟": "mu",
}  # fmt: skip

COMPOUND_SURNAMES = {
    "欧阳": "ouyang", "诸葛": "zhuge", "上官": "shangguan", "司马": "sima", "司徒": "situ", "东方": "dongfang",
    "皇甫": "huangfu", "尉迟": "yuchi", "公孙": "gongsun", "慕容": "murong", "令狐": "linghu", "夏侯": "xiahou",
    "端木": "duanmu", "长孙": "zhangsun", "宇文": "yuwen", "独孤": "dugu", "南宫": "nangong", "轩辕": "xuanyuan",
    "澹台": "tantai", "万俟": "moqi", "呼延": "huyan", "赫连": "helian", "百里": "baili", "东郭": "dongguo",
    "西门": "ximen", "太史": "taishi", "公羊": "gongyang", "闻人": "wenren", "钟离": "zhongli", "申屠": "shentu",
}  # fmt: skip


def is_personal_name(text: str) -> bool:
    """Whether `text` has the shape of a Chinese personal name: two to four Han characters, nothing else."""
    return 2 <= len(text) <= 4 and all(map(is_han, text))  # noqa: PLR2004 - the shape itself


def romanise(name: str) -> str:
    """Return the pinyin of a Chinese personal name, ``欧阳朔`` → ``Ouyang Shuo``; ü is written yu (passport usage).

    Raises:
        ValueError: `name` does not have the shape of a Chinese personal name.
    """
    if not is_personal_name(name):
        raise ValueError(f"not a Chinese personal name: {name!r}")
    head = name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]  # noqa: PLR2004
    surname = COMPOUND_SURNAMES.get(head) or SURNAME_READINGS.get(head) or "".join(_syllables(head))
    return f"{surname.capitalize()} {_join(_syllables(name[len(head) :])).capitalize()}"


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    found: list[str] = lazy_pinyin(text, style=Style.NORMAL, v_to_u=True)
    return [syllable.replace("ü", "yu") for syllable in found]


def _join(syllables: list[str]) -> str:
    """Join with an apostrophe before a syllable that begins with a vowel (Xi'an)."""
    first, *rest = syllables
    return first + "".join(f"'{s}" if s[0] in "aeo" else s for s in rest)


def slug(title: str, *, limit: int = 48) -> str:
    """Return a title as ``[a-z0-9-]``, Han characters in pinyin, cut at a word within `limit` characters."""
    words: list[str] = []
    for run in re.findall(r"[A-Za-z0-9]+|[^\sA-Za-z0-9]+", title):
        if run.isascii() and run.isalnum():
            words.append(run.lower())
            continue
        for start, end in han_runs(run):  # whole, since a character's reading depends on the word it stands in
            words.extend(re.sub(r"[^a-z]", "", syllable) for syllable in _syllables(run[start:end]))
    kept: list[str] = []
    for word in filter(None, words):
        if len("-".join([*kept, word])) > limit:
            break
        kept.append(word)
    return "-".join(kept)


def spelt(word: str, text: str) -> list[str]:
    """Return the parts of a Chinese text whose pinyin a Latin word is, letters alone compared (``Xi'an``: 西安)."""
    wanted = re.sub("[^a-z]", "", word.lower())
    found: list[str] = []
    for start, end in han_runs(text):
        syllables = [re.sub("[^a-z]", "", syllable) for syllable in _syllables(text[start:end])]
        for first in range(len(syllables)):
            joined = ""
            for last in range(first, min(len(syllables), first + 6)):
                joined += syllables[last]
                if joined == wanted and wanted:
                    found.append(text[start + first : start + last + 1])
                if len(joined) >= len(wanted):
                    break
    return found
