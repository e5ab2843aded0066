"""The desk: a folder that holds originals, reproductions, a glossary and settings (DESIGN §4).

The only module that knows paths. Reading takes no lock: every file is replaced as a whole, so a reader sees the old one
or the new one. Writing takes the desk's lock.
"""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from workflow.errors import InputError
from workflow.model import Article, Concept, Reproduction, Settings
from workflow.store import schema, schema_desk
from workflow.store.cache import Cache
from workflow.store.files import atomic_write, plain_errors, read_text
from workflow.store.folders import install_folder, original_in, swap_folder
from workflow.store.layout import GLOSSARY_NAME, SETTINGS_NAME, Layout
from workflow.store.names import checked_id
from workflow.store.parsing import parse
from workflow.store.persons import names_from_yaml
from workflow.store.templates import GITIGNORE, GLOSSARY, SETTINGS


class Desk(Layout):
    """An open desk."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._cache: Cache | None = None
        self._concepts: tuple[str, tuple[Concept, ...]] | None = None
        self._seen: dict[Path, str] = {}  # digests of the texts of reproductions as they were read
        self._latest: tuple[str, Reproduction] | None = None  # the text that was read last, and what it says

    # --- Opening -----------------------------------------------------------------------------------------------------

    @classmethod
    def open(cls, start: Path | None = None) -> "Desk":
        """Open the desk that is named, by `start` or else by ``WORKFLOW_DESK``, or the nearest one above.

        Raises:
            InputError: there is none.
        """
        named = start if start is not None else os.environ.get("WORKFLOW_DESK")
        if named:
            folder = Path(named)
            if not (folder / SETTINGS_NAME).is_file():
                raise InputError(f"is not a desk: it holds no {SETTINGS_NAME}", place=str(folder), mend=_HOW_TO_OPEN)
            return cls(folder.resolve())
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / SETTINGS_NAME).is_file():
                return cls(folder)
        raise InputError(
            f"no desk here: no {SETTINGS_NAME} in this folder or above", place=str(here), mend=_HOW_TO_OPEN
        )

    @classmethod
    def create(cls, root: Path) -> "Desk":
        """Make a new desk in a folder, which may exist and hold other things.

        Raises:
            InputError: it is a desk already, or cannot be written.
        """
        root = root.resolve()
        if (root / SETTINGS_NAME).exists():
            raise InputError(
                "there is a desk here already", place=str(root / SETTINGS_NAME), mend="name another folder"
            )
        with plain_errors(root):
            for name in ("sources", "translations"):
                (root / name).mkdir(parents=True, exist_ok=True)
        for name, text in ((".gitignore", GITIGNORE), (GLOSSARY_NAME, GLOSSARY), (SETTINGS_NAME, SETTINGS)):
            if not (root / name).exists():  # a newsroom may bring its glossary
                atomic_write(root / name, text.encode())
        return cls(root)

    # --- Settings and glossary ---------------------------------------------------------------------------------------

    @cached_property
    def settings(self) -> Settings:
        """The desk's settings, read once."""
        path = self.settings_path
        return schema_desk.settings_from_yaml(read_text(path, self.name(path)), self.name(path))

    def concepts(self) -> tuple[Concept, ...]:
        """Return the glossary's entries, read again when the file changed."""
        path = self.glossary_path
        stamp = self.global_stamp()
        if self._concepts is None or self._concepts[0] != stamp:
            name = self.name(path)
            if not path.exists():
                raise InputError("the glossary is missing", place=name, mend="restore it, or begin one: version: 1")
            self._concepts = (stamp, schema_desk.concepts_from_yaml(read_text(path, name), name))
        return self._concepts[1]

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return the names of persons that ``names.yaml`` gives, with their English forms; none without the file."""
        path = self.names_path
        return names_from_yaml(read_text(path, self.name(path)), self.name(path)) if path.exists() else {}

    def edit(self, path: Path, change: Callable[[str], str]) -> None:
        """Change the text of the settings or the glossary under the lock (`splicing.splice`, `splicing.append`).

        Raises:
            InputError: the file, or what `change` makes of it, is not valid; nothing is written then.
        """
        name = self.name(path)
        readers: dict[str, Callable[[str, str], object]] = {
            SETTINGS_NAME: schema_desk.settings_from_yaml,
            GLOSSARY_NAME: schema_desk.concepts_from_yaml,
        }
        read = readers[path.name]
        with self.lock():
            text = read_text(path, name)
            read(text, name)
            changed = change(text)
            read(changed, name)
            if changed != text:
                atomic_write(path, changed.encode())
        self.__dict__.pop("settings", None)

    # --- Originals ---------------------------------------------------------------------------------------------------

    def article(self, id: str) -> Article:  # noqa: A002
        """Read an article's record.

        Raises:
            InputError: no such article, or a file that is not valid.
        """
        path = self.folder(id) / "article.yaml"
        name = self.name(path)
        article = schema.article_from_yaml(read_text(path, name), name)
        if article.id != id:
            place = parse(read_text(path), name).place(("id",))
            raise InputError(f"the id '{article.id}' is not that of its folder", place=place, mend=f"write 'id: {id}'")
        return article

    def body(self, id: str) -> str:  # noqa: A002
        """Read an article's skeleton."""
        path = self.folder(id) / "body.html"
        return read_text(path, self.name(path))

    def original(self, id: str) -> tuple[Path, bytes]:  # noqa: A002
        """Return where the original is kept, and its bytes."""
        folder = self.folder(id)
        path = original_in(folder)
        if path is None:
            raise InputError("the original is missing", place=self.name(folder), mend="restore it from version control")
        return path, path.read_bytes()

    def add(self, article: Article, original: bytes, extension: str, body: str, media: Mapping[str, bytes]) -> None:
        """Take a new article in. Its folder appears at once, with everything in it.

        Raises:
            InputError: the id is taken or not valid, or the disk refuses.
        """
        folder = self._sources / checked_id(article.id)
        files = self._files(article, original, extension, body, media)
        with self.lock():
            if folder.exists():
                raise InputError(
                    f"the article '{article.id}' exists already", mend="use --update, or --id for another id"
                )
            install_folder(folder, files)

    def replace(self, article: Article, original: bytes, extension: str, body: str, media: Mapping[str, bytes]) -> None:
        """Take a newer version of an article in; the previous original stays as ``original.<digest>.<ext>``.

        Raises:
            InputError: no such article, or the disk refuses; the old version is then intact.
        """
        files = self._files(article, original, extension, body, media)
        with self.lock():
            swap_folder(self.folder(article.id), files)

    def find_by(self, digest: str = "", url: str = "") -> str:
        """Return the id of the article with this digest or this address, or ''.

        Digests and addresses stand in ``article.yaml`` as they are, so that a search through the bytes finds the few
        files to read.
        """
        wanted = [text.encode() for text in (digest, url) if text]
        for identifier in self.ids() if wanted else ():
            try:
                data = (self._sources / identifier / "article.yaml").read_bytes()
            except OSError:
                continue
            if any(text in data for text in wanted):
                article = self.article(identifier)
                if (digest and article.digest == digest) or (url and article.metadata.url == url):
                    return identifier
        return ""

    # --- Reproductions -----------------------------------------------------------------------------------------------

    def reproduction(self, id: str, language: str) -> Reproduction | None:  # noqa: A002
        """Read a reproduction; None when there is none yet.

        Raises:
            InputError: the file is not valid, or stands under another article's name.
        """
        path = self.path_of(id, language)
        name, text = self.name(path), self._current(path)
        self._seen[path] = _digest(text)
        if text is None:
            return None
        reproduction = self._parsed(text, name)
        for key, said, due in (("article", reproduction.article, id), ("language", reproduction.language, language)):
            if said != due:
                place = parse(text, name).place((key,))
                raise InputError(f"'{said}' is not the {key} of this file", place=place, mend=f"write '{key}: {due}'")
        return reproduction

    def forget(self) -> None:
        """Forget which texts were read: for who reads very many and saves none of them."""
        self._seen.clear()

    def _parsed(self, text: str, name: str) -> Reproduction:
        if self._latest is None or self._latest[0] != text:
            self._latest = text, schema.reproduction_from_yaml(text, name)
        return self._latest[1]

    def save(self, reproduction: Reproduction) -> None:
        """Write a reproduction. What says the same already is left as it is, comments and all.

        Raises:
            InputError: the file was changed by someone else since this desk read it, or the disk refuses.
        """
        path = self.path_of(reproduction.article, reproduction.language)
        with self.lock():
            old = self._current(path)
            if self._seen.get(path, _digest(old)) != _digest(old):
                problem = "was changed by someone else since it was read; nothing was written"
                raise InputError(problem, place=self.name(path), mend="run the command again")
            if old is not None and path in self._seen and self._parsed(old, self.name(path)) == reproduction:
                return
            new = schema.reproduction_to_yaml(reproduction)
            if new == old:
                return
            atomic_write(path, new.encode(), make_folder=True)
            self._seen[path] = _digest(new)

    def update(
        self,
        id: str,  # noqa: A002
        language: str,
        change: Callable[[Reproduction | None], Reproduction],
    ) -> Reproduction:
        """Change a reproduction as it is now: read, `change`, save, all under the lock. Returns what was saved."""
        with self.lock():
            changed = change(self.reproduction(id, language))
            self.save(changed)
        return changed

    def lines(self, id: str, language: str) -> Mapping[str, int]:  # noqa: A002
        """Return the line of each unit's id and of each ``metadata.<key>`` in a reproduction's file."""
        path = self.path_of(id, language)
        text = self._current(path)
        if text is None:
            return {}
        document = schema.parsed(text, self.name(path))
        top = document.keys(document.data)
        found = {str(key): line for key, line in top.items() if key != "units"}
        for key in tuple(found):
            found |= {".".join(map(str, trail)): line for trail, (line, _) in document.within(key)}
        for unit in document.data["units"] if "units" in top else ():
            if line := document.keys(unit).get("id"):
                found[str(unit["id"])] = line
        return found

    def cache(self) -> Cache:
        """Return the disposable cache."""
        if self._cache is None:
            self._cache = Cache(self.root / ".workflow" / "cache.sqlite")
        return self._cache

    def _current(self, path: Path) -> str | None:
        return read_text(path, self.name(path)) if path.exists() else None

    def _files(
        self, article: Article, original: bytes, extension: str, body: str, media: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        extension = extension.removeprefix(".")
        if not (extension.isascii() and extension.isalnum()):
            raise InputError(f"'{extension}' is not a file's extension", mend="use letters and digits, such as html")
        record = schema.article_to_yaml(article)
        schema.article_from_yaml(record, f"sources/{article.id}/article.yaml")
        files = {f"original.{extension}": original, "article.yaml": record.encode()}
        files |= {"body.html": body.encode()} | {f"media/{name}": data for name, data in media.items()}
        return files


_HOW_TO_OPEN = "make one with 'workflow init', or name one with -C"


def _digest(text: str | None) -> str:
    return "" if text is None else sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
