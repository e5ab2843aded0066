"""Does anything that a text may hold make the readers raise, or keep them busy? Guided by coverage (atheris).

    python benchmarks/fuzz.py [--seconds 600] [--corpus FOLDER]

Each input becomes a Chinese and an English text, made of pieces that the readers know and of any characters beside
them, and goes through the readers of numbers and dates, the inline markup (read, written, read again) and `check_pair`.
Only errors that say what is wrong with a text (`MarkupError`) may come out; an input that takes more than ten seconds
is a fault as well.
"""

import argparse
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["workflow.text", "workflow.constraints", "workflow.checks"]):
    from workflow.checks import check_pair
    from workflow.text.codes import serialize
    from workflow.text.date.mentions_en import find_dates_en
    from workflow.text.date.mentions_zh import find_dates_zh
    from workflow.text.inline import MarkupError, parse
    from workflow.text.quantity import numbers_en, numbers_zh

_CHINESE = (
    *"〇零一二两三四五六七八九十百千万亿半廿卅第几数多余近约超逾年月日号时点分秒周季度底初末上下前后至到、和比：.-—,，。“”（）",
    *(
        "个百分点",
        "百分之",
        "分之",
        "成",
        "折",
        "倍",
        "翻",
        "番",
        "增长",
        "元",
        "美元",
        "亩",
        "公里",
        "米",
        "角",
        "毛",
        "分钱",
    ),
    *(
        "今年",
        "去年",
        "星期",
        "世纪",
        "年代",
        "十四五",
        "农历",
        "记者",
        "教授",
        "张文清",
        "2024",
        "1.08",
        "24,801",
        "０１",
    ),
)
_ENGLISH = (
    *(
        "one ",
        "two",
        "-",
        " and a half ",
        "half",
        "third",
        "thirds",
        "dozen",
        "hundred",
        "thousand",
        "million ",
        "billion",
    ),
    *(
        "bn",
        "%",
        " percent",
        " percentage points",
        "th",
        "fold",
        "doubled",
        "twice",
        "$",
        "£",
        " yuan",
        " mu",
        "km",
        "ft",
        "in",
    ),
    *(
        "January ",
        "Mar. ",
        "24",
        ", ",
        "2024",
        "1990s",
        "Monday ",
        "a.m.",
        "7:30",
        "last year",
        "mid-",
        "of ",
        "to ",
        "over ",
    ),
    *("first quarter", "Zhang Wenqing", "Prof.", " ", ".", ",", "(", ")", "’", "–", "years later"),
)
_TAGS = (
    "<em>",
    "</em>",
    "<strong>",
    "</strong>",
    '<a href="https://a.example/">',
    "</a>",
    "<br/>",
    "&amp;",
    "&#65;",
    "<",
)
_MOST = 60  # pieces of a text
_DAY = date(2024, 1, 24)


def _text(data: atheris.FuzzedDataProvider, pieces: tuple[str, ...]) -> str:
    made: list[str] = []
    for _ in range(data.ConsumeIntInRange(0, _MOST)):
        kind = data.ConsumeIntInRange(0, 15)
        if kind == 0:
            made.append(data.ConsumeUnicodeNoSurrogates(4))
        elif kind == 1:
            made.append(_TAGS[data.ConsumeIntInRange(0, len(_TAGS) - 1)])
        elif kind == 2:  # noqa: PLR2004 - digits
            made.append(str(data.ConsumeIntInRange(0, 10**9)))
        else:
            made.append(pieces[data.ConsumeIntInRange(0, len(pieces) - 1)])
    return "".join(made)


def run(raw: bytes) -> None:
    """Read what one input makes."""
    data = atheris.FuzzedDataProvider(raw)
    source, target = _text(data, _CHINESE), _text(data, _ENGLISH)
    numbers_zh.find(source)
    numbers_zh.numerals(source)
    numbers_en.find(target)
    find_dates_zh(source, _DAY)
    find_dates_en(target, _DAY)
    for markup in (source, target):
        try:
            inline = parse(markup)
        except MarkupError:
            continue
        assert parse(serialize(inline)) == inline
    check_pair(source, target, date="2024-01-24")
    check_pair(source, target, markup=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--corpus", type=Path, help="a folder in which inputs that reach something new are kept")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        corpus = given.corpus or Path(folder)
        corpus.mkdir(exist_ok=True)
        options = [f"-max_total_time={given.seconds}", "-timeout=10", "-max_len=600", f"-artifact_prefix={corpus}/"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], run)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
