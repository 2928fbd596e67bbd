"""A quarter among the others: which one was before, growth on the right base, regions at 100 % again and again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.campaign.circular.rules import Rules
from auditor.campaign.circular.tables import tables
from auditor.model.result import Kind, Quarter
from auditor.model.statistics import Line, Table

RUNNING = 4
"""Quarters in a row that a region must be at 100 % to be named for it."""
_QUARTER = re.compile(r"(\d{4})\s*[Qq年]?\s*[第]?\s*([1-4一二三四])(?:季度)?")
_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


def quarter_of(name: str) -> tuple[int, int] | None:
    """Year and quarter in a campaign's name, such as 2026Q4 or 2022年第四季度; None where it tells none."""
    found = _QUARTER.search(name)
    return (int(found[1]), _DIGITS.get(found[2]) or int(found[2])) if found else None


def before(name: str, names: Sequence[str], steps: int = 1) -> str:
    """The campaign so many quarters before this one; empty when there is none."""
    this = quarter_of(name)
    if this is None:
        return ""
    index = this[0] * 4 + this[1] - 1 - steps
    wanted = (index // 4, index % 4 + 1)
    return next((other for other in names if quarter_of(other) == wanted), "")


def with_growth(now: tuple[Table, ...], last: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables that compare with the quarter before, its figures filled in where they are known."""
    earlier = {table.key: table for table in last}
    return tuple(
        replace(table, lines=tuple(_grown(line, earlier.get(table.key)) for line in table.lines))
        if "last" in table.kind.columns
        else table
        for table in now
    )


def _grown(line: Line, earlier: Table | None) -> Line:
    old = earlier.line(line.name) if earlier else None
    if old is None or "count" not in old.counts:
        return line
    return replace(line, counts={**line.counts, "last": old.counts["count"]})


def full_regions(now: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """Kind → regions of which everything that was inspected passed."""
    found = {}
    for kind in Kind:
        table = next((table for table in now if table.key == f"{kind}-region"), None)
        if table is not None:
            found[str(kind)] = tuple(sorted(line.name for line in table.lines if line.rate == 1))
    return found


def lasting(quarter: Quarter, past: Mapping[int, Quarter], rules: Rules) -> dict[str, tuple[str, ...]]:
    """Kind → regions at 100 % in this and the three quarters before; only where all four are known.

    ``past`` maps the number of quarters back to what is known of that quarter.
    """
    quarters = [quarter, *(past[step] for step in range(1, RUNNING) if step in past)]
    if len(quarters) < RUNNING:
        return {}
    every = [full_regions(tables(one, rules)) for one in quarters]
    return {
        kind: tuple(sorted(set.intersection(*(set(one[kind]) for one in every))))
        for kind in every[0]
        if all(kind in one for one in every)
    }
