"""What cells say: as text, and joined into one, where all say what the first of them says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged cells of one sheet, by row and column counted from 1, without the first of each area."""

    values: dict[tuple[int, int], Any]

    @classmethod
    def of(cls, areas: Iterable[Area], value: Callable[[int, int], Any]) -> "Merged":
        """Read the areas; ``value`` tells what a row and column hold."""
        values: dict[tuple[int, int], Any] = {}
        for top, bottom, left, right in areas:
            first = value(top, left)
            if first is None or bottom - top >= ROWS:
                continue
            values |= dict.fromkeys(product(range(top, bottom + 1), range(left, min(right, COLUMNS) + 1)), first)
            values.pop((top, left), None)
        return cls(values)

    def fill(self, number: int, cells: Sequence[Any]) -> tuple[list[Any], frozenset[int]]:
        """The cells of a row as people see them, and the indexes of those that only repeat."""
        filled = [self.values.get((number, column), value) for column, value in enumerate(cells, 1)]
        return filled, frozenset(at for at in range(len(cells)) if (number, at + 1) in self.values)


def cell_text(value: Any) -> str:
    """A value of a cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, datetime):  # A day is a moment at midnight to a spreadsheet.
        return str(value).removesuffix(_MIDNIGHT)
    # Codes typed as numbers: every one of at most fifteen digits is whole.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
