"""A review server on loopback over a desk with one article, and a browser's side of the talk."""

import http.client
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from workflow.jobs.status import status
from workflow.review.server import Server
from workflow.store.desk import Desk

ROOT = Path(__file__).parents[2]
ID = "2024-01-24-northeast-asia-hub"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Client:
    """Speaks HTTP to a server as a browser with its cookie and the page's token would; both can be left out."""

    server: Server
    cookie: str = ""
    csrf: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.access.port}"

    def enter(self) -> "Client":
        parts = urlsplit(self.server.address)
        answer = self.send("GET", f"{parts.path}?{parts.query}")
        assert answer.status == 303
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        found = re.search(r"X-CSRF-Token\W+?([\w-]+)", self.get("/").text)
        assert found
        self.csrf = found[1]
        return self

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, headers: Mapping[str, str] | None = None, /, **fields: str) -> Answer:
        own = {
            "Origin": f"http://{self.host}",
            "X-CSRF-Token": self.csrf,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.send("POST", path, urlencode(fields).encode(), {**own, **(headers or {})})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.access.port, timeout=30)
        try:
            sent = {"Host": self.host, "Cookie": self.cookie, **(headers or {})}
            connection.request(method, path, body, {name: value for name, value in sent.items() if value})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read().decode(errors="replace"))
        finally:
            connection.close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example desk, to be changed."""
    for name in ("sources", "translations"):
        shutil.copytree(ROOT / name, tmp_path / "desk" / name)
    for name in ("workflow.yaml", "glossary.yaml"):
        shutil.copy(ROOT / name, tmp_path / "desk")
    return Desk.open(tmp_path / "desk")


@pytest.fixture
def server(desk: Desk) -> Iterator[Server]:
    server = Server(desk.root, port=0, by="Chen Yu")
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server
    server.stop()
    thread.join()


@pytest.fixture
def checked(desk: Desk) -> None:
    """Every article has been checked before."""
    status(desk, desk.ids())


@pytest.fixture
def stranger(server: Server) -> Client:
    """Who knows the port alone."""
    return Client(server)


@pytest.fixture
def client(server: Server) -> Client:
    """Who opened the printed address."""
    return Client(server).enter()
