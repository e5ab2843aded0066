"""Findings in which everything that a format must get right occurs once."""

from workflow.exchange.rule import Rule
from workflow.model import Finding, Severity

PAGE = """\
# {0}

This check reports {1}. It is explained here in a second sentence.

## Why

Because *readers* would <b>notice</b>.
"""
RULES = (
    Rule("term.missing", Severity.ERROR, PAGE.format("term.missing", "terms that are not rendered")),
    Rule("text.han", Severity.ERROR, PAGE.format("text.han", "Chinese left in the English")),
    Rule("metadata.missing", Severity.ERROR, PAGE.format("metadata.missing", "what a page must state")),
)
TERM = Finding(
    check="term.missing",
    severity=Severity.ERROR,
    message="u6 (p) has “智慧港口” without its English term “smart port”; write the term",
    article="2024-01-24-port",
    unit="u6",
    source="本市建设智慧港口，发展海洋经济。",
    target="The city builds a <clever> port: 100% & more, faster.",
    source_span=(4, 8),
    file="translations/en/2024-01-24-port.yaml",
    line=12,
)
HAN = Finding(
    check="text.han",
    severity=Severity.WARNING,
    message="line 3 has Chinese in brackets: “海洋”;\nkeep it only as a gloss",
    unit="line 3",
    source="海洋经济",
    target="The blue economy (海洋)",
    target_span=(18, 20),
    file="文件 1,2.tsv",
    line=3,
)
MISSING = Finding(
    check="metadata.missing",
    severity=Severity.INFO,
    message="the original's author is missing\x1b[31m",
    article="2024-01-24-port",
)
FINDINGS = (TERM, MISSING, HAN)
GROUPS = (("2024-01-24-port", (TERM, MISSING)), ("文件 1,2.tsv", (HAN,)), ("right.tsv", ()))
