"""Files made to do harm: they do nothing, quickly, and are refused in a sentence with the place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Reply, serving

from workflow.errors import InputError
from workflow.exchange.reading import read

BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
TMX = '<?xml version="1.0"?>{}<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>甲{}</seg></tuv><tuv xml:lang="en"><seg>A</seg></tuv></tu></body></tmx>'


def refused(data: str, *parts: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data.encode(), "file.tmx")
    assert str(caught.value).startswith("file.tmx")
    for part in parts:
        assert part in str(caught.value)


def test_an_entity_bomb_is_refused() -> None:
    refused(TMX.format(BOMB + "]>", "&i;"), "declares entities")
    refused(TMX.format(BOMB + "]>", '<ph x="&i;"/>'), "declares entities")


def test_an_external_entity_is_neither_read_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with serving(lambda _: Reply(b"secret")) as site:
        for address in (secret.as_uri(), f"{site.url}/secret"):
            refused(TMX.format(f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{address}">]>', "&x;"), "declares entities")
            refused(TMX.format(f'<!DOCTYPE tmx [<!ENTITY % x SYSTEM "{address}"> %x;]>', ""), "declares entities")
        assert site.calls == []


def test_an_external_dtd_is_not_fetched() -> None:
    with serving(lambda _: Reply(b'<!ENTITY x "secret">')) as site:
        found = read(TMX.format(f'<!DOCTYPE tmx SYSTEM "{site.url}/tmx14.dtd">', "&x;").encode(), "file.tmx")
        assert site.calls == []
    assert [segment.source for segment in found.segments] == ["甲&amp;x;"]


@pytest.mark.parametrize("inside", [lambda: "<hi>" * 100_000, lambda: "甲" * 4_000_000, lambda: "</hi>"])
def test_depth_size_and_damage_are_bounded(inside: Callable[[], str]) -> None:
    refused(TMX.format("", inside()), "is not well-formed XML")


def test_a_hundred_thousand_codes_in_one_unit_are_read() -> None:
    found = read(TMX.format("", '<bpt i="1">&lt;b&gt;</bpt>乙' * 50_000 + '<ept i="1"/>' * 50_000).encode(), "file.tmx")
    assert len(found.segments) == 1


def test_ten_megabytes_in_one_cell_are_read() -> None:
    tags = "<b>" * 100_000
    (segment,) = read(f'"甲{"乙" * 3_000_000}",{tags}\n'.encode(), "file.csv").segments
    assert (len(segment.source), segment.target) == (3_000_001, "")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"PK\x03\x04\x00\x00\x00\x08", "is a document, not a bilingual file"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "is neither UTF-8, UTF-16 nor GB 18030"),
        ("只有一列。\n没有译文。\n".encode(), "is not a bilingual file"),
        (b"a,b\nc,d\n", "is not a bilingual file"),
        ('"甲",A\n"乙,B\n丙,C\n'.encode(), "file:2: is not valid CSV"),
        ('msgid "甲"\nmsgstr "A"\nnonsense\n'.encode(), "file:3: is no line of a PO file"),
        (b"<!DOCTYPE html><html><p>a", "is a page"),
        (b'<martif type="TBX"/>', "is a termbase"),
        (b"<svg/>", "is XML of another kind (<svg>)"),
        (b'<xliff version="3.0"/>', "has the XLIFF version '3.0'"),
    ],
)
def test_what_is_no_bilingual_file_gets_one_clear_sentence(data: bytes, part: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "file")
    assert part in str(caught.value)
