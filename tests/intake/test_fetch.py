"""Getting hold of an original: files, standard input, and real servers on loopback."""

import gzip
import io
import os
import socket
import ssl
import sys
import threading
import time
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import httpcore2
import pytest
from loopback import Call, Reply, Site, serving

from workflow.errors import InputError
from workflow.intake import address, web
from workflow.intake.fetch import fetch
from workflow.intake.original import DOCX, HTML, MARKDOWN, TEXT

PAGE = "<!DOCTYPE html><html><head><title>通知</title></head><body><p>关于开会的通知。</p></body></html>"
HTML_TYPE = (("Content-Type", "text/html; charset=GB2312"),)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def _moved(location: str, *more: tuple[str, str]) -> Reply:
    return Reply(status=302, headers=(("Location", location), *more))


def _encoded(data: bytes, encoding: str) -> Reply:
    return Reply(data, headers=(*HTML_TYPE, ("Content-Encoding", encoding)))


REPLIES = {
    "/page.html": Reply(PAGE.encode("gbk"), headers=HTML_TYPE),
    "/hop": _moved("/page.html"),
    "/loop": _moved("/loop"),
    "/away": _moved("file:///etc/passwd"),
    "/cookie": _moved("/cookie", ("Set-Cookie", "seen=1")),
    "/untyped": Reply(PAGE.encode()),
    "/%E6%96%B0%E9%97%BB/a%20b.html": Reply(PAGE.encode(), headers=HTML_TYPE),
    "/gone": Reply(b"<html>", status=404),
    "/gzip": _encoded(gzip.compress(PAGE.encode()), "gzip"),
    "/bomb": _encoded(gzip.compress(bytes(50_000_000)), "gzip"),
    "/twice": _encoded(gzip.compress(gzip.compress(PAGE.encode())), "gzip, gzip"),
    "/broken": _encoded(b"no gzip at all", "gzip"),
    "/empty": Reply(b" \n", headers=HTML_TYPE),
    "/plain": Reply(PAGE.encode(), headers=(("Content-Type", "text/plain"),)),
}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a page, redirects of every kind, and errors."""

    def answer(call: Call) -> Reply:
        if call.path == "/endless":
            return Reply((bytes([65]) * 100_000 for _ in range(10_000)), headers=HTML_TYPE)
        if call.path == "/cookie" and "seen=1" in call.headers.get("cookie", ""):
            return Reply(PAGE.encode(), headers=HTML_TYPE)
        return REPLIES.get(call.path, Reply(status=500))

    with serving(answer) as running:
        yield running


def test_a_page_is_read_with_the_charset_the_server_declares(site: Site) -> None:
    original = fetch(f"{site.url}/page.html", allow_private=True)
    assert original.data == PAGE.encode("gbk")
    assert (original.media_type, original.charset, original.extension) == (HTML, "gb2312", "html")
    assert (original.url, original.name, original.folder) == (f"{site.url}/page.html", "page.html", None)
    assert site.calls[0].headers["accept-language"].startswith("zh-CN")


def test_redirects_end_at_the_final_address(site: Site) -> None:
    assert fetch(f"{site.url}/hop#part", allow_private=True).url == f"{site.url}/page.html"


def test_a_redirect_that_wants_its_cookie_back_gets_it(site: Site) -> None:
    assert fetch(f"{site.url}/cookie", allow_private=True).data == PAGE.encode()


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/loop", "redirects more than 10 times"),
        ("/away", "only http and https"),
        ("/gone", "the server answered 404 Not Found"),
        ("/nothing", "the server answered 500"),
        ("/twice", "compressed more than once"),
        ("/broken", "cannot be read"),
        ("/empty", "is empty"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(site: Site, path: str, part: str) -> None:
    with pytest.raises(InputError, match=part) as caught:
        fetch(site.url + path, allow_private=True)
    assert "\n" not in str(caught.value)
    assert caught.value.place


def test_chinese_characters_and_spaces_in_an_address_are_quoted(site: Site) -> None:
    assert fetch(f"{site.url}/新闻/a b.html", allow_private=True).name == "a b.html"


def test_compressed_answers_are_unfolded(site: Site) -> None:
    assert fetch(f"{site.url}/gzip", allow_private=True).data == PAGE.encode()


def test_a_page_served_as_plain_text_or_without_a_type_is_still_a_page(site: Site) -> None:
    assert fetch(f"{site.url}/plain", allow_private=True).media_type == HTML
    assert fetch(f"{site.url}/untyped", allow_private=True).charset == ""


@pytest.mark.parametrize("path", ["/bomb", "/endless"])
def test_reading_stops_at_the_limit(site: Site, path: str) -> None:
    with pytest.raises(InputError, match=r"has more than 1\.0 MB, the limit is 1\.0 MB"):
        fetch(site.url + path, allow_private=True, limit=1_000_000)


def test_an_announced_size_over_the_limit_is_refused_before_reading(site: Site) -> None:
    with pytest.raises(InputError, match=r"has \d+ bytes, the limit is 50 bytes"):
        fetch(f"{site.url}/page.html", allow_private=True, limit=50)


# --- Private addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_private_hosts_are_refused_however_they_are_written(site: Site, host: str) -> None:
    with pytest.raises(InputError, match="leads to a private address") as caught:
        fetch(f"http://{host}:{site.port}/page.html")
    assert "--allow-private" in caught.value.mend
    assert site.calls == []


def _names(monkeypatch: pytest.MonkeyPatch, table: dict[str, list[str]]) -> list[str]:
    """Let names resolve as the table says, one answer after the other; 127.0.0.1 plays the public internet."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, family: int = 0, type: int = 0) -> list[tuple[object, ...]]:  # noqa: A002 - the name socket gives it
        asked.append(host)
        if host not in table:
            return list(real(host, port, family, type))
        answers = table[host]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (part, port)) for part in answer.split()]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(web, "is_public", lambda ip: ip == "127.0.0.1" or address.is_public(ip))
    return asked


