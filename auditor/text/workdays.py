"""Working days and public holidays of the mainland, by the yearly arrangement of the State Council.

The library ``chinesecalendar`` knows the past; ``lexicons/workdays.toml`` adds what was published since, without a release
of either. A year that neither knows is an error, never a guess: weekends alone would be wrong for a dozen days.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from chinese_calendar import constants

_SATURDAY = 5
_DAY = timedelta(days=1)


class UnknownYear(ValueError):
    """The arrangement of a year is not in the table; the message is for the user."""

    def __init__(self, year: int) -> None:
        super().__init__(f"节假日表没有 {year} 年的安排,请按国务院办公厅通知补入 workdays.toml")
        self.year = year


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day off by the arrangement, weekends that it joins included."""

    day: date
    name: str
    """Such as 国庆节."""


@dataclass(frozen=True, slots=True)
class Workdays:
    """One table: the years it knows, the days off in them, and the weekends that are worked."""

    years: frozenset[int]
    off: Mapping[date, str]
    worked: frozenset[date]
    digest: str
    """Changes whenever an answer of the table may."""

    def is_working_day(self, day: date) -> bool:
        """True when offices are open; raises UnknownYear."""
        self._know(day.year)
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def holidays_between(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The days off by the arrangement from ``first`` to ``last``, both included; raises UnknownYear."""
        for year in range(first.year, last.year + 1):
            self._know(year)
        return tuple(Holiday(day, self.off[day]) for day in sorted(self.off) if first <= day <= last)

    def working_days_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after a day, which itself does not count; raises UnknownYear."""
        while count > 0:
            day += _DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days came after ``start`` up to ``end``, which counts; 0 when it is not later. Raises UnknownYear."""
        days = max((end - start).days, 0)
        return sum(self.is_working_day(start + _DAY * number) for number in range(1, days + 1))

    def _know(self, year: int) -> None:
        if year not in self.years:
            raise UnknownYear(year)


def read_workdays(text: str) -> Workdays:
    """The library's table with the years of a file (the form stands in ``workdays.toml``) in the place of its own."""
    years = {int(entry["year"]): entry for entry in tomllib.loads(text).get("year", [])}
    off = {day: _chinese(name) for day, name in constants.holidays.items() if day.year not in years}
    worked = {day for day in constants.workdays if day.year not in years}
    known = {day.year for day in constants.holidays} | set(years)
    for entry in years.values():
        off |= {day: span["name"] for span in entry.get("off", []) for day in _days(span)}
        worked |= set(entry.get("work", []))
    return Workdays(frozenset(known), off, frozenset(worked), _digest(off, worked))


@lru_cache(maxsize=1)
def workdays() -> Workdays:
    """The table that this installation uses."""
    return read_workdays(files("auditor.text").joinpath("lexicons", "workdays.toml").read_text("utf-8"))


def is_working_day(day: date) -> bool:
    """True when offices are open on a day; raises UnknownYear."""
    return workdays().is_working_day(day)


def holidays_between(first: date, last: date) -> tuple[Holiday, ...]:
    """The days off by the arrangement from ``first`` to ``last``, both included; raises UnknownYear."""
    return workdays().holidays_between(first, last)


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after a day, which itself does not count; raises UnknownYear."""
    return workdays().working_days_after(day, count)


def working_days_between(start: date, end: date) -> int:
    """How many working days came after ``start`` up to ``end``, which counts; raises UnknownYear."""
    return workdays().working_days_between(start, end)


def _chinese(name: str) -> str:
    chinese = str(constants.Holiday(name).chinese)
    return chinese + "节" * (len(chinese) == 2 and chinese not in ("元旦", "春节"))


def _days(span: Mapping[str, Any]) -> list[date]:
    first, last = span["from"], span["to"]
    return [first + _DAY * number for number in range((last - first).days + 1)]


def _digest(off: Mapping[date, str], worked: set[date]) -> str:
    lines = [f"{day} {name}" for day, name in sorted(off.items())] + [str(day) for day in sorted(worked)]
    return sha256("\n".join(lines).encode()).hexdigest()
