"""Judging: the same evidence gives the same findings, one cause is one finding, counts are exact."""

from collections import Counter
from pathlib import Path

import pytest

from auditor.checks.catalogue import discover
from auditor.model.error import ErrorKind
from auditor.store.bundle import Bundle
from tests.sites.paper import FINE, HOME, Judged, Paper, Said, broken, moved, page, sitemap, town

FOOTER = '<div class="footer"><a href="/gone.html">旧版网站</a></div>'


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return Paper(tmp_path_factory.mktemp("town"), town()).crawl()


@pytest.fixture(scope="module")
def judged(run: Paper) -> Judged:
    return run.judged()


def many(pages: int, per_page: int = 1) -> dict[str, Said]:
    """A site whose every page has the same footer, ``per_page`` times."""
    names = [f"/a/n{n}.html" for n in range(pages - 1)]
    footer = FOOTER * per_page
    return {HOME: page("首页", *names, html=footer), **{HOME + name[1:]: page(name, html=footer) for name in names}}


def test_judging_twice_is_judging_once(run: Paper, judged: Judged):
    assert run.judged().text() == judged.text()


def test_a_reopened_bundle_is_judged_alike(run: Paper, judged: Judged):
    reopened = Bundle.open(run.bundle.path)
    run.bundle, kept = reopened, run.bundle
    try:
        assert run.judged().text() == judged.text()
    finally:
        run.bundle = kept


def test_findings_are_in_the_order_of_check_and_fingerprint(judged: Judged):
    order = [(row["check"], row["fingerprint"]) for row in judged.findings]
    assert order == sorted(order) and len(set(order)) == len(order)


def test_every_occurrence_is_written_and_counted_exactly(judged: Judged):
    written = Counter(row["fingerprint"] for row in judged.occurrences)
    assert written == {row["fingerprint"]: row["occurrences"] for row in judged.findings if row["occurrences"]}
    pages = {row["fingerprint"]: set() for row in judged.findings}
    for row in judged.occurrences:
        pages[row["fingerprint"]].add(row["page"])
    assert {key: len(found) for key, found in pages.items()} == {
        row["fingerprint"]: row["pages"] for row in judged.findings
    }


def test_a_dead_link_in_a_footer_is_one_finding_on_many_pages(tmp_path: Path):
    found = Paper(tmp_path, many(30, per_page=2)).crawl().judged().finding(f"{HOME}gone.html")
    assert (found["occurrences"], found["pages"]) == (60, 30)
    assert found["sample_pages"] == (HOME, *(f"{HOME}a/n{n}.html" for n in range(19)))
    assert (found["page"], found["text"], found["reason"]) == (HOME, "旧版网站", "http-404")
    assert found["place"].startswith("第 ") and "页脚" in found["place"]
    assert found["evidence"]["excerpt"] == '<a href="/gone.html">旧版网站</a>'


def test_one_reason_for_not_asking_is_one_finding(tmp_path: Path):
    run = Paper(tmp_path, many(40), max_pages=10).crawl()
    left_out = [row for row in run.judged().findings if row["check"] == "links.dead" and row["outcome"] == "unmeasured"]
    assert [(row["reason"], row["occurrences"]) for row in left_out] == [("budget", 30 + 10)]


def test_links_of_one_target_under_different_spellings_are_one_finding(tmp_path: Path):
    html = '<a href="/gone.html">甲</a><a href="gone.html">乙</a><a href="http://www.yunze.gov.cn/gone.html?utm_source=x">丙</a>'
    found = Paper(tmp_path, {HOME: page("首页", html=html)}).crawl().judged().finding(f"{HOME}gone.html")
    assert found["occurrences"] == 3


def test_a_missing_fragment_keeps_its_name_and_leaves_good_ones_alone(tmp_path: Path):
    answers = {
        HOME: page("首页", "/a.html#no", "/a.html#no2", "/a.html#yes", "/a.html"),
        f"{HOME}a.html": page("甲", html='<p id="yes">' + "正文" * 200),
    }
    judged = Paper(tmp_path, answers).crawl().judged()
    accused = {row["target"]: row["occurrences"] for row in judged.findings if row["check"] == "links.fragment"}
    assert accused == {f"{HOME}a.html#no": 1, f"{HOME}a.html#no2": 1}


def test_a_finding_keeps_its_fingerprint_when_the_site_around_it_changes(tmp_path: Path):
    first = Paper(tmp_path / "1", many(3)).crawl().judged().finding(f"{HOME}gone.html")
    second = Paper(tmp_path / "2", many(9, per_page=3)).crawl(seed=4).judged().finding(f"{HOME}gone.html")
    assert first["fingerprint"] == second["fingerprint"]


