"""How many pages may need a browser before nothing is concluded about links."""

from pathlib import Path

import pytest

from auditor.siterun import readability
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, page

SHORT = Said(200, b"<html><head><title>x</title><script>show()</script></head><body>x</body></html>")


def concluded(out: Path, pages: int, short: int, home: Said | None = None) -> object:
    urls = [f"{HOME}{n}.html" for n in range(pages - 1)]
    answers = {HOME: home or page("首页", *urls), **{url: page("办事指南" * 60, "/0.html") for url in urls}}
    answers |= {url: Said(200, SHORT.body + f"<!-- {url} -->".encode()) for url in urls[:short]}
    return readability(Reader(Paper(out, answers).crawl().bundle))["links_concluded"]


@pytest.mark.parametrize(
    ("pages", "short", "fine"),
    [(5, 1, True), (9, 2, True), (7, 2, True), (6, 2, False), (3, 1, False), (12, 3, False), (40, 4, True), (40, 5, False)],
)  # fmt: skip
def test_a_page_or_two_of_a_small_site_do_not_silence_the_rest(tmp_path: Path, pages: int, short: int, fine: bool):
    assert concluded(tmp_path, pages, short) is fine


def test_a_home_page_that_needs_a_browser_silences_all(tmp_path: Path):
    links = "".join(f'<a href="/{n}.html">x</a>' for n in range(20)).encode()
    assert concluded(tmp_path, 21, 0, Said(200, SHORT.body.replace(b"x</body>", links + b"</body>"))) is False
