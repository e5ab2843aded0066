from dataclasses import replace
from typing import Any, ClassVar

import pytest
from check_examples import run, subject

from workflow.checks import Context, check_pair, check_reproduction
from workflow.model import Image, Link, Settings, Severity


def unit(source: str, target: str, **more: Any) -> dict[str, Any]:
    return {"units": [{"source": source, "target": target, **more}]}


def messages(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding.check, finding.message) for finding in run(data)]


class TestUntranslated:
    def test_a_blank_target_and_the_chinese_itself(self) -> None:
        ((check, message),) = messages(unit("新港区已经开工。", " \n"))
        assert check == "text.untranslated"
        assert message.startswith("u1 (p) has no English: “新港区已经开工。”; draft it with `workflow translate ")
        ((check, message),) = messages(unit("新港区", "新港区", kind="h2"))
        assert check == "text.untranslated"
        assert message.startswith("the English of u1 (h2) is the Chinese text itself: “新港区”;")

    @pytest.mark.parametrize("text", ["2024", "MBA", "<strong>A4</strong>", "https://port.example.cn"])
    def test_what_is_the_same_in_both_languages_may_stay(self, text: str) -> None:
        assert run(unit(text, text)) == ()

    def test_a_number_left_empty_is_untranslated(self) -> None:
        assert [check for check, _ in messages(unit("2024", ""))] == ["text.untranslated"]

    def test_a_unit_without_text_needs_no_english(self) -> None:
        assert run(unit("<br/>", "")) == ()

    def test_an_untranslated_unit_is_reported_once(self) -> None:
        data = unit('见<a href="https://a.example.cn/">港口</a>', "") | {"glossary": [{"zh": "港口", "en": "port"}]}
        assert [check for check, _ in messages(data)] == ["text.untranslated"]


class TestHan:
    @pytest.mark.parametrize(
        ("target", "severity"),
        [
            ("The motto is 敢为人先.", Severity.ERROR),
            ("The motto (敢为人先) is old.", Severity.WARNING),
            ("The motto（敢为人先）is old.", Severity.WARNING),
            ("The motto [lit. “敢为人先”] is old.", Severity.WARNING),
            ("The motto (dare) 敢为人先.", Severity.ERROR),
            ("The motto) 敢为人先 (dare).", Severity.ERROR),
            ("The motto (敢为人先.", Severity.ERROR),
            ("The motto is 𠮷.", Severity.ERROR),
            ('The <a href="https://a.example.cn/" title="敢为人先">motto</a>.', Severity.ERROR),
        ],
    )
    def test_chinese_left_in_the_english(self, target: str, severity: Severity) -> None:
        source = '<a href="https://a.example.cn/">口号</a>' if "href" in target else "口号"
        found = [(finding.check, finding.severity) for finding in run(unit(source, target))]
        assert [item for item in found if item[0] != "text.unbalanced"] == [("text.han", severity)]

    def test_a_gloss_that_repeats_the_chinese_is_for_the_record_only(self) -> None:
        (finding,) = run(unit("口号是敢为人先", "The motto is dare to be first (敢为人先)."))
        assert (finding.check, finding.severity) == ("text.han", Severity.INFO)

    def test_all_runs_of_a_unit_are_one_finding_of_each_kind(self) -> None:
        found = messages(unit("口号", "甲 a 乙 b 丙 c 丁 (戊)"))
        assert found == [
            ("text.han", "u1 (p) still has Chinese in its English: “甲”, “乙”, “丙” and 1 more; translate it"),
            ("text.han", "u1 (p) has Chinese as a gloss: “戊”; keep it only where readers need it"),
        ]

    def test_chinese_punctuation_and_latin_letters_with_marks_are_no_han(self) -> None:
        assert run(unit("口号", "Lǚ Xún — “Dare”…")) == ()


class TestTitles:
    DATA: ClassVar[dict[str, Any]] = {
        "article": {"title": "港口走出去"},
        "reproduction": {"title": "The port goes abroad"},
        "glossary": [{"zh": "走出去", "en": "go out"}],
    }

    def test_terms_of_the_title_are_owed_too_and_stand_at_its_line(self) -> None:
        (finding,) = run(self.DATA)
        assert finding.message.startswith("the title has “走出去” without its English term “go out”;")
        assert (finding.check, finding.unit, finding.line) == ("term.missing", "", 6)
        assert (finding.source, finding.target) == ("港口走出去", "The port goes abroad")

    def test_a_title_with_an_ampersand_is_plain_text(self) -> None:
        assert run(self.DATA | {"reproduction": {"title": "The R&D port goes out &amp; <up>"}}) == ()


class TestPairsWithoutADesk:
    def test_two_texts_are_enough(self) -> None:
        (finding,) = check_pair("口号是“敢为人先”。", "The motto is 敢为人先.")
        assert (finding.check, finding.unit, finding.file) == ("text.han", "u1", "")
        (finding,) = check_pair("港口", "")
        assert finding.message == "u1 (p) has no English: “港口”; translate it"

    def test_settings_decide_on_severity(self) -> None:
        (finding,) = check_pair("港口", "", settings=Settings(checks={"text": "info"}))
        assert finding.severity is Severity.INFO
        assert check_pair("港口", "", settings=Settings(checks={"text": "off"})) == ()


class TestDates:
    def test_a_year_added_is_milder_where_nothing_tells_the_year_of_the_text(self) -> None:
        chinese, english = "城镇新增就业1200人。", "The town added 1,200 jobs in 2023."
        for date, severity in (("", Severity.WARNING), ("2019-05-04", Severity.ERROR)):
            (finding,) = check_pair(chinese, english, date=date)
            assert (finding.check, finding.severity) == ("date.extra", severity)


