"""The sheet of corrections, there and back."""

from pathlib import Path

import openpyxl
import pytest

from auditor.model.columns import Column, ColumnClass, Correction
from auditor.model.options import UsageError
from auditor.sheets.columns import HEADINGS, SheetError, read_sheet, write_sheet

A, B = "http://www.x.gov.cn/a/", "http://www.x.gov.cn/b/"


def column(url: str, name: str = "通知公告") -> Column:
    return Column(url, name, (name,), 1, ColumnClass.NOTICE, ("nav", "name:通知公告"))


def sheet(tmp_path: Path, *rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    book.save(tmp_path / "in.xlsx")
    return tmp_path / "in.xlsx"


def line(url: str, *given: object) -> tuple[object, ...]:
    cells = (url, "", "", "", "", "", *given)
    return (*cells, *("",) * (len(HEADINGS) - len(cells)))


def test_what_was_corrected_before_is_written_and_read_back(tmp_path: Path) -> None:
    kept = Correction(A, ColumnClass.NEWS, None, "本季度无", True, "王某", "2026-12-31")
    lost = Correction("http://www.x.gov.cn/gone/", None, True, "已撤销")
    assert write_sheet(tmp_path / "out.xlsx", [column(A), column(B)], [kept, lost]) == 3
    assert read_sheet(tmp_path / "out.xlsx") == {A: kept, B: None, lost.url: lost}


def test_names_from_the_web_are_text_and_no_formula(tmp_path: Path) -> None:
    write_sheet(tmp_path / "out.xlsx", [column(A, '=HYPERLINK("http://evil")'), column(B, "@SUM(1)\x07\ud800")], [])
    cells = [row[1] for row in openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s", "s"]


def test_columns_and_rows_may_come_in_any_order(tmp_path: Path) -> None:
    turned = tuple(reversed(HEADINGS))
    rows = (tuple(reversed(line(B, "静态信息"))), tuple(reversed(line(A, "", "否", "历史栏目"))))
    found = read_sheet(sheet(tmp_path, *rows, headings=turned))
    assert found == {B: Correction(B, ColumnClass.STATIC), A: Correction(A, None, True, "历史栏目")}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (line("不是网址", "动态要闻"), "第 2 行的栏目网址"),
        (line(A, "新闻类"), "类别“新闻类”"),
        (line(A, "", "也许"), "只能填"),
        (line(A, "", "否"), "不纳入的原因"),
        (line(A, "", "", "无", "是"), "批准人"),
        (line(A, "", "", "无", "是", "王某", "2026-02-30"), "不是日期"),
    ],
)
def test_rows_that_cannot_be_understood_are_named_and_nothing_is_kept(
    tmp_path: Path, row: tuple[object, ...], said: str
) -> None:
    with pytest.raises(SheetError, match="没有保存任何更正") as caught:
        read_sheet(sheet(tmp_path, row))
    assert said in str(caught.value)


def test_two_rows_of_one_column_must_agree(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="第 3 行"):
        read_sheet(sheet(tmp_path, line(A, "动态要闻"), line(A, "通知公告")))


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"])
def test_files_that_are_no_workbook(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises((SheetError, UsageError)):
        read_sheet(tmp_path / "x.xlsx")


def test_a_workbook_of_something_else_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="不是栏目表"):
        read_sheet(sheet(tmp_path, headings=("姓名", "电话")))
    with pytest.raises(UsageError, match="无法读取"):
        read_sheet(tmp_path / "none.xlsx")
