"""Workbooks as Excel wrote them before 2007 (.xls), and WPS tables (.et) of that make.

A damaged or hostile one can make its reader ask for all the memory there is. It is read in a process of its own that
bounds itself before it looks at the first byte:
``python -m auditor.sheets.oldbook SECONDS``, bytes in, JSON out.
"""

import io
import resource
import struct
import subprocess
import sys
from datetime import datetime
from typing import Any

import msgspec
import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError, xldate_as_datetime

from auditor.sheets.cells import COLUMNS, Area, cell_text

_MEMORY = 1 << 30
_SECONDS = 20
_BROKEN = (
    xlrd.XLRDError, CompDocError, struct.error, ValueError, IndexError, KeyError, AssertionError, TypeError, AttributeError,
    OverflowError, ZeroDivisionError, RecursionError,
)  # fmt: skip
"""What xlrd raises on a damaged file."""


class Damaged(ValueError):
    """The file is no workbook, or not all of it is there."""


class Encrypted(ValueError):
    """The workbook wants a password."""


class TooMuch(ValueError):
    """Reading it would take more memory or time than any honest workbook does."""


class OldSheet(msgspec.Struct, frozen=True):
    """One visible sheet: its cells as texts, and which of them are merged."""

    title: str
    rows: list[list[str]]
    merged: list[Area]


class _Said(msgspec.Struct, frozen=True):
    """What the process says on its standard output."""

    sheets: list[OldSheet] = []
    damage: str = ""
    encrypted: bool = False


def read_apart(data: bytes, seconds: int = _SECONDS) -> list[OldSheet]:
    """Read the visible sheets in a process apart; raises Damaged, Encrypted or, after so many seconds of work, TooMuch.

    Of a file that cannot be read to its end nothing is returned: half a table would be taken for the whole.
    """
    command = (sys.executable, "-m", "auditor.sheets.oldbook", str(seconds))
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * seconds + _SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TooMuch from error
    if done.returncode:
        raise TooMuch
    said = msgspec.json.decode(done.stdout, type=_Said)
    if said.encrypted:
        raise Encrypted
    if said.damage:
        raise Damaged(said.damage)
    return said.sheets


def main() -> None:
    """The process apart; the seconds are its only argument."""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(msgspec.json.encode(_read(sys.stdin.buffer.read())))


def _read(data: bytes) -> _Said:
    try:
        # Only with their formatting does it tell which cells are merged.
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, formatting_info=True, ragged_rows=True
        )
        return _Said([sheet for number in range(book.nsheets) if (sheet := _sheet(book, number)) is not None])
    except _BROKEN as error:
        said = str(error) or type(error).__name__
        return _Said(encrypted=True) if "encrypt" in said.lower() else _Said(damage=said[:200])


def _sheet(book: Any, number: int) -> OldSheet | None:
    sheet = book.sheet_by_index(number)
    merged = [(top + 1, bottom, left + 1, right) for top, bottom, left, right in sheet.merged_cells]
    rows = [[_text(cell, book.datemode) for cell in sheet.row(row)[:COLUMNS]] for row in range(sheet.nrows)]
    book.unload_sheet(number)
    return None if sheet.visibility else OldSheet(_plain(sheet.name), rows, merged)


def _text(cell: Any, datemode: int) -> str:
    if cell.ctype == XL_CELL_DATE:
        return cell_text(_moment(cell.value, datemode))
    if cell.ctype == XL_CELL_BOOLEAN:
        return str(bool(cell.value))
    if cell.ctype == XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERR"))
    return _plain(cell_text(cell.value))


def _plain(words: str) -> str:
    """Without the halves of characters, which no JSON can hold."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _moment(serial: float, datemode: int) -> datetime | float:
    """The moment a cell shows; a number that only wears the format of a date stays one."""
    try:
        moment: datetime = xldate_as_datetime(serial, datemode)
    except (XLDateError, OverflowError, ValueError):
        return serial
    return moment


if __name__ == "__main__":
    main()
