"""English names that the Chinese does not spell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.name import pinyin
from workflow.text.name.match import parted
from workflow.text.name.mentions import Person
from workflow.text.name.romanise import romanise, wade_giles
from workflow.text.name.strangers import strangers
from workflow.text.name.surnames import (
    COMPOUND_SURNAMES,
    SURNAME_READINGS,
    SURNAME_SOUNDS,
    SURNAME_WORDS,
    SURNAMES,
)


def found(source: str, target: str, *forms: str) -> list[tuple[str, str]]:
    persons = [Person(0, 0, "林志明", forms)] if forms else []
    return [(person.name if person else "", one.text) for person, one in strangers(source, target, persons)]


@pytest.mark.parametrize(
    ("source", "target", "slips"),
    [
        ("王海涛走了。", "Wang Haitao left.", []),
        ("王海涛走了。", "Wang Haitong left.", [("王海涛", "Wang Haitong")]),
        ("王海涛走了。", "Huang Haitao left.", [("王海涛", "Huang Haitao")]),
        ("王海涛走了。", "Wang Taohai left.", [("王海涛", "Wang Taohai")]),
        ("王海涛走了。", "Wang Tao left.", [("王海涛", "Wang Tao")]),
        ("王海涛走了。", "Wang Hai left.", [("王海涛", "Wang Hai")]),
        ("王海涛走了，王海来了。", "Wang Hai came, Wang Haitao left.", []),
        ("王海发现门开着。", "Wang Hai found the door open.", []),  # 发 is no name's end here
        ("我们读李白诗。", "We read poems by Li Bai.", []),
        ("王海涛走了。", "Wang Haotie left.", [("", "Wang Haotie")]),  # another person, for all that can be told
        ("王海涛走了。", "Haitao Wang left.", [("王海涛", "Haitao Wang")]),
        ("画是王涛的。", "The painting is by Tao Wang.", [("王涛", "Tao Wang")]),
        ("国王涛声中入睡。", "Tao Wang: a king falls asleep.", [("", "Tao Wang")]),  # no name has those edges
        ("哈佛大学的美国学者王海涛到访。", "Haitao Wang of Harvard came.", []),  # people abroad may sign so
        ("王涛走了。", "Wang Tai left.", [("王涛", "Wang Tai")]),
        ("远方的王涛啊！", "Oh, Wang Fei far away!", [("", "Wang Fei")]),
        ("王涛：桥已通车。", "Wang Fei: the bridge is open.", [("王涛", "Wang Fei")]),
        ("王海濤走了。", "Wang Haitong left.", [("王海濤", "Wang Haitong")]),
        ("欧阳朔走了。", "Ouyang Shou left.", [("欧阳朔", "Ouyang Shou")]),
        ("单立新走了。", "Shan Lixin left.", []),
        ("何文东走了。", "He Wendong left.", []),
        ("何文东走了。", "He Wending left.", [("何文东", "He Wending")]),
        ("他说雨停了。", "He said in Hong Kong that the rain had stopped.", []),
        ("林志玲走了。", "Lin Chiling left.", []),
        ("岸边的人走了。", "They left the shore of the Liao Sea.", []),  # no pinyin: that would be Se'a
        ("岸边的人走了。", "Fang Indian left.", []),
        ("安静/任琛（海岭日报）", "An Jing/Ren Chen (Hailing Daily)", []),
        ("岸边的人走了。", "They left for Liao China and Wang Lane.", []),
        ("岸边的人走了。", "Liao Se'an left.", [("", "Liao Se'an")]),
    ],
)
def test_slips_in_names_are_found_without_a_title(source: str, target: str, slips: list[tuple[str, str]]) -> None:
    assert found(source, target) == slips


def test_a_form_that_the_desk_gives_is_no_stranger() -> None:
    assert found("林志明走了。", "Lam Chiming left. Lin Zhemin left.", "Lin Zhemin") == []


def test_the_place_is_that_of_the_words() -> None:
    [(person, one)] = strangers("昨天王海涛走了。", "Yesterday Wang Haitong left.")
    assert person is not None
    assert (person.start, person.end, one.start, one.end) == (2, 5, 10, 22)


def test_every_surname_has_its_sound_listed() -> None:
    single = SURNAMES | set(SURNAME_READINGS)
    sounds = {SURNAME_READINGS.get(char) or romanise(f"{char}明").split()[0].lower() for char in single}
    assert sounds | set(COMPOUND_SURNAMES.values()) == SURNAME_SOUNDS | SURNAME_WORDS


@pytest.mark.parametrize(
    ("pinyin_", "wade"),
    [("quan", "chuan"), ("zhi", "chih"), ("ji", "chi"), ("xu", "hsu"), ("guo", "kuo"), ("duo", "to"), ("rong", "jung")],
)
def test_pinyin_is_written_as_wade_and_giles(pinyin_: str, wade: str) -> None:
    assert wade_giles(pinyin_) == wade


def test_letters_are_parted_into_syllables() -> None:
    assert set(parted("xian")) == {("xian",), ("xi", "an")}
    assert parted("smith") == ()


@given(st.text(alphabet="王海涛林小雨，。a", max_size=30), st.text(alphabet="WangHitoLnXyu -,.", max_size=60))
def test_no_text_raises(source: str, target: str) -> None:
    for person, one in strangers(source, target):
        if person is not None:
            assert source[person.start : person.end] == person.name
        assert target[one.start : one.end] == one.text


@given(st.sampled_from(sorted(SURNAMES)), st.text(alphabet="海明伟国建小文晓立新", min_size=1, max_size=2))
def test_a_name_in_pinyin_is_never_a_stranger(surname: str, given_: str) -> None:
    name = surname + given_
    assert found(f"昨天{name}来了。", f"Yesterday {romanise(name)} came.") == []
    assert pinyin.of_name(name)


def test_more_names_than_a_text_has_are_let_pass() -> None:
    crowd = " ".join(
        f"Wang {first}{last}" for first in ("Hai", "Wei", "Jun", "Lin") for last in ("tao", "bo", "fu", "ge")
    )
    assert len(found("王海涛走了。", f"{crowd}. " * 500)) >= len("0123456789")
    assert found("王海涛走了。" * 1000, "Wang Haitong left.") == []
