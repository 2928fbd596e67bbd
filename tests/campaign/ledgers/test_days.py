"""The day that a cell means, in every form that ledgers use; nothing is guessed."""

from datetime import date

import pytest

from auditor.campaign.ledgers.days import DayUnread, read_day

TODAY = date(2026, 11, 26)
FIFTH = date(2023, 7, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2023年7月5日", "2023-07-05", "2023-7-5", "2023/7/5 14:30", "2023.7.5", "20230705", "202307051430", "45112", "45112.604",
        "2023-07-05 09:08:07", "二〇二三年七月五日", "23-07-05", "23/7/5 8:00", "2023年7月5日(星期三)", " 2023年7月5日 14时30分 ",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(cell: str) -> None:
    assert read_day(cell, TODAY) == FIFTH


def test_an_empty_cell_names_no_day() -> None:
    assert read_day("  ", TODAY) is None


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-11-27", "在今天"),
        ("2030年1月1日", "在今天"),
        ("60000", "在今天"),
        ("2023年2月30日", "没有这一天"),
        ("昨天", "看不出"),
        ("3 天前", "看不出"),
        ("7月5日", "看不出"),
        ("12", "看不出"),
        ("5 个工作日", "看不出"),
        ("99999", "看不出"),
        ("=TODAY()", "看不出"),
        ("2023-07-05至2023-07-09", "不止一个日期"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_reason(cell: str, said: str) -> None:
    with pytest.raises(DayUnread, match=said):
        read_day(cell, TODAY)


def test_today_is_not_the_future() -> None:
    assert read_day("2026-11-26", TODAY) == TODAY
