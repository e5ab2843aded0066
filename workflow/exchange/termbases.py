"""Any termbase of another program: its format is told from what it holds."""

from workflow.exchange import tbx, termtable, xmlfile
from workflow.exchange.terms import Terms


def read(data: bytes, name: str, *, source: str = "zh", target: str = "en") -> Terms:
    """Read TBX, CSV, TSV or a bare list.

    Args:
        data: the file.
        name: its name, for errors.
        source: language of the first column of a bare list, BCP 47.
        target: that of the second.

    Raises:
        InputError: it is damaged or hostile, or holds no terms.
    """
    if xmlfile.looks_like(data):
        return tbx.parse(data, name)
    return termtable.parse(data, name, source=source, target=target)
