"""Findings as JUnit XML, which every CI server shows: a suite for each article or file, a case for each finding."""

from collections.abc import Sequence

from lxml import etree

from workflow.exchange.rule import Rule
from workflow.model import Finding, Severity
from workflow.text.chars import printable


def serialize(suites: Sequence[tuple[str, Sequence[Finding]]], rules: Sequence[Rule]) -> str:
    """Return the report.

    An error is a failure; a warning or a remark is output of a case that passes. A suite without findings has one case
    for each rule's family, which passes, so that a server does not take it for a suite that never ran.

    Args:
        suites: name of each article or file, and its findings.
        rules: the checks that ran.
    """
    families = list(dict.fromkeys(rule.id.partition(".")[0] for rule in rules))
    root = etree.Element("testsuites", name="workflow check")
    for name, findings in suites:
        suite = etree.SubElement(root, "testsuite", name=printable(name))
        for finding in findings:
            _case(suite, finding)
        for family in [] if findings else families:
            etree.SubElement(suite, "testcase", classname=printable(name), name=family)
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("errors", "0")
    return etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode("utf-8")


def _case(suite: "etree._Element", finding: Finding) -> None:
    place = finding.article or finding.file
    case = etree.SubElement(suite, "testcase", classname=printable(place))
    case.set("name", printable(" ".join(filter(None, (finding.check, finding.unit)))))
    if finding.file:
        case.set("file", printable(finding.file))
    if finding.line:
        case.set("line", str(finding.line))
    told = "\n".join(filter(None, (finding.message, *_texts(finding))))
    if finding.severity is Severity.ERROR:
        failure = etree.SubElement(case, "failure", type=finding.check, message=printable(finding.message))
        failure.text = printable(told)
    else:
        etree.SubElement(case, "system-out").text = printable(f"{finding.severity}: {told}")


def _texts(finding: Finding) -> tuple[str, str]:
    return finding.source and f"zh: {finding.source}", finding.target and f"en: {finding.target}"
