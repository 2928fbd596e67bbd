"""Dates as Chinese pages write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.text.dates import (
    DateForm,
    dates,
    edge_date,
    find_date,
    find_short_date,
    header_date,
    relative,
    row_date,
    serial_date,
    url_date,
)


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
        ("２０２３年７月５日", "2023-07-05"),
        ("2023 - 7 - 5", "2023-07-05"),
        ("Jul 5, 2023", "2023-07-05"),
        ("05 2023-07", "2023-07-05"),
        ("农历二〇二三年七月五日", ""),
        ("农历2023年7月5日,公历2023年8月20日", "2023-08-20"),
        ("第2023.7.5.1版", "2023-07-05"),
        ("10.2023.7.5", ""),
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


TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("2023年7月5日", "2023-07-05", DateForm.FULL),
        ("2023-7-5", "2023-07-05", DateForm.FULL),
        ("23-07-05", "2023-07-05", DateForm.SHORT_YEAR),
        ("[07-05]", "2026-07-05", DateForm.NO_YEAR),
        ("12-05", "2025-12-05", DateForm.NO_YEAR),
        ("7月5日", "2026-07-05", DateForm.NO_YEAR),
        ("02-29", None, None),
        ("昨天", "2026-11-25", DateForm.RELATIVE),
        ("3天前", "2026-11-23", DateForm.RELATIVE),
        ("5小时前", "2026-11-26", DateForm.RELATIVE),
        ("今日顺义", None, None),
        ("发布时间:昨天 09:10", "2026-11-25", DateForm.RELATIVE),
        ("农历07-05", None, None),
        ("成文日期 2026-03-01 发布日期 2026-03-09", "2026-03-09", DateForm.FULL),
        ("报名截止 2026-12-31 2026-11-20", "2026-11-20", DateForm.FULL),
        ("2099-01-01", None, None),
        ("电话 0531-12345", None, None),
        ("1-5楼", None, None),
        ("比分 3/4", None, None),
        ("", None, None),
    ],
)
def test_the_date_of_a_row_is_read_as_of_the_day_it_was_fetched(
    text: str, day: str | None, form: DateForm | None
) -> None:
    found = row_date(text, TODAY)
    assert (found and found.day.isoformat()) == day
    assert (found and found.form) == form


def test_all_dates_of_a_text_come_in_their_order() -> None:
    assert [one.day.isoformat() for one in dates("2026年1月2日至二〇二六年三月四日")] == ["2026-01-02", "2026-03-04"]


def test_words_of_time_are_nothing_without_a_reference() -> None:
    assert find_date("昨天 发布") == ""
    found = relative("前天", date(2026, 1, 1))
    assert found and found.day == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("value", "day"), [("45236", "2023-11-06"), ("45236.5", "2023-11-06"), ("12345", ""), ("452360", ""), ("", "")]
)
def test_numbers_that_a_spreadsheet_left_in_place_of_dates(value: str, day: str) -> None:
    assert serial_date(value) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://x/zwgk/202611/t20261106_2100345.html", "2026-11-06"),
        ("http://x/art/2026/9/11/art_33718_11828204.html", "2026-09-11"),
        ("http://x/2026-11/06/content_123.htm", "2026-11-06"),
        ("http://x/n1/2026/1106/c123-456.html", "2026-11-06"),
        ("http://x/content/20261106/1.html", "2026-11-06"),
        ("http://x/art/20261399/1.html", ""),
        ("http://x/a/12345678/1.html", ""),
        ("http://x/202611/06/1.html", "2026-11-06"),
    ],
)
def test_addresses_that_carry_a_date(url: str, day: str) -> None:
    assert url_date(url) == day


@pytest.mark.timeout(20)
def test_long_texts_are_read_in_linear_time() -> None:
    for piece in ("2026-", "农历", "1-1", "一二年", "12", "07-05 "):
        row_date(piece * 50_000, TODAY)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("关于某事的公告2026-11-06", "2026-11-06"),
        ("[11-06] 关于某事的公告", "2026-11-06"),
        ("2026-11-06 关于某事的公告", "2026-11-06"),
        ("关于某事的公告(2026年11月6日)", "2026-11-06"),
        ("2026年11月6日新闻发布会实录", None),
        ("关于2026年11月6日停水的公告", None),
        ("2026年11月1日至2026年11月6日停水", None),
        ("今日顺义", None),
        ("关于11-06号地块的公告", None),
    ],
)
def test_a_date_in_a_title_counts_only_at_its_edge(label: str, day: str | None) -> None:
    found = edge_date(label, TODAY)
    assert (found and found.day.isoformat()) == day


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06"), ("Sun, 06 Nov 1994 16:00:00 GMT", "1994-11-07"),
        ("Sun, 06 Nov 1994 16:00:00 -0000", "1994-11-07"), ("Sun, 06 Nov 1994 23:30:00 +0800", "1994-11-06"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", ""), ("yesterday", ""), ("", ""), ("0", ""),
    ],
)  # fmt: skip
def test_the_day_of_a_header_is_that_of_beijing(said: str, day: str) -> None:
    assert header_date(said) == day
