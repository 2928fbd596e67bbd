"""Rows of one table beside the rows of another: one query for all of them instead of one for each."""

from collections.abc import Iterator
from typing import Any

Row = tuple[Any, ...]


class Beside:
    """Rows ordered by their first column, given out group by group to somebody who asks in ascending order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next: Row | None = next(rows, None)

    def of(self, identity: int) -> list[Row]:
        """All rows whose first column is ``identity``; never ask for a smaller one afterwards."""
        found = []
        row = self._next
        while row is not None and row[0] <= identity:
            if row[0] == identity:
                found.append(row)
            row = next(self._rows, None)
        self._next = row
        return found
