"""Shells that a redesign left."""

from auditor.checks.freshness.empty_shell import judge as CHECK
from auditor.model.columns import ColumnClass, Filling
from tests.checks.columns import blank, column, said
from tests.checks.conftest import HOME

C = ColumnClass
DAYS = ("2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05")


def test_a_column_whose_items_are_all_gone() -> None:
    assert said(CHECK, column(C.NEWS, *DAYS, dead_rows=5)) == [("fail", "rows-gone")]
    assert said(CHECK, column(C.NEWS, *DAYS, dead_rows=4)) == [("review", "rows-gone")]
    assert said(CHECK, column(C.NEWS, *DAYS, dead_rows=2)) == [("pass", "")]
    assert said(CHECK, column(C.NEWS, *DAYS[:2], dead_rows=2)) == [("pass", "")]


def test_a_section_below_which_everything_is_blank() -> None:
    parent = column(C.OTHER, url=f"{HOME}p/", children=3, filling=Filling.CHILDREN)
    below = [blank(url=f"{HOME}p/{n}/", parent=parent.url, says_empty="暂无信息") for n in range(3)]
    assert said(CHECK, parent, *below) == [("fail", "children-blank")]
    assert said(CHECK, parent, *below[:2], column(C.NEWS, "2026-01-01", url=f"{HOME}p/9/", parent=parent.url)) == [
        ("pass", "")
    ]
