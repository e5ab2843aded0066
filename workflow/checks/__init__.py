"""The checks: what must hold before a reproduction is published.

A new check is one function, its row in `table`, and its page in ``pages/<id>.md``. The table is loaded, with all that
checks know of both languages, when something of it is first asked for: proving a page takes less (`proof`).
"""

from typing import TYPE_CHECKING

from workflow.checks.proof import check_page
from workflow.checks.report import Published, Reports

if TYPE_CHECKING:
    from workflow.checks.base import Check, Pair, Subject, Text, Visit
    from workflow.checks.table import (
        CHECKS,
        check_desk,
        check_glossary,
        check_pair,
        check_pairs,
        check_reproduction,
        check_units,
        check_visits,
        page,
    )
    from workflow.constraints.base import Context
    from workflow.glossary.consistency import Glossary
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(name)
        from importlib import import_module

        return getattr(import_module("workflow.checks.table"), name)


__all__ = [
    "CHECKS",
    "Check",
    "Context",
    "Glossary",
    "Pair",
    "Published",
    "Reports",
    "Subject",
    "Text",
    "Visit",
    "check_desk",
    "check_glossary",
    "check_page",
    "check_pair",
    "check_pairs",
    "check_reproduction",
    "check_units",
    "check_visits",
    "page",
]
