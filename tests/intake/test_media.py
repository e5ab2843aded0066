"""Keeping pictures: beside a page, on the web, inside a document; and refusing what is none."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Call, Reply, Site, serving

from workflow.intake import web
from workflow.intake.media import fetch_media
from workflow.intake.original import Original
from workflow.model import Image

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
GIF = b"GIF89a" + bytes(20)
WEBP = b"RIFF\x10\0\0\0WEBPVP8 "
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><circle r="1"/></svg>'


def _svg(inner: str, attributes: str = "") -> bytes:
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {namespaces} {attributes}>{inner}</svg>".encode()


def _data(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _kept(
    sources: list[str], original: Original, *, allow_private: bool = True
) -> tuple[list[str], dict[str, bytes], list[str]]:
    images, files, warnings = fetch_media([Image(src) for src in sources], original, allow_private=allow_private)
    assert [image.src for image in images] == sources
    return [image.file for image in images], files, warnings


@pytest.fixture
def page(tmp_path: Path) -> Original:
    """A local page in a folder with pictures beside, below and above it."""
    folder = tmp_path / "desk" / "page"
    (folder / "page_files").mkdir(parents=True)
    (folder / "a.png").write_bytes(PNG)
    (folder / "page_files" / "会 场.jpg").write_bytes(JPEG)
    (folder / "page_files" / "A.PNG").write_bytes(PNG + b"other")
    (tmp_path / "desk" / "secret.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "desk" / "secret.png")
    return Original(data=b"<p>", folder=folder)


def test_pictures_beside_a_local_page_are_kept_under_safe_names(page: Original) -> None:
    names, files, warnings = _kept(
        ["a.png", "page_files/%E4%BC%9A%20%E5%9C%BA.jpg", "./page_files/../a.png?v=2", "page_files/A.PNG"], page
    )
    assert names == ["a.png", "image.jpg", "a.png", "a-2.png"]
    assert files == {"a.png": PNG, "image.jpg": JPEG, "a-2.png": PNG + b"other"}
    assert warnings == []


@pytest.mark.parametrize(
    "src",
    ["../secret.png", "page_files/../../secret.png", "link.png", "..%2Fsecret.png", "..\\secret.png", "/etc/passwd"],
)
def test_nothing_outside_the_folder_of_the_page_is_opened(page: Original, src: str) -> None:
    names, files, warnings = _kept([src], page)
    assert (names, files) == ([""], {})
    assert warnings == [f"the picture {src} is not kept: it lies outside the folder of the page"]


@pytest.mark.parametrize(
    ("src", "reason"),
    [
        ("none.png", "there is no such file beside the page"),
        ("page_files", "there is no such file beside the page"),
        ("file:///etc/passwd", "only http and https"),
        ("blob:abc", "addresses with blob: are not read"),
        ("a\0b.png", "its file cannot be read"),
        ("", "it has no address"),
        (" ", "it has no address"),
        ("data:image/png;base64,@@@", "its data: address is damaged"),
        ("data:image/png", "its data: address is damaged"),
        (_data(b""), "it is empty"),
        (_data(b"%PDF-1.7"), "it is no PNG, JPEG, GIF, WebP or SVG"),
        (_data(b"<!DOCTYPE html><html>"), "the server sent a web page instead of it"),
    ],
)
def test_a_picture_that_cannot_be_kept_is_a_warning(page: Original, src: str, reason: str) -> None:
    names, files, warnings = _kept([src], page)
    assert (names, files) == ([""], {})
    assert len(warnings) == 1
    assert reason in warnings[0]
    assert len(warnings[0]) < 260


def test_pictures_too_large_for_a_page_are_left(page: Original, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.intake.media._LIMIT", 10)
    assert "it is larger than" in _kept(["a.png"], page)[2][0]


@pytest.mark.parametrize(
    ("data", "extension"), [(PNG, "png"), (JPEG, "jpg"), (GIF, "gif"), (WEBP, "webp"), (SVG, "svg")]
)
def test_the_extension_is_that_of_the_bytes(data: bytes, extension: str) -> None:
    names, files, _ = _kept([_data(data, "image/bmp")], Original(data=b""))
    assert files == {f"image.{extension}": data}
    assert names == [f"image.{extension}"]


def test_a_data_address_may_be_percent_encoded() -> None:
    _, files, warnings = _kept(
        ["data:image/svg+xml;charset=utf-8,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"], Original(data=b"")
    )
    assert warnings == []
    assert files == {"image.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}


@pytest.mark.parametrize(
    "data",
    [
        _svg("<script>alert(1)</script>"),
        _svg("", 'onload="alert(1)"'),
        _svg('<a xlink:href="javascript:alert(1)"><text>x</text></a>'),
        _svg('<a href=" java&#10;script:alert(1)"><text>x</text></a>'),
        _svg('<image href="https://elsewhere.example/x.png"/>'),
        _svg("<foreignObject><p/></foreignObject>"),
        _svg('<set attributeName="href" to="javascript:alert(1)"/>'),
        _svg('<style>@import url("https://elsewhere.example/x.css");</style>'),
        b'<!DOCTYPE svg [<!ENTITY x "y">]>' + _svg("&x;"),
        _svg("<g>"),
    ],
)
def test_a_picture_that_could_act_is_not_kept(data: bytes) -> None:
    names, files, warnings = _kept([_data(data, "image/svg+xml")], Original(data=b""))
    assert (names, files) == ([""], {})
    assert len(warnings) == 1


def test_a_drawing_may_refer_to_itself() -> None:
    drawing = _svg(f'<use xlink:href="#a"/><image href="{_data(PNG)}"/><style>.a {{ fill: red }}</style>')
    assert list(_kept([_data(drawing)], Original(data=b""))[1]) == ["image.svg"]


@pytest.mark.parametrize(
    ("stem", "name"), [("CON", "image-con.png"), ("x" * 200, "x" * 60 + ".png"), ("..", "image.png")]
)
def test_names_suit_every_system(tmp_path: Path, stem: str, name: str) -> None:
    (tmp_path / f"{stem}.png").write_bytes(PNG) if len(stem) < 200 else (tmp_path / f"{'x' * 200}.png").write_bytes(PNG)
    assert _kept([f"{stem}.png"], Original(data=b"", folder=tmp_path))[0] == [name]


# --- On the web ------------------------------------------------------------------------------------------------------


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with one picture and one error page in the place of another."""

    def answer(call: Call) -> Reply:
        if call.path == "/img/a.png":
            return Reply(PNG, headers=(("Content-Type", "text/html"),))
        if call.path == "/img/error.jpg":
            return Reply(b"<!DOCTYPE html><html><body>404</body></html>", headers=(("Content-Type", "image/jpeg"),))
        return Reply(b"gone", status=404)

    with serving(answer) as running:
        yield running


