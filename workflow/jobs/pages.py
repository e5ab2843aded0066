"""Checking a pair of pages that nobody took in: an original and its English reproduction."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from workflow.jobs.add import AddOptions, add
from workflow.jobs.adopt import AdoptOptions, adopt
from workflow.jobs.bilingual import concepts_of
from workflow.jobs.check import Checked
from workflow.model import Finding, Metadata
from workflow.store.desk import Desk

_OF_A_DESK = ("state.", "metadata.missing")  # what only a desk's record can lack


def check_pages(original: str, page: str, *, glossary: str = "", date: str = "") -> Checked:
    """Compare a page with the original it reproduces: metadata, links, and every block of text.

    Both are read by the intake and aligned, on a desk that is thrown away.

    Args:
        original: file or address of the Chinese page.
        page: that of the English one.
        glossary: a termbase file, '' for none.
        date: the original's date (ISO 8601), where its page does not state it.

    Raises:
        InputError: one of them cannot be read, or the second is no translation of the first.
    """
    with TemporaryDirectory() as folder:
        desk = Desk.create(Path(folder) / "desk")
        if glossary:
            from workflow.store.schema_desk import concepts_to_yaml

            desk.glossary_path.write_text(concepts_to_yaml(concepts_of(glossary)), encoding="utf-8")
        taken = add(desk, original, AddOptions(metadata=Metadata(date=date), media=False))
        adopted = adopt(desk, taken.id, page, AdoptOptions())
    found = [*adopted.page, *adopted.checked.findings]
    findings = tuple(_of_page(finding, page) for finding in found if not finding.check.startswith(_OF_A_DESK))
    return Checked(article="", file=page, units=adopted.units, findings=findings)


def _of_page(finding: Finding, page: str) -> Finding:
    return replace(finding, article="", file=page, line=0)