def test_every_hop_of_a_redirect_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Reply(b"secret"), host="127.0.0.2") as inner:
        target = (("Location", f"http://inner.example:{inner.port}/admin"),)
        with serving(lambda _: Reply(status=302, headers=target)) as outer:
            _names(monkeypatch, {"news.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"]})
            with pytest.raises(InputError, match=r"leads to a private address \(127\.0\.0\.2\)") as caught:
                fetch(f"http://news.example:{outer.port}/")
        assert caught.value.place == f"http://inner.example:{inner.port}/admin"
        assert inner.calls == []


def test_a_name_that_answers_differently_the_second_time_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Reply(PAGE.encode(), headers=HTML_TYPE)) as outer:
        asked = _names(monkeypatch, {"news.example": ["127.0.0.1", "127.0.0.2"]})
        assert fetch(f"http://news.example:{outer.port}/").data == PAGE.encode()
        # Asked once: the connection goes to the address that was checked.
        assert asked.count("news.example") == 1
        assert outer.calls[0].headers["host"] == f"news.example:{outer.port}"


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    _names(monkeypatch, {"news.example": ["127.0.0.1 10.0.0.7"]})
    with pytest.raises(InputError, match=r"10\.0\.0\.7"):
        fetch("http://news.example/")


def test_the_next_address_of_a_host_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Reply(PAGE.encode(), headers=HTML_TYPE)) as outer:
        _names(monkeypatch, {"news.example": ["127.0.0.3 127.0.0.1"]})
        assert fetch(f"http://news.example:{outer.port}/", allow_private=True).data == PAGE.encode()


# --- A network that fails or stalls ----------------------------------------------------------------------------------


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(InputError, match=r"news\.example cannot be read \(no such host"):
        fetch("http://news.example/")


def test_a_resolver_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(5) and [])
    began = time.monotonic()
    with pytest.raises(InputError, match="does not answer in time"):
        fetch("http://news.example/", timeout=0.2)
    assert time.monotonic() - began < 2
    release.set()


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match=r"127\.0\.0\.1 cannot be read \(Connection refused\)"):
        fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_server_that_never_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(InputError, match="does not answer in time"):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", allow_private=True, timeout=0.2)


