"""The day that a cell of a ledger means; what it does not say for certain is refused with the reason."""

import re
import unicodedata
from datetime import date, timedelta

from auditor.text.dates import find_date

_SERIAL = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
"""Days since 1899-12-30, as a spreadsheet counts them: 1954 to 2119."""
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?")
_SHORT_YEAR = re.compile(r"(\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?:\s.*)?")
_CLOCK = re.compile(r"[T ]\d{1,2}[::]\d\d.*")
_LIKE_A_DATE = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|年.*月.*日")
_SERIAL_START = date(1899, 12, 30)


class DayUnread(ValueError):
    """A cell that names no day; the message is for the user."""


def read_day(text: str, today: date) -> date | None:
    """The day in a cell; None for an empty one. Raises DayUnread, also for days after ``today``."""
    cell = unicodedata.normalize("NFKC", text).strip()
    if not cell:
        return None
    day = _serial(cell) or _compact(cell) or _written(cell) or _short_year(cell)
    if day is None:
        raise DayUnread("没有这一天" if _LIKE_A_DATE.search(cell) else "看不出是哪一天")
    if day > today:
        raise DayUnread(f"日期 {day} 在今天({today})之后")
    return day


def _serial(cell: str) -> date | None:
    found = _SERIAL.fullmatch(cell)
    return _SERIAL_START + timedelta(days=int(found[1])) if found else None


def _compact(cell: str) -> date | None:
    found = _COMPACT.fullmatch(cell)
    return _day(found[1], found[2], found[3]) if found else None


def _written(cell: str) -> date | None:
    """A complete date; two different ones in a cell say nothing."""
    first = find_date(cell)
    if not first:
        return None
    rest = _CLOCK.sub("", cell)
    others = {found for part in re.split(r"[;,、至到~—]|\s-\s", rest) if (found := find_date(part))}
    if others - {first}:
        raise DayUnread("写了不止一个日期")
    return date.fromisoformat(first)


def _short_year(cell: str) -> date | None:
    """23-07-05; the year comes first, as Chinese writes it."""
    found = _SHORT_YEAR.fullmatch(cell)
    return _day(f"20{found[1]}", found[3], found[4]) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
