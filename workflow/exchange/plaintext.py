"""From the bytes of a text file to its text: UTF-8, UTF-16 as Excel saves it, or GB 18030 as Chinese Windows does."""

import codecs

from workflow.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1000


def decode(data: bytes, name: str) -> str:
    """Return the text of a file, without its byte order mark.

    Args:
        data: the file.
        name: its name, for errors.

    Raises:
        InputError: it is empty, binary, or in no encoding known here.
    """
    if not data.strip():
        raise InputError("is empty", place=name, mend="check the name, and write the file again")
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise InputError("is a binary file", place=name, mend="save it as text, in UTF-8")
        return text
    raise InputError("is neither UTF-8, UTF-16 nor GB 18030", place=name, mend="save it in UTF-8")


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (encoding,)
    # Without a mark, UTF-16 shows itself by the zero bytes of its ASCII characters, all on one side.
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if odd and not even:
        return ("utf-16-le",)
    if even and not odd:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")
