from dataclasses import replace
from typing import Any

import pytest
from check_examples import run, subject

from workflow.checks import check_pair, check_reproduction
from workflow.errors import InputError
from workflow.model import Settings, Severity
from workflow.store import schema_desk


def told(source: str, target: str, check: str) -> list[str]:
    return [finding.message for finding in check_pair(source, target, markup=True) if finding.check == check]


class TestLength:
    CHINESE, ENGLISH = "专家一致认为绿色发展是方向。", "Experts said that green development is the way."

    def test_a_desk_sets_its_own_bounds(self) -> None:
        assert told(self.CHINESE, self.ENGLISH, "text.length") == []
        strict = Settings(parameters={"text.length": {"spread": 0.0, "short": 0.0, "letters": 0.0}})
        (finding,) = check_pair(self.CHINESE, self.ENGLISH, settings=strict)
        assert finding.message.startswith("u1 (p) is much shorter than its Chinese (8 words for 13 characters);")

    def test_figures_and_latin_letters_that_both_have_do_not_count(self) -> None:
        assert told("2024年", "2024", "text.length") == []
        assert told("采用ISO 9001:2015质量管理", "ISO 9001:2015 quality management", "text.length") == []

    def test_a_name_in_both_scripts_counts_once(self) -> None:
        chinese = "周六，骑师柯尔曼·埃文斯 (Coleman Evans) 在莫尔顿 (Moulton Park) 取得了职业生涯的又一场胜利。"
        english = "Jockey Coleman Evans won again at Moulton Park on Saturday."
        assert told(chinese, english, "text.length") == []
        assert told(chinese.replace("(", "").replace(")", ""), english, "text.length")

    def test_a_parameter_nobody_knows_is_refused(self) -> None:
        with pytest.raises(
            InputError, match=r"unknown parameter “most” of text\.length; it has typical, spread, short, letters"
        ):
            check_pair("甲", "A", settings=Settings(parameters={"text.length": {"most": 1.0}}))
        with pytest.raises(InputError, match=r"unknown parameter “most” of text\.han; it has no parameters"):
            check_pair("甲", "A", settings=Settings(parameters={"text.han": {"most": 1.0}}))

    def test_bounds_stand_in_the_settings_beside_or_without_a_severity(self) -> None:
        text = "version: 1\nchecks:\n  text: info\n  text.length: {severity: error, spread: 0.8}\n  text.sentences: {share: 1}\n"
        settings = schema_desk.settings_from_yaml(text)
        assert settings.checks == {"text": "info", "text.length": "error"}
        assert settings.parameters == {"text.length": {"spread": 0.8}, "text.sentences": {"share": 1.0}}

    @pytest.mark.parametrize(
        ("value", "problem"),
        [
            ("{spread: wide}", "'wide' is not a number"),
            ("fatal", "unknown severity 'fatal'"),
            ("[1]", "keys with values"),
        ],
    )
    def test_a_bad_setting_is_told_with_its_line(self, value: str, problem: str) -> None:
        with pytest.raises(InputError, match=problem) as caught:
            schema_desk.settings_from_yaml(f"version: 1\nchecks:\n  text.length: {value}\n")
        assert caught.value.place.startswith("workflow.yaml:3:")


class TestQuotes:
    def test_the_few_of_an_article_are_told_to_follow_the_many(self) -> None:
        curly = {"source": "“甲”“乙”", "target": "The “first” and the “second”."}
        straight = {"source": "“甲”“乙”", "target": 'The "first" and the "second".'}
        assert run({"units": [curly, curly]}) == ()
        (finding,) = run({"units": [curly, straight, curly]})
        assert (finding.check, finding.unit, finding.severity) == ("text.quotes", "u2", Severity.WARNING)
        assert finding.message == (
            "straight quotation marks in u2, the others in 2 units; write one kind in an article"
        )
        (finding,) = run({"units": [straight, straight, curly]})
        assert finding.message.startswith("curly quotation marks in u3, ")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("前进，前进！", "Forward, forward, forward, forward!"),
        ("甲。<br/>乙。", "One.<br/>Two."),
        ("见“甲”<br/>乙", "See “first”<br/>and second"),
    ],
)
def test_what_looks_odd_and_is_right(source: str, target: str) -> None:
    assert check_pair(source, target, markup=True) == ()


def test_a_line_break_parts_words() -> None:
    assert told("甲的<br/>的乙", "the port of<br/>of the city", "text.doubled") == []


def test_two_spaces_after_a_full_stop_are_a_habit() -> None:
    assert told("甲乙。丙丁。", "It is open.  All are welcome.", "text.spacing") == []


def test_titles_are_texts_too() -> None:
    (finding,) = run({"reproduction": {"title": "Work on the the new port area begins"}})
    assert (finding.check, finding.line) == ("text.doubled", 6)
    assert finding.message.startswith("the title has “the the”")


def test_severity_and_bounds_reach_every_unit_of_a_desk() -> None:
    data: dict[str, Any] = {
        "units": [{"source": "专家一致认为绿色发展是方向。", "target": "They think green is good."}]
    }
    over = subject(data)
    settings = Settings(
        checks={"text.length": "error"}, parameters={"text.length": {"spread": 0.0, "short": 0.0, "letters": 0.0}}
    )
    (finding,) = check_reproduction(replace(over, settings=settings))
    assert (finding.check, finding.severity) == ("text.length", Severity.ERROR)
