"""What other visitors are shown, judged on sites served for real; and what honest sites do must not be accused."""

from collections.abc import Iterator

import pytest

from demo.dns_server import Zone
from tests.sites import visitors
from tests.sites.run import QUICK, Run, audit
from tests.sites.server import Host, serve

HOME = "http://www.yunze.gov.cn/"
LOUD = {
    "/spider.html": visitors.for_spiders,
    "/farm.html": visitors.links_for_spiders,
    "/referred.html": visitors.for_the_referred,
    "/phone.html": visitors.for_phones,
}
HONEST = {
    "/restless.html": visitors.restless,
    "/app.html": visitors.application,
    "/own-phone.html": visitors.own_phone_site,
    "/lean.html": visitors.leaner_for_phones,
    "/walled.html": visitors.walled_for_spiders,
    "/cookie.html": visitors.once_per_cookie,
}
FAMILY = ("hidden.cloaking", "hidden.mobile_redirect", "hidden.wildcard")
LIMITS = '{"view_sample": 20, "view_pages": 40}'


@pytest.fixture(scope="module")
def hacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    routes = {"/": visitors.honest("云泽市人民政府", *LOUD), **LOUD}
    with serve({"www.yunze.gov.cn": Host(routes, fallback=visitors.spider_pool)}, Zone(a={})) as served:
        yield audit(
            HOME, *QUICK, "--out", str(tmp_path_factory.mktemp("hacked")), *served.options(), XUNWANG_LIMITS=LIMITS
        )


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    routes = {"/": visitors.honest("云泽市人民政府", *HONEST), **HONEST}
    with serve({"www.yunze.gov.cn": Host(routes, fallback=visitors.soft_404)}, Zone(a={})) as served:
        yield audit(
            HOME, *QUICK, "--out", str(tmp_path_factory.mktemp("innocent")), *served.options(), XUNWANG_LIMITS=LIMITS
        )


def accusations(run: Run) -> list[tuple[str, str, str, list[str]]]:
    assert run.code == 0, run.said
    return [
        (row["check"], row["outcome"], row["reason"], [page.removeprefix(HOME) for page in row["sample_pages"]])
        for row in run.rows("findings")
        if row["check"] in FAMILY and row["outcome"] in ("fail", "review")
    ]


def test_everything_an_intruder_shows_to_some_is_found_for_certain(hacked: Run):
    found = {(check, outcome, reason): pages for check, outcome, reason, pages in accusations(hacked)}
    print(found)
    assert found["hidden.cloaking", "fail", "spider-words"] == ["spider.html"]
    assert found["hidden.cloaking", "fail", "spider-domains"] == ["farm.html"]
    assert found["hidden.cloaking", "fail", "referrer-diverted"] == ["referred.html"]
    assert found["hidden.mobile_redirect", "fail", "mobile-diverted"] == ["phone.html"]
    assert ("hidden.wildcard", "fail", "pool-words") in found
    assert len(found) == 5


def test_a_finding_shows_what_each_visitor_saw(hacked: Run):
    (row,) = [row for row in hacked.rows("findings") if row["reason"] == "spider-words"]
    views = {view["view"]: view for view in row["evidence"]["views"]}
    assert views["browser"]["title"] == "工作动态" and views["baiduspider"]["title"] == visitors.SPAM_TITLE
    assert row["evidence"]["urgent"] and row["evidence"]["techniques"] == ["spider"]
    (moved,) = [row for row in hacked.rows("findings") if row["reason"] == "referrer-diverted"]
    assert moved["target"] == "http://www.bet-crown.example.com/?from=gov"


def test_what_honest_sites_do_is_not_accused(innocent: Run):
    assert accusations(innocent) == []


def test_a_page_that_lets_no_search_engine_in_is_an_open_question_or_passes(innocent: Run):
    counts = innocent.summary["findings"]["hidden.cloaking"]
    assert counts.get("pass", 0) >= 4 and not counts.get("fail") and not counts.get("review")


def test_no_view_carries_a_cookie_so_every_one_is_a_first_visit(innocent: Run):
    found = [row for row in innocent.rows("findings") if row["check"] == "hidden.hidden_frame"]
    assert found and found[0]["sample_pages"] == [f"{HOME}cookie.html"]
