from dataclasses import replace
from typing import Any

import pytest
from check_examples import ID, URL, run, subject

from workflow.checks import check_reproduction
from workflow.model import Settings, Severity


def found(data: dict[str, Any]) -> list[tuple[str, Severity, str]]:
    return [(finding.check, finding.severity, finding.message.partition(";")[0]) for finding in run(data)]


class TestMissing:
    @pytest.mark.parametrize(
        ("field", "message", "severity"),
        [
            ("title", "the original's title is missing", Severity.ERROR),
            ("date", "the original's date is missing", Severity.ERROR),
            ("source", "the original's source is missing", Severity.ERROR),
            ("url", "the link to the original is missing", Severity.ERROR),
        ],
    )
    @pytest.mark.parametrize("value", ["", " \u3000"])
    def test_of_the_original(self, field: str, message: str, severity: Severity, value: str) -> None:
        data = {"article": {field: value}, "reproduction": {"url": value} if field == "url" else {}}
        assert ("metadata.missing", severity, message) in found(data)

    def test_no_author_is_for_the_record_and_the_option_is_named(self) -> None:
        (finding,) = run({"article": {"authors": []}, "reproduction": {"authors": []}})
        assert finding.severity is Severity.INFO
        assert finding.message == (
            "the original's author is missing; write authors in its article.yaml, "
            "or take the original in again with `--update --author`"
        )

    def test_of_the_english_side(self) -> None:
        data = {"article": {"subtitle": "记者手记"}, "reproduction": {"title": " ", "source": "", "position": []}}
        assert found(data) == [
            ("metadata.missing", Severity.ERROR, "the English title is missing"),
            ("metadata.missing", Severity.ERROR, "the source “海港日报” has no English name"),
            ("metadata.missing", Severity.ERROR, "the English subtitle is missing"),
            ("metadata.missing", Severity.WARNING, "no position (breadcrumb) is given"),
        ]

    def test_the_name_on_the_original_and_the_desk_s_position_will_do(self) -> None:
        data = {"article": {"source_en": "Harbour Daily"}, "reproduction": {"source": "", "position": []}}
        over = replace(subject(data), settings=Settings(position=("Home", "Press")))
        assert check_reproduction(over) == ()


class TestMismatch:
    def test_what_was_left_in_chinese(self) -> None:
        data = {"reproduction": {"title": "新港区开工", "authors": ["李海"], "position": ["Home", "新闻", "正文"]}}
        assert found(data) == [
            ("metadata.mismatch", Severity.ERROR, "title is still in Chinese: “新港区开工”"),
            ("metadata.mismatch", Severity.ERROR, "authors is still in Chinese: “李海”"),
            ("metadata.mismatch", Severity.ERROR, "position is still in Chinese: “新闻”, “正文”"),
        ]

    @pytest.mark.parametrize(
        ("field", "theirs", "ours", "severity"),
        [
            ("authors", ["李海", "王明"], [], Severity.ERROR),
            ("editors", ["赵敏"], [], Severity.ERROR),
            ("editors", [], ["Zhao Min"], Severity.ERROR),
            ("keywords", ["港口", "开放"], ["port"], Severity.WARNING),
            ("position", ["首页", "正文"], ["Home", "News", "Content"], Severity.WARNING),
        ],
    )
    def test_counts(self, field: str, theirs: list[str], ours: list[str], severity: Severity) -> None:
        (finding,) = run({"article": {field: theirs}, "reproduction": {field: ours}})
        assert (finding.check, finding.severity) == ("metadata.mismatch", severity)
        assert finding.message.startswith(f"{field}: the original states {len(theirs)}")
        assert f"the English {len(ours)};" in finding.message

    def test_the_desk_s_own_position_may_differ(self) -> None:
        data = {"reproduction": {"position": ["Home", "Press"]}}
        assert [check for check, _, _ in found(data)] == ["metadata.mismatch"]
        assert check_reproduction(replace(subject(data), settings=Settings(position=("Home", "Press")))) == ()

    def test_two_names_of_one_source(self) -> None:
        data = {"article": {"source_en": "Harbour Daily"}, "reproduction": {"source": "Port Daily"}}
        assert found(data) == [
            (
                "metadata.mismatch",
                Severity.ERROR,
                "the source is “Port Daily”, but the original's record names it “Harbour Daily”",
            )
        ]
        spaced = run({"article": {"source_en": "Harbour Daily"}, "reproduction": {"source": "Harbour  Daily"}})
        assert [finding.check for finding in spaced] == ["text.spacing"]

    def test_a_date_or_link_of_its_own(self) -> None:
        assert found({"reproduction": {"date": "2024-01-25"}}) == [
            ("metadata.mismatch", Severity.ERROR, "the date is “2024-01-25”, but the original's is “2024-01-24”")
        ]
        assert run({"reproduction": {"date": "2024-01-24"}}) == ()

    def test_a_file_of_another_article_or_language(self) -> None:
        assert found({"reproduction": {"article": "2023-01-01-other", "language": "fr"}}) == [
            (
                "metadata.mismatch",
                Severity.ERROR,
                f"the file says it translates “2023-01-01-other”, not “{ID}”",
            ),
            ("metadata.mismatch", Severity.ERROR, "the file's language is “fr”, the desk's is “en”"),
        ]


