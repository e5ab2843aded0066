from dataclasses import replace
from typing import Any

import pytest
from check_examples import ID, example, run, subject

from workflow.checks import CHECKS, Subject, check_reproduction
from workflow.checks.report import quoted, shorten
from workflow.errors import InputError
from workflow.model import Finding, Settings, Severity, Waiver

HAN = {"units": [{"source": "口号是“敢为人先”。", "target": "The motto is 敢为人先."}]}


def findings(data: dict[str, Any], **checks: str) -> list[tuple[str, Severity]]:
    settings = Settings(checks={name.replace("_", "."): value for name, value in checks.items()})
    found = check_reproduction(replace_settings(subject(data), settings))
    return [(finding.check, finding.severity) for finding in found]


def replace_settings(over: Subject, settings: Settings) -> Subject:
    return replace(over, settings=settings)


def waived(data: dict[str, Any], *waivers: Waiver) -> tuple[Finding, ...]:
    over = subject(data)
    assert over.reproduction is not None
    unit = over.reproduction.units[0]
    given = tuple(replace(waiver, digest=waiver.digest or unit.digest) for waiver in waivers)
    changed = replace(unit, target=replace(unit.target, waived=given))
    assert changed.digest == unit.digest
    return check_reproduction(replace(over, reproduction=replace(over.reproduction, units=(changed,))))


def test_a_right_record_has_no_findings() -> None:
    assert run({}) == ()


def test_a_finding_says_where_it_is() -> None:
    (finding,) = run(HAN)
    assert finding == Finding(
        check="text.han",
        severity=Severity.ERROR,
        message="u1 (p) still has Chinese in its English: “敢为人先”; translate it",
        article=ID,
        unit="u1",
        source="口号是“敢为人先”。",
        target="The motto is 敢为人先.",
        target_span=(13, 17),
        file=f"translations/en/{ID}.yaml",
        line=10,
    )


def test_metadata_findings_stand_at_their_key_else_at_their_section() -> None:
    lines = {finding.message.partition(";")[0]: finding.line for finding in run({"reproduction": {"title": ""}})}
    assert lines == {"the English title is missing": 6}
    (finding,) = run({"reproduction": {"source": ""}})
    assert (finding.unit, finding.line) == ("", 5)


def test_findings_on_the_original_name_its_file() -> None:
    (finding,) = run({"article": {"date": ""}})
    assert (finding.file, finding.line) == (f"sources/{ID}/article.yaml", 0)
    (finding,) = check_reproduction(replace(subject({"article": {"date": ""}}), article_file=""))
    assert finding.file == f"translations/en/{ID}.yaml"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, [("text.han", Severity.ERROR)]),
        ({"text_han": "info"}, [("text.han", Severity.INFO)]),
        ({"text": "warning"}, [("text.han", Severity.WARNING)]),
        ({"text": "off"}, []),
        ({"text": "off", "text_han": "error"}, [("text.han", Severity.ERROR)]),
        ({"text": "error", "text_han": "off"}, []),
        ({"link": "off"}, [("text.han", Severity.ERROR)]),
    ],
)
def test_the_most_specific_setting_wins(settings: dict[str, str], expected: list[tuple[str, Severity]]) -> None:
    assert findings(HAN, **settings) == expected


def test_a_setting_wins_over_the_severity_of_a_single_report() -> None:
    data: dict[str, Any] = {"article": {"authors": []}, "reproduction": {"authors": []}}
    assert findings(data) == [("metadata.missing", Severity.INFO)]
    assert findings(data, metadata_missing="error") == [("metadata.missing", Severity.ERROR)]


def test_an_unknown_check_or_severity_in_the_settings_is_refused() -> None:
    with pytest.raises(InputError, match=r"workflow.yaml: unknown check “text\.hen” under checks; did you mean text\."):
        findings(HAN, text_hen="off")
    with pytest.raises(InputError, match="name a check"):
        findings(HAN, zzzz="off")
    with pytest.raises(InputError, match="“fatal” is no severity for text; write error, warning, info or off"):
        findings(HAN, text="fatal")


def test_page_checks_may_be_named_in_the_settings() -> None:
    assert findings({}, page="warning", page_body="off") == []


def test_a_waiver_with_a_reason_accepts_the_finding() -> None:
    assert waived(HAN, Waiver("text.han", "the motto is cited on purpose")) == ()


@pytest.mark.parametrize(
    ("waiver", "remark"),
    [
        (Waiver("text.han", " "), "u1 (p) waives text.han without a reason; write one, or remove the waiver"),
        (
            Waiver("text.han", "cited", digest="0" * 12),
            "u1 (p) has changed since text.han was waived (“cited”); decide again, or remove the waiver",
        ),
    ],
)
def test_a_waiver_without_reason_or_outlived_does_not_count_and_is_told(waiver: Waiver, remark: str) -> None:
    han, dead = waived(HAN, waiver)
    assert (han.check, dead.check, dead.message) == ("text.han", "state.waiver", remark)


def test_a_waiver_of_another_check_does_not_count() -> None:
    (finding,) = waived(HAN, Waiver("term.missing", "not the term here"))
    assert finding.message.endswith("translate it")


def test_one_good_waiver_among_dead_ones_is_enough() -> None:
    (dead,) = waived(HAN, Waiver("text.han", "old", digest="0" * 12), Waiver("text.han", "cited on purpose"))
    assert dead.check == "state.waiver"


def test_what_a_digest_cannot_see_cannot_be_waived() -> None:
    (finding,) = waived(example("state.stale", "failing"), Waiver("state.stale", "still fits"))
    assert finding.message.endswith("(this check cannot be waived)")


def test_every_check_runs_on_a_subject_without_a_reproduction() -> None:
    found = check_reproduction(replace(subject({}), reproduction=None))
    assert [finding.check for finding in found] == ["structure.units"]
    assert found[0].message == f"there is no reproduction yet; draft it with `workflow translate {ID}`"


def test_the_table_holds_the_core_set() -> None:
    assert {check.id for check in CHECKS} >= {
        *("metadata.missing", "metadata.mismatch", "link.original", "link.lost", "structure.units", "structure.tags"),
        *("text.untranslated", "text.han", "term.missing", "state.stale"),
    }
    assert {check.severity for check in CHECKS} == set(Severity)


def test_texts_are_shortened_for_a_message() -> None:
    assert shorten("  a\n b ") == "a b"
    assert shorten("x" * 41) == "x" * 39 + "…"
    assert quoted(["a", "b", "c", "d", "e"]) == "“a”, “b”, “c” and 2 more"
