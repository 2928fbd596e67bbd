"""Whatever people did to our sheets, a row is known by its number, and what cannot be used is named."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from auditor.model.options import UsageError
from auditor.sheets.numbered import NumberedRow, Unread, read_numbered

HEADINGS = ["编号", "问题", "整改情况", "完成时间"]


def sheet(path: Path, *rows: list[object], merge: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    book.save(path)
    return path


def read(path: Path) -> tuple[dict[str, dict[str, str]], list[Unread]]:
    found = list(read_numbered(path, "反馈表"))
    rows = {one.number: dict(one.values) for one in found if isinstance(one, NumberedRow)}
    return rows, [one for one in found if isinstance(one, Unread)]


def test_rows_are_known_by_number_whatever_the_order_of_rows_and_columns(tmp_path: Path) -> None:
    rows, lost = read(
        sheet(
            tmp_path / "a.xlsx",
            ["某某网站检查结果"],
            [],
            ["整改情况", "备注", "编 号", "完成时间（必填）"],
            ["已整改", "", "K7QM2P-0003", "12月1日"],
            ["整改中", "等厂商", "K7QM2P-0001", None],
        )
    )
    assert rows == {
        "K7QM2P-0003": {"整改情况": "已整改", "完成时间": "12月1日"},
        "K7QM2P-0001": {"整改情况": "整改中", "备注": "等厂商"},
    }
    assert lost == []


@pytest.mark.parametrize(
    "cell",
    ["K7QM2P-0007(已改)", " k7qm2p-0007 ", "Ｋ７ＱＭ２Ｐ－０００７", "编号:K7QM2P—0007", "K7QM2P-0007 2026-12-01改", "★K7QM2P-0007"],
)  # fmt: skip
def test_notes_and_forms_of_writing_do_not_hide_a_number(tmp_path: Path, cell: str) -> None:
    rows, lost = read(sheet(tmp_path / "a.xlsx", HEADINGS, [cell, "死链", "已整改", None]))
    assert list(rows) == ["K7QM2P-0007"] and lost == []


@pytest.mark.parametrize("cell", ["2026-12-01", "0007", "第7条", "XK7QM2P-0007-1-2-3", "见附件"])
def test_what_is_no_number_is_named_with_its_row(tmp_path: Path, cell: str) -> None:
    rows, (lost,) = read(sheet(tmp_path / "甲单位.xlsx", HEADINGS, [cell, "死链", "已整改", None]))
    assert rows == {}
    assert "甲单位.xlsx" in lost.where and "第 2 行" in lost.where and cell in lost.why


def test_numbers_of_a_campaign_are_read_too(tmp_path: Path) -> None:
    rows, _ = read(
        sheet(
            tmp_path / "a.xlsx",
            HEADINGS,
            ["2026Q4-0123-07", "", "已整改", None],
            ["2026Q4-M0012-01", "", "已整改", None],
        )
    )
    assert list(rows) == ["2026Q4-0123-07", "2026Q4-M0012-01"]


def test_an_answer_merged_over_rows_is_the_answer_of_each(tmp_path: Path) -> None:
    rows, lost = read(
        sheet(
            tmp_path / "a.xlsx",
            HEADINGS,
            ["K7QM2P-0001", "死链", "已整改", None],
            ["K7QM2P-0002", "死链", None, None],
            ["K7QM2P-0003", "死链", None, None],
            merge=("C2:C3",),
        )
    )
    assert [row.get("整改情况") for row in rows.values()] == ["已整改", "已整改", None]
    assert lost == []


def test_merged_numbers_are_lost_but_for_the_first_and_said_so(tmp_path: Path) -> None:
    rows, (lost,) = read(
        sheet(
            tmp_path / "a.xlsx",
            HEADINGS,
            ["K7QM2P-0001", "死链", "已整改", None],
            ["K7QM2P-0002", "错链", "整改中", None],
            merge=("A2:A3",),
        )
    )
    assert rows == {"K7QM2P-0001": {"问题": "死链", "整改情况": "已整改"}}
    assert "第 3 行" in lost.where and "合并" in lost.why


def test_several_numbers_in_one_cell_share_the_answer(tmp_path: Path) -> None:
    rows, _ = read(sheet(tmp_path / "a.xlsx", HEADINGS, ["K7QM2P-0001、K7QM2P-0002", "", "已整改", None]))
    assert {number: row["整改情况"] for number, row in rows.items()} == {
        "K7QM2P-0001": "已整改",
        "K7QM2P-0002": "已整改",
    }


def test_a_row_without_number_is_named_and_an_empty_one_is_not(tmp_path: Path) -> None:
    rows, lost = read(sheet(tmp_path / "a.xlsx", HEADINGS, [None] * 4, [None, "死链", "已整改", None]))
    assert rows == {} and [one.why for one in lost] == ["没有编号"]


def test_tables_pasted_below_each_other_keep_their_own_columns(tmp_path: Path) -> None:
    rows, _ = read(
        sheet(
            tmp_path / "a.xlsx",
            HEADINGS,
            ["K7QM2P-0001", "死链", "已整改", None],
            ["整改情况", "编号"],
            ["整改中", "AB23CD-0001"],
        )
    )
    assert rows["AB23CD-0001"] == {"整改情况": "整改中"}


def test_a_workbook_without_number_column_is_said_to_have_none(tmp_path: Path) -> None:
    rows, (lost,) = read(sheet(tmp_path / "a.xlsx", ["序号", "问题"], [1, "死链"]))
    assert rows == {} and "编号" in lost.why


def test_csv_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("编号,整改情况\nK7QM2P-0001,已整改\n".encode("gbk"))
    assert read(path)[0] == {"K7QM2P-0001": {"整改情况": "已整改"}}


def test_a_photograph_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff\xfe\x00\x81")
    with pytest.raises(UsageError, match=r"反馈表 .*照片\.xlsx"):
        list(read_numbered(path, "反馈表"))
