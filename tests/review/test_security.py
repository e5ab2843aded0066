"""Each attack on the review page, tried on a real server."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from review.conftest import ID, Client

from workflow.errors import InputError
from workflow.review.security import MAX_BODY, Access
from workflow.review.server import Server
from workflow.store.desk import Desk

UNIT = f"/articles/{ID}/units/u1"


def test_without_the_token_nothing_is_told(stranger: Client) -> None:
    for path in ("/", f"/articles/{ID}", UNIT, "/static/review.js", "/?token=", "/?token=wrong", "/nothing"):
        answer = stranger.get(path)
        assert (answer.status, "Beiliao" in answer.text) == (403, False), path
    assert "open the address that the terminal printed" in stranger.get("/").text


def test_the_token_is_exchanged_for_a_cookie_that_scripts_and_other_sites_do_not_get(stranger: Client) -> None:
    answer = stranger.get(f"/?token={stranger.server.access.token}&state=final")
    assert (answer.status, answer.headers["location"]) == (303, "/?state=final")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"workflow-review-{stranger.server.access.port}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.server.access.token not in cookie


def test_each_exchange_begins_a_session_of_its_own_with_a_page_token_of_its_own(client: Client, server: Server) -> None:
    other = Client(server).enter()
    assert other.cookie != client.cookie
    assert other.csrf != client.csrf
    assert client.post(f"{UNIT}/comment", {"X-CSRF-Token": other.csrf}, remark="planted").status == 403
    assert client.post(f"{UNIT}/comment", remark="mine").status == 200


def test_opening_the_address_once_more_leaves_pages_that_are_open_in_force(client: Client) -> None:
    again = client.get(f"/?token={client.server.access.token}")
    assert (again.status, "set-cookie" in again.headers) == (303, False)
    assert client.post(f"{UNIT}/comment", remark="mine").status == 200


@pytest.mark.parametrize("change", [lambda cookie: cookie[:-1], lambda cookie: f"x{cookie}", lambda _: "a."])
def test_a_session_that_this_run_did_not_begin_is_worth_nothing(client: Client, change: Callable[[str], str]) -> None:
    name, _, session = client.cookie.partition("=")
    client.cookie = f"{name}={change(session)}"
    assert client.get("/").status == 403


def test_the_exchange_never_leads_to_another_server(stranger: Client) -> None:
    answer = stranger.get(f"//evil.example/x?token={stranger.server.access.token}")
    assert answer.headers["location"] == "/evil.example/x"


def test_a_token_of_another_run_is_worth_nothing(client: Client) -> None:
    assert Access("127.0.0.1", 1).token != Access("127.0.0.1", 1).token
    name = client.cookie.partition("=")[0]
    for value in (Access("127.0.0.1", 1).session(), client.server.access.token):
        client.cookie = f"{name}={value}"
        assert client.get("/").status == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "10.0.0.1:{port}", ""]
)
def test_another_name_for_this_machine_gets_nothing(client: Client, host: str) -> None:
    assert client.get("/", Host=host.format(port=client.server.access.port) or " ").status in (400, 403)


def test_its_own_names_are_known(client: Client) -> None:
    for name in ("localhost", "127.0.0.1", "[::1]"):
        assert client.get("/", Host=f"{name}:{client.server.access.port}").status == 200


def test_a_server_for_others_is_known_by_addresses_and_its_name_alone() -> None:
    access = Access("0.0.0.0", 8747)
    assert not access.is_loopback
    assert access.knows_host("192.168.1.7:8747")
    assert access.knows_host(f"{socket.gethostname()}:8747")
    assert not access.knows_host("evil.example:8747")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1:1"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "wrong"},
        {"X-CSRF-Token": "ä"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_from_elsewhere_is_refused(client: Client, desk: Desk, headers: dict[str, str]) -> None:
    before = desk.reproduction(ID, "en")
    answer = client.post(f"{UNIT}/comment", headers, remark="planted")
    assert answer.status == 403
    assert desk.reproduction(ID, "en") == before


def test_nothing_is_changed_by_looking(client: Client) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert client.send(method, "/").status == 405
    assert client.get(f"{UNIT}/comment?remark=planted").status == 405


def test_every_answer_has_the_headers(client: Client, stranger: Client) -> None:
    for answer in (client.get("/"), client.get("/static/review.css"), client.get("/no"), stranger.get("/")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers


def test_no_page_has_scripts_or_styles_within(client: Client) -> None:
    for path in ("/", f"/articles/{ID}"):
        text = client.get(path).text
        assert text.count("<script") == text.count('<script src="/static/')
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text


@pytest.mark.parametrize(
    "name",
    [
        "../app.py",
        "..%2fapp.py",
        "%2e%2e%2fapp.py",
        "..%5capp.py",
        "htmx.min.js%00.py",
        "/etc/passwd",
        "%2fetc%2fpasswd",
    ],
)
def test_no_file_but_its_own_is_served(client: Client, name: str) -> None:
    for path in (f"/static/{name}", f"/articles/{name}", f"/articles/{name}/units/u1"):
        answer = client.get(path)
        assert answer.status in (404, 405), path
        assert "root:" not in answer.text


@pytest.mark.parametrize(
    "article", ["..", "%2e%2e", "2024-01-24-x%2f..%2f..", "2024-01-24-%00", "A" * 300, "%e2%80%ae"]
)
def test_an_id_is_looked_at_before_any_file(client: Client, article: str) -> None:
    assert client.get(f"/articles/{article}").status == 404
    assert client.post(f"/articles/{article}/units/u1/comment", remark="x").status in (404, 422)


def test_what_is_too_large_is_refused(client: Client) -> None:
    own = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post(f"{UNIT}/check", {**own, "Content-Length": str(MAX_BODY + 1)}).status == 413
    assert client.get(f"/?words={'x' * 5000}").status == 414
    assert client.post(f"{UNIT}/check", base="", text="x" * (MAX_BODY + 1)).status == 413
    assert client.get("/", **{"X-Large": "x" * 70_000}).status in (400, 431)


def test_a_length_that_is_a_lie_does_not_help(client: Client) -> None:
    with socket.create_connection(("127.0.0.1", client.server.access.port), timeout=30) as connection:
        head = (
            f"POST {UNIT}/check HTTP/1.1\r\nHost: {client.host}\r\nCookie: {client.cookie}\r\n"
            f"Origin: http://{client.host}\r\nX-CSRF-Token: {client.csrf}\r\nTransfer-Encoding: chunked\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        connection.sendall(head.encode())
        try:
            for _ in range(MAX_BODY // 50_000 + 2):
                connection.sendall(b"c350\r\n" + b"x" * 50_000 + b"\r\n")
            answer = connection.recv(100)
        except OSError:  # it hung up
            return
        assert b" 413 " in answer


@pytest.mark.parametrize("body", [b"text", b"%ff%fe=%ff", b"\xff\xfe", b"&".join(b"a=1" for _ in range(100))])
def test_what_is_no_form_is_refused(client: Client, body: bytes) -> None:
    headers = {"Origin": f"http://{client.host}", "X-CSRF-Token": client.csrf}
    sent = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    assert client.send("POST", f"{UNIT}/check", body, sent).status == 400
    assert client.send("POST", f"{UNIT}/check", body, {**headers, "Content-Type": "application/json"}).status == 415


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' {{ 7 * 7 }}"


def test_hostile_text_is_text_wherever_it_stands(client: Client, desk: Desk) -> None:
    from workflow.jobs import decisions, edits

    edits.set_metadata(desk, ID, "title", HOSTILE, by=HOSTILE)
    edits.add_comment(desk, ID, "u1", HOSTILE, by=HOSTILE)
    decisions.waive(desk, ID, "u1", "text.han", HOSTILE, by=HOSTILE)
    path = desk.root / "sources" / ID / "article.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("把大学建成", "<script>alert(3)</script>"), encoding="utf-8"
    )
    texts = [client.get("/").text, client.get(f"/articles/{ID}").text, client.get(f"/?words={'%3Cscript%3E'}").text]
    texts.append(client.post(f"{UNIT}/check", text=HOSTILE, base="").text)
    texts.append(client.get(f"/articles/{'%3Cscript%3E'}").text)
    for text in texts:
        assert "<script>" not in text
        assert "<img" not in text
    assert "&lt;script&gt;alert(1)" in texts[1]


def test_a_link_with_a_script_behind_it_is_refused(client: Client, desk: Desk) -> None:
    text = '<a href="javascript:alert(1)">x</a>'
    answer = client.post(f"{UNIT}/text", text=text, base="", began="", expected="", source="")
    assert answer.status == 422
    path = desk.path_of(ID, "en")
    broken = path.read_text(encoding="utf-8").replace("<strong>Highlights:</strong>", f"{text} Highlights:")
    path.write_text(broken, encoding="utf-8")
    assert 'href="javascript' not in client.get(f"/articles/{ID}").text


def test_a_port_that_is_taken_is_said(server: Server, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be used"):
        Server(tmp_path, port=server.access.port)


@pytest.mark.parametrize(("host", "warnings"), [("0.0.0.0", 1), ("127.0.0.1", 0)])
def test_listening_for_others_is_warned_of(desk: Desk, host: str, warnings: int) -> None:
    command = [sys.executable, "-m", "workflow", "-C", str(desk.root), "review", "--no-open", "--port", "0"]
    with subprocess.Popen([*command, "--host", host], stdout=-1, stderr=-1, text=True) as process:
        assert process.stdout
        address = process.stdout.readline()
        process.terminate()
        told = process.communicate()[1]
    assert address.startswith("http://127.0.0.1:")
    assert told.count("warning: 0.0.0.0 can be reached from other machines") == warnings