def test_attempts_and_chain_are_the_evidence(tmp_path: Path):
    answers = {HOME: page("首页", "/r"), f"{HOME}r": moved(f"{HOME}end.html")}
    evidence = Paper(tmp_path, answers).crawl().judged().finding(f"{HOME}r")["evidence"]
    assert [(hop["url"], hop["status"]) for hop in evidence["chain"]] == [(f"{HOME}r", 302), (f"{HOME}end.html", 404)]
    assert [(a["method"], a["status"], a["client"]) for a in evidence["attempts"]] == [("GET", 404, "curl")]


def test_every_linked_target_has_one_row_with_its_outcome(run: Paper, judged: Judged):
    rows = {row["url"]: row for row in judged.targets}
    assert len(rows) == len(judged.targets)
    assert (rows[f"{HOME}gone.html"]["outcome"], rows[f"{HOME}gone.html"]["reason"]) == ("fail", "http-404")
    assert (rows["http://www.fine.cn/"]["outcome"], rows["http://www.fine.cn/"]["occurrences"]) == ("pass", 6)
    assert rows[f"{HOME}moved"]["final_url"] == f"{HOME}col/0/index.html" and rows[f"{HOME}moved"]["status"] == 200
    assert rows[f"{HOME}a/1.html"]["first_page"] in (HOME, f"{HOME}col/0/index.html", f"{HOME}sitemap.xml")


def test_a_target_that_nobody_links_to_is_not_judged(run: Paper, judged: Judged):
    assert not [row for row in judged.targets if row["url"] == f"{HOME}moved2"]
    assert not [row for row in judged.findings if row["occurrences"] == 0]


def test_pages_are_listed_in_crawl_order_without_sitemaps(run: Paper, judged: Judged):
    assert [row["url"] for row in judged.pages] == run.placed()
    home = judged.pages[0]
    assert (home["status"], home["title"], home["depth"], len(home["sha256"])) == (200, "云泽市人民政府", 0, 64)


def test_pass_and_na_are_counts_and_the_rest_are_findings(judged: Judged):
    counts = judged.evaluation.counts
    assert set(counts) == {check.id for check in discover()}
    written = Counter((row["check"], str(row["outcome"])) for row in judged.findings)
    for check, outcomes in counts.items():
        for outcome, number in outcomes.items():
            assert outcome in ("pass", "na") or written[check, outcome] == number
    assert counts["links.dead"]["pass"] > 60


def test_a_time_out_seen_by_two_clients_in_three_passes_is_likely_dead(tmp_path: Path):
    answers = {
        HOME: page("首页", "http://x.cn/", "http://y.cn/", *[f"http://ok{n}.cn/" for n in range(5)]),
        "http://x.cn/": broken(),
    }
    answers |= {f"http://ok{n}.cn/": FINE for n in range(5)} | {"http://y.cn/": FINE}
    found = Paper(tmp_path, answers).crawl().judged().finding("http://x.cn/")
    assert (found["outcome"], found["confidence"]) == ("fail", "likely")


def test_when_the_canaries_fail_too_nobody_is_accused(tmp_path: Path):
    names = [f"http://ok{n}.cn/" for n in range(5)]
    again = (FINE, broken(), broken())
    answers = {HOME: page("首页", "http://x.cn/", *names), "http://x.cn/": broken(), **dict.fromkeys(names, again)}
    found = Paper(tmp_path, answers).crawl().judged().finding("http://x.cn/")
    assert found["outcome"] == "unmeasured"


def test_a_permanent_error_of_ours_is_unmeasured(tmp_path: Path):
    answers = {HOME: page("首页", "http://x.cn/"), "http://x.cn/": broken(ErrorKind.GUARD)}
    assert Paper(tmp_path, answers).crawl().judged().finding("http://x.cn/")["outcome"] == "unmeasured"


def test_links_in_a_sitemap_count_like_any_other(tmp_path: Path):
    answers = {HOME: page("首页"), f"{HOME}sitemap.xml": sitemap(f"{HOME}gone.html")}
    found = Paper(tmp_path, answers).crawl().judged().finding(f"{HOME}gone.html")
    assert (found["page"], found["occurrences"], found["place"]) == (f"{HOME}sitemap.xml", 1, "")


def test_fingerprints_are_unique_within_a_check(tmp_path: Path):
    html = '<a href="#">甲单位</a><a href="#" class="js">甲单位</a><a href="">乙单位</a><a href="htp://a/">丙</a><a href="{{x}}">丁</a>'
    judged = (
        Paper(tmp_path, {HOME: page("首页", "/a.html", html=html), f"{HOME}a.html": page("甲", html=html[30:])})
        .crawl()
        .judged()
    )
    keys = [(row["check"], row["fingerprint"]) for row in judged.findings]
    assert len(keys) == len(set(keys)) and len(keys) >= 4
