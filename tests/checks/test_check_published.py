from dataclasses import replace
from typing import Any

import pytest
from check_examples import ID, published

from workflow.checks import check_page
from workflow.model import Candidate, Finding, Severity, Unit

LINKS = [["https://a.example/", "one"], ["https://b.example/", "two"], ["https://a.example/", "three"]]


def run(data: dict[str, Any]) -> list[str]:
    subject = published(data)
    return [finding.message for finding in check_page(subject.expected, subject.page, article=ID, file="page.html")]


def test_a_finding_names_the_page() -> None:
    subject = published({"record": {}, "page": {"title": "Another"}})
    assert check_page(subject.expected, subject.page, article=ID, file="build/page.html") == (
        Finding(
            check="page.metadata",
            severity=Severity.ERROR,
            message="title (label:title) says “Another”, the record has “A title”; mend the template",
            article=ID,
            source="A title",
            target="Another",
            file="build/page.html",
        ),
    )


@pytest.mark.parametrize("field", ["title", "subtitle", "date", "source", "url"])
def test_every_field_must_be_visible_not_only_in_the_head(field: str) -> None:
    value = "2024-01-24" if field == "date" else "https://a.example/1" if field == "url" else "A value"
    data = {"record": {field: value}, "hidden": [field], "meta": {field: value}}
    assert run(data) == [f"{field} “{value}” is not visible on the page; show it with its label"]


@pytest.mark.parametrize("field", ["authors", "editors", "position"])
def test_lists_are_compared_in_order(field: str) -> None:
    record: dict[str, Any] = {field: ["Li Hai", "Wang Ming"]}
    assert run({"record": record, "page": {field: ["Wang Ming", "Li Hai"]}}) == [
        f"{field} (label:{field}) says “Wang Ming; Li Hai”, the record has “Li Hai; Wang Ming”; mend the template"
    ]
    assert run({"record": record, "meta": {field: ["Li Hai", "Wang  Ming"]}}) == []


def test_the_head_may_not_disagree() -> None:
    assert run({"record": {"date": "2024-01-24"}, "meta": {"date": "2024-01-25T00:10+08:00"}}) == [
        "date (meta:date) says “2024-01-25T00:10+08:00”, the record has “2024-01-24”; mend the template"
    ]
    assert run({"record": {"date": "2024-01-24"}, "meta": {"date": "2024-01-24T09:30+08:00"}}) == []


def test_an_empty_label_is_told_and_an_empty_meta_is_not() -> None:
    assert run({"record": {"source": ""}, "page": {"source": ""}}) == [
        "the label of the source has nothing behind it (label:source); give the value, or remove the label"
    ]
    assert run({"record": {"source": "Harbour Daily"}, "meta": {"source": ""}}) == []
    subject = published({"record": {"source": "Harbour Daily"}})
    empty = (*subject.page.candidates, Candidate("source", "", "layout:info"))
    (finding,) = check_page(subject.expected, replace(subject.page, candidates=empty), article=ID, file="")
    assert finding.message == (
        "the label of the source has nothing behind it (layout:info); write “Harbour Daily” behind it"
    )


def test_a_value_the_record_does_not_have_is_told() -> None:
    assert run({"record": {}, "page": {"source": "Harbour Daily"}, "meta": {"source": "Harbour Daily"}}) == [
        "source (meta:source) says “Harbour Daily”, the record has “”; mend the template"
    ]


def test_the_page_is_in_its_language() -> None:
    assert run({"record": {"language": "en"}, "page": {"language": "en-GB"}}) == []
    assert run({"record": {"language": "en"}, "page": {"language": "zh"}}) == [
        "the page is read as “zh”, not “en”; set lang on its html element"
    ]


@pytest.mark.parametrize(
    ("links", "messages"),
    [
        (LINKS, []),
        (LINKS[:2], ["the link https://a.example/ is not on the page; restore it in the body"]),
        (
            [*LINKS, ["https://c.example/", "four"]],
            ["the page has a link the record has not, https://c.example/; remove it"],
        ),
        (
            [LINKS[1], LINKS[0], LINKS[2]],
            ["link https://b.example/ stands where https://a.example/ belongs; keep the order"],
        ),
        (
            [LINKS[0], ["https://c.example/", "two"], LINKS[2]],
            ["the link https://b.example/ is https://c.example/ on the page; restore it in the body"],
        ),
        (
            [LINKS[0], ["https://b.example/", "zwei"], LINKS[2]],
            ["link https://b.example/ reads “zwei”, the record has “two”; mend the template"],
        ),
    ],
)
def test_links(links: list[list[str]], messages: list[str]) -> None:
    assert run({"record": {"links": LINKS}, "page": {"links": links}}) == messages


