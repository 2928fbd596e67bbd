"""The hours of the night in which sites may be crawled."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from auditor.model.options import UsageError

_FORM = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, by Beijing time; over midnight when the end comes first. Both equal: always."""

    start: time
    end: time

    def open(self, at: datetime) -> bool:
        """True when sites may be crawled at this moment."""
        clock = at.time()
        if self.start == self.end:
            return True
        if self.start < self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


ALWAYS = Hours(time(0), time(0))


def parse_hours(text: str) -> Hours:
    """``22:00-06:00``; raises UsageError."""
    found = _FORM.fullmatch(text.strip())
    try:
        if found:
            return Hours(time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4])))
    except ValueError:
        pass
    raise UsageError(f"时段应写成 22:00-06:00,而不是「{text}」")
