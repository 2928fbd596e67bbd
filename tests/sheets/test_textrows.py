"""Quick rows are the rows that xlsxwriter itself would write."""

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from xlsxwriter import Workbook

from auditor.sheets.textrows import write_texts

ROWS: Sequence[Sequence[str]] = (
    ("0001", "", "雷山县"),
    ("a & b", "c", "d"),
    ("<b>", "c", "d"),
    ("", "", "只有最后一格"),
    (" 前后有空格 ", "a", "b"),
    ("_x0041_", "a", "b"),
    ("\x07", "a", "b"),
    ("=1+1", "@cmd", "-2"),
)


def written(
    path: Path, write: Callable[[Any, int, Sequence[str], Any], None], rows: Sequence[Sequence[str]] = ROWS
) -> str:
    with Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, boxed = book.add_worksheet("表"), book.add_format({"border": 1})
        sheet.write_row(0, 0, ("一", "二", "三"), boxed)
        for number, row in enumerate([*rows, *rows], 1):
            write(sheet, number, row, boxed if number > len(rows) else None)
    return zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()


def slowly(sheet: Any, number: int, texts: Sequence[str], look: Any) -> None:
    for column, text in enumerate(texts):
        if text or look:
            sheet.write_string(number, column, text, look)


def test_a_quick_row_is_byte_for_byte_the_row_of_the_library(tmp_path: Path) -> None:
    assert written(tmp_path / "quick.xlsx", write_texts) == written(tmp_path / "slow.xlsx", slowly)


def test_a_text_that_looks_like_the_librarys_own_xml_stays_a_text(tmp_path: Path) -> None:
    written(tmp_path / "a.xlsx", write_texts, (("<r><broken</r>", "<r><t>y</t></r>", "z"),))
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [str(cell.value).strip() for cell in sheet[2]] == ["<r><broken</r>", "<r><t>y</t></r>", "z"]