def test_pictures_are_compared_wherever_the_page_stands() -> None:
    record = {"images": [["media/2024-01-24-harbour/1.jpg", "Quay"], ["https://a.example/2.jpg?w=1", "Sea"]]}
    page = {
        "images": [
            ["https://site.example/en/media/2024-01-24-harbour/1.jpg", "Quay"],
            ["https://a.example/2.jpg?w=1", "Sea"],
        ]
    }
    assert run({"record": record, "page": page}) == []
    page["images"][1][0] = "https://a.example/2.jpg?w=2"
    assert run({"record": record, "page": page}) == [
        "the picture https://a.example/2.jpg?w=1 is https://a.example/2.jpg?w=2 on the page; restore it in the body"
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (["A", "C"], "the page lacks text 2, “B”; mend the body"),
        (["A", "B"], "the page lacks text 3, “C”; mend the body"),
        (["A", "X", "B", "C"], "the page has “X” where text 2 belongs; mend the body"),
        (["A", "B", "C", "D"], "the page has “D” where text 4 belongs; mend the body"),
        (["A", "X", "C"], "text 2 of the page is “X”, the record has “B”; mend the body"),
        (["A", "C", "B"], "the page lacks text 2, “B”; mend the body"),
        ([], "the page lacks text 1, “A”; mend the body"),
    ],
)
def test_the_first_text_that_differs(body: list[str], message: str) -> None:
    assert run({"record": {"body": ["A", "B", "C"]}, "page": {"body": body}}) == [message]


def test_markup_and_white_space_do_not_count_in_a_text() -> None:
    assert run({"record": {"body": ["A <em>b</em>\n c"]}, "page": {"body": ["A b c"]}}) == []


def test_malformed_markup_is_compared_as_it_stands() -> None:
    subject = published({"record": {"body": ["A <b"]}})
    page = replace(subject.page, units=(Unit("u1", "A <b"),))
    assert check_page(subject.expected, page, article=ID, file="") == ()


@pytest.mark.parametrize("rule", ["file:address", "layout:signature", "label:byline", "label:credit"])
def test_what_is_read_off_the_address_or_the_text_is_no_statement_of_the_page(rule: str) -> None:
    subject = published({"record": {"date": "2024-01-24"}})
    signed = (*subject.page.candidates, Candidate("date", "2024-01-20", rule))
    assert check_page(subject.expected, replace(subject.page, candidates=signed), article=ID, file="") == ()
    alone = (Candidate("title", "A title", "layout:h1"), Candidate("date", "2024-01-24", rule))
    found = check_page(subject.expected, replace(subject.page, candidates=alone), article=ID, file="")
    assert "date “2024-01-24” is not visible" in found[0].message


def test_a_list_may_be_stated_name_by_name() -> None:
    subject = published({"record": {"authors": ["Li Hai", "Wang Ming"]}})
    single = tuple(Candidate("authors", (name,), "meta:author") for name in ("Li Hai", "Wang Ming"))
    page = replace(subject.page, candidates=(*subject.page.candidates, *single))
    assert check_page(subject.expected, page, article=ID, file="") == ()
    (finding,) = check_page(subject.expected, replace(page, candidates=page.candidates[:-1]), article=ID, file="")
    assert finding.message.startswith("authors (meta:author) says “Li Hai”, the record has “Li Hai; Wang Ming”")


@pytest.mark.parametrize(
    ("field", "record", "read"),
    [
        ("authors", ["Li Hai (text)", "Wang Ming (photos)"], ["Li Hai", "Wang Ming"]),
        ("authors", ["Li Hai and Wang Ming"], ["Li Hai", "Wang Ming"]),
        ("editors", ["Wang, Ming"], ["Wang", "Ming"]),
        ("position", ["Home", "News/Events", "Policy - 2024"], ["Home", "News", "Events", "Policy", "2024"]),
        ("subtitle", "— An interview", "An interview"),
        ("date", "2024-01-24T09:30+08:00", "2024-01-24"),
    ],
)
def test_what_readers_of_pages_read_differently_does_not_count(field: str, record: Any, read: Any) -> None:
    assert run({"record": {field: record}, "page": {field: read}}) == []


@pytest.mark.parametrize(
    ("field", "record", "read"),
    [
        ("authors", ["Li Hai (text)", "Wang Ming (photos)"], ["Li Hai"]),
        ("authors", ["Li Hai"], ["Li Hao"]),
        ("position", ["Home", "News", "Content"], ["Home", "Content"]),
        ("subtitle", "— An interview", "An inter-view"),
    ],
)
def test_what_is_lost_does_count(field: str, record: Any, read: Any) -> None:
    assert len(run({"record": {field: record}, "page": {field: read}})) == 1


def test_a_day_is_compared_in_the_time_zone_of_the_original() -> None:
    record = {"date": "2024-01-25T07:30+08:00"}
    assert run({"record": record, "page": {"date": "2024-01-24T23:30+00:00"}}) == []
    assert run({"record": record, "page": {"date": "2024-01-25"}}) == []
    (message,) = run({"record": record, "page": {"date": "2024-01-24T12:30+00:00"}})
    assert message.startswith("date (label:date) says “2024-01-24T12:30+00:00”, the record has ")
