"""What history says of dates."""

from auditor.checks.freshness.forged_date import judge as CHECK
from auditor.model.columns import ColumnClass, EarlierColumn, EarlierColumns
from tests.checks.columns import column, row, said
from tests.checks.conftest import HOME

OLD = tuple((f"{HOME}a/{100 + n}.html", f"2026-0{n}-01") for n in (1, 3, 5, 7))
EARLIER = EarlierColumns("2026-08-20", (EarlierColumn(f"{HOME}c0/", 4, "2026-07-01", OLD),))


def now(*more: tuple[str, str]) -> list[tuple[str, str]]:
    rows = tuple(row(f"标题{url[-8:]}", day, url) for url, day in (*more, *OLD))
    return said(CHECK, column(ColumnClass.NEWS, rows=rows), earlier=EARLIER)


WRITTEN = tuple((f"{HOME}a/{1000 + n}.html", f"2026-0{n}-01", f"2026-0{n}-02") for n in (1, 3, 5, 7))


def written(*more: tuple[str, str, str], of: tuple[tuple[str, str, str], ...] = WRITTEN) -> list[tuple[str, str]]:
    rows = tuple(row(f"标题{url[-8:]}", day, url, modified=modified) for url, day, modified in (*more, *of))
    return [one for one in said(CHECK, column(ColumnClass.NEWS, rows=rows)) if one != ("unmeasured", "no-history")]


def test_a_page_written_before_the_day_it_states_is_for_a_person_also_without_history() -> None:
    assert written((f"{HOME}a/2000.html", "2026-11-01", "2026-06-20")) == [("review", "written-before")]
    assert written((f"{HOME}a/2000.html", "2026-11-01", "2026-10-30")) == [], "a day or two before it was released"


def test_a_page_written_long_after_is_told_only_where_its_number_says_the_same() -> None:
    assert written((f"{HOME}a/2000.html", "2026-02-01", "2026-11-10")) == [("review", "written-later")]
    assert written((f"{HOME}a/1002.html", "2026-02-01", "2026-11-10")) == [], "an old one that was corrected"
    assert written((f"{HOME}a/2000.html", "2026-02-01", "2026-02-20")) == []


def test_where_the_server_does_not_tell_the_truth_of_others_it_proves_nothing() -> None:
    late = ("", "2026-11-01", "2026-06-20")
    once = tuple((url, day, "2026-05-02") for url, day, _ in WRITTEN)
    assert written(late, of=once) == [], "all written anew at once"
    assert written(late, of=WRITTEN[:2]) == [], "too few to know"
    assert written(late, of=tuple((url, day, "") for url, day, _ in WRITTEN)) == []


def test_without_history_nothing_is_measured() -> None:
    assert said(CHECK, column(ColumnClass.NEWS, "2026-01-01")) == [("unmeasured", "no-history")]


def test_what_is_new_and_says_so_is_fine() -> None:
    assert now((f"{HOME}a/200.html", "2026-11-01"), (f"{HOME}a/201.html", "2026-08-19")) == [("pass", "")]


def test_what_appeared_later_and_says_it_is_older_is_for_a_person() -> None:
    assert now((f"{HOME}a/200.html", "2026-06-01")) == [("review", "appeared-later")]


def test_rows_older_than_all_that_was_kept_may_have_been_there() -> None:
    assert now((f"{HOME}a/200.html", "2025-06-01")) == [("pass", "")]


def test_a_date_that_was_moved_forward_is_told_and_one_moved_back_is_not() -> None:
    moved = [row("标题", "2026-11-19", OLD[0][0]), *(row("标题", day, url) for url, day in OLD[1:])]
    assert said(CHECK, column(ColumnClass.NEWS, rows=tuple(moved)), earlier=EARLIER) == [("review", "date-moved")]
    back = [row("标题", "2025-11-19", OLD[0][0]), *(row("标题", day, url) for url, day in OLD[1:])]
    assert said(CHECK, column(ColumnClass.NEWS, rows=tuple(back)), earlier=EARLIER) == [("pass", "")]
