import re
from importlib.resources import files

import pytest
from check_examples import example, run

from workflow import checks
from workflow.checks import CHECKS, page
from workflow.errors import InputError

IDS = [check.id for check in CHECKS]
FAMILIES = {"metadata", "link", "term", "number", "date", "name", "text", "structure", "state", "page", "glossary"} | {
    "consistency"
}


def test_ids_are_unique_and_of_a_known_family() -> None:
    assert len(set(IDS)) == len(IDS)
    assert {check.family for check in CHECKS} <= FAMILIES
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+", name) for name in IDS)


def test_the_package_has_what_it_says() -> None:
    assert all(getattr(checks, name) is not None for name in checks.__all__)
    with pytest.raises(AttributeError):
        checks.nothing_of_the_kind  # type: ignore[attr-defined]  # noqa: B018


def test_every_check_has_its_page_and_every_page_its_check() -> None:
    pages = {path.name.removesuffix(".md") for path in files("workflow.checks").joinpath("pages").iterdir()}
    assert pages == set(IDS)


@pytest.mark.parametrize("check", IDS)
def test_a_page_explains_and_mends(check: str) -> None:
    text = page(check)
    assert text.startswith(f"# {check}\n\n")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert headings == ["Why", "How to mend it", "An example that fails", "An example that passes"]
    assert max(len(line) for line in text.splitlines()) <= 120


@pytest.mark.parametrize("check", IDS)
def test_the_failing_example_fails_with_the_message_it_shows(check: str) -> None:
    data = example(check, "failing")
    findings = run(data)
    assert [(finding.check, finding.message) for finding in findings] == [(check, data["finding"])]


@pytest.mark.parametrize("check", IDS)
def test_the_passing_example_passes_every_check(check: str) -> None:
    assert run(example(check, "passing")) == ()


@pytest.mark.parametrize("check", IDS)
def test_every_check_has_a_docstring(check: str) -> None:
    entry = next(entry for entry in CHECKS if entry.id == check)
    looks = (entry.pair, entry.article, entry.page, entry.glossary, entry.visit)
    functions = [function for function in looks if function]
    assert functions
    assert all((function.__doc__ or "").startswith("Report ") for function in functions)


def test_an_unknown_check_is_refused_with_its_neighbour() -> None:
    with pytest.raises(InputError, match=r"no check “term\.mising”; did you mean term\.missing\?"):
        page("term.mising")
    with pytest.raises(InputError, match="list them with: workflow explain"):
        page("../../secrets")
