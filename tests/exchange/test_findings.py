"""The forms in which findings are written. Golden files hold one of each: read them in review."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from exchange.findings_sample import FINDINGS, GROUPS, HAN, RULES, TERM
from exchange.sarif_shape import faults
from lxml import etree, html

from workflow import __version__
from workflow.checks import CHECKS
from workflow.errors import InputError
from workflow.exchange import baseline, findingspage, github, junit, sarif
from workflow.exchange.findingspage import Group
from workflow.exchange.rule import fingerprint
from workflow.jobs.findings import rules
from workflow.model import Finding, Severity

# The schema of OASIS as Microsoft's matchers (MIT) ship it: `make peers`.
SCHEMA = Path(__file__).parents[2] / "build/peers/package/lib/schemas/sarif-2.1.0-rtm.5.json"
GOLDEN = Path(__file__).parent.parent / "golden" / "findings"


def written() -> dict[str, str]:
    groups = [Group(name, 7, tuple(findings)) for name, findings in GROUPS]
    return {
        "findings.sarif": sarif.serialize(FINDINGS, RULES).replace(__version__, "VERSION"),
        "junit.xml": junit.serialize(GROUPS, RULES),
        "github.txt": github.serialize(FINDINGS),
        "page.html": findingspage.serialize(groups, RULES),
        "baseline.json": baseline.serialize(FINDINGS),
    }


@pytest.mark.parametrize("name", ["findings.sarif", "junit.xml", "github.txt", "page.html", "baseline.json"])
def test_the_form_is_the_golden_one(name: str) -> None:
    assert written()[name] == (GOLDEN / name).read_text(encoding="utf-8")


class TestSarif:
    def log(self, findings: tuple[Finding, ...] = FINDINGS) -> Any:
        return json.loads(sarif.serialize(findings, RULES))

    def test_it_is_as_the_schema_says(self) -> None:
        assert faults(self.log()) == []
        assert faults(self.log(())) == []
        assert faults(json.loads(sarif.serialize((TERM,), rules()))) == []

    def test_the_schema_of_oasis_accepts_it(self) -> None:
        jsonschema = pytest.importorskip("jsonschema")
        if not SCHEMA.is_file():
            pytest.skip(f"{SCHEMA.name} is not here: make peers")
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
        for log in (sarif.serialize(FINDINGS, RULES), sarif.serialize((TERM,), rules())):
            assert [error.message for error in validator.iter_errors(json.loads(log))] == []
        assert not validator.is_valid({**json.loads(log), "extra": 1})

    def test_the_schema_refuses_what_it_should(self) -> None:
        log = self.log()
        log["runs"][0]["results"][0]["level"] = "fatal"
        log["runs"][0]["results"][1]["extra"] = 1
        del log["runs"][0]["tool"]["driver"]["name"]
        assert faults(log) == [
            "$.runs[0].tool.driver.name", "$.runs[0].results[0].level", "$.runs[0].results[1].extra",
        ]  # fmt: skip

    def test_results_point_at_their_rules_and_places(self) -> None:
        (run,) = self.log()["runs"]
        ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert [ids[result["ruleIndex"]] for result in run["results"]] == [finding.check for finding in FINDINGS]
        places = [result["locations"][0].get("physicalLocation") for result in run["results"]]
        assert places == [
            {"artifactLocation": {"uri": "translations/en/2024-01-24-port.yaml"}, "region": {"startLine": 12}},
            None,
            {"artifactLocation": {"uri": "%E6%96%87%E4%BB%B6%201%2C2.tsv"}, "region": {"startLine": 3}},
        ]

    def test_every_check_is_explained(self) -> None:
        explained = json.loads(sarif.serialize((), rules()))["runs"][0]["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in explained] == [check.id for check in CHECKS]
        assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in explained)


class TestJunit:
    def test_counts_are_those_of_the_cases(self) -> None:
        root = etree.fromstring(junit.serialize(GROUPS, RULES).encode())
        counts = [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root]
        assert counts == [("2024-01-24-port", "2", "1"), ("文件 1,2.tsv", "1", "0"), ("right.tsv", "3", "0")]

    def test_control_characters_do_not_break_the_file(self) -> None:
        root = etree.fromstring(junit.serialize(GROUPS, RULES).encode())
        assert "missing[31m" in "".join(map(str, root.itertext()))


class TestPage:
    def xpath(self, query: str) -> list[Any]:
        found = html.document_fromstring(written()["page.html"]).xpath(query)
        assert isinstance(found, list)
        return found

    def test_it_needs_nothing_from_elsewhere(self) -> None:
        assert not self.xpath("//script | //link | //img | //@src")
        addresses = self.xpath("//@href")
        assert all(address.startswith("#") for address in addresses)
        assert {address[1:] for address in addresses} <= set(self.xpath("//@id"))

    def test_the_spot_is_marked_and_nothing_is_markup(self) -> None:
        assert self.xpath("//mark/text()") == ["智慧港口", "海洋"]
        assert self.xpath("//blockquote[@lang='en']")[0].text_content() == TERM.target
        assert not self.xpath("//blockquote//clever | //details//b")


class TestBaseline:
    def test_what_it_holds_is_known_as_often_as_it_holds_it(self) -> None:
        known = baseline.parse(baseline.serialize((TERM, HAN)), "baseline.json")
        assert baseline.unknown(FINDINGS, known) == (FINDINGS[1],)
        assert baseline.unknown((TERM, TERM, HAN), known) == (TERM,)

    def test_a_finding_stays_known_when_it_moves_but_not_when_its_text_changes(self) -> None:
        from dataclasses import replace

        moved = replace(TERM, unit="u7", line=99, file="b", message=TERM.message.replace("u6", "u7"))
        assert fingerprint(moved) == fingerprint(TERM)
        assert fingerprint(replace(TERM, target="Another text")) != fingerprint(TERM)
        assert fingerprint(replace(TERM, severity=Severity.WARNING)) == fingerprint(TERM)

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"findings": [1]}', '{"findings": 1}', "[" * 100_000])
    def test_another_file_is_refused(self, text: str) -> None:
        with pytest.raises(InputError, match="is no baseline"):
            baseline.parse(text, "b.json")

    def test_it_lists_each_finding_once_in_order(self) -> None:
        rows = json.loads(baseline.serialize((HAN, TERM, TERM)))["findings"]
        assert Counter(row["check"] for row in rows) == {"term.missing": 2, "text.han": 1}
        assert rows == sorted(rows, key=lambda row: str(row["fingerprint"]))
