"""Typography and defects of drafts."""

import pytest

from workflow.draft.tidy import capitalised, defects, ended, enumerator, repeats, tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One，two；three：four。Five！Six？", "One, two; three: four. Five! Six?"),
        ("the《Plan》（draft）、and", "the“Plan” (draft), and"),
        ("１５％ of ＡＢＣ", "15% of ABC"),
        ("  a \n b　c\xa0 ", "a b c"),
        ("a , b .", "a, b."),
        ("1,000 at 16:20, see https://a.example/x,y", "1,000 at 16:20, see https://a.example/x,y"),
        ("use .NET now", "use .NET now"),
        ("( a ) and “ b ”", "(a) and “b”"),
        ('“Curly” and "straight" stay', '“Curly” and "straight" stay'),
        ("so——and on……", "so—and on…"),
        ("Home ⟦2⟧ page, and ⟦ 3 ⟧.", "Home page, and."),
        ("⟦1⟧", ""),
        ("", ""),
    ],
)
def test_full_width_punctuation_is_converted_and_spaces_are_normalised(text: str, expected: str) -> None:
    assert tidy(text) == expected
    assert tidy(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("go out", "Go out"), ("“go” out", "“Go” out"), ("15 go", "15 go"), ("- go", "- go"), ("…", "…"), ("", "")],
)
def test_a_sentence_begins_with_a_capital(text: str, expected: str) -> None:
    assert capitalised(text) == expected


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("今年开始。", "It begins this year.", ()),
        ("今年开始。", "", ("empty",)),
        ("今年开始。", "…!", ("empty",)),
        ("今年开始。", "It begins 今年.", ("han",)),
        ("今年开始。", "Translation: it begins.", ("prompt",)),
        ("今年开始。", "Sure, here it is.", ("prompt",)),
        ("今年开始。", "Here's the text you want: it begins.", ("prompt",)),
        ("今年开始。", "It begins. \nNote: the year is unclear.", ("prompt",)),
        ("今年开始。", "It begins <|im_end|>", ("prompt",)),
        ("术语管理", "Term management: a text: for all", ()),
        ("今年开始。", "It begins this year. (Note: the year is unclear.)", ("explains",)),
        ("今年开始。", "The original text says that it begins.", ("explains",)),
        ("原文链接在下面。", "The original text is linked below.", ()),
        ("今年开始。", "今年 = this year. It begins.".replace("今年", "jinnian"), ("prompt",)),
        (
            "贷款同比增长三成，高于平均水平。",
            "Loans grew above the average growth rate of all other loans, above the average growth rate of all other loans.",
            ("echoes",),
        ),
        (
            "本市的高质量发展，就是全省的高质量发展。",
            "The sound and steady growth of the whole city is the sound and steady growth of the whole province.",
            (),
        ),
        ("今年开始。", "It begins, " + "as the people of the north east said, " * 3, ("repeats",)),
        ("今年开始。", "It begins " + " ".join(str(n) for n in range(80)), ("long",)),
        ("我们将在今年的下半年里开始全面建设新的校区和图书馆以及宿舍楼。", "We begin.", ("short",)),
    ],
)
def test_defects_are_seen(source: str, draft: str, expected: tuple[str, ...]) -> None:
    assert defects(source, draft) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("very very very very good", False),
        ("very very very very very good", True),
        ("go out, go in, go up", False),
        ("step by step by step", False),
        ("the plan, the plan, the plan", True),
        ("We will do it. " * 2, False),
        ("We will do it. " * 3, True),
    ],
)
def test_a_loop_is_told_from_rhetoric(text: str, expected: bool) -> None:  # noqa: FBT001
    assert repeats(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、会议时间", (2, "1.")),
        ("十二、附则", (3, "12.")),
        ("二十一、附则", (4, "21.")),
        ("（三）报名", (3, "(3)")),
        ("(10) 报名", (5, "(10)")),
        ("3．报名", (2, "3.")),
        ("一、", (2, "1.")),
        ("三、四月份", (0, "")),
        ("1.5亿元", (0, "")),
        ("2、3号楼", (0, "")),
        ("一二、附则", (0, "")),
        ("会议一、", (0, "")),
    ],
)
def test_the_number_of_a_heading_is_translated_by_rule(text: str, expected: tuple[int, str]) -> None:
    assert enumerator(text) == expected


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("会议时间", "Meeting time.", "Meeting time"),
        ("4月18日", "On April 18,", "On April 18"),
        ("某公司", "Some Co., Ltd.", "Some Co., Ltd."),
        ("在美国", "In the U.S.", "In the U.S."),
        ("等等", "Wait...", "Wait..."),
        ("时间：", "Time:", "Time:"),
        ("时间：", "The time is.", "The time is:"),
        ("他走了。", "He left", "He left."),
        ("他说：“走。”", "He said: “Go”", "He said: “Go”"),
        ("他走了！", "He left!", "He left!"),
        ("", "", ""),
    ],
)
def test_a_draft_ends_as_its_source_does(source: str, draft: str, expected: str) -> None:
    assert ended(source, draft) == expected
