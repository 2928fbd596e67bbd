"""Pages that a site has and nobody links to: known only where its pages are known beforehand."""

from pathlib import Path

import pytest

from auditor.store.declared import DECLARED
from tests.sites.paper import HOME, Paper, page, sitemap


def judged(out: Path, declared: list[str] | None):
    answers = {
        HOME: page("首页", "/a.html"),
        f"{HOME}a.html": page("甲", "/b.html"),
        f"{HOME}b.html": page("乙", "/"),
        f"{HOME}lost.html": page("丢失", "/only-from-lost.html", "/gone.html"),
        f"{HOME}only-from-lost.html": page("只从丢失的网页可以到", "/lost.html"),
        f"{HOME}404.html": page("出错了", "/"),
        f"{HOME}sitemap.xml": sitemap(f"{HOME}lost.html"),
    }
    paper = Paper(out, answers)
    if declared is not None:
        with paper.bundle.transaction():
            paper.bundle.set(DECLARED, declared)
            paper.bundle.db.execute("DELETE FROM url WHERE url LIKE '%sitemap.xml'")  # As a session does then.
        paper.begin()
    return paper.crawl().judged()


ALL = [f"{HOME}{name}" for name in ("", "a.html", "b.html", "lost.html", "only-from-lost.html", "404.html")]


def orphans(result) -> list[tuple[str, str]]:
    return [(row["page"], row["outcome"]) for row in result.findings if row["check"] == "links.orphan"]


def test_a_page_without_any_link_to_it_is_for_a_person_to_look_at(tmp_path: Path):
    found = orphans(judged(tmp_path, ALL))
    assert (f"{HOME}lost.html", "review") in found and (f"{HOME}only-from-lost.html", "review") in found
    assert not {page for page, _ in found} & {HOME, f"{HOME}a.html", f"{HOME}b.html"}


def test_error_pages_need_no_link(tmp_path: Path):
    assert f"{HOME}404.html" not in dict(orphans(judged(tmp_path, ALL)))


def test_what_such_a_page_links_to_is_checked_all_the_same(tmp_path: Path):
    result = judged(tmp_path, ALL)
    assert result.finding(f"{HOME}gone.html")["outcome"] == "fail"


@pytest.mark.parametrize("declared", [None, [HOME, f"{HOME}a.html", f"{HOME}b.html"]])
def test_nothing_is_said_where_pages_are_not_known_or_all_have_links(tmp_path: Path, declared):
    assert orphans(judged(tmp_path, declared)) == []
