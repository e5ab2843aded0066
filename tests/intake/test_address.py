"""Addresses: quoting, following, and which machines are public."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import InputError
from workflow.intake.address import follow, is_address, is_public, normalise


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://a.cn", "http://a.cn/"),
        ("  https://a.cn/x  ", "https://a.cn/x"),
        ("HTTP://A.CN/新闻/第 1 页.html", "http://a.cn/%E6%96%B0%E9%97%BB/%E7%AC%AC%201%20%E9%A1%B5.html"),
        ("http://a.cn/s?q=对外 开放&n=50%", "http://a.cn/s?q=%E5%AF%B9%E5%A4%96%20%E5%BC%80%E6%94%BE&n=50%25"),
        ("http://a.cn/%E6%96%B0?x=%zz#frag", "http://a.cn/%E6%96%B0?x=%25zz"),
        ("http://东北大学.中国:8080/", "http://xn--xhq44jb2fzpc.xn--fiqs8s:8080/"),
        ("http://user:secret@a.cn/", "http://a.cn/"),
        ("http://[2001:db8::1]:81/a", "http://[2001:db8::1]:81/a"),
        ("http://a.cn./", "http://a.cn/"),
    ],
)
def test_an_address_is_quoted_once_and_only_where_it_must_be(written: str, sent: str) -> None:
    assert normalise(written) == sent
    assert normalise(sent) == sent


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://a.cn/x", "only http and https"),
        ("news.html", "no scheme"),
        ("http:///x", "names no host"),
        ("http://a.cn:99999/", "not an address that can be read"),
        ("http://[::1/", "not an address that can be read"),
        ("http://" + "新" * 80 + ".cn/", "cannot be written in ASCII"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_in_one_sentence(written: str, part: str) -> None:
    with pytest.raises(InputError, match=part) as caught:
        normalise(written)
    assert caught.value.place == written


@given(st.text(max_size=60))
def test_any_path_is_sent_as_ascii_and_quoting_is_stable(path: str) -> None:
    try:
        once = normalise("http://a.cn/" + path)
    except InputError:
        return
    assert once.isascii()
    assert " " not in once
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("location", "reached"),
    [
        (b"/b/c.html", "http://a.cn/b/c.html"),
        (b"c.html?x=1", "http://a.cn/dir/c.html?x=1"),
        (b"//b.cn/", "http://b.cn/"),
        ("/新闻".encode("gbk"), "http://a.cn/%D0%C2%CE%C5"),
        ("/新闻 a".encode(), "http://a.cn/%E6%96%B0%E9%97%BB%20a"),
        (b" https://b.cn/x ", "https://b.cn/x"),
    ],
)
def test_a_redirect_is_followed_with_the_bytes_the_server_named(location: bytes, reached: str) -> None:
    assert follow("http://a.cn/dir/page.html", location) == reached


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with pytest.raises(InputError, match="only http and https"):
        follow("http://a.cn/", b"file:///etc/passwd")


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "202.118.1.7", "2400:3200::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_private_loopback_and_disguised_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://a", True),
        (" HTTPS://a", True),
        ("file:///a", True),
        ("a/b.html", False),
        ("c:\\x", False),
        ("-", False),
    ],
)
def test_addresses_are_told_from_paths(*, text: str, expected: bool) -> None:
    assert is_address(text) is expected
