"""A page as JSON, for programs: what it says, its body, and its structured data; and read back."""

import json
from dataclasses import asdict
from typing import Any

from workflow.model import Metadata, Record
from workflow.publish.context import Page, Words
from workflow.publish.structured import json_ld
from workflow.skeleton import build

# Versions the shape below; a program that reads it looks here first.
_SHAPE = 1


def document(page: Page) -> str:
    """Return the page as a JSON document, Chinese readable."""
    values = {name: _plain(value) for name, value in vars_of(page).items() if name != "rows"}
    return json.dumps({"version": _SHAPE, **values, "json_ld": json_ld(page)}, ensure_ascii=False, indent=2) + "\n"


def vars_of(page: Page) -> dict[str, Any]:
    """Return the fields of a page by name."""
    return {name: getattr(page, name) for name in type(page).__dataclass_fields__}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of a page
    if isinstance(value, Words):
        return value.text
    if isinstance(value, tuple) and value and isinstance(value[0], Words):
        return [item.text for item in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def read_back(text: str) -> Record:
    """Return what a document says of itself, for comparison with the record of its page."""
    data = json.loads(text)
    built = build(data["body"])
    return Record(
        language=data["language"],
        metadata=Metadata(
            title=data["title"],
            subtitle=data["subtitle"],
            date=data["date"],
            source=data["source"],
            source_url=data["source_url"],
            url=data["original"]["url"],
            authors=tuple(data["authors"]),
            editors=tuple(data["editors"]),
            position=tuple(data["position"]),
            keywords=tuple(data["keywords"]),
        ),
        body=built.body,
        units=built.units,
        links=built.links,
        images=built.images,
        extracted_by="publish",
    )
