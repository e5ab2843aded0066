"""Names that the Chinese writes by their sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.text.name.transcribed import misheard


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("乔治·沃克走了。", "George Walker left."),
        ("让-克洛德·莫罗走了。", "Jean-Claude Moreau left."),
        ("胡安·卡洛斯走了。", "Juan Carlos left."),
        ("雨果·查维走了。", "Hugo Chavi left."),
        ("迈克尔·惠特走了。", "Michael Whitt left."),
        ("塞尔吉·马塔雷走了。", "Sergi Mattare left."),
        ("伊力哈木·土尔逊走了。", "Ilham Tursun left."),
        ("热依扎·阿里木江走了。", "Reyizha Alimjan left."),
        ("旺久多吉走了。", "Wangchuk Dorje left."),
        ("强巴坚参走了。", "Champa Gyaltsen left."),
        ("秘书长金立群走了。", "Secretary General Jin Liqun left."),  # no transcription, but it sounds right
        ("总统马杜同总理莫迪罗通话。", "President Maddu spoke by phone with Prime Minister Modiro."),
        ("国王哈拉尔五世走了。", "King Harald V left."),
        ("总理达成共识。", "The premier reached a consensus."),
        ("总统当日表示满意。", "President Gordon was content that day."),
        ("国王登基十年。", "King Harald has reigned for ten years."),
        ("总理基金资助学童。", "The Premier Foundation supports pupils."),
        ("首相日内访问古巴。", "Prime Minister Gordon visits Cuba within days."),
    ],
)
def test_what_sounds_alike_is_let_pass(source: str, target: str) -> None:
    assert list(misheard(source, target)) == []


@pytest.mark.parametrize(
    ("source", "target", "name", "said"),
    [
        ("国务卿鲁比走了。", "Secretary of State Anton Blikken left.", "鲁比", "Blikken"),
        ("秘书长古特雷走了。", "Secretary-General Ban Minh left.", "古特雷", "Minh"),
        ("总理默茨同总统马龙通话。", "Chancellor Scholl spoke with President Marlon.", "默茨", "Scholl"),
        ("麦麦提·阿卜拉走了。", "Memet Karimov left.", "麦麦提·阿卜拉", "Memet Karimov"),
        ("麦麦提·阿卜拉走了。", "The villager left.", "麦麦提·阿卜拉", ""),
    ],
)
def test_another_sound_is_told(source: str, target: str, name: str, said: str) -> None:
    [found] = misheard(source, target)
    assert (found.name, found.said) == (name, said)
    assert source[found.start : found.end] == name
    if found.place:
        assert target[slice(*found.place)] == said


def test_a_pronoun_may_stand_for_a_name() -> None:
    assert list(misheard("麦麦提·阿卜拉走了。", "He left.")) == []


@given(
    st.text(alphabet="总统特朗普·马克龙扎西次仁，。", max_size=30),
    st.text(alphabet="PresidntTump MacoK-.", max_size=60),
)
def test_no_text_raises(source: str, target: str) -> None:
    for found in misheard(source, target):
        assert source[found.start : found.end] == found.name


def test_more_names_than_a_text_has_are_let_pass() -> None:
    assert list(misheard("阿迪力·买买提走了。" * 1000, "Adil Tursun left. " * 1000)) == []
