"""The writer: evidence and frontier state commit together, elements are stored once."""

from pathlib import Path

import pytest

from auditor.model.error import ErrorKind
from auditor.probe.dns import Answer
from auditor.store.frontier import Row
from auditor.store.reader import Reader
from auditor.store.state import State
from tests.sites.paper import HOME, Paper, Said, broken, page


def opened(out: Path, answers: dict[str, Said]) -> tuple[Paper, Row]:
    """A run whose home page is leased but not answered yet."""
    run = Paper(out, answers)
    run.stages.advance()
    (row,) = [row for row in run.frontier.marked(0, True, 10) if row.url == HOME]
    return run, row


def test_an_answer_is_evidence_and_state_at_once(tmp_path: Path):
    run, row = opened(tmp_path, {HOME: page("首页", "/a.html")})
    run.writer.write(0, [run.result(0, row)], 1234.5)
    assert run.row(HOME, "state, status, error, tried_at, location, wall") == (State.DONE, 200, None, 1234.5, "", "")
    reader = Reader(run.bundle)
    assert [attempt.status for attempt in reader.attempts(row.id)] == [200]
    assert reader.page_text(row.id).title == "首页"


def test_a_broken_result_takes_the_whole_pull_back(tmp_path: Path):
    run, row = opened(tmp_path, {HOME: page("首页", "/a.html")})
    good, bad = run.result(0, row), run.result(0, row)
    bad["page"] = {"nonsense": 1}
    with pytest.raises(KeyError):
        run.writer.write(0, [good, bad], 1.0)
    assert run.row(HOME, "state, status") == (State.MARKED, None)
    assert not Reader(run.bundle).attempts(row.id)


def test_attempts_add_up_over_phases(tmp_path: Path):
    run = Paper(
        tmp_path, {HOME: page("首页", "/x.html"), f"{HOME}x.html": (broken(), Said(503), Said(200, b"<html>da"))}
    ).crawl()
    reader = Reader(run.bundle)
    attempts = reader.attempts(reader.row(f"{HOME}x.html").id)
    assert [(a.phase, a.status, a.error) for a in attempts] == [
        (0, None, ErrorKind.READ_TIMEOUT),
        (1, 503, None),
        (2, 200, None),
    ]


def test_workers_number_elements_for_themselves_and_equal_ones_have_equal_keys(tmp_path: Path):
    run, row = opened(tmp_path, {HOME: page("首页", "/a.html", "/b.html")})
    distinct = "SELECT count(DISTINCT key), count(*) FROM element"
    run.writer.write(0, [run.result(0, row)], 1.0)
    first = run.bundle.db.execute(distinct).fetchone()
    run.writer.write(0, [run.result(0, row)], 2.0)
    assert run.bundle.db.execute(distinct).fetchone() == first == (2, 2)
    run.writer.write(5, [run.result(5, row)], 3.0)
    assert run.bundle.db.execute(distinct).fetchone()[0] == 2


def test_a_worker_that_forgot_its_elements_starts_to_number_anew(tmp_path: Path):
    run, row = opened(tmp_path, {HOME: page("首页", "/a.html")})
    first = run.result(0, row)
    run.writer.write(0, [first], 1.0)
    again = run.result(0, row)
    again["page"]["reset"] = True
    with pytest.raises(KeyError):
        run.writer.write(0, [again], 2.0)


def test_lone_surrogates_of_a_hostile_page_do_not_stop_the_run(tmp_path: Path):
    html = r"""<a href="#" onclick="location.href='/a\ud800.html'">甲</a><a href="javascript:open('\udfff')">乙</a><p>&#xD800;</p>"""
    answers = {
        HOME: page("首页&#xDC00;", html=html),
        f"{HOME}sitemap.xml": Said(200, b"<loc>/\xed\xa0\x80</loc>", "text/xml"),
    }
    run = Paper(tmp_path, answers).crawl()
    assert run.row(f"{HOME}a%EF%BF%BD.html", "state") == (State.DONE,)
    assert run.judged().pages[0]["url"] == HOME


def test_look_ups_of_a_name_add_up(tmp_path: Path):
    run = Paper(tmp_path, {HOME: page("首页")})
    run.writer.host("gone.cn", Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True), late=False)
    early = Reader(run.bundle).host("gone.cn")
    run.writer.host("gone.cn", Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True, denied_by_second=True), late=True)
    late = Reader(run.bundle).host("gone.cn")
    assert (early.denials, early.denied_after_rounds, early.denied_by_second_resolver) == (1, False, False)
    assert (late.denials, late.denied_after_rounds, late.denied_by_second_resolver) == (2, True, True)
    run.writer.host("gone.cn", Answer(("127.0.0.9",)), late=True)
    assert Reader(run.bundle).host("gone.cn").addresses == ("127.0.0.9",)
