"""Recall, false alarms and the table, on made-up reports."""

from pathlib import Path

import pytest

from bench.measure import Usage
from bench.plan import Fault
from bench.score import Score, medians, score, table
from bench.site import Site
from bench.tools import Report

FAULTS = (Fault("page-404", "http://a/1"), Fault("fragment", "http://a/2#x"), Fault("soft-404", "http://a/3"))
SITE = Site(Path("/nowhere"), "http://a/", ("a",), 10, 30, Path("/nowhere/pages.txt"), FAULTS)
COST = Usage(2.0, 3.0, 100.0, 0)


def judged(accused: set[str], suspected: set[str] | None = None) -> Score:
    return score("auditor", COST, Report(10, 30, frozenset(accused), frozenset(suspected or ())), SITE)


def test_everything_found() -> None:
    result = judged({fault.target for fault in FAULTS})
    assert (result.missed, result.false) == ((), ())
    assert result.found == {"page-404": 1, "fragment": 1, "soft-404": 1}


def test_a_page_is_not_its_missing_fragment() -> None:
    result = judged({"http://a/1", "http://a/2", "http://a/3"})
    assert result.missed == ("http://a/2#x",)
    assert result.false == ("http://a/2",)


def test_suspicion_finds_soft_404_only() -> None:
    result = judged({"http://a/2#x"}, {"http://a/1", "http://a/3", "http://a/4"})
    assert result.missed == ("http://a/1",)
    assert result.false == ()


def test_medians_leave_failed_runs_out() -> None:
    scores = [Score("x", Usage(wall, wall, wall, 0)) for wall in (1.0, 9.0, 3.0)]
    failed = Score("x", Usage(0.1, 0.1, 0.1, 1), failed="exit code 1")
    assert medians([*scores, failed]) == Usage(3.0, 3.0, 3.0, 0)
    assert medians([failed]) is None


def test_table_shows_ratios_to_the_first_tool_and_failures() -> None:
    twice = Score("lychee", Usage(4.0, 9.0, 50.0, 2), 10, 30, {"page-404": 1}, ("m",), ("f",))
    text = table(SITE, [judged({"http://a/1"}), twice, Score("scrapy", COST, failed="exit code 9")])
    rows = {line.split()[0]: line.split() for line in text.splitlines()[2:5]}
    assert rows["auditor"][5:8] == ["1.00", "1.00", "1.00"]
    assert rows["lychee"][5:8] == ["2.00", "3.00", "0.50"]
    assert rows["lychee"][-2:] == ["1", "1"]
    assert "exit code 9" in " ".join(rows["scrapy"])


@pytest.mark.parametrize("scores", [[], [Score("lychee", COST, failed="silent")]])
def test_table_without_any_report(scores: list[Score]) -> None:
    assert "3 planted faults" in table(SITE, scores)
