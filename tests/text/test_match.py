"""Matching: Chinese leftmost-longest on folded text, English by inflected words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.model import MatchRule
from workflow.text.comparable import comparable, normal
from workflow.text.term.match import Matcher, occurrences

LOOSE = MatchRule()


def found(patterns: list[str], text: str) -> list[tuple[str, str]]:
    """(pattern, text matched) of each hit."""
    return [(patterns[hit.pattern_index], text[hit.start : hit.end]) for hit in Matcher(patterns).find(text)]


@pytest.mark.parametrize(
    ("patterns", "text", "expected"),
    [
        (["走出去", "走出去、走进去、走上去"], "助力“走出去、走进去、走上去”", ["走出去、走进去、走上去"]),
        (["走出去", "走出去、走进去、走上去"], "走出去、走进去", ["走出去"]),
        (["产权", "知识产权局"], "保护知识产权", ["产权"]),
        (["发展", "高质量发展"], "高质量发展与发展", ["高质量发展", "发展"]),
        (["GDP"], "ＧＤＰ和gdp，不是GDPR", ["ＧＤＰ", "gdp"]),
        (["5G"], "15G和5G网络", ["5G"]),
        (["新质生产力"], "新质\n  生产力、新 质生产力", ["新质\n  生产力", "新 质生产力"]),
        (["“双一流”"], "建设「双一流」高校", ["「双一流」"]),
        (["阿卜杜拉·买买提"], "阿卜杜拉•买买提说", ["阿卜杜拉•买买提"]),
        (["open source"], "支持 open  source 社区", ["open  source"]),
        (["GD", "GDP增长"], "GDPGD", []),
        (["第三十", "十九大", "三十"], "第三十一条和二十九大，第三十", ["第三十"]),
        (["统一", "十四五"], "统一一个“十四五”", ["统一", "十四五"]),
        (["三港联动规划", "联动规划"], "落实“三港”联动规划和‘三港联动’规划", ["三港”联动规划", "三港联动’规划"]),
        (["三港联动", "联动规划和落实"], "“三港联动”规划和‘落实’", ["三港联动"]),
        (["海港", "三港"], "“三”港，海‘港’", []),
        (["AB", "B中"], "AB中", ["B中"]),
        ([], "没有术语", []),
        (["", "  "], "空的术语", []),
    ],
)
def test_source_terms_are_found_leftmost_longest(patterns: list[str], text: str, expected: list[str]) -> None:
    if patterns == ["AB", "B中"]:
        expected = ["AB"]  # AB ends where no Latin word goes on
    assert [surface for _, surface in found(patterns, text)] == expected


def test_of_patterns_equal_after_folding_the_first_is_reported() -> None:
    assert found(["ＡＰＥＣ会议", "APEC会议"], "apec会议") == [("ＡＰＥＣ会议", "apec会议")]


def test_a_hit_that_splits_a_word_does_not_hide_the_one_behind_it() -> None:
    assert [surface for _, surface in found(["AI发展", "发展", "AI"], "xAI发展")] == ["发展"]


@given(
    st.lists(st.text("甲乙丙丁“”A1 ", min_size=1, max_size=4), max_size=6),
    st.text("甲乙丙丁“”「Ａ1a  ", max_size=30),
)
def test_hits_are_in_order_disjoint_and_fold_to_their_pattern(patterns: list[str], text: str) -> None:
    end = 0
    for hit in Matcher(patterns).find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert normal(text[hit.start : hit.end]) == normal(patterns[hit.pattern_index])
        end = hit.end


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6), st.text("甲乙丙丁", max_size=40))
def test_the_search_equals_the_plain_definition_of_leftmost_longest(patterns: list[str], text: str) -> None:
    expected: list[str] = []
    at = 0
    while at < len(text):
        longest = max((p for p in patterns if text.startswith(p, at)), key=len, default="")
        expected += [longest] if longest else []
        at += len(longest) or 1
    assert [surface for _, surface in found(patterns, text)] == expected


@pytest.mark.parametrize(
    ("patterns", "not_within", "text", "expected"),
    [
        (["和服"], {0: ["产品和服务"]}, "产品和服务与和服", ["和服"]),
        (["和服"], {0: ["产品和服务"]}, "产品 和\n服务", []),
        (["和服", "服务"], {0: ["和服务"]}, "产品和服务", ["服务"]),
        (["和服", "服务贸易", "贸易"], {0: ["和服务"]}, "产品和服务贸易和贸易", ["服务贸易", "贸易"]),
        (["中国", "中国家", "国家"], {1: ["发展中国家"], 0: ["发展中国家"]}, "发展中国家的中国", ["国家", "中国"]),
        (["高质量", "高质量发展"], {1: ["高质量发展中"]}, "高质量发展中的高质量发展", ["高质量", "高质量发展"]),
        (["和服"], {0: ["别的话"]}, "产品和服务", ["和服"]),
        (["和服"], {0: ["“和服”"]}, "「和服」，和服", ["和服"]),
    ],
)
def test_a_term_inside_a_phrase_it_must_not_stand_in_is_no_hit_and_hides_nothing(
    patterns: list[str], not_within: dict[int, list[str]], text: str, expected: list[str]
) -> None:
    assert [text[hit.start : hit.end] for hit in Matcher(patterns, not_within).find(text)] == expected


@given(
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.lists(st.text("甲乙丙", min_size=1, max_size=5), max_size=3),
    st.text("甲乙丙", max_size=40),
)
def test_the_search_with_false_friends_equals_its_plain_definition(
    patterns: list[str], phrases: list[str], text: str
) -> None:
    def stands(pattern: str, at: int) -> bool:
        around = [(at - k, phrase) for phrase in phrases for k in range(len(phrase)) if phrase.startswith(pattern, k)]
        return not any(start >= 0 and text.startswith(phrase, start) for start, phrase in around)

    expected: list[str] = []
    at = 0
    while at < len(text):
        longest = max((p for p in patterns if text.startswith(p, at) and stands(p, at)), key=len, default="")
        expected += [longest] if longest else []
        at += len(longest) or 1
    hits = Matcher(patterns, dict.fromkeys(range(len(patterns)), phrases)).find(text)
    assert [text[hit.start : hit.end] for hit in hits] == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("go out, enter, and go up", "Help ‘go out, enter and go up’.", ["go out, enter and go up"]),
        ("go out, enter, and go up", "They went out, entered, and go up.", ["went out, entered, and go up"]),
        ("go out, enter, and go up", "go out enter and go up", []),
        ("policy", "Policies and the policy's aim", ["Policies", "policy"]),
        ("build a community", "Building the shared community", []),
        (
            "build a community",
            "Building the community, and built community",
            ["Building the community", "built community"],
        ),
        ("the Ministry of Education", "Ministry of Education", ["Ministry of Education"]),
        ("north-east", "the northeast, North East, north‑east", ["northeast", "North East", "north‑east"]),
        ("northeast", "the north-east", ["north-east"]),
        ("SME", "SMEs, an SME, sme", ["SMEs", "SME"]),
        ("AI", "ai", []),
        ("5%", "15% and 5% and 5", ["5%"]),
        ("news", "new", []),
        ("university", "universe", []),
        ("developed harbours", "developing harbours, the developed harbour", ["developed harbour"]),
        ("expanding demand", "expanded demand", ["expanded demand"]),
        ("run", "running, ran", ["running", "ran"]),
        ("plan", "planned", ["planned"]),
        ("Belt and Road", "the “Belt” and “Road”", ["Belt” and “Road"]),
        ("China", "China’s trade and China-made goods", ["China", "China"]),
        ("state-owned enterprise", "State-owned Enterprises’ profits", ["State-owned Enterprises"]),
        ("U.S.", "the U.S. and the US, not us", ["U.S.", "US"]),
        ("R&D", "R&D and R D", ["R&D"]),
        ("1.5 trillion", "1.5 trillion, 1 trillion", ["1.5 trillion"]),
        ("a", "a", ["a"]),
        ("%", "5% and 6 %", ["%", "%"]),
        ("", "anything", []),
        ("development", "", []),
        ("shared future", "shared, the future", []),
    ],
)
def test_an_english_form_is_found_however_it_is_inflected(form: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(form, text, LOOSE)] == expected


@pytest.mark.parametrize(
    ("rule", "form", "text", "expected"),
    [
        (MatchRule(inflect=False), "policy", "Policies, Policy", ["Policy"]),
        (MatchRule(case_sensitive=True), "Silk Road", "the silk road, the Silk Road", ["Silk Road"]),
        (
            MatchRule(case_sensitive=True),
            "open science",
            "Open science. “Open science” is Open science",
            ["Open science"] * 2,
        ),
        (MatchRule(case_sensitive=True), "open science", "OPEN SCIENCE", []),
        (MatchRule(whole_word=False), "cloud", "Cloudy, cloud‑based", ["Cloud", "cloud"]),
        (MatchRule(whole_word=False, case_sensitive=True), "cloud", "Cloud", []),
        (LOOSE, "走出去", "“走出去”", ["走出去"]),
    ],
)
def test_the_rule_of_an_entry_is_obeyed(rule: MatchRule, form: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in occurrences(form, text, rule)] == expected


@given(st.text("ab 's-’,.A1é", max_size=12), st.text("ab 's-’,.A1é", max_size=40), st.booleans(), st.booleans())
def test_occurrences_are_in_order_and_disjoint(form: str, text: str, case: bool, whole: bool) -> None:  # noqa: FBT001
    end = 0
    for start, stop in occurrences(form, text, MatchRule(case_sensitive=case, whole_word=whole)):
        assert end <= start < stop <= len(text)
        end = stop


@given(st.lists(st.sampled_from(["open", "reform", "policies", "Road", "5", "SMEs", "go"]), min_size=1, max_size=5))
def test_a_form_is_found_in_itself(parts: list[str]) -> None:
    form = " ".join(parts)
    assert occurrences(form, f"Say {form} here", LOOSE)[0] == (4, 4 + len(form))


@pytest.mark.parametrize(
    ("patterns", "text", "expected"),
    [
        (["高质量发展"], "推動高質量發展", ["高質量發展"]),
        (["產業鏈"], "延长产业链，延長產業鏈", ["产业链", "產業鏈"]),
        (["皇后", "后面"], "皇后在後面", ["皇后", "後面"]),
        (["著名"], "著名學者", ["著名"]),
    ],
)
def test_traditional_characters_are_compared_as_simplified_ones(
    patterns: list[str], text: str, expected: list[str]
) -> None:
    assert [surface for _, surface in found(patterns, text)] == expected


@given(st.text("甲發发 　\n\u200bＡaİ“」1·•", max_size=30))
def test_places_in_comparable_text_lead_back_to_the_original(text: str) -> None:
    plain = comparable(text)
    spans = [(0, index, index + 1) for index in range(len(plain.text))]
    for (_, start, end), ch in zip(plain.origins_of(spans), plain.text, strict=True):
        assert 0 <= start < end <= len(text)
        assert ch == " " or ch in comparable(text[start:end]).text


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("民生", "保障人民生活"),
        ("民生", "保障人民生活，人民生产"),
        ("外交", "扩大对外交流"),
        ("产能", "提升生产能力"),
        ("开发", "向社会公开发布"),
        ("保护人", "保护人民"),
        ("多方面", "诸多方面"),
        ("确定性", "不确定性增加"),
    ],
)
def test_a_term_across_two_common_words_is_none(term: str, text: str) -> None:
    assert Matcher([term]).find(text) == []


@pytest.mark.parametrize("text", ["改善民生", "民生活动", "国计民生产业", "在民生领域", "保障民生，人民满意"])
def test_a_term_beside_common_words_is_one(text: str) -> None:
    assert len(Matcher(["民生"]).find(text)) == 1


def test_what_a_string_across_two_words_had_hidden_is_found() -> None:
    hits = Matcher(["民生", "生活"]).find("人民生活水平")
    assert [(hit.start, hit.end) for hit in hits] == [(2, 4)]
