"""Columns beyond their window."""

import pytest

from auditor.checks.freshness import stale_column
from auditor.checks.freshness.stale_column import Config
from auditor.model.columns import ColumnClass, DateSource, Filling
from tests.checks.columns import column, row, said

C = ColumnClass
CHECK = stale_column.judge


@pytest.mark.parametrize(
    ("cls", "newest", "answer"),
    [
        (C.NEWS, "2026-11-07", ("pass", "")),
        (C.NEWS, "2026-11-06", ("fail", "stale-news")),
        (C.NOTICE, "2026-05-22", ("pass", "")),
        (C.NOTICE, "2026-05-21", ("fail", "stale-notice")),
        (C.POLICY, "2026-05-21", ("fail", "stale-policy")),
        (C.PERSONNEL, "2025-11-21", ("pass", "")),
        (C.PERSONNEL, "2025-11-20", ("fail", "stale-personnel")),
        (C.PLANNING, "2025-11-20", ("fail", "stale-planning")),
        (C.INTERPRETATION, "2019-01-01", ("na", "no-window")),
        (C.TOPIC, "2019-01-01", ("na", "no-window")),
        (C.OTHER, "2019-01-01", ("na", "no-window")),
    ],
)
def test_each_class_has_its_window_counted_back_from_the_run(
    cls: ColumnClass, newest: str, answer: tuple[str, str]
) -> None:
    assert said(CHECK, column(cls, newest, "2019-01-01")) == [answer]


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({"excluded": "historic", "excluded_why": "往期"}, ("na", "excluded")),
        ({"evidence": ("nav", "folder:dt")}, ("review", "stale-news")),
        ({"newest_source": DateSource.URL}, ("review", "stale-news")),
        ({"ascending": True, "complete": False}, ("review", "stale-news")),
        ({"undated": 2}, ("review", "stale-news")),
        ({"filling": Filling.SCRIPT}, ("unmeasured", "list-not-read")),
        ({"filling": Filling.IMAGE}, ("unmeasured", "list-not-read")),
    ],
)
def test_what_makes_a_stale_column_less_sure_or_no_finding(facts: dict[str, object], answer: tuple[str, str]) -> None:
    assert said(CHECK, column(C.NEWS, "2020-11-01", "2020-10-01", **facts)) == [answer]


def test_articles_known_otherwise_keep_a_script_filled_list_alive() -> None:
    assert said(CHECK, column(C.NEWS, "2026-11-20", filling=Filling.SCRIPT)) == [("pass", "")]


def test_children_of_notices_do_not_count_one_by_one_but_news_do() -> None:
    assert said(CHECK, column(C.NOTICE, "2020-01-01", level=2), column(C.NEWS, "2020-01-01", level=2)) == [
        ("na", "second-level"),
        ("fail", "stale-news"),
    ]


def test_undated_lists_are_for_a_person_unless_the_pack_says_otherwise() -> None:
    undated = column(C.NEWS, rows=(row("甲事项的标题"), row("乙事项的标题")))
    assert said(CHECK, undated) == [("review", "undated")]
    strict = stale_column._judged(undated, _tree(), Config(undated_fails=True))
    assert str(strict.outcome) == "fail"


def test_dates_without_a_year_that_are_out_of_order_prove_nothing() -> None:
    assumed = tuple(
        row(f"第{n}条信息", day, assumed=True) for n, day in enumerate(("2026-01-04", "2025-12-28", "2026-11-20"))
    )
    assert said(CHECK, column(C.NEWS, rows=assumed)) == [("unmeasured", "year-unknown")]
    ordered = tuple(
        row(f"第{n}条信息", day, assumed=True) for n, day in enumerate(("2026-11-20", "2026-11-04", "2025-12-28"))
    )
    assert said(CHECK, column(C.NEWS, rows=ordered)) == [("pass", "")]


def test_holidays_inside_the_window_are_printed() -> None:
    (judgement,) = [stale_column._judged(column(C.NEWS, "2026-09-20"), _tree(), Config())]
    assert "国庆节(7 天)" in CHECK.message(judgement) and judgement.evidence["holidays"] == [
        "中秋节(3 天)",
        "国庆节(7 天)",
    ]


def test_no_columns_no_answer() -> None:
    assert said(CHECK) == [("na", "no-columns")]


def _tree():  # type: ignore[no-untyped-def]
    from auditor.model.columns import ColumnTree

    return ColumnTree("2026-11-21", None)
