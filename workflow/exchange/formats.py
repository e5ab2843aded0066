"""The forms in which articles go to other programs."""

from enum import StrEnum


class XliffVersion(StrEnum):
    """Versions of XLIFF that are written."""

    CURRENT = "2.1"
    OLDER = "1.2"


class TableFormat(StrEnum):
    """Formats of review tables."""

    DOCX = "docx"
    CSV = "csv"
