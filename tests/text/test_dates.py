"""Dates as Chinese pages write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.dates import find_date, find_short_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年11月6日", "2026-11-06"),
        ("发布时间：2026-11-06 09:10", "2026-11-06"),
        ("2026/1/2", "2026-01-02"),
        ("2026.01.02", "2026-01-02"),
        ("[2026-11-06]", "2026-11-06"),
        ("二〇二六年十一月二十三日", "2026-11-23"),
        ("二○二六年一月十日", "2026-01-10"),
        ("2026-02-30 2026-03-01", "2026-03-01"),
        ("文号〔2026〕12号", ""),
        ("电话 12026-11-06", ""),
        ("2026-13-01", ""),
        ("", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("[11-06]", "11-06"), ("(01/02)", "01-02"), ("2026-11-06", ""), ("13-01", ""), ("1-2", "")]
)
def test_dates_without_a_year(text: str, expected: str) -> None:
    assert find_short_date(text) == expected


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_date_is_found_in_every_form(day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}"):
        assert find_date(f"于{text}发布") == day.isoformat()
