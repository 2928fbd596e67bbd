"""The quick way through a workbook reads what openpyxl reads."""

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from auditor.model.options import UsageError
from auditor.sheets.newbook import sheets
from auditor.sheets.table import read_table


def odd(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rich = CellRichText("粗", TextBlock(InlineFont(b=True), "体"), "字")
    sheet.append(["文字", 1, 2.5, 1e20, True, None, "末"])
    sheet.append([date(2026, 11, 5), datetime(2026, 11, 5, 9, 30), time(8, 0), timedelta(hours=30)])
    sheet["B6"] = rich
    sheet["C6"] = "#N/A"
    sheet["A7"] = "=1+1"
    sheet["B7"] = " 两端有空格 "
    sheet["C9"] = "a\nb"
    sheet.merge_cells("C9:D10")
    book.create_sheet("另一张").append(["只有一格"])
    book.create_sheet("藏").sheet_state = "hidden"
    book.save(path)
    return path


def shared(path: Path) -> Path:
    """A workbook whose texts stand in a list of their own, as Excel writes them."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ("网站名称", "网址", "a_x0041_b"))
        sheet.write_rich_string(1, 0, "粗", book.add_format({"bold": True}), "体", "字")
        sheet.write_row(1, 1, ("网址", 3))
    return path


def rewritten(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The same workbook with something replaced in one of its parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[name] = parts[name].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return path


def test_every_cell_says_what_openpyxl_says(tmp_path: Path) -> None:
    path = odd(tmp_path / "a.xlsx")
    ours = sheets(path.read_bytes())
    theirs = [one for one in load_workbook(path, data_only=True).worksheets if one.sheet_state == "visible"]
    assert [one.title for one in ours] == [one.title for one in theirs] == ["Sheet", "另一张"]
    for one, other in zip(ours, theirs, strict=True):
        rows = [tuple(row) for row in one.rows]
        expected = [tuple(row) for row in other.iter_rows(values_only=True)]
        width = max(map(len, expected))
        assert [(*row, *[None] * (width - len(row))) for row in rows] == expected[: len(rows)]
        assert not any(any(row) for row in expected[len(rows) :])
    assert ours[0].merged == [(9, 10, 3, 4)]


def test_texts_in_a_list_of_their_own_are_found_there(tmp_path: Path) -> None:
    path = shared(tmp_path / "a.xlsx")
    (sheet,) = sheets(path.read_bytes())
    assert list(map(tuple, sheet.rows)) == list(load_workbook(path).active.values)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
        ("xl/sharedStrings.xml", b"<sst", b'<!DOCTYPE w [<!ENTITY a "b">]><sst'),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>9999</v>"),
        ("xl/workbook.xml", b"sheets>", b"shoots>"),
    ],
)
def test_a_damaged_or_hostile_workbook_is_said_to_be_so(tmp_path: Path, part: str, old: bytes, new: bytes) -> None:
    path = rewritten(shared(tmp_path / "a.xlsx"), part, old, new)
    with pytest.raises(UsageError, match="已损坏"):
        list(read_table(path, "登记表"))
