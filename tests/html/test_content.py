"""First bytes and fragment names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.html.content import has_fragment, ids, sniff

KINDS = {"html", "pdf", "zip", "ole", "png", "jpeg", "gif", "webp", "bmp", "ico", "svg", "text", "empty", "binary"}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.4", "pdf"), (b"\n\n%PDF-1.4", "pdf"), (b"PK\x03\x04x", "zip"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "ole"),
        (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff\xe0", "jpeg"), (b"GIF89a", "gif"), (b"RIFF\x01\x02\x03\x04WEBPVP8", "webp"),
        (b"BM\x01\x02", "bmp"), (b"\x00\x00\x01\x00\x01", "ico"), (b"<?xml version='1.0'?>\n<svg xmlns=x>", "svg"),
        (b"  <!-- c --><SVG>", "svg"), (b"", "empty"), (b" \n", "empty"), (b"\x01\x02\x03", "binary"), (b"hello", "text"),
        (b"<!DOCTYPE html>", "html"), (b"\xef\xbb\xbf\n<HTML>", "html"), (b"<!-- x -->\n<div>", "html"), (b"<script>x</script>", "html"),
        ("<html>页".encode("utf-16"), "html"), ("<html><body>页".encode("utf-16-le") * 3, "html"), (b"<meta charset=gbk>", "html"),
        (b"404 <p >not found<br>", "html"), ("文件不存在".encode("gbk"), "text"), (b'{"code":404}', "text"),
    ],
)  # fmt: skip
def test_kinds(body: bytes, kind: str) -> None:
    assert sniff(body) == kind


@given(st.binary(max_size=100))
def test_every_body_has_a_known_kind(body: bytes) -> None:
    assert sniff(body) in KINDS


PAGE = '<p id="intro"><a name="甲">x</a><div id=a&amp;b><input name=no>'
PAGE += '<a href=x><b id=inner></b></a><!-- <p id=gone> --><script>"<p id=js>"</script>'


def test_ids_and_anchor_names() -> None:
    assert ids(PAGE) == {"intro", "甲", "a&b", "inner"}


@pytest.mark.parametrize("fragment", ["intro", "甲", "%E7%94%B2", "a&b", "a%26b", "inner", "", "top", "TOP"])
def test_fragments_found(fragment: str) -> None:
    assert has_fragment(PAGE, fragment)


@pytest.mark.parametrize("fragment", ["no", "gone", "js", "Intro", "乙", "%E7%94"])
def test_fragments_missing(fragment: str) -> None:
    assert not has_fragment(PAGE, fragment)
