"""Two runs compared: what was not covered this time is never called fixed."""

import json
from pathlib import Path

import pytest

from reports.comparison import compare, lines
from reports.html import render
from reports.view import ReportView

HOME = "http://www.anhe.gov.cn/"
PAGE, OTHER = f"{HOME}a.html", f"{HOME}b.html"


@pytest.fixture
def run(made, tmp_path: Path):
    def make(name: str, found, read=(PAGE, OTHER), links=(), gone=(), **summary) -> ReportView:
        said = {"site": HOME, "started": f"2026-11-2{len(name)}T08:00:00+08:00", **summary}
        bundle = made.bundle(tmp_path / name, found, summary=said)
        rows = [{"url": url, "status": 200, "sha256": "x"} for url in read]
        rows += [{"url": url, "status": 404, "sha256": ""} for url in gone]
        (bundle / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        (bundle / "links.jsonl").write_text("".join(json.dumps(row) + "\n" for row in links), "utf-8")
        return ReportView.open(bundle)

    return make


@pytest.fixture
def on(made):
    def make(number: int, page: str = PAGE, **more):
        return made.finding(number, page=page, sample_pages=[page], **more)

    return make


def counts(old: ReportView, new: ReportView, earlier=()) -> dict[str, int]:
    return {kind: count for kind, count in compare(old, new, {}, earlier).counts.items() if count}


def test_what_is_new_what_is_gone_and_what_stays(run, on):
    old, new = run("a", [on(1), on(2)]), run("bb", [on(2), on(3, outcome="review")])
    assert counts(old, new) == {"fixed": 1, "open": 1, "new": 1}


def test_a_page_that_was_not_read_this_time_is_not_mended(run, on):
    old = run("a", [on(1), on(2, OTHER)])
    assert counts(old, run("bb", [], read=[OTHER])) == {"uncovered": 1, "fixed": 1}


def test_a_page_that_is_gone_takes_its_findings_with_it(run, on):
    assert counts(run("a", [on(1)]), run("bb", [], read=[], gone=[PAGE])) == {"fixed": 1}


def test_a_target_that_was_not_measured_this_time_is_not_mended(run, on):
    one = on(1)
    links = [{"url": one["target"], "outcome": "unmeasured"}]
    assert counts(run("a", [one]), run("bb", [], links=links)) == {"uncovered": 1}


@pytest.mark.parametrize(
    "summary",
    [{"findings": {"hidden.clone": {"pass": 1}}}, {"coverage": {"links_concluded": False}}],
    ids=["the check was not judged", "nothing was concluded about links"],
)
def test_a_check_that_said_nothing_this_time_mends_nothing(run, on, summary):
    assert counts(run("a", [on(1)]), run("bb", [], **summary)) == {"uncovered": 1}


@pytest.mark.parametrize(("pages", "kind"), [(1, "uncovered"), (50, "uncovered")])
def test_where_a_check_stayed_open_nothing_is_mended(run, on, pages, kind):
    accused = on(1, check="identity.icp", target=None)
    doubt = on(2, check="identity.icp", target=None, outcome="unmeasured", pages=pages)
    judged = {"findings": {"identity.icp": {"fail": 1}}}
    assert counts(run("a", [accused]), run("bb", [doubt], **judged)) == {kind: 1}


def test_a_cause_on_many_pages_is_mended_when_all_its_sample_pages_were_read(run, on):
    spread = on(1, pages=2) | {"sample_pages": [PAGE, OTHER]}
    assert counts(run("a", [spread]), run("bb", [])) == {"fixed": 1}
    assert counts(run("a", [spread]), run("ccc", [], read=[PAGE])) == {"uncovered": 1}


def test_what_comes_back_is_told_apart_from_what_was_only_not_covered(run, on):
    first = run("a", [on(1)]).bundle
    assert counts(run("bb", []), run("ccc", [on(1)]), [first]) == {"reopened": 1}
    assert counts(run("dd", [], read=[]), run("eee", [on(1)]), [first]) == {"open": 1}


def test_a_page_that_the_older_run_had_not_read_is_said(run, on):
    found = compare(run("a", [], read=[OTHER]), run("bb", [on(1)]), {})
    assert found.unseen == 1 and "没有检查到的网页" in "\n".join(lines(found))


def test_the_report_shows_it_and_stays_harmless(run, on, made, tmp_path: Path):
    evil = on(1, message="<script>alert(1)</script>", target="http://evil.example/")
    new = run("bb", [])
    compare(run("a", [evil]), new, made.titles).write(new.bundle)
    html = render(ReportView.open(new.bundle), tmp_path / "r.html", made.titles).read_text("utf-8")
    assert "与上次检查相比" in html and "已整改(1 项)" in html
    assert "<script>alert" not in html and 'href="http://evil' not in html
