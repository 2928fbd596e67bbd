"""What all workbooks share: text stays text, an older file stays until the new one is whole, people can filter and choose."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.workbook import Columns, workbook

EVIL = '=HYPERLINK("http://evil.example/","x")'
COLUMNS = Columns(
    {"编号": 10, "问题": 20, "次数": 6, "整改情况": 9}, ("整改情况",), {"整改情况": ("已整改", "有异议")}, frozen=2
)


def written(path: Path, *rows: tuple[str | int, ...]) -> Path:
    with workbook(path) as book:
        table = book.table("清单", COLUMNS)
        for row in rows:
            table.add(row)
        table.finish()
    return path


def test_nothing_becomes_a_formula_or_a_link_and_nothing_hidden_stays(tmp_path: Path) -> None:
    words = (EVIL, "http://a.gov.cn/", "+1", "@x", "\x1b\u202e\ud800", "长" * 40_000)
    path = written(tmp_path / "a.xlsx", *((one, one, 3, one) for one in words))
    sheet = load_workbook(path)["清单"]
    for row in sheet.iter_rows(min_row=2):
        for cell in (row[0], row[1], row[3]):
            assert cell.data_type == "s" and cell.hyperlink is None and len(cell.value) <= 2_100
            assert cell.quotePrefix and cell.number_format == "@"
        assert row[2].value == 3
    assert not any(sign in str(sheet["A6"].value) for sign in "\x1b\u202e\ud800")
    with zipfile.ZipFile(path) as parts:
        assert b"<f>" not in b"".join(parts.read(name) for name in parts.namelist())


def test_people_can_filter_choose_and_print(tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path / "a.xlsx", ("1", "甲", 1, ""), ("2", "乙", 2, "")))["清单"]
    assert (sheet.auto_filter.ref, sheet.freeze_panes) == ("A1:D3", "C2")
    (rule,) = sheet.data_validations.dataValidation
    assert str(rule.sqref) == "D2:D3" and rule.formula1 == '"已整改,有异议"' and rule.errorStyle == "information"
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.print_title_rows == "$1:$1" and sheet["D2"].value is None


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", ("1", "甲", 1, ""))
    before = path.read_bytes()
    with pytest.raises(ZeroDivisionError), workbook(path) as book:
        book.table("清单", COLUMNS).add(("1", "甲", 1 // 0, ""))
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]
    (tmp_path / "b.xlsx.part").mkdir()
    with pytest.raises(OSError):
        written(tmp_path / "b.xlsx", ("1", "甲", 1, ""))
