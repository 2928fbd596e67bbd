"""Workbooks of before 2007. ``before2007.xls`` was saved by LibreOffice: two sheets and a hidden one, merged cells, formulas."""

from pathlib import Path

import pytest

from auditor.model.options import UsageError
from auditor.sheets.numbered import NumberedRow, Unread, read_numbered
from auditor.sheets.oldbook import TooMuch, read_apart
from auditor.sheets.table import read_table
from demo import files

REAL = Path(__file__).parent / "before2007.xls"


def test_an_old_workbook_is_read_back_like_any_other() -> None:
    found = list(read_numbered(REAL, "表格"))
    rows = {one.number: dict(one.values) for one in found if isinstance(one, NumberedRow)}
    assert list(rows) == ["K7QM2P-0001", "K7QM2P-0002", "K7QM2P-0003", "K7QM2P-0004"]
    assert rows["K7QM2P-0003"] == {"问题": "死链", "整改情况": "整改中", "完成时间": "12月3日"}
    assert rows["K7QM2P-0004"] == {"整改情况": "有异议"}
    assert not [one for one in found if isinstance(one, Unread)]


def test_cells_say_what_a_person_sees_in_them() -> None:
    first, second = list(read_table(REAL, "表格"))[3:5]
    assert first.cells == ("K7QM2P-0001", "死链", "已整改", "2026-12-01", "3", "0.5", "True", "6", "#DIV/0!")
    assert second.cells[3:5] == ("2026-12-02 09:30:00", "44050000010001")
    assert (first.sheet, first.number, second.number) == ("市直", 4, 5)


def test_what_merged_cells_say_all_of_them_say_and_are_known_to_repeat() -> None:
    rows = list(read_table(REAL, "表格"))
    assert rows[0].cells == ("某某网站检查结果",) * 9 and rows[0].joined == frozenset(range(1, 9))
    assert (rows[5].cells[2], rows[5].joined) == ("整改中", frozenset({2}))


def test_hidden_sheets_are_left_out() -> None:
    assert {row.sheet for row in read_table(REAL, "表格")} == {"市直", "区县"}


@pytest.mark.parametrize("name", ["a.xls", "a.et", "a.xlsx"])
def test_its_content_decides_not_its_name_and_one_sheet_has_no_title(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(files.xls("补贴发放表"))
    (row,) = read_table(tmp_path / name, "表格")
    assert (row.sheet, row.cells) == ("", ("补贴发放表",))


def damaged() -> list[bytes]:
    whole = REAL.read_bytes()
    swapped = bytearray(whole)
    for at in range(600, len(swapped), 7):
        swapped[at] ^= 0x55
    return [whole[:600], whole[:3_000], whole[: len(whole) // 2], bytes(swapped), files.doc("这是文档")]


@pytest.mark.parametrize("data", damaged())
def test_one_that_is_not_whole_is_refused_whole(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(UsageError, match=r"a\.xls 已损坏"):
        list(read_table(tmp_path / "a.xls", "表格"))


def test_one_with_a_password_is_named_so(tmp_path: Path) -> None:
    begin, end = bytes.fromhex("0908100000060500bb0dcc070000000006000000"), bytes.fromhex("0a000000")
    locked = begin + bytes.fromhex("2f003600") + bytes([1, 0, 1, 0, 1, 0]).ljust(54, b"x") + end  # FILEPASS
    (tmp_path / "a.xls").write_bytes(files._compound({"Workbook": locked}))
    with pytest.raises(UsageError, match="加了密码"):
        list(read_table(tmp_path / "a.xls", "表格"))


def test_one_whose_parts_go_round_in_a_circle_is_given_up() -> None:
    circle = bytearray(REAL.read_bytes())
    circle[1648] = 15  # The sector chain of its cells never ends; xlrd alone would fill all memory.
    with pytest.raises(TooMuch):
        read_apart(bytes(circle), seconds=1)
