"""robots.txt as the site's server sees it: obeyed, its delay kept, its own failure respected."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.sites.run import QUICK, audit
from tests.sites.server import Host, Served, article, serve

HOME = "http://www.ruozhou.gov.cn/"
RULES = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 0.4\nSitemap: http://www.ruozhou.gov.cn/map.xml\n"
SITEMAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://www.ruozhou.gov.cn/only-in-map.html</loc></url></urlset>'


@pytest.fixture
def site() -> Iterator[Served]:
    home = article("若洲市人民政府", "/private/a.html", "/ok.html", "/private/missing.html")
    routes = {
        "/": home, "/ok.html": home, "/private/a.html": home, "/only-in-map.html": home,
        "/robots.txt": lambda visit: visit.send(200, RULES, "text/plain"),
        "/map.xml": lambda visit: visit.send(200, SITEMAP, "application/xml"),
    }  # fmt: skip
    with serve({"www.ruozhou.gov.cn": Host(routes)}) as served:
        yield served


def test_what_robots_txt_forbids_is_left_alone_and_not_accused(site, tmp_path):
    run = audit(HOME, *QUICK, "--out", str(tmp_path), *site.options())
    assert not [target for _, target, _ in site.asked if target.startswith("/private/")]
    assert run.verdict(f"{HOME}private/missing.html") == ("unmeasured", "robots-disallowed")
    assert run.summary["coverage"]["cut"]["robots"] == 2
    assert f"{HOME}only-in-map.html" in {row["url"] for row in run.rows("pages")}
    crawled = [at for _, target, at in site.asked][last_request(site, "/robots.txt") + 1 :]
    assert min(later - sooner for sooner, later in pairwise(crawled)) > 0.3


def last_request(site: Served, path: str) -> int:
    """Position of the last request for a path."""
    return max(number for number, (_, target, _) in enumerate(site.asked) if target == path)


def test_a_loopback_site_may_be_read_in_spite_of_robots_txt(site, tmp_path):
    run = audit(HOME, *QUICK, "--out", str(tmp_path), *site.options(), "--ignore-robots")
    assert run.verdict(f"{HOME}private/missing.html") == ("fail", "http-404")
    assert run.verdict(f"{HOME}private/a.html") == ("pass", "")
