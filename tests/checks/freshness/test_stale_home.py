"""A home page without anything new."""

import pytest

from auditor.checks.freshness.stale_home import judge as CHECK
from auditor.model.columns import Column, ColumnClass, Filling
from tests.checks.columns import column, row, said


def home(*days: str, **facts: object) -> Column:
    return column(ColumnClass.OTHER, *days, name="首页", path=(), **facts)


@pytest.mark.parametrize(
    ("newest", "answer"),
    [
        ("2026-11-11", ("pass", "")),
        ("2026-11-10", ("review", "home-near")),
        ("2026-11-07", ("review", "home-near")),
        ("2026-11-06", ("fail", "home-stale")),
    ],
)
def test_two_weeks_with_a_warning_at_ten_days(newest: str, answer: tuple[str, str]) -> None:
    assert said(CHECK, home=home(newest, "2026-01-01")) == [answer]


def test_undated_rows_beside_old_ones_are_for_a_person() -> None:
    rows = (row("甲事项", "2020-01-01"), row("乙事项"), row("丙事项"))
    assert said(CHECK, home=home(rows=rows)) == [("review", "home-stale")]


def test_a_home_page_without_readable_dates_is_not_accused() -> None:
    assert said(CHECK, home=home(filling=Filling.SCRIPT)) == [("unmeasured", "home-not-dated")]
    assert said(CHECK, home=None) == [("unmeasured", "home-unread")]


def test_an_entrance_is_judged_by_its_second_level() -> None:
    entrance = home(filling=Filling.CHILDREN)
    stale, fresh = column(ColumnClass.NEWS, "2026-10-01"), column(ColumnClass.NOTICE, "2026-11-20")
    assert said(CHECK, stale, fresh, home=entrance) == [("pass", "")]
    assert said(CHECK, stale, home=entrance) == [("fail", "entrance-stale")]
    assert said(CHECK, stale, column(ColumnClass.NOTICE, filling=Filling.SCRIPT), home=entrance) == [
        ("review", "entrance-stale")
    ]
    assert said(CHECK, home=entrance) == [("unmeasured", "entrance-not-read")]
