"""Columns with nothing in them."""

import pytest

from auditor.checks.freshness.blank_column import judge as CHECK
from auditor.model.columns import ColumnClass, EarlierColumn, EarlierColumns, Filling
from auditor.model.look import Looked
from tests.checks.columns import blank, column, said
from tests.checks.conftest import HOME


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"says_empty": "暂无信息"}, ("fail", "blank")),
        ({}, ("review", "blank-silent")),
        ({"children": 2}, ("pass", "")),
        ({"filling": Filling.TEXT}, ("pass", "")),
        ({"filling": Filling.IMAGE}, ("unmeasured", "list-not-read")),
        ({"filling": Filling.FRAME}, ("unmeasured", "list-not-read")),
        ({"cls": ColumnClass.SERVICE}, ("na", "")),
        ({"cls": ColumnClass.SERVICE, "says_empty": "暂无数据"}, ("fail", "blank")),
        ({"cls": ColumnClass.STATIC}, ("na", "")),
        ({"excluded": "waived", "excluded_why": "确无应发布内容"}, ("na", "excluded")),
    ],
)
def test_blank_and_what_only_looks_so(facts: dict[str, object], answer: tuple[str, str]) -> None:
    assert said(CHECK, blank(**facts)) == [answer]


def test_a_column_with_rows_passes() -> None:
    assert said(CHECK, column(ColumnClass.NEWS, "2020-01-01")) == [("pass", "")]


def test_a_list_that_a_script_fills_is_asked_to_be_looked_at_once() -> None:
    scripted = blank(filling=Filling.SCRIPT)
    assert said(CHECK, scripted) == [("unmeasured", "list-not-read"), ("want", "look")]
    looked = Looked(f"{HOME}c0/", (f"column:{HOME}c0/",))
    assert said(CHECK, scripted, looks=(looked,)) == [("unmeasured", "list-not-read")]


def test_emptied_since_the_last_run() -> None:
    earlier = EarlierColumns("2026-08-20", (EarlierColumn(f"{HOME}c0/", 12, "2026-08-01", ()),))
    assert said(CHECK, blank(says_empty="共 0 条"), earlier=earlier) == [("fail", "emptied")]
    assert said(CHECK, blank(), earlier=earlier) == [("review", "emptied")]
