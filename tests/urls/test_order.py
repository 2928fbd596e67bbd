"""The order of fetching and what extensions say."""

import pytest

from auditor.urls.order import extension, is_attachment, is_image, looks_like_asset, url_class

SITE = "http://x.gov.cn"


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/Index.shtml", "/default.aspx"])
def test_home(path: str) -> None:
    assert url_class(SITE + path, 2026) == 0


@pytest.mark.parametrize(
    "path",
    ["/zwgk/", "/zwgk/index.html", "/xw/list_3.html", "/col/col97620/index.html", "/xwzx/index_2.shtml", "/list/12"],
)
def test_column(path: str) -> None:
    assert url_class(SITE + path, 2026) == 1


@pytest.mark.parametrize(
    "path",
    ["/xw/202611/t20261106_1.html", "/art/2025/3/6/art_1_2.html", "/xw/2024-11/06/content_1.htm", "/2026/0301/c1.html"],
)
def test_recent_article(path: str) -> None:
    assert url_class(SITE + path, 2026) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/xw/t20181106_1.html",
        "/about.html",
        "/zwgk/zfxxgk",
        "/show.asp?id=20261106",
        "/i/99991231.html",
        "/index.html?p=2",
    ],
)
def test_the_rest(path: str) -> None:
    assert url_class(SITE + path, 2026) in (1, 3)
    assert url_class(SITE + path, 2026) != 2


def test_extensions() -> None:
    assert extension("http://x.gov.cn/a.b/c.PDF;v=1?d=e.html#f") == "pdf"
    assert extension("http://x.gov.cn") == ""
    assert extension("http://x.gov.cn/a.b/c") == ""


@pytest.mark.parametrize("name", ["a.doc", "a.WPS", "a.ofd", "a.rar", "a.xlsx"])
def test_attachments(name: str) -> None:
    url = f"{SITE}/{name}?x=1"
    assert is_attachment(url) and looks_like_asset(url) and not is_image(url)


@pytest.mark.parametrize("name", ["a.css", "a.js", "a.png", "a.woff2", "a.mp4"])
def test_assets(name: str) -> None:
    assert looks_like_asset(f"{SITE}/{name}") and not is_attachment(f"{SITE}/{name}")


@pytest.mark.parametrize("name", ["a.html", "a.jsp", "a.do", "a/", "a?f=b.pdf"])
def test_pages(name: str) -> None:
    assert not looks_like_asset(f"{SITE}/{name}")
