"""Resolution against the WHATWG parser, and the query encoding that it leaves to the page."""

import ada_url
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.urls.resolve import join

BASE = "http://www.x.gov.cn/a/b.html?q=1#f"
PIECES = [
    "http:",
    "https:",
    "//",
    "/",
    "\\",
    "..",
    ".",
    "?",
    "#",
    "a",
    "政",
    "。",
    "：",
    "@",
    ":",
    "80",
    "%D5",
    "%",
    " ",
    "\t",
    "\n",
    "[",
    "]",
    "x.cn",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("http:\\\\www.21grid.com")
@example("..\\zwgk\\index.html")
@example("http://www.x.gov.cn／a")
@example("https://www.taiyuan.gov.cn//xwzx.html")
def test_utf8_pages_resolve_as_the_whatwg_parser_does(raw: str) -> None:
    try:
        expected: str | None = ada_url.join_url(BASE, raw)
    except ValueError:
        expected = None
    assert join(BASE, raw) == expected


@given(st.text(max_size=60), st.sampled_from(["utf-8", "gb18030", "big5hkscs", "utf-16-le", "cp1252"]))
def test_never_raises_and_always_gives_an_ascii_url(raw: str, encoding: str) -> None:
    url = join(BASE, raw, encoding)
    assert url is None or url.isascii()


@pytest.mark.parametrize(
    ("raw", "encoding", "url"),
    [
        ("index.asp?FileType=%D5%FE%B8%AE", "gb18030", "http://www.x.gov.cn/a/index.asp?FileType=%D5%FE%B8%AE"),
        ("i.asp?k=政府#头", "gb18030", "http://www.x.gov.cn/a/i.asp?k=%D5%FE%B8%AE#%E5%A4%B4"),
        ("政?k=政", "gb18030", "http://www.x.gov.cn/a/%E6%94%BF?k=%D5%FE"),
        ("?k=丂", "gb18030", "http://www.x.gov.cn/a/b.html?k=%81@"),
        ("?k=政", "utf-8", "http://www.x.gov.cn/a/b.html?k=%E6%94%BF"),
        ("?k=政", "utf-16-le", "http://www.x.gov.cn/a/b.html?k=%E6%94%BF"),
        ("?k=政", "cp1252", "http://www.x.gov.cn/a/b.html?k=%26%2325919%3B"),
        ("http:/www.y.cn", "utf-8", "http://www.x.gov.cn/www.y.cn"),
        ("//中国政府网.政务/", "utf-8", "http://xn--fiqs8sirgfmhq98a.xn--zfr164b/"),
        (" \n t2.sh\ttml ", "utf-8", "http://www.x.gov.cn/a/t2.shtml"),
        ("http://a b/", "utf-8", None),
    ],
)
def test_known_references(raw: str, encoding: str, url: str | None) -> None:
    assert join(BASE, raw, encoding) == url


def test_one_slash_is_harmless_on_https_pages() -> None:
    assert join("https://www.x.gov.cn/a", "http:/www.y.cn") == "http://www.y.cn/"
