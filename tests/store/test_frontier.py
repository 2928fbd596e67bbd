"""The frontier: what is fetched, in which order and how deep depends on the site alone."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.store.state import Role, State
from tests.sites.paper import FINE, GONE, HOME, Paper, Said, broken, moved, page, sitemap, town

CUT, DONE = State.CUT, State.DONE


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return Paper(tmp_path_factory.mktemp("undisturbed"), town()).crawl()


@pytest.mark.parametrize(("seed", "batch", "workers"), [(1, 1, 1), (2, 3, 2), (3, 7, 4), (4, 50, 2), (5, 1000, 3)])
def test_arrival_order_batches_and_workers_change_nothing(
    tmp_path: Path, undisturbed: Paper, seed: int, batch: int, workers: int
):
    other = Paper(tmp_path, town()).crawl(seed, batch, workers)
    assert other.rows() == undisturbed.rows()
    assert other.judged().text() == undisturbed.judged().text()


@pytest.mark.parametrize("seed", range(1, 6))
def test_small_rounds_and_a_budget_are_as_firm(tmp_path: Path, seed: int):
    limits = Limits(round_pages=7)
    first = Paper(tmp_path, town(), limits, max_pages=40).crawl()
    other = Paper(tmp_path, town(), limits, max_pages=40).crawl(seed, 2, 2)
    assert len(first.placed()) == 40
    assert other.rows() == first.rows()


@pytest.mark.parametrize("batches", range(0, 90, 11))
def test_a_run_broken_off_anywhere_and_resumed_is_the_same_run(tmp_path: Path, undisturbed: Paper, batches: int):
    broken_off = Paper(tmp_path, town()).crawl(7, 3, 2, batches)
    broken_off.begin()
    broken_off.crawl(8, 5, 2)
    assert broken_off.rows() == undisturbed.rows()
    assert broken_off.judged().text() == undisturbed.judged().text()


def test_columns_come_before_dated_articles_and_those_before_the_rest(tmp_path: Path):
    targets = ["/misc/about.html", "/art/2012/3/4/art_1.html", "/art/2026/3/4/art_2.html", "/col/list.html"]
    answers = {HOME: page("首页", *targets), **{HOME + t[1:]: page(t) for t in targets}}
    placed = Paper(tmp_path, answers).crawl().placed()
    assert [url.removeprefix(HOME) for url in placed] == [
        "", "col/list.html", "art/2026/3/4/art_2.html", "misc/about.html", "art/2012/3/4/art_1.html",
    ]  # fmt: skip


def test_what_several_pages_link_to_belongs_to_the_first_in_crawl_order(tmp_path: Path):
    answers = {
        HOME: page("首页", "/misc/rest.html", "/col/list.html"),
        f"{HOME}misc/rest.html": page("后抓", "/misc/x.html", "/misc/new.html"),
        f"{HOME}col/list.html": page("先抓", "/misc/new.html"),
    }
    run = Paper(tmp_path, answers).crawl()
    assert run.row(f"{HOME}misc/new.html", "parent") == run.row(f"{HOME}col/list.html", "place")
    assert run.placed()[-2:] == [f"{HOME}misc/new.html", f"{HOME}misc/x.html"]


def test_a_full_round_leaves_the_rest_to_the_next_and_the_budget_leaves_it_out(tmp_path: Path):
    numbers = [f"/a/n{n}.html" for n in range(30)]
    answers = {HOME: page("首页", *numbers), **{HOME + n[1:]: page(n) for n in numbers}}
    run = Paper(tmp_path, answers, Limits(round_pages=10), max_pages=25).crawl()
    assert run.placed() == [HOME, *(HOME + n[1:] for n in numbers[:24])]
    assert run.row(HOME + "a/n24.html", "state, cut") == (CUT, "budget")
    rounds = run.bundle.db.execute(
        "SELECT count(*) FROM url WHERE role = 0 AND place IS NOT NULL GROUP BY fetched_round"
    )
    assert max(count for (count,) in rounds) == 10


def test_the_sitemap_costs_no_page_of_the_budget_and_its_pages_are_crawled(tmp_path: Path):
    answers = {
        HOME: page("首页"),
        f"{HOME}sitemap.xml": sitemap(f"{HOME}only/here.html"),
        f"{HOME}only/here.html": page("x"),
    }
    run = Paper(tmp_path, answers, max_pages=2).crawl()
    assert run.placed() == [HOME, f"{HOME}only/here.html"]
    assert run.row(f"{HOME}sitemap.xml", "role, state") == (Role.SITEMAP, DONE)


def test_a_sitemap_index_is_followed(tmp_path: Path):
    index = b"<sitemapindex><sitemap><loc>/map1.xml</loc></sitemap></sitemapindex>"
    answers = {
        HOME: page("首页"), f"{HOME}sitemap.xml": Said(200, index, "text/xml"), f"{HOME}map1.xml": sitemap(f"{HOME}deep/1.html"),
        f"{HOME}deep/1.html": page("x"),
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    assert f"{HOME}deep/1.html" in run.placed() and f"{HOME}map1.xml" not in run.placed()


def test_sitemaps_that_lead_to_ever_more_sitemaps_come_to_an_end(tmp_path: Path):
    def index(n: int) -> Said:
        return Said(200, f"<sitemapindex><sitemap><loc>/map{n}.xml</loc></sitemap></sitemapindex>".encode(), "text/xml")

    answers = {
        HOME: page("首页"),
        f"{HOME}sitemap.xml": index(0),
        **{f"{HOME}map{n}.xml": index(n + 1) for n in range(50)},
    }
    run = Paper(tmp_path, answers, Limits(sitemap_files=4)).crawl()
    assert sum("map" in url for url, *_ in run.asked) == 4
    assert run.row(f"{HOME}map3.xml", "state, cut") == (CUT, "sitemap-files")


def test_depth_counts_clicks_on_the_shortest_way(tmp_path: Path):
    answers = {
        HOME: page("首页", "/a.html", "/c.html"), f"{HOME}a.html": page("a", "/b.html"),
        f"{HOME}b.html": page("b", "/c.html", "/d.html"), f"{HOME}c.html": page("c"), f"{HOME}d.html": page("d"),
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    depths = {name: run.row(f"{HOME}{name}.html", "depth")[0] for name in "abcd"}
    assert depths == {"a": 1, "b": 2, "c": 1, "d": 3}


def test_an_endless_chain_of_pages_ends_after_a_hundred_clicks(tmp_path: Path):
    names = [f"/next/{'n' * n}.html" for n in range(1, 120)]
    answers = {HOME: page("首页", names[0])}
    answers |= {HOME + here[1:]: page(here, onward) for here, onward in pairwise(names)}
    run = Paper(tmp_path, answers).crawl()
    assert run.row(HOME + names[100][1:], "state, cut") == (CUT, "trap-deep")
    assert len(run.placed()) == 101


def test_one_path_under_many_queries_is_capped(tmp_path: Path):
    queries = [f"/search?page={n}&size=10" for n in range(40)]
    answers = {HOME: page("首页", *queries), **{HOME + q[1:]: page(q) for q in queries}}
    run = Paper(tmp_path, answers, Limits(query_pages=5), max_pages=20).crawl()
    assert [url for url in run.placed() if "?" in url] == [HOME + q[1:] for q in queries[:5]]
    assert run.row(HOME + queries[5][1:], "state, cut") == (CUT, "trap-query")


def test_the_cap_on_queries_survives_a_crash(tmp_path: Path):
    queries = [f"/search?page={n}" for n in range(12)]
    answers = {HOME: page("首页", *queries), **{HOME + q[1:]: page(q) for q in queries}}
    limits = Limits(query_pages=5, round_pages=3)
    run = Paper(tmp_path, answers, limits, max_pages=20).crawl(batch=1, batches=4)
    run.begin()
    assert sum("?" in url for url in run.crawl().placed()) == 5


@pytest.mark.parametrize(
    ("target", "cut"),
    [("/gate/big5/www.yunze.gov.cn/a.html", "trap-big5-copy"), ("/a/b/a/b/a/b/x.html", "trap-repeated-segment")],
)
def test_traps_are_cut_and_named(tmp_path: Path, target: str, cut: str):
    run = Paper(tmp_path, {HOME: page("首页", target)}).crawl()
    assert run.row(HOME + target[1:], "state, cut") == (CUT, cut)


def test_links_of_copies_are_not_followed(tmp_path: Path):
    copy = page("同一网页", "only-here.html")
    answers = {HOME: page("首页", "/a/1.html", "/b/1.html"), f"{HOME}a/1.html": copy, f"{HOME}b/1.html": copy}
    run = Paper(tmp_path, answers).crawl()
    assert run.row(f"{HOME}a/only-here.html", "state") == (DONE,)
    assert run.row(f"{HOME}b/only-here.html", "state, cut") == (CUT, "duplicate-content")


def test_a_circle_that_cookies_open_is_a_page_like_any_other(tmp_path: Path):
    answers = {
        HOME: page("首页", "/in"), f"{HOME}in": moved(f"{HOME}check"), f"{HOME}check": moved(f"{HOME}in"),
        f"cookies {HOME}in": page("进来了", "/behind.html"), f"{HOME}behind.html": page("里面"),
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    assert run.row(f"{HOME}behind.html", "state, status, cut") == (DONE, 200, "")


def test_links_of_outside_pages_are_nobodys(tmp_path: Path):
    html = '<a href="htp://typo.cn/">错误地址</a><a href="/outside-only.html">甲</a>'
    answers = {
        HOME: page("首页", "http://c.cn/"), "http://c.cn/": moved("http://c.cn/2"), "http://c.cn/2": moved("http://c.cn/"),
        "cookies http://c.cn/": page("站外", html=html),
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    assert not [url for url, *_ in run.rows() if "typo" in url or "outside-only" in url]


def test_robots_bind_pages_and_assets_but_not_the_outside(tmp_path: Path):
    answers = {
        HOME: page("首页", "/secret/a.html", "/secret/a.pdf", "http://www.fine.cn/secret/"),
        "http://www.fine.cn/secret/": FINE,
    }
    run = Paper(tmp_path, answers, allowed=lambda url: "/secret/" not in url).crawl()
    assert run.row(f"{HOME}secret/a.html", "state, cut") == (CUT, "robots")
    assert run.row(f"{HOME}secret/a.pdf", "state, cut") == (CUT, "robots")
    assert run.row("http://www.fine.cn/secret/", "state, status") == (DONE, 200)
    assert not any("/secret/a" in url for url, *_ in run.asked)


def test_outside_targets_can_be_left_alone(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页", "http://www.fine.cn/")}, external=False).crawl()
    assert run.row("http://www.fine.cn/", "state, cut") == (CUT, "external-off")


def test_redirects_are_walked_hop_by_hop_and_their_end_is_read(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    assert run.row(f"{HOME}moved2", "role, state, hops") == (Role.HOP, DONE, 1)
    assert run.row(f"{HOME}loop2", "role, state") == (Role.HOP, DONE)


def test_a_redirect_without_end_is_cut_at_the_limit(tmp_path: Path):
    answers = {HOME: page("首页", "/hop0")} | {f"{HOME}hop{n}": moved(f"{HOME}hop{n + 1}") for n in range(40)}
    run = Paper(tmp_path, answers, Limits(redirects=5)).crawl()
    assert run.row(f"{HOME}hop5", "state") == (DONE,)
    assert run.row(f"{HOME}hop6", "state, cut") == (CUT, "redirect-limit")


def test_outside_redirects_are_followed_once_the_pages_are_done(tmp_path: Path):
    answers = {
        HOME: page("首页", "http://old.cn/"), "http://old.cn/": moved("http://new.cn/a"), "http://new.cn/a": moved("http://end.cn/"),
        "http://end.cn/": FINE,
    }  # fmt: skip
    run = Paper(tmp_path, answers).crawl()
    assert run.row("http://end.cn/", "role, kind, status") == (Role.HOP, "external", 200)


def test_what_failed_is_asked_in_every_phase_and_last_by_the_second_client(tmp_path: Path):
    answers = {
        HOME: page("首页", "/dead.html", "/err.html", "/gone.html"),
        f"{HOME}dead.html": broken(),
        f"{HOME}err.html": Said(500),
    }
    run = Paper(tmp_path, answers).crawl()
    assert [(mode, phase) for url, mode, phase in run.asked if url.endswith("dead.html")] == [
        ("page", 0),
        ("page", 1),
        ("second", 2),
    ]
    assert [(mode, phase) for url, mode, phase in run.asked if url.endswith("err.html")] == [
        ("page", 0),
        ("page", 1),
        ("page", 2),
    ]
    assert [phase for url, _, phase in run.asked if url.endswith("gone.html")] == [0]


def test_permanent_errors_are_not_asked_again(tmp_path: Path):
    answers = {HOME: page("首页", "/bomb.html"), f"{HOME}bomb.html": broken(ErrorKind.DECOMPRESSION)}
    assert [p for u, _, p in Paper(tmp_path, answers).crawl().asked if u.endswith("bomb.html")] == [0]


def test_canaries_accompany_outside_targets_that_are_asked_again(tmp_path: Path):
    fine = [f"http://www.fine{n}.cn/" for n in range(5)]
    answers = {
        HOME: page("首页", "http://www.slow.cn/", *fine),
        "http://www.slow.cn/": broken(),
        **dict.fromkeys(fine, FINE),
    }
    run = Paper(tmp_path, answers).crawl()
    again = {url for url, mode, phase in run.asked if phase == 1}
    assert again == {"http://www.slow.cn/", *fine[:3]}


def test_no_canary_is_asked_when_only_the_site_itself_failed(tmp_path: Path):
    answers = {
        HOME: page("首页", "/err.html", "http://www.fine.cn/"),
        f"{HOME}err.html": broken(),
        "http://www.fine.cn/": FINE,
    }
    run = Paper(tmp_path, answers).crawl()
    assert all(phase == 0 for url, _, phase in run.asked if "fine" in url)


def test_a_page_that_recovers_opens_a_new_round(tmp_path: Path):
    run = Paper(tmp_path, town()).crawl()
    assert run.row(f"{HOME}late/1.html", "state, status, depth") == (DONE, 200, 3)
    assert run.row(f"{HOME}late/2.pdf", "state") == (DONE,)


def test_addresses_that_differ_only_by_session_are_one_page(tmp_path: Path):
    answers = {
        HOME: page("首页", "/a.html;jsessionid=AB12", "/a.html?utm_source=x", "//www.yunze.gov.cn//a.html", "/a.html#x")
    }
    run = Paper(tmp_path, answers).crawl()
    assert sum("a.html" in url for url, *_ in run.rows()) == 1


def test_kinds_that_are_never_requested_are_kept_but_not_asked(tmp_path: Path):
    html = '<a href="htp://x.cn/">甲单位</a><a href="#">乙单位</a><a href="{{url}}">丙单位</a><a href="http://10.1.2.3/a">丁单位</a>'
    run = Paper(tmp_path, {HOME: page("首页", html=html)}).crawl()
    assert {kind for _, kind, _, _, _, _, state, *_ in run.rows() if state == State.NEVER} == {
        "malformed", "placeholder", "residue", "private",
    }  # fmt: skip
    assert not any("10.1.2.3" in url or "htp" in url for url, *_ in run.asked)


def test_a_private_address_opened_on_purpose_is_asked_like_any_other(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页", "http://10.1.2.3/a")})
    run.frontier.rules = replace(run.frontier.rules, reachable=lambda host: host == "10.1.2.3")
    run.crawl()
    assert run.row("http://10.1.2.3/a", "kind, state, status") == ("external", DONE, GONE.status)
