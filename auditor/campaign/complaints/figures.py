"""What the ledgers come to: received, closed, on time, overdue; per site, region or channel, and the list behind each number."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from auditor.model.complaint import Channel, Complaint
from auditor.text.workdays import UnknownYear, working_days_after

LIMITS = {Channel.ERROR_REPORT: "due.error-report", Channel.EXPOSURE: "due.exposure", Channel.MESSAGE: "due.message"}
"""The number of a pack that holds the deadline of a channel in working days."""
NOWHERE = "(未对应到登记的网站)"
_NO_REGION = "(未登记地区)"


class Fate(StrEnum):
    """What became of one complaint by a day."""

    ON_TIME = "on-time"
    LATE = "late"
    """Closed after its last day."""
    CLOSED = "closed"
    """Closed; whether in time cannot be said."""
    OVERDUE = "overdue"
    WAITING = "waiting"
    """Open, and its last day is still to come."""
    OPEN = "open"
    """Open; whether overdue cannot be said."""


FATES_ZH = {
    Fate.ON_TIME: "按期办结",
    Fate.LATE: "逾期办结",
    Fate.CLOSED: "办结(是否按期未核实)",
    Fate.OVERDUE: "逾期未办结",
    Fate.WAITING: "未到期",
    Fate.OPEN: "未办结(是否逾期未核实)",
}
_DONE = (Fate.ON_TIME, Fate.LATE, Fate.CLOSED)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Working days per channel; a channel that is missing has no known deadline."""

    days: Mapping[Channel, int] = field(default_factory=dict)
    today: date = date.max

    def last_day(self, complaint: Complaint) -> date | None:
        """The last day for a complaint: the ledger's own, else by working days; None when nobody knows."""
        if complaint.due:
            return date.fromisoformat(complaint.due)
        days = self.days.get(complaint.channel)
        if days is None:
            return None
        return _days_after(complaint.received, days)

    def fate(self, complaint: Complaint) -> Fate:
        """What became of it."""
        last = self.last_day(complaint)
        if complaint.is_closed:
            if last is None or not complaint.closed:
                return Fate.CLOSED
            return Fate.ON_TIME if complaint.closed <= last.isoformat() else Fate.LATE
        if last is None:
            return Fate.OPEN
        return Fate.OVERDUE if self.today > last else Fate.WAITING

    def over_a_month(self, complaint: Complaint) -> bool | None:
        """Open or closed later than a month after it came; None when the day of closing is not known."""
        if complaint.is_closed and not complaint.closed:
            return None
        return (complaint.closed or self.today.isoformat()) > _month_after(complaint.received)


@dataclass(slots=True)
class Line:
    """One line of the figures. Rates are shares of 1; None where their base is nothing or not known."""

    name: str
    received: int = 0
    fates: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    over_a_month: int = 0
    not_closed: int = 0
    numbers: dict[Fate, list[str]] = field(default_factory=lambda: {fate: [] for fate in Fate})
    """The list behind each number."""

    def add(self, complaint: Complaint, deadlines: Deadlines) -> None:
        """Count one complaint."""
        fate = deadlines.fate(complaint)
        self.received += 1
        self.fates[fate] += 1
        self.numbers[fate].append(f"{complaint.channel.value} {complaint.number}")
        self.over_a_month += deadlines.over_a_month(complaint) is True
        self.not_closed += not complaint.is_closed

    @property
    def closed(self) -> int:
        """Closed, in time or not."""
        return sum(self.fates[fate] for fate in _DONE)

    @property
    def closing_rate(self) -> float | None:
        """Closed among received."""
        return self.closed / self.received if self.received else None

    @property
    def on_time_rate(self) -> float | None:
        """Closed in time among those whose last day has come or that are closed; None while one of them is not known."""
        if self.fates[Fate.CLOSED] or self.fates[Fate.OPEN]:
            return None
        due = self.received - self.fates[Fate.WAITING]
        return self.fates[Fate.ON_TIME] / due if due else None

    def as_dict(self) -> dict[str, Any]:
        """JSON-able form."""
        return {
            **asdict(self),
            "closed": self.closed,
            "closing_rate": self.closing_rate,
            "on_time_rate": self.on_time_rate,
        }


GROUPS: Mapping[str, Callable[[Complaint], str]] = {
    "site": lambda one: f"{one.site_number} {one.site_name}" if one.site_number else f"{NOWHERE}{one.place}",
    "region": lambda one: one.region or _NO_REGION,
    "channel": lambda one: one.channel.value,
}
"""What the lines may be about."""


def figures(found: Iterable[Complaint], deadlines: Deadlines, by: str) -> tuple[list[Line], Line]:
    """Lines in the order of their names, and the total; every complaint is in one line."""
    lines: dict[str, Line] = {}
    total = Line("合计")
    for complaint in found:
        name = GROUPS[by](complaint)
        lines.setdefault(name, Line(name)).add(complaint, deadlines)
        total.add(complaint, deadlines)
    return [lines[name] for name in sorted(lines)], total


@lru_cache(maxsize=10_000)
def _month_after(received: str) -> str:
    """The same day of the next month, or its last one."""
    day = date.fromisoformat(received)
    following = day.replace(day=1) + timedelta(days=32)
    last = (following.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return following.replace(day=min(day.day, last.day)).isoformat()


@lru_cache(maxsize=10_000)
def _days_after(received: str, days: int) -> date | None:
    """The last of so many working days; None for a year whose holidays nobody knows. Many complaints share a day."""
    try:
        return working_days_after(date.fromisoformat(received), days)
    except UnknownYear:
        return None
