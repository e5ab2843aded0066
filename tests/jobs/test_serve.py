"""The site on loopback: pages with a reload, everything else as it is, nothing for other hosts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from workflow.errors import InputError
from workflow.jobs.site.build import Built
from workflow.jobs.site.serve import Server
from workflow.store.desk import Desk


@pytest.fixture
def server(desk: Desk, drafted: str, tmp_path: Path) -> Iterator[Server]:
    with Server(desk, tmp_path / "site") as running:
        yield running


def get(server: Server, path: str, **headers: str) -> tuple[int, str]:
    try:
        with urlopen(Request(server.address + path, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def test_pages_are_served_with_a_reload_that_the_files_do_not_have(
    server: Server, drafted: str, tmp_path: Path
) -> None:
    for path in ("", "index.html", f"{drafted}.html"):
        status, text = get(server, path)
        assert (status, "/.reload" in text) == (200, True)
    assert "/.reload" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert get(server, "robots.txt") == (200, "User-agent: *\nAllow: /\n")


def test_what_is_not_there_and_what_is_outside(server: Server) -> None:
    status, text = get(server, "nothing.html")
    assert (status, "There is no page at this address" in text) == (404, True)
    assert get(server, "../desk/workflow.yaml")[0] == 404
    assert get(server, "%2e%2e/desk/workflow.yaml")[0] == 404


def test_another_name_for_this_machine_gets_nothing(server: Server) -> None:
    assert get(server, "", Host="evil.example")[0] == 403


def test_a_change_is_built_and_counted(server: Server, desk: Desk) -> None:
    told: list[Built] = []
    assert get(server, ".reload") == (200, "1")
    server.look(told.append)
    assert told == []
    path = desk.root / "workflow.yaml"
    path.write_text("version: 1\nname: Another Name\n", encoding="utf-8")
    server.look(told.append)
    assert get(server, ".reload") == (200, "2")
    assert "Another Name" in get(server, "")[1]
    path.write_text("version: [", encoding="utf-8")
    server.look(told.append)
    assert told[-1].failed
    assert "Another Name" in get(server, "")[1]
    assert '<p role="alert"' in get(server, "")[1]
    path.write_text("version: 1\nname: Another Name\n", encoding="utf-8")
    server.look(told.append)
    assert '<p role="alert"' not in get(server, "")[1]


def test_a_port_in_use_is_one_sentence(server: Server, desk: Desk, tmp_path: Path) -> None:
    port = int(server.address.rsplit(":", 1)[1].rstrip("/"))
    with pytest.raises(InputError, match=f"port {port} cannot be used"):
        Server(desk, tmp_path / "site", port=port)
