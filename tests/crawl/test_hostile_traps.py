"""Endless sites: the crawl ends, what was cut is told, and ordinary pages beside the traps are still judged."""

from collections import Counter
from collections.abc import Iterator

import pytest

from auditor.model.view import VIEWS
from tests.sites import faults
from tests.sites.run import QUICK, Run, audit
from tests.sites.server import Host, Served, article, serve

HOME = "http://www.ruozhou.gov.cn"
FRIENDLY = [f"/ok/{number}.html" for number in range(20)]
ENDLESS = {
    "/calendar.html": faults.calendar,
    "/session.jsp": faults.sessions,
    "/filter.html": faults.permutations,
}
STARTS = [
    "/calendar.html?month=202601",
    "/session.jsp",
    "/gate/big5/www.ruozhou.gov.cn/",
    "/same/",
    "/deep/",
    "/filter.html?a=1&b=2&c=3",
]
MAX_PAGES = 400


async def whatever(visit):
    """What the site answers to paths nobody listed: three endless trees."""
    if visit.path.startswith("/gate/big5/"):
        await faults.big5(visit)
    elif visit.path.startswith("/same/"):
        await faults.same_content(visit)
    elif visit.path.startswith("/deep/"):
        await faults.repeated_segments(visit)
    elif visit.path.startswith("/session.jsp;"):
        await faults.sessions(visit)
    else:
        await visit.send(404)


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Run, Served]]:
    out = tmp_path_factory.mktemp("traps")
    routes = {path: article(f"正常网页 {path}", "/") for path in FRIENDLY}
    home = article("若洲市人民政府", *STARTS, *FRIENDLY)
    hosts = {"www.ruozhou.gov.cn": Host({"/": home, **routes, **ENDLESS}, whatever)}
    with serve(hosts) as served:
        words = [*QUICK, "--concurrency", "8", "--max-pages", str(MAX_PAGES), "--out", str(out), *served.options()]
        yield audit(f"{HOME}/", *words, XUNWANG_LIMITS='{"query_pages": 60}'), served


def asked(served: Served, prefix: str) -> int:
    return len({target for _, target, _ in served.asked if target.startswith(prefix)})


def test_the_crawl_ends_within_its_budget(trapped):
    run, served = trapped
    assert run.code == 0, run.said
    assert run.summary["pages"] <= MAX_PAGES
    assert max(Counter(target for _, target, _ in served.asked).values()) <= 3 + len(VIEWS)


def test_ordinary_pages_are_all_judged(trapped):
    assert {trapped[0].verdict(HOME + path) for path in FRIENDLY} == {("pass", "")}


@pytest.mark.parametrize(
    ("prefix", "most"),
    [
        ("/session.jsp", 3),
        ("/gate/big5/", 0),
        ("/same/", 12),
        ("/deep/", 6),
        ("/calendar.html", 320),
        ("/filter.html", MAX_PAGES // 4),
    ],
)
def test_a_trap_gets_only_so_many_requests(trapped, prefix, most):
    assert asked(trapped[1], prefix) <= most


@pytest.mark.parametrize("reason", ["trap-big5-copy", "trap-repeated-segment", "trap-query", "duplicate-content"])
def test_what_was_cut_is_in_the_coverage(trapped, reason):
    assert trapped[0].summary["coverage"]["cut"][reason] > 0


def test_links_into_a_trap_are_not_accused(trapped):
    accused = [row["target"] for row in trapped[0].rows("findings") if row["outcome"] in ("fail", "review")]
    assert not [
        target for target in accused if any(word in target for word in ("gate", "jsessionid", "calendar", "filter"))
    ]
