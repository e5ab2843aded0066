"""Readings of characters."""

import subprocess
import sys

from workflow.text.name import pinyin
from workflow.text.name.romanise import romanise, spelt


def test_a_name_is_read_by_its_characters_as_names_have_them() -> None:
    assert pinyin.of_name("王永长") == ["wang", "yong", "chang"]
    assert romanise("李晟") == "Li Sheng"


def test_running_text_is_read_by_its_words() -> None:
    assert pinyin.of_text("重庆的行长") == ["chong", "qing", "de", "hang", "zhang"]


def test_all_readings_of_a_character_are_known() -> None:
    assert set(pinyin.readings("乐")) >= {"le", "yue"}


def test_a_word_in_pinyin_is_found_whichever_reading_it_takes() -> None:
    assert spelt("Chongqing", "由重庆出发") == ["重庆"]
    assert spelt("Xi'an", "西安与重阳") == ["西安"]
    assert spelt("Xian", "由重庆出发") == []


def test_names_load_no_phrases() -> None:
    program = (
        "from workflow.text.name.romanise import readings, romanise\n"
        "romanise('王永长'), readings('王永长')\n"
        "from pypinyin.constants import PHRASES_DICT\n"
        "print(len(PHRASES_DICT))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "0"
