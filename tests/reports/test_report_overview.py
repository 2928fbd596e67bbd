"""The overview: period, verdict, coverage, counts."""

from types import SimpleNamespace
from typing import Any

import pytest

from auditor.model.outcome import Impact, Outcome
from reports.overview import LIST_ROWS, overview, period
from reports.view import Entry


def entry(outcome: Outcome, reason: str = "http-404", impact: Impact = Impact.SERIOUS) -> Entry:
    return Entry(0, "links.dead", outcome, impact, reason, 1, 1, False)


def of(made: SimpleNamespace, *entries: Entry, **changed: Any) -> Any:
    return overview(made.summary | changed, entries, made.titles)


def test_period_is_written_as_people_write_it() -> None:
    assert period("2026-11-21T22:15:30+08:00", "2026-11-21T22:40:31+08:00") == (
        "2026年11月21日 22:15 至 22:40（历时 25 分钟）"
    )
    assert period("2026-11-21T23:15:30+08:00", "2026-11-22T01:20:30+08:00") == (
        "2026年11月21日 23:15 至 2026年11月22日 01:20（历时 2 小时 5 分钟）"
    )
    assert period("2026-11-21T22:15:30+08:00", "") == "2026-11-21T22:15:30+08:00"
    assert period("2026-11-21T22:15:30", "2026-11-21T22:15:31+08:00").startswith("2026-11-21T22:15:30 至")


def test_what_was_cut_is_named_in_chinese(made: SimpleNamespace) -> None:
    found = of(made, coverage={"seen": 7, "skipped": {"max_pages": 640, "budget": 2, "strange": 1}, "empty": {}})
    assert found.facts == (("发现的网页地址", "7"),)
    (table,) = found.tables
    assert table.caption == "未检测的部分及原因"
    assert table.rows == (("达到页面数上限", "640"), ("超出本次检测的页面数或时间预算", "2"), ("strange", "1"))


def test_coverage_may_hold_lists_of_records(made: SimpleNamespace) -> None:
    rows = [{"reason": "calendar", "count": i, "example": None} for i in range(LIST_ROWS + 2)]
    (table,) = of(made, coverage={"cut": rows}).tables
    assert table.heads == ("原因", "数量", "示例")
    assert table.rows[1] == ("日历翻页", "1", "—")
    assert len(table.rows) == LIST_ROWS and table.left_out == 2


@pytest.mark.parametrize("coverage", [None, [], {}, "x"])
def test_no_coverage_is_no_error(made: SimpleNamespace, coverage: object) -> None:
    found = of(made, coverage=coverage)
    assert found.facts == () and found.tables == ()


def test_a_reason_that_only_its_check_knows_is_never_a_bare_code(made: SimpleNamespace) -> None:
    silent = [entry(Outcome.UNMEASURED, reason) for reason in ("never-seen", "of-one", "of-one", "in-no-list")]
    assert of(made, *silent).unmeasured == (("失效链接", 3), ("从未见过的原因", 1))


def test_unmeasured_causes_are_counted_by_reason(made: SimpleNamespace) -> None:
    silent = [entry(Outcome.UNMEASURED, reason) for reason in ("http-403", "http-403", "ruishu-412")]
    found = of(made, entry(Outcome.FAIL), entry(Outcome.FAIL, impact=Impact.MINOR), *silent)
    assert found.unmeasured == (("网站拒绝访问（HTTP 403）", 2), ("网站启用了动态防护（瑞数）", 1))
    assert found.outcomes == {"fail": 2, "unmeasured": 3}
    assert found.impacts == {"serious": 1, "minor": 1}


def test_checks_are_named_or_shown_by_id(made: SimpleNamespace) -> None:
    found = of(made, findings={"links.odd": {"fail": 2}, "links.dead": {"pass": 4, "unmeasured": 1}})
    assert [(row.title, row.counts) for row in found.checks] == [
        ("失效链接", (4, 0, 0, 0, 1)),
        ("links.odd", (0, 2, 0, 0, 0)),
    ]