def test_pictures_of_a_page_on_the_web_are_fetched_relative_to_it(site: Site) -> None:
    original = Original(data=b"", url=f"{site.url}/news/a.html")
    names, files, warnings = _kept(["../img/a.png", f"{site.url}/img/a.png", "/img/error.jpg", "x.png"], original)
    assert names == ["a.png", "a.png", "", ""]
    assert files == {"a.png": PNG}
    assert warnings == [
        "the picture /img/error.jpg is not kept: the server sent a web page instead of it",
        "the picture x.png is not kept: the server answered 404 Not Found",
    ]


def test_an_address_without_a_scheme_takes_that_of_the_page(site: Site) -> None:
    src = f"//127.0.0.1:{site.port}/img/a.png"
    assert _kept([src], Original(data=b"", url=f"{site.url}/"))[0] == ["a.png"]


def test_pictures_on_private_addresses_are_refused(site: Site) -> None:
    _, _, warnings = _kept([f"{site.url}/img/a.png"], Original(data=b"", url="https://a.example/"), allow_private=False)
    assert "leads to a private address" in warnings[0]
    assert site.calls == []


def test_a_host_that_failed_once_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def get(url: str, **_: object) -> web.Answer:
        asked.append(url)
        raise web.NetworkError("a.example does not answer in time", place=url)

    monkeypatch.setattr(web, "get", get)
    _, _, warnings = _kept(["https://a.example/1.png", "https://a.example/2.png"], Original(data=b""))
    assert asked == ["https://a.example/1.png"]
    assert len(warnings) == 2
    assert all("does not answer in time" in warning for warning in warnings)


def test_a_relative_address_on_standard_input_leads_nowhere() -> None:
    assert (
        "its address is relative to a page whose own address is not known" in _kept(["a.png"], Original(data=b""))[2][0]
    )
