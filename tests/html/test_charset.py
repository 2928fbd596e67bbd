"""Encodings as government pages declare them, or fail to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html.charset import decode

TEXT = "政府网站 <a href='/1'>公开</a>"


@pytest.mark.parametrize("name", ["gb2312", "GBK", "gb18030", "x-gbk", "GB_2312-80"])
def test_gbk_and_its_relatives_are_read_as_gb18030(name: str) -> None:
    body = f'<meta charset="{name}">{TEXT}镕㐀'.encode("gb18030")
    assert decode(body, "") == (body.decode("gb18030"), "gb18030")


def test_a_byte_order_mark_wins_over_everything() -> None:
    body = b"\xff\xfe" + f'<meta charset="gb2312">{TEXT}'.encode("utf-16-le")
    assert decode(body, "text/html; charset=utf-8")[1] == "utf-16-le"
    assert decode(b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=gbk") == (TEXT, "utf-8")
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "") == (TEXT, "utf-16-be")


def test_the_header_wins_over_meta() -> None:
    body = f'<meta charset="utf-8">{TEXT}'.encode("gbk")
    assert decode(body, 'text/html; Charset="GBK"')[1] == "gb18030"


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Type" content="text/html; charset=big5" />',
        "<META content='text/html;charset=big5' http-equiv=Content-Type>",
        "<meta charset=big5>",
        '<?xml version="1.0" encoding="big5"?>',
        '<!-- <meta charset="gbk"> --><meta charset="big5">',
        '<meta charset="nonsense"><meta charset="big5">',
    ],
)
def test_meta(meta: str) -> None:
    assert decode(meta.encode() + "政府".encode("big5"), "") == (meta + "政府", "big5hkscs")


@pytest.mark.parametrize(
    "name",
    ["nonsense", "utf-7", "rot13", "hex", "zip", "idna", "", "unicode_escape", "undefined", "中文", "a" * 10_000],
)
def test_invalid_names_are_passed_over(name: str) -> None:
    assert decode(TEXT.encode(), f"text/html; charset={name}") == (TEXT, "utf-8")


def test_undeclared() -> None:
    assert decode(TEXT.encode(), "text/html") == (TEXT, "utf-8")
    assert decode("短".encode("gbk"), "") == ("短", "gb18030")
    assert decode(TEXT.encode("utf-16-le"), "") == (TEXT, "utf-16-le")
    assert decode(TEXT.encode("utf-16-be"), "") == (TEXT, "utf-16-be")
    assert decode(b"", "") == ("", "utf-8")


def test_utf8_cut_inside_a_character_is_still_utf8() -> None:
    text, name = decode(("字" * 100).encode()[:-1], "")
    assert (text, name) == ("字" * 99 + "\ufffd", "utf-8")


def test_meta_cannot_mean_utf16() -> None:
    assert decode(b'<meta charset="utf-16">x', "")[1] == "utf-8"


@given(st.binary(max_size=200), st.text(max_size=30))
def test_never_raises_and_names_a_codec(body: bytes, content_type: str) -> None:
    text, name = decode(body, content_type)
    assert isinstance(text, str) and "x".encode(name)


@given(
    st.text(max_size=60, alphabet=st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["utf-8", "gb18030", "utf-16-le"]),
)
def test_declared_text_survives(text: str, name: str) -> None:
    label = {"utf-16-le": "utf-16"}.get(name, name)
    body = text.encode(name)
    if not body.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        assert decode(body, f"text/html; charset={label}") == (text, name)
