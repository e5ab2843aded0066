"""LibreOffice Writer at work: open a document (or '-', a new one), do what is told, save it as docx.

    /usr/bin/python3 writer_steps.py PROFILE DOCUMENT TARGET.docx < STEPS

Run by the Python that has `uno` (Debian's package python3-uno), not by that of the tests. STEPS is a JSON list of
[name of a method of `Writer`, its arguments…].
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

TEXT = "com.sun.star.text."
PATIENCE = 40.0  # seconds until the office answers


def option(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Writer:
    """One open document. Texts to be found stand once in it; the first is taken."""

    def __init__(self, context: Any, path: str) -> None:
        self.context = context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        address = "private:factory/swriter" if path == "-" else Path(path).resolve().as_uri()
        hidden = option("Hidden", value=True)
        self.document = self.desktop.loadComponentFromURL(address, "_blank", 0, (hidden,))

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def author(self, given: str, family: str) -> None:
        """Who works from here on."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        place = option("nodepath", "/org.openoffice.UserProfile/Data")
        access = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (place,))
        access.givenname, access.sn = given, family
        access.commitChanges()

    def track(self) -> None:
        """Track changes from here on."""
        self.document.RecordChanges = True

    def replace(self, old: str, new: str) -> None:
        self._found(old).String = new

    def look(self, text: str, name: str, value: float) -> None:
        setattr(self._found(text), name, value)

    def comment(self, text: str, words: str, author: str) -> None:
        note = self.document.createInstance(TEXT + "textfield.Annotation")
        note.Content, note.Author = words, author
        found = self._found(text)
        found.Text.insertTextContent(found, note, True)  # noqa: FBT003

    def command(self, name: str, text: str = "") -> None:
        """A command of the menu, such as AcceptAllTrackedChanges, on a text or on the whole."""
        controller = self.document.CurrentController
        if text:
            controller.select(self._found(text))
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(controller.Frame, f".uno:{name}", "", 0, ())

    def paragraph(self, text: str, style: str = "Standard") -> None:
        end = self._end()
        if self.document.Text.String:
            self.document.Text.insertControlCharacter(end, 0, False)  # noqa: FBT003
        end.ParaStyleName = style
        self.document.Text.insertString(end, text, False)  # noqa: FBT003

    def table(self, rows: list[list[str]]) -> None:
        made = self.document.createInstance(TEXT + "TextTable")
        made.initialize(len(rows), len(rows[0]))
        self.document.Text.insertTextContent(self._end(), made, False)  # noqa: FBT003
        made.setDataArray(tuple(map(tuple, rows)))

    def link(self, text: str, address: str) -> None:
        self._found(text).HyperLinkURL = address

    def number(self, text: str) -> None:
        self._found(text).NumberingStyleName = "Numbering 123"

    def insert(self, kind: str, after: str, words: str = "") -> None:
        """A Footnote, Endnote, TextFrame or textfield behind a text."""
        made = self.document.createInstance(TEXT + kind)
        found = self._found(after)
        found.Text.insertTextContent(found.End, made, False)  # noqa: FBT003
        if words:
            made.String = words

    def header(self, words: str) -> None:
        style = self.document.StyleFamilies.getByName("PageStyles").getByName("Standard")
        style.HeaderIsOn = True
        style.HeaderText.String = words

    def save(self, path: str) -> None:
        target = Path(path).resolve().as_uri()
        self.document.storeToURL(target, (option("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)  # noqa: FBT003

    def _end(self) -> Any:
        cursor = self.document.Text.createTextCursor()
        cursor.gotoEnd(False)  # noqa: FBT003
        return cursor

    def _found(self, text: str) -> Any:
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = text, True
        found = self.document.findFirst(search)
        if found is None:
            sys.exit(f"the document has no {text!r}")
        return found


def connected(pipe: str) -> Any:
    """The office behind a pipe, once it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(int(PATIENCE * 10)):
        with contextlib.suppress(NoConnectException):
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def main() -> None:
    """Do the steps, and end the office in any case."""
    profile, document, target = sys.argv[1:]
    steps = json.load(sys.stdin)
    pipe = f"writer{abs(hash(profile))}"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    quiet = subprocess.DEVNULL
    office = subprocess.Popen(
        ["/usr/bin/soffice", *options, f"--accept=pipe,name={pipe};urp;"],
        stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True,
    )  # fmt: skip
    try:
        writer = Writer(connected(pipe), document)
        for name, *arguments in steps:
            getattr(writer, name)(*arguments)
        writer.save(target)
    finally:
        os.killpg(office.pid, signal.SIGKILL)  # what was started is a script; the office is its child
        office.wait()


if __name__ == "__main__":
    main()
