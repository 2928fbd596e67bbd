"""Dates ahead of the run."""

from auditor.checks.freshness.future_date import judge as CHECK
from auditor.model.columns import ColumnClass, DateSource
from tests.checks.columns import column, row, said

C = ColumnClass


def test_a_date_ahead_is_a_fault_and_tomorrow_is_let_pass() -> None:
    assert said(CHECK, column(C.NEWS, "2027-01-01")) == [("fail", "future-date")]
    assert said(CHECK, column(C.NEWS, "2026-11-22", "2026-11-01")) == [("pass", "")]


def test_where_it_may_be_a_deadline_a_person_looks() -> None:
    for cls in (C.INTERACTION, C.SERVICE, C.PERSONNEL, C.NOTICE):
        assert said(CHECK, column(cls, "2027-01-01")) == [("review", "future-date")]
    tagged = row("公告一则", "2027-01-01", source=DateSource.META)
    assert said(CHECK, column(C.NOTICE, rows=(tagged,))) == [("fail", "future-date")]


def test_one_row_in_two_columns_is_told_once() -> None:
    ahead = row("年终总结", "2027-01-01")
    assert said(CHECK, column(C.NEWS, rows=(ahead,)), column(C.NEWS, rows=(ahead,))) == [("fail", "future-date")]
