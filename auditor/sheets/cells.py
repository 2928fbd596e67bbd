"""What cells say: as text, and joined into one, where all say what the first of them says."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product
from typing import Any

COLUMNS = 64
"""More than these are not looked at in any table."""
ROWS = 1_000
"""An area of more rows is a background, not a value."""

_MIDNIGHT = " 00:00:00"

Area = tuple[int, int, int, int]
"""First row, last row, first column and last column, counted from 1."""


class Merged:
    """The merged cells of one sheet: what the first of an area says, all say. Rows must come in order."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._beginning: dict[int, list[Area]] = {}
        for area in areas:
            if area[1] - area[0] < ROWS:
                self._beginning.setdefault(area[0], []).append(area)
        self._values: dict[int, dict[int, Any]] = {}
        """Row → column → what the first cell of its area says; without the first cells themselves."""

    def fill(self, number: int, cells: Sequence[Any]) -> tuple[Sequence[Any], frozenset[int]]:
        """The cells of a row as people see them, and the indexes of those that only repeat."""
        for top, bottom, left, right in self._beginning.pop(number, ()):
            first = cells[left - 1] if left <= len(cells) else None
            if first is not None:
                for row, column in product(range(top, bottom + 1), range(left, min(right, COLUMNS) + 1)):
                    self._values.setdefault(row, {})[column] = first
                del self._values[top][left]
        joined = self._values.pop(number, {})
        if not joined:
            return cells, frozenset()
        width = max(len(cells), *joined)
        filled = [joined.get(column, value) for column, value in enumerate([*cells, *[None] * (width - len(cells))], 1)]
        return filled, frozenset(column - 1 for column in joined)


def cell_text(value: Any) -> str:
    """A value of a cell as people read it."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, datetime):  # A day is a moment at midnight to a spreadsheet.
        return str(value).removesuffix(_MIDNIGHT)
    # Codes typed as numbers: every one of at most fifteen digits is whole.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
