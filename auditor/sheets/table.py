"""A workbook, also of before 2007, or comma-separated text as rows of cell texts; a file's content decides, not its name."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.model.options import UsageError
from auditor.sheets.cells import COLUMNS, Merged, cell_text

_LARGEST = 20 << 20
_EMPTY_ROWS = 1_000
"""After so many empty rows nothing more is expected: spreadsheets format a million of them."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DELIMITERS = ",\t;|"
_SAMPLE = 8 << 10


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
        return _old_workbook(named, data)
    if data.startswith(b"PK"):
        return _workbook(named, data)
    text = _decoded(named, data)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml")):
        raise UsageError(f"{named} 其实是网页或 XML 文本,请在 Excel 中打开,另存为 .xlsx 或 .csv 后再用")
    return _text_rows(named, text)


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
            yield Row("", reader.line_num, tuple(cells[:COLUMNS]))
    except csv.Error as error:
        raise UsageError(f"{named} 第 {reader.line_num} 行不是 csv 格式({error})") from error


def _workbook(named: str, data: bytes) -> Iterator[Row]:
    # Seldom needed, and slow to load.
    from auditor.sheets.newbook import BROKEN, LARGEST_UNPACKED, TooLarge, sheets

    try:
        visible = sheets(data)
        for sheet in visible:
            yield from _sheet(sheet.title if len(visible) > 1 else "", sheet.rows, Merged(sheet.merged))
    except TooLarge as error:
        raise UsageError(f"{named} 解压后超过 {LARGEST_UNPACKED >> 20} MB") from error
    except BROKEN as error:
        raise UsageError(f"{named} 已损坏,或不是 xlsx 工作簿({error})") from error


def _old_workbook(named: str, data: bytes) -> Iterator[Row]:
    # Seldom needed.
    from auditor.sheets.oldbook import Damaged, Encrypted, TooMuch, read_apart

    again = "请在 Excel 中打开,另存为不加密的 .xlsx 或 .csv 后再用"
    try:
        if _ENCRYPTED in data:
            raise Encrypted
        sheets = read_apart(data)
    except Encrypted as error:
        raise UsageError(f"{named} 是加了密码的工作簿,{again}") from error
    except Damaged as error:
        raise UsageError(f"{named} 已损坏,或不是 .xls 工作簿({error}),{again}") from error
    except TooMuch as error:
        raise UsageError(f"{named} 读取时占用的时间或内存超过限度,可能已损坏,{again}") from error
    for sheet in sheets:
        yield from _sheet(sheet.title if len(sheets) > 1 else "", sheet.rows, Merged(sheet.merged))


def _sheet(title: str, rows: Iterable[Sequence[Any]], merged: Merged) -> Iterator[Row]:
    empty = 0
    for number, cells in enumerate(rows, 1):
        filled, joined = merged.fill(number, cells[:COLUMNS])
        row = Row(title, number, tuple(map(cell_text, filled)), joined)
        empty = 0 if any(row.cells) else empty + 1
        if empty > _EMPTY_ROWS:
            return
        yield row
