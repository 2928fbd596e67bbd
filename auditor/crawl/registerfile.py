"""The register of government sites as a file: a workbook or comma-separated text becomes rows of cell texts."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.crawl.registerrows import Row, RowLimit, read_rows
from auditor.model.options import UsageError
from auditor.model.register import Register

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


def read_register(path: Path) -> Register:
    """Return the register in a file; what it is decides its content, not its name. Raises UsageError naming the file."""
    try:
        return read_rows(path.name, table_rows(path))
    except RowLimit as error:
        raise UsageError(f"基本信息表 {path} 的行数超过 {error.most}") from error


def table_rows(path: Path) -> Iterator[Row]:
    """The rows of a workbook or of comma-separated text as texts, merged cells filled; raises UsageError naming the file."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(f"无法读取基本信息表 {path}:{error.strerror}") from error
    if len(data) > _LARGEST:
        raise UsageError(f"基本信息表 {path} 超过 {_LARGEST >> 20} MB")
    if data.startswith(_OLE):
        kind = "加了密码的工作簿" if _ENCRYPTED in data else "旧版 Excel(.xls)格式" + _renamed(path)
        raise UsageError(f"基本信息表 {path} 是{kind},请在 Excel 中打开,另存为不加密的 .xlsx 或 .csv 后再用")
    if data.startswith(b"PK"):
        return _workbook(path, data)
    text = _decoded(path, data)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<table", "<?xml")):
        raise UsageError(f"基本信息表 {path} 其实是网页或 XML 文本,请在 Excel 中打开,另存为 .xlsx 或 .csv 后再用")
    return _table(path, text)


def _renamed(path: Path) -> str:
    suffix = path.suffix.lower()
    return f",只是改名为 {suffix}" if suffix not in ("", ".xls") else ""


def _decoded(path: Path, data: bytes) -> str:
    """The text in the encoding that spreadsheets write: UTF-8, UTF-16 with its mark, or GBK."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"基本信息表 {path} 既不是 xlsx 工作簿,也不是 UTF-8、UTF-16 或 GBK 编码的 csv 文本")


def _table(path: Path, text: str) -> Iterator[Row]:
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=sample.count)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield Row("", reader.line_num, tuple(cells[:_COLUMNS]))
    except csv.Error as error:
        raise UsageError(f"基本信息表 {path} 第 {reader.line_num} 行不是 csv 格式({error})") from error


def _workbook(path: Path, data: bytes) -> Iterator[Row]:
    # Seldom needed, and slow to load.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    damaged = f"基本信息表 {path} 已损坏,或不是 xlsx 工作簿"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST_UNPACKED:
                raise UsageError(f"基本信息表 {path} 解压后超过 {_LARGEST_UNPACKED >> 20} MB")
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
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, min(area.max_col, _COLUMNS) + 1):
                    values[row, column] = first
        return cls(values)

    def fill(self, number: int, cells: Sequence[Any]) -> list[Any]:
        return [self.values.get((number, column), value) for column, value in enumerate(cells, 1)]


def _sheet(sheet: Any, title: str) -> Iterator[Row]:
    merged, empty = _Merged.of(sheet), 0
    columns = min(sheet.max_column or 1, _COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_col=columns, values_only=True), 1):
        texts = tuple(map(_text, merged.fill(number, cells)))
        empty = 0 if any(texts) else empty + 1
        if empty > _EMPTY_ROWS:
            return
        yield Row(title, number, texts)


def _text(value: Any) -> str:
    if value is None:
        return ""
    # Codes typed as numbers: every one of at most fifteen digits is whole.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
