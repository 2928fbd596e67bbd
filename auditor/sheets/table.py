"""A workbook or comma-separated text as rows of cell texts; what a file is decides its content, not its name."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

from auditor.model.options import UsageError

_LARGEST = 20 << 20
_LARGEST_UNPACKED = 60 << 20
"""Of all parts of a workbook; a register of the whole country has 14,000 rows and 5 MB."""
_COLUMNS = 64
_EMPTY_ROWS = 1_000
"""After so many empty rows nothing more is expected: spreadsheets format a million of them."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = ",\t;|"
_SAMPLE = 8 << 10
_MIDNIGHT = " 00:00:00"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet as texts; ``number`` is how a spreadsheet counts it."""

    sheet: str
    number: int
    cells: tuple[str, ...]
    joined: frozenset[int] = frozenset()
    """Indexes of cells that only repeat what the first of the cells merged with them says."""


def read_table(path: Path, what: str) -> Iterator[Row]:
    """Return the rows of every visible sheet; raises UsageError naming the file and ``what`` it is taken for.

    The title of the sheet is empty in a file of one sheet.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"无法读取{what} {path}:{error.strerror}") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{what} {path} 超过 {_LARGEST >> 20} MB")
    named = f"{what} {path}"
    if data.startswith(_OLE):
        kind = "加了密码的工作簿" if _ENCRYPTED in data else "旧版 Excel(.xls)格式" + _renamed(path)
        raise UsageError(f"{named} 是{kind},请在 Excel 中打开,另存为不加密的 .xlsx 或 .csv 后再用")
    if data.startswith(b"PK"):
        return _workbook(named, data)
    text = _decoded(named, data)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml")):
        raise UsageError(f"{named} 其实是网页或 XML 文本,请在 Excel 中打开,另存为 .xlsx 或 .csv 后再用")
    return _text_rows(named, text)


def _renamed(path: Path) -> str:
    suffix = path.suffix.lower()
    return f",只是改名为 {suffix}" if suffix not in ("", ".xls") else ""


def _decoded(named: str, data: bytes) -> str:
    """The text in the encoding that spreadsheets write: UTF-8, UTF-16 with its mark, or GBK."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{named} 既不是 xlsx 工作簿,也不是 UTF-8、UTF-16 或 GBK 编码的 csv 文本")


def _text_rows(named: str, text: str) -> Iterator[Row]:
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=sample.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield Row("", reader.line_num, tuple(cells[:_COLUMNS]))
    except csv.Error as error:
        raise UsageError(f"{named} 第 {reader.line_num} 行不是 csv 格式({error})") from error


def _workbook(named: str, data: bytes) -> Iterator[Row]:
    # Seldom needed, and slow to load.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = f"{named} 已损坏,或不是 xlsx 工作簿"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
                raise UsageError(f"{named} 解压后超过 {_LARGEST_UNPACKED >> 20} MB")
        # Charts and pictures may hold anything; only cells are wanted, and what formulas came to.
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, EOFError) as error:
        raise UsageError(f"{damaged}({error})") from error
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in visible:
        yield from _sheet(sheet, sheet.title if len(visible) > 1 else "")


@dataclass(frozen=True, slots=True)
class _Merged:
    """Cells joined into one: what the first says, all say."""

    values: dict[tuple[int, int], Any]

    @classmethod
    def of(cls, sheet: Any) -> "_Merged":
        values: dict[tuple[int, int], Any] = {}
        for area in sheet.merged_cells.ranges:
            first = sheet.cell(area.min_row, area.min_col).value
            if first is None or area.size["rows"] > _EMPTY_ROWS:
                continue
            rows = range(area.min_row, area.max_row + 1)
            columns = range(area.min_col, min(area.max_col, _COLUMNS) + 1)
            values |= dict.fromkeys(product(rows, columns), first)
            del values[area.min_row, area.min_col]
        return cls(values)

    def row(self, title: str, number: int, cells: Sequence[Any]) -> Row:
        filled = [self.values.get((number, column), value) for column, value in enumerate(cells, 1)]
        joined = frozenset(at for at in range(len(cells)) if (number, at + 1) in self.values)
        return Row(title, number, tuple(map(_text, filled)), joined)


def _sheet(sheet: Any, title: str) -> Iterator[Row]:
    merged, empty = _Merged.of(sheet), 0
    columns = min(sheet.max_column or 1, _COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_col=columns, values_only=True), 1):
        row = merged.row(title, number, cells)
        empty = 0 if any(row.cells) else empty + 1
        if empty > _EMPTY_ROWS:
            return
        yield row


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):  # A day is a moment at midnight to a spreadsheet.
        return str(value).removesuffix(_MIDNIGHT)
    # Codes typed as numbers: every one of at most fifteen digits is whole.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
