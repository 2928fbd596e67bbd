"""Counting: every occurrence of an element on every crawled page, exactly."""

from pathlib import Path

import pytest

from auditor.store.occurrences import Counts, pages
from auditor.store.reader import Reader
from tests.sites.paper import HOME, Paper, Said, page

FOOTER = '<a href="http://old.cn/">旧站</a>'


def crawled(out: Path, workers: int) -> Paper:
    names = [f"/a/{n}.html" for n in range(5)]
    answers: dict[str, Said] = {HOME: page("首页", *names, html=FOOTER)}
    answers |= {HOME + name[1:]: page(name, "/a/4.html", html=FOOTER * (n + 1)) for n, name in enumerate(names[:4])}
    return Paper(out, answers | {f"{HOME}a/4.html": page("无页脚")}).crawl(seed=3, batch=1, workers=workers)


@pytest.fixture
def run(tmp_path: Path) -> Paper:
    return crawled(tmp_path, workers=1)


def footer(run: Paper) -> int:
    reader = Reader(run.bundle)
    ((element, _n, _link),) = list(reader.links_to(reader.row("http://old.cn/").id))
    return element


def test_repeats_on_a_page_count_and_pages_count_once(run: Paper):
    counts = Counts(run.bundle)
    element = footer(run)
    assert counts.of[element] == 1 + (1 + 2 + 3 + 4)
    assert counts.pages[element] == 5
    assert counts.first[element] == run.row(HOME, "place")[0]


def test_however_many_workers_met_it_the_sum_is_the_same(tmp_path: Path):
    run = crawled(tmp_path, workers=3)
    reader, counts = Reader(run.bundle), Counts(run.bundle)
    rows = {element for element, _, _ in reader.links_to(reader.row("http://old.cn/").id)}
    assert sum(counts.of[row] for row in rows) == 1 + (1 + 2 + 3 + 4)


def test_pages_come_in_crawl_order_with_their_elements(run: Paper):
    assert [url for _, _, url, _ in pages(run.bundle)] == [HOME, *(f"{HOME}a/{n}.html" for n in range(5))]