class TestTerms:
    GLOSSARY = ({"zh": "走出去", "en": "go out"}, {"zh": "港口", "en": "port"})

    def test_counted_inflected_and_named(self) -> None:
        data = unit("港口与港口走出去。", "The ports went out.") | {"glossary": list(self.GLOSSARY)}
        assert messages(data) == [
            (
                "term.missing",
                "u1 (p) has “港口” more often than its English term “port”; see whether it is lacking in “The ports went out.”",
            )
        ]

    def test_what_the_article_states_of_itself_owes_its_terms_too(self) -> None:
        data = {
            "glossary": [{"zh": "海港日报", "en": "Harbour Daily"}, {"zh": "港口", "en": "port"}],
            "article": {"source": "海港日报", "keywords": ["港口", "开放"]},
            "reproduction": {"source": "Seaport Daily", "keywords": ["harbours", "opening-up"]},
        }
        assert [message.partition(";")[0] for _, message in messages(data)] == [
            "the source has “海港日报” without its English term “Harbour Daily”",
            "the keyword has “港口” without its English term “port”",
        ]

    def test_a_desk_without_a_glossary_has_no_terms(self) -> None:
        over = replace(subject(unit("港口", "harbour")), context=Context())
        assert check_reproduction(over) == ()


class TestLinks:
    LINKED = '见<a href="https://a.example.cn/">甲</a>和<a href="https://a.example.cn/">乙</a>'

    def test_a_link_that_stands_twice_is_owed_twice(self) -> None:
        data = unit(self.LINKED, 'See <a href="https://a.example.cn/">A</a> and B')
        assert messages(data) == [("link.lost", "u1 (p) lost the link https://a.example.cn/; put it back around “乙”")]

    def test_an_altered_address_is_told_once(self) -> None:
        data = unit('见<a href="https://a.example.cn/1">甲</a>', 'See <a href="https://a.example.cn/2">A</a>')
        ((check, message),) = messages(data)
        assert check == "link.lost"
        assert message.startswith("u1 (p) links to https://a.example.cn/2 where https://a.example.cn/1 is owed;")

    def test_a_link_or_picture_the_body_no_longer_has(self) -> None:
        over = subject({})
        article = replace(
            over.article,
            links=(Link("https://a.example.cn/", "甲", "u9"),),
            images=(Image("https://a.example.cn/1.jpg", "码头"), Image("https://a.example.cn/sea.jpg")),
        )
        found = check_reproduction(replace(over, article=article, images=(Image("https://a.example.cn/sea.jpg"),)))
        assert [(finding.check, finding.message) for finding in found] == [
            (
                "link.lost",
                "the original's link https://a.example.cn/ “甲” is no longer in the body; restore body.html",
            ),
            (
                "link.lost",
                "the original's picture https://a.example.cn/1.jpg “码头” is no longer in the body; restore body.html",
            ),
        ]


class TestTags:
    @pytest.mark.parametrize(
        ("target", "why"),
        [
            ("a <strong>b", "<strong> is never closed"),
            ("a & b", "'&' stands alone"),
            ("a <script>b</script>", "<script> is not one of"),
            ('<a href="javascript:alert(1)">a</a>', "the address of <a> is"),
            ("a\x00b", "control character"),
            ("<strong>" * 5_000, "nested more than 32 deep"),
        ],
    )
    def test_malformed_english_is_told_with_its_place(self, target: str, why: str) -> None:
        ((check, message),) = messages(unit("甲", target))
        assert check == "structure.tags"
        assert message.startswith("u1 (p): the English text is not well-formed markup (")
        assert why in message
        assert message.endswith("mend the tag, and write & and < as &amp; and &lt;")
        assert len(message) < 300

    def test_malformed_chinese_is_told_too(self) -> None:
        ((check, message),) = messages(unit("甲 <b>", "a"))
        assert (check, message.partition(" (<b>")[0]) == (
            "structure.tags",
            "u1 (p): the Chinese text is not well-formed markup",
        )

    def test_a_lost_picture_and_break(self) -> None:
        found = messages(unit('甲<img src="https://a.example.cn/1.png"/><br/>乙', "a b"))
        assert found == [
            (
                "structure.tags",
                'u1 (p) lost the tag <img src="https://a.example.cn/1.png"/>; put it in the English',
            ),
            ("structure.tags", "u1 (p) lost the tag <br>; put it in the English"),
        ]

    def test_an_invented_link_is_an_error_and_added_emphasis_a_warning(self) -> None:
        found = run(unit("见海洋法", 'See the <em>Law</em> of the <a href="https://b.example/?a=1">Sea</a>'))
        assert [(finding.severity, finding.message) for finding in found] == [
            (
                Severity.ERROR,
                "u1 (p) has a link that the Chinese does not have, https://b.example/?a=1; remove it, or move it back",
            ),
            (Severity.WARNING, "u1 (p) has <em>, which the Chinese does not have; remove it"),
        ]


def test_italics_for_a_chinese_book_title_are_right_and_counted() -> None:
    once = {"units": [{"source": "发布《年度报告》。", "target": "It released its <em>Annual Report</em>."}]}
    assert not [f for f in run(once) if f.check == "structure.tags"]
    twice = {"units": [{"source": "发布《年度报告》。", "target": "<em>It</em> released its <em>Annual Report</em>."}]}
    assert [f.severity for f in run(twice) if f.check == "structure.tags"] == [Severity.WARNING]