@pytest.mark.parametrize("opening", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"], ids=["head", "body"])
def test_a_server_that_drips_ends_at_the_total_time(opening: bytes) -> None:
    """Each byte comes in time, the whole never does: in the head of the answer, and in its body."""

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(10_000)
            try:
                connection.sendall(opening)
                for _ in range(200):
                    connection.sendall(b"H" if opening else b"HTTP/1.1 200 OK\r\n"[:1])
                    time.sleep(0.05)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,), daemon=True)
        thread.start()
        began = time.monotonic()
        with pytest.raises(InputError, match="does not answer in time"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", allow_private=True, timeout=0.15)
        assert time.monotonic() - began < 3
        thread.join(5)


def test_a_server_that_talks_no_http() -> None:
    def nonsense(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(10_000)
            connection.sendall(b"220 mail.example ESMTP\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=nonsense, args=(server,), daemon=True)
        thread.start()
        with pytest.raises(InputError, match="cannot be read"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", allow_private=True)
        thread.join(5)


def test_a_certificate_nobody_vouches_for_is_named() -> None:
    error = ssl.SSLCertVerificationError("certificate verify failed")
    error.verify_message = "self-signed certificate"
    outer = httpcore2.ConnectError("[SSL]")
    outer.__cause__ = error
    said = str(web._failure(outer, "https://a.cn/", 30))
    assert "the certificate of a.cn is not trusted (self-signed certificate)" in said


def test_tls_to_a_server_without_tls_is_told(site: Site) -> None:
    with pytest.raises(InputError, match=r"127\.0\.0\.1 cannot be read"):
        fetch(f"https://127.0.0.1:{site.port}/", allow_private=True, timeout=2)


# --- A proxy of the environment --------------------------------------------------------------------------------------


def test_the_proxy_of_the_environment_is_used_and_private_targets_stay_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving(lambda _: Reply(PAGE.encode(), headers=HTML_TYPE)) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        _names(monkeypatch, {"news.example": ["202.118.1.7"], "inner.example": ["10.0.0.1"]})
        assert fetch("http://news.example/a").data == PAGE.encode()
        assert proxy.calls[0].path == "http://news.example/a"
        with pytest.raises(InputError, match="private address"):
            fetch("http://inner.example/")
        # Only the proxy can resolve it.
        assert fetch("http://only-the-proxy-knows.invalid/").url == "http://only-the-proxy-knows.invalid/"


def test_a_proxy_is_told_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: Reply(PAGE.encode(), headers=HTML_TYPE)) as proxy:
        monkeypatch.setenv("http_proxy", f"user:p%40ss@127.0.0.1:{proxy.port}")
        assert fetch("http://127.0.0.1:9/", allow_private=True).data == PAGE.encode()
        assert proxy.calls[0].headers["proxy-authorization"] == "Basic " + b64encode(b"user:p@ss").decode()


def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(InputError, match="https_proxy: proxies of the kind socks5 cannot be used"):
        fetch("https://news.example/")


def test_a_host_outside_the_proxy_is_asked_directly(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert fetch(f"{site.url}/page.html", allow_private=True).name == "page.html"


# --- Files and standard input ----------------------------------------------------------------------------------------


def test_a_file_knows_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "通知.html"
    path.write_text(PAGE, encoding="utf-8")
    original = fetch(str(path))
    assert (original.name, original.folder, original.url, original.charset) == ("通知.html", tmp_path.resolve(), "", "")


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch("-", stdin="标题\n\n正文。".encode()).media_type == TEXT
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert fetch("-").media_type == HTML


def test_standard_input_over_the_limit() -> None:
    with pytest.raises(InputError, match="standard input: has more than 10 bytes, the limit is 10 bytes"):
        fetch("-", stdin=b"12345678901", limit=10)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file; check the path"):
        fetch(str(tmp_path / "none.html"))
    with pytest.raises(InputError, match=r"write https://www\.a\.cn/x\.html"):
        fetch("www.a.cn/x.html")
    with pytest.raises(InputError, match="is a folder"):
        fetch(str(tmp_path))
    with pytest.raises(InputError, match="cannot be read"):
        fetch("a" * 5000)
    with pytest.raises(InputError, match="cannot be read"):
        fetch("a\0b")


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"has 50\.0 MB, the limit is 20\.0 MB"):
        fetch(str(path))


def test_a_pipe_is_read_like_a_file() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as end:
        end.write(PAGE.encode())
    try:
        assert fetch(f"/dev/fd/{reading}").data == PAGE.encode()
    finally:
        os.close(reading)


# --- What the bytes are ----------------------------------------------------------------------------------------------


def _zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            # A fixed time: the bytes stand in names of tests, which must be the same in every worker.
            archive.writestr(zipfile.ZipInfo(name), "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", PAGE.encode("utf-16"), HTML),
        ("a.html", PAGE.encode("utf-16-le"), HTML),
        ("a.html", PAGE.encode("utf-16-be"), HTML),
        ("a.txt", PAGE.encode(), HTML),
        ("a.htm", "<p>一</p>".encode(), HTML),
        ("a", "<div>一</div>".encode(), HTML),
        ("a.html", "没有标签".encode(), TEXT),
        ("a.txt", "标题\n\n用 <b> 加粗。".encode(), TEXT),
        ("a.txt", "标题\n".encode("utf-16"), TEXT),
        ("a.md", "# 标题\n\n<b>一</b>".encode(), MARKDOWN),
        ("a.markdown", b"text", MARKDOWN),
        ("a.md", PAGE.encode(), HTML),
        ("-", "---\ntitle: 一\n---\n正文".encode(), MARKDOWN),
        ("-", "# 标题\n正文".encode(), MARKDOWN),
        ("a.txt", _zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("a.docx", _zipped("word/document2.xml"), DOCX),
        ("a.html", b"<p>\0</p> one stray zero in an old page", HTML),
        ("a.xhtml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p>一</p></html>'.encode(), HTML),
    ],
)
def test_the_kind_of_a_document_is_read_from_its_bytes(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    if name == "-":
        assert fetch("-", stdin=data).media_type == kind
        return
    path = tmp_path / name
    path.write_bytes(data)
    assert fetch(str(path)).media_type == kind


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"%PDF-1.7\n", "is a PDF; save it as html, txt, md or docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(range(256)) * 20, "is a binary file"),
        (_zipped("xl/workbook.xml"), "a spreadsheet"),
        (_zipped("ppt/presentation.xml"), "a presentation"),
        (_zipped("mimetype"), "an OpenDocument file"),
        (_zipped("a.txt"), "a zip archive"),
        (_zipped("word/document.xml")[:60], "a damaged or incomplete docx"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "a feed"),
        (b"\x1f\x8b\x08\0\0", "a gzip file"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes, part: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    with pytest.raises(InputError, match=part) as caught:
        fetch(str(path))
    assert caught.value.place == str(path)


def test_json_from_a_server_is_refused() -> None:
    with (
        serving(lambda _: Reply(b'{"a": 1}', headers=(("Content-Type", "application/json"),))) as site,
        pytest.raises(InputError, match="is JSON"),
    ):
        fetch(f"{site.url}/api", allow_private=True)
