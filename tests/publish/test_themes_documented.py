"""What templates are given is what docs/themes.md says, name by name, in both directions."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from workflow.publish.context import Original, Page, Words
from workflow.publish.listing import Entry, Listing, Site
from workflow.publish.theming import THEMES, template_names, template_text

ROOT = Path(__file__).parents[2]
SECTIONS = dict(
    part.split("\n", 1) for part in (ROOT / "docs" / "themes.md").read_text(encoding="utf-8").split("\n## ")[1:]
)
KINDS = {"page": Page, "words": Words, "original": Original, "listing": Listing, "entry": Entry, "site": Site}


def documented(section: str) -> set[str]:
    rows = re.findall(r"^\| (`[^|]*) \|", SECTIONS[section], re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize("section", KINDS)
def test_every_value_is_explained_and_no_other(section: str) -> None:
    assert documented(section) == {field.name for field in fields(KINDS[section])}


def test_every_name_that_a_template_uses_is_explained_and_no_other() -> None:
    used: set[str] = set()
    for theme in THEMES:
        for name in template_names(theme):
            used |= meta.find_undeclared_variables(Environment(autoescape=True).parse(template_text(theme, name)))
    assert documented("Names") == used


def test_every_template_that_is_named_is_there() -> None:
    names = set(re.findall(r"`([a-z]+\.html)`", SECTIONS["Names"]))
    assert names <= set(template_names(THEMES[0]))
