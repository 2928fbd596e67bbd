"""Working days as offices keep them."""

from datetime import date

import pytest

from auditor.text.workdays import (
    Holiday,
    UnknownYear,
    holidays_between,
    is_working_day,
    read_workdays,
    workdays,
    working_days_after,
    working_days_between,
)

NEXT = """
[[year]]
year = 2027
off = [{ name = "元旦", from = 2027-01-01, to = 2027-01-03 }]
work = [2027-01-09]
"""


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 9, 29), True),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),  # A Saturday that is worked for the holiday.
        (date(2026, 10, 11), False),
    ],
)
def test_a_holiday_takes_weekdays_and_gives_back_weekends(day: date, worked: bool) -> None:
    assert is_working_day(day) is worked


def test_the_days_off_inside_a_window_are_named_and_weekends_are_not() -> None:
    found = holidays_between(date(2026, 9, 21), date(2026, 10, 2))
    assert [off.day.day for off in found] == [25, 26, 27, 1, 2]
    assert found[0].name == "中秋节"
    assert found[-1] == Holiday(date(2026, 10, 2), "国庆节")


def test_an_answer_due_in_five_working_days_is_due_after_the_holiday() -> None:
    assert working_days_after(date(2026, 9, 30), 5) == date(2026, 10, 13)
    assert working_days_after(date(2026, 9, 30), 0) == date(2026, 9, 30)


def test_working_days_are_counted_after_the_first_day_up_to_the_last() -> None:
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 13)) == 5
    assert working_days_between(date(2026, 10, 13), date(2026, 9, 30)) == 0


def test_a_year_that_nobody_published_is_an_error_that_says_which() -> None:
    with pytest.raises(UnknownYear, match="2031") as caught:
        working_days_after(date(2030, 12, 31), 1) if 2030 in workdays().years else is_working_day(date(2031, 1, 1))
    assert caught.value.year == 2031
    with pytest.raises(UnknownYear):
        holidays_between(date(2026, 12, 1), date(2031, 1, 31))


def test_a_file_adds_a_year_and_replaces_one_whole() -> None:
    table = read_workdays(NEXT)
    assert not table.is_working_day(date(2027, 1, 1))
    assert table.is_working_day(date(2027, 1, 9))
    assert table.is_working_day(date(2026, 10, 10)), "other years stay as they were"
    again = read_workdays("[[year]]\nyear = 2026\noff = []\nwork = []\n")
    assert again.is_working_day(date(2026, 10, 1))
    assert not again.is_working_day(date(2026, 10, 10))


def test_every_change_of_the_table_changes_its_digest() -> None:
    assert read_workdays("").digest == workdays().digest
    assert read_workdays(NEXT).digest != workdays().digest
