"""A workbook of ours goes out, is sorted, merged, shortened and half filled, and is read back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.store.office.database import Office
from auditor.store.office.replies import answers
from reports.excel import NAME, write
from reports.formats import Means
from reports.view import ReportView
from tests.reports.conftest import finding, write_bundle


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "auditor.cli", "replies", "import", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, env=dict(os.environ))


@pytest.fixture
def workbook(tmp_path: Path) -> tuple[Path, list[str]]:
    view = ReportView.open(write_bundle(tmp_path / "bundle", [finding(n) for n in range(8)]))
    folder = tmp_path / "replies" / "市教育局"
    folder.mkdir(parents=True)
    write(view, folder, Means())
    return folder / NAME, [view.numbers.number(entry.fingerprint) for entry in view.ordered]


def test_a_workbook_that_people_worked_on_is_read_back(workbook: tuple[Path, list[str]], tmp_path: Path) -> None:
    path, numbers = workbook
    book = load_workbook(path)
    sheet = book["链接"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    sheet.delete_rows(2, 99)
    for values in reversed(rows[:-1]):  # Sorted the other way round, and the last row is lost.
        sheet.append(values)
    sheet.insert_cols(1)
    sheet.cell(1, 1, "本单位序号")
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["整改情况"], "已整改")
    sheet.merge_cells(start_row=2, end_row=3, start_column=at["整改情况"], end_column=at["整改情况"])
    sheet.cell(4, at["编号"]).value = f"{numbers[4]}（已电话沟通）"
    sheet.cell(4, at["申诉意见"], "该网页已于去年下线")
    book.save(path)

    done = run(path.parent.parent, "--db", tmp_path / "office.db", "--operator", "王五")
    assert done.returncode == 0, done.stdout + done.stderr
    office = Office.open(tmp_path / "office.db")
    assert answers(office, numbers[6]) == answers(office, numbers[5]) == {"整改情况": "已整改"}
    assert answers(office, numbers[4]) == {"申诉意见": "该网页已于去年下线"}
    assert [answers(office, number) for number in (*numbers[:4], numbers[7])] == [{}] * 5


def test_what_does_not_agree_is_listed_and_nothing_is_overwritten(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("编号,整改情况\nK7QM2P-0001,整改中\n", "utf-8")
    second.write_text("编号,整改情况\nK7QM2P-0001,已整改\n,已整改\n", "utf-8")
    db = ("--db", tmp_path / "office.db")
    assert run(first, *db).returncode == 0
    done = run(second, *db)
    assert done.returncode == 1
    assert "K7QM2P-0001 整改情况:已有「整改中」(a.csv 第 2 行),这次「已整改」(b.csv 第 2 行)" in done.stdout
    assert "b.csv 第 3 行:没有编号" in done.stdout
    assert answers(Office.open(tmp_path / "office.db"), "K7QM2P-0001") == {"整改情况": "整改中"}
    assert run(second, *db, "--replace").returncode == 1
    assert answers(Office.open(tmp_path / "office.db"), "K7QM2P-0001") == {"整改情况": "已整改"}


def test_a_file_that_cannot_be_read_does_not_keep_the_others_out(tmp_path: Path) -> None:
    (tmp_path / "好.csv").write_text("编号,整改情况\nK7QM2P-0001,已整改\n", "utf-8")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "~$好.xlsx").write_bytes(b"lock")
    done = run(tmp_path, "--db", tmp_path / "office.db")
    assert done.returncode == 2 and "坏.xlsx 已损坏" in done.stderr and "Traceback" not in done.stderr
    assert answers(Office.open(tmp_path / "office.db"), "K7QM2P-0001") == {"整改情况": "已整改"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    done = run(tmp_path / "没有.xlsx", "--db", tmp_path / "office.db")
    assert done.returncode == 2 and "没有.xlsx" in done.stderr and "Traceback" not in done.stderr
