"""One pass over the crawled pages: order, bodies, and where an offset stands."""

from pathlib import Path

import pytest

from auditor.store.openpage import open_page, open_pages
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, page, sitemap


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    body = "<title>甲</title>\n<p>第二行</p>\r\n\n<b>末行</b>"
    answers = {
        HOME: page("首页", "/a.html", "/f.pdf"),
        f"{HOME}a.html": Said(200, body.encode("gb18030"), "text/html; charset=gb18030"),
        f"{HOME}sitemap.xml": sitemap(HOME),
    }
    return Reader(Paper(tmp_path, answers).crawl().bundle)


def test_pages_come_in_crawl_order_and_sitemaps_are_no_html(reader: Reader):
    found = [(opened.url, opened.is_html, opened.status) for opened in open_pages(reader)]
    assert found == [(HOME, True, 200), (f"{HOME}sitemap.xml", False, 200), (f"{HOME}a.html", True, 200)]


def test_the_body_is_decoded_once_and_kept(reader: Reader):
    opened = open_page(reader, f"{HOME}a.html")
    assert opened is not None and opened.title == "甲" and "第二行" in opened.document.text
    assert opened.document is opened.document


def test_lines_and_columns_count_characters_from_one(reader: Reader):
    opened = open_page(reader, f"{HOME}a.html")
    text = opened.document.text
    assert [opened.position(text.index(word)) for word in ("<title>", "第二行", "<b>")] == [(1, 1), (2, 4), (4, 1)]
    assert opened.position(text.index("\n")) == (1, len("<title>甲</title>") + 1)


def test_a_page_that_was_not_crawled_is_none(reader: Reader):
    assert open_page(reader, f"{HOME}f.pdf") is None and open_page(reader, "http://elsewhere.cn/") is None