class TestOriginalLink:
    @pytest.mark.parametrize(
        ("url", "fault"),
        [
            ("/2024/0124/1.html", "is no absolute http or https address"),
            ("www.example.cn/1.html", "is no absolute http or https address"),
            ("file:///home/a/1.html", "is no absolute http or https address"),
            ("javascript:alert(1)", "is no absolute http or https address"),
            ("https:///1.html", "names no public host"),
            ("http://localhost/1.html", "names no public host"),
            ("https://a.example.cn/1 2.html", "has white space in it"),
            ("http://[::1/", "is malformed (Invalid IPv6 URL)"),
        ],
    )
    def test_an_address_nobody_can_follow(self, url: str, fault: str) -> None:
        ((check, severity, message),) = found({"article": {"url": url}})
        assert (check, severity) == ("link.original", Severity.ERROR)
        assert message == f"the link to the original “{url}” {fault}"

    @pytest.mark.parametrize(
        "url", [URL, "http://新闻.example.cn/甲", "http://192.0.2.1:8080/a?b=c#d", "https://[2001:db8::1]/"]
    )
    def test_an_address_anybody_can_follow(self, url: str) -> None:
        assert run({"article": {"url": url}}) == ()

    def test_the_reproduction_states_another_one_or_none(self) -> None:
        assert [(check, severity) for check, severity, _ in found({"reproduction": {"url": "https://b.example/"}})] == [
            ("link.original", Severity.ERROR)
        ]
        (finding,) = run({"reproduction": {"url": ""}})
        assert finding.severity is Severity.WARNING
        assert finding.message.endswith(f"write “{URL}” as original.url")

    def test_a_missing_link_is_reported_once(self) -> None:
        assert [check for check, _, _ in found({"article": {"url": ""}})] == ["metadata.missing"]


class TestUnits:
    def test_missing_extra_twice_and_reordered(self) -> None:
        units = [
            {"id": "u1", "source": "甲", "target": "A"},
            {"id": "u3", "source": "丙", "target": "C"},
            {"id": "u3", "source": "丙", "target": "C", "absent": "body"},
            {"id": "u4", "source": "丁", "target": "D", "absent": "reproduction"},
            {"id": "u5", "source": "戊", "target": "E", "absent": "body"},
        ]
        over = subject({"units": units})
        moved = replace(over, body_units=tuple(reversed(over.body_units)))
        assert [(finding.unit, finding.severity, finding.message) for finding in check_reproduction(moved)] == [
            (
                "u4",
                Severity.ERROR,
                f"u4 (p) “丁” is not in the reproduction; add it with `workflow translate {ID}`",
            ),
            ("u3", Severity.ERROR, "u3 stands 2 times in the reproduction; keep one of them"),
            ("u5", Severity.WARNING, "u5 “戊” is no longer in the original; move its text or delete it"),
            ("u1", Severity.WARNING, "u1 is not where the original has it; put the units in the original's order"),
        ]

    def test_a_missing_unit_stands_at_the_list_of_units(self) -> None:
        over = subject({"units": [{"source": "甲", "target": "A", "absent": "reproduction"}]})
        (finding,) = check_reproduction(replace(over, lines={"units": 9}))
        assert finding.line == 9


class TestStale:
    def test_an_untranslated_unit_is_not_stale(self) -> None:
        data = {"units": [{"was": "甲", "source": "乙", "target": ""}]}
        assert [check for check, _, _ in found(data)] == ["text.untranslated"]

    def test_the_place_that_changed_is_shown_not_the_beginning_that_did_not(self) -> None:
        long = "据港务局介绍，今年前三季度，全港完成货物吞吐量1.26亿吨，集装箱吞吐量突破320万标准箱，" * 2
        old, new = f"{long}同比增长8.4%。", f"{long}同比增长8.6%。"
        (message,) = [
            text
            for check, _, text in found({"units": [{"was": old, "source": new, "target": "x"}]})
            if check == "state.stale"
        ]
        assert message == "u1 (p) translates “…箱，同比增长8.4%。”, the original now has “…箱，同比增长8.6%。”"

    def test_an_address_that_changed_is_shown_as_it_is_written(self) -> None:
        old, new = '<a href="/plan">规划</a>', '<a href="https://port.example/plan">规划</a>'
        messages = [text for _, _, text in found({"units": [{"was": old, "source": new, "target": "Plan"}]})]
        assert 'u1 (p) translates “<a href="/plan">规划</a>”' in messages[-1]
        assert "https://port.example" in messages[-1]

    def test_a_draft_is_drafted_again_and_a_persons_text_is_for_a_person(self) -> None:
        unit = {"was": "甲。", "source": "乙。", "target": "One.", "origin": "mt:argos"}
        mends = [finding.message.partition("; ")[2] for finding in run({"units": [unit]})]
        assert f"draft it again with `workflow translate --stale {ID}`, or revise it" in mends
        mends = [finding.message.partition("; ")[2] for finding in run({"units": [{**unit, "state": "reviewed"}]})]
        assert f"revise it, or say that it holds with `workflow approve {ID} --unit u1`" in mends

    def test_changed_bytes_are_a_warning_on_the_record(self) -> None:
        (finding,) = run({"reproduction": {"digest": "sha256:0"}})
        assert (finding.check, finding.severity, finding.unit) == ("state.stale", Severity.WARNING, "")
