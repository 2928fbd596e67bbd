"""Rows that carry a number of ours, read back from what people made of our sheets.

Whatever was sorted, filtered, merged, cut or pasted elsewhere meanwhile: a row is known by the number in its number
column alone. A note beside the number does no harm; several numbers in one cell share the row's answers; a number
merged over several rows belongs to the first, and the others are named as lost.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from auditor.sheets.table import Row, read_table

NUMBER = re.compile(r"(?<![0-9A-Z-])(?=[0-9]*[A-Z])[0-9A-Z]{2,12}(?:-M?[0-9]{1,6}){1,2}(?![0-9A-Z-])")
"""What we print: ``K7QM2P-0007``, ``2026Q4-0123-07``, ``2026Q4-M0123-01``. The letter tells it from a date."""
HEADING = "编号"
_DASHES = re.compile("[‐-―−－—]")
_ASIDE = re.compile(r"[(\[].*?[)\]]|[\s*:]")


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """One number and what its row says."""

    number: str
    where: str
    """File, sheet and row, for people."""
    values: Mapping[str, str]
    """Heading -> text of the cells that are not empty."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row, or a whole file, of which nothing could be used."""

    where: str
    why: str


def read_numbered(path: Path, what: str, number: re.Pattern[str] = NUMBER) -> Iterator[NumberedRow | Unread]:
    """Yield every number of a file with its row; raises UsageError when the file itself cannot be read.

    Args:
        path: a workbook or comma-separated text.
        what: what it is taken for, in Chinese, for the error.
        number: the form of the numbers; it is searched in normalised capitals.
    """
    reading = _Reading(path.name, number)
    for row in read_table(path, what):
        yield from reading.take(row)
    if not reading.recognised:
        yield Unread(path.name, f"没有找到含「{HEADING}」列的表头")


class _Reading:
    """What is known of the file so far: the headings of the sheet being read."""

    def __init__(self, name: str, number: re.Pattern[str]) -> None:
        self.recognised = False
        self._name = name
        self._number = number
        self._sheet: str | None = None
        self._headings: dict[int, str] = {}

    def take(self, row: Row) -> Iterator[NumberedRow | Unread]:
        if row.sheet != self._sheet:
            self._sheet, self._headings = row.sheet, {}
        named = {at: name for at, cell in enumerate(row.cells) if (name := heading(cell))}
        if HEADING in named.values():  # Pasted together from several sheets, a table has several headings.
            self._headings, self.recognised = named, True
        elif self._headings:
            yield from self._rows(row)

    def _rows(self, row: Row) -> Iterator[NumberedRow | Unread]:
        column = next(at for at, name in self._headings.items() if name == HEADING)
        cell = row.cells[column] if column < len(row.cells) else ""
        values = {
            name: row.cells[at].strip()
            for at, name in self._headings.items()
            if at < len(row.cells) and name != HEADING and row.cells[at].strip()
        }
        if not values and not cell.strip():
            return
        where = " ".join(part for part in (self._name, row.sheet, f"第 {row.number} 行") if part)
        if column in row.joined:
            yield Unread(where, f"编号与上面的行合并成了一格,本行的编号已丢失(合并后的编号:{_short(cell)})")
            return
        numbers = list(dict.fromkeys(self._number.findall(plain(cell))))
        if not numbers:
            yield Unread(where, f"编号无法识别:{_short(cell)}" if cell.strip() else "没有编号")
        for number in numbers:
            yield NumberedRow(number, where, values)


def heading(cell: str) -> str:
    """A heading as it is compared: full-width forms, blanks and remarks in brackets do not count."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", cell[:80]))


def plain(cell: str) -> str:
    """A cell in which numbers are looked for: capitals, ordinary digits, ordinary dashes."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", cell[:400])).upper()


def _short(cell: str) -> str:
    return cell.strip()[:40]
