"""Where occurrences stand: the quick way by plain search agrees with reading the page."""

from pathlib import Path

import pytest

from auditor.store.openpage import open_pages
from auditor.store.places import NOWHERE, PlaceFinder
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, sitemap

LINK = '<a href="/gone.html">旧版</a>'


def html(body: str) -> Said:
    return Said(
        200, f"<html><head><title>t</title></head>\n<body>\n{body}\n<p>{'正文' * 200}</p></body></html>".encode()
    )


def found(run: Paper, url: str) -> dict[str, list[tuple[int, int, str]]]:
    """page → (line, column, region) of every occurrence of links to ``url``."""
    reader = Reader(run.bundle)
    wanted = {element for element, _, _ in reader.links_to(reader.row(url).id)}
    finder = PlaceFinder(reader)
    return {
        page.url: [(place.line, place.column, place.region) for _, place in finder.places(page, elements)]
        for page in open_pages(reader)
        if (elements := [element for element in page.refs if element in wanted])
    }


def test_line_and_column_on_every_page(tmp_path: Path):
    answers = {
        HOME: html(f'<a href="/b.html">乙</a>\n<div class="footer">{LINK}</div>'),
        f"{HOME}b.html": html(f"\n\n  {LINK} 和 {LINK}\n{LINK}"),
    }
    places = found(Paper(tmp_path, answers).crawl(), f"{HOME}gone.html")
    assert places[HOME] == [(4, 21, "footer")]
    assert [place[:2] for place in places[f"{HOME}b.html"]] == [(5, 3), (5, 33), (6, 1)]


@pytest.mark.parametrize("decoy", [f"<!-- {LINK} -->", f"<style>/* {LINK} */</style>", f"<textarea>{LINK}</textarea>"])
def test_the_same_text_where_it_is_no_link_is_passed_over(tmp_path: Path, decoy: str):
    answers = {HOME: html(f'<a href="/b.html">乙</a>\n{LINK}'), f"{HOME}b.html": html(f"{decoy}\n{LINK}")}
    places = found(Paper(tmp_path, answers).crawl(), f"{HOME}gone.html")
    assert [place[:2] for place in places[f"{HOME}b.html"]] == [(4, 1)]


def test_entries_of_a_sitemap_have_no_place(tmp_path: Path):
    run = Paper(tmp_path, {HOME: html("x"), f"{HOME}sitemap.xml": sitemap(f"{HOME}gone.html")}).crawl()
    assert found(run, f"{HOME}gone.html") == {f"{HOME}sitemap.xml": [(NOWHERE.line, NOWHERE.column, "")]}
