"""Inspectors' sheets: written, filled in as people do, read back by number."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditor.campaign.accusations.answers import import_sheet
from auditor.campaign.accusations.collecting import collect
from auditor.campaign.accusations.sheet import write_sheet
from auditor.model.accusation import State
from auditor.store.office import accusations as stored
from auditor.store.office.database import Office
from tests.campaign.accusations.conftest import bundle, tampered

VETO, DEAD, DOUBTFUL = "2026Q4-0001-01", "2026Q4-0001-02", "2026Q4-0002-01"


@pytest.fixture
def collected(office: Office) -> Office:
    collect(office, "2026Q4")
    return office


def filled(office: Office, folder: Path, inspector: str, answers: dict[str, tuple[str, str]]) -> Path:
    """A sheet as the inspector sends it back: upside down, with notes in the number cells."""
    path = folder / f"{inspector}.xlsx"
    write_sheet(office, "2026Q4", inspector, path)
    book = load_workbook(path)
    sheet = book["核实表"]
    head, *rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(head)
    for row in reversed(rows):
        said, why = answers.get(str(row[0]), ("", ""))
        row[head.index("结论")], row[head.index("说明")] = said, why
        row[0] = f" {row[0]} (已电话联系)"
        sheet.append(row)
    book.save(path)
    return path


def state(office: Office, number: str) -> State:
    return stored.accusation(office, number).state


def answer(office: Office, folder: Path, inspector: str, **answers: tuple[str, str]):
    names = {"veto": VETO, "dead": DEAD, "doubtful": DOUBTFUL}
    path = filled(office, folder, inspector, {names[key]: said for key, said in answers.items()})
    return import_sheet(office, "2026Q4", path, inspector)


def test_the_sheet_shows_proposal_evidence_and_choices(collected: Office, tmp_path: Path):
    assert write_sheet(collected, "2026Q4", "张三", tmp_path / "s.xlsx") == 3
    book = load_workbook(tmp_path / "s.xlsx")
    rows = list(book["核实表"].iter_rows(values_only=True))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["编号"] == VETO and row["网站或账号"] == "甲网" and row["性质"] == "单项否决" and row["核实人"] == "张三"
    assert "检查时间 2026-11-02 10:00" in str(row["证据"])
    (choices,) = book["核实表"].data_validations.dataValidation
    assert choices.formula1 == '"属实,不属实,需再看"'


def test_inspectors_share_the_work_by_region(collected: Office, tmp_path: Path):
    assert write_sheet(collected, "2026Q4", "张三", tmp_path / "s.xlsx", ("甲县",)) == 3
    assert write_sheet(collected, "2026Q4", "张三", tmp_path / "s.xlsx", ("乙县",)) == 0


def test_answers_come_back_by_number_whatever_the_order(collected: Office, tmp_path: Path):
    read = answer(
        collected, tmp_path, "张三", veto=("属实", ""), dead=("不属实", "链接可以打开"), doubtful=("需再看", "")
    )
    assert (read.second, read.rejected, read.open, read.unread) == (1, 1, 1, [])
    assert state(collected, VETO) is State.SECOND and state(collected, DEAD) is State.REJECTED
    step = stored.accusation(collected, DEAD).steps[0]
    assert (step.operator, step.note) == ("张三", "链接可以打开")


def test_the_second_person_makes_the_veto_and_the_first_cannot(collected: Office, tmp_path: Path):
    first = filled(collected, tmp_path, "张三", {VETO: ("属实", "")})
    import_sheet(collected, "2026Q4", first, "张三")
    assert import_sheet(collected, "2026Q4", first, "张三").same == 1 and state(collected, VETO) is State.SECOND
    assert write_sheet(collected, "2026Q4", "张三", tmp_path / "again.xlsx") == 2  # Not asked a second time.
    assert answer(collected, tmp_path, "李四", veto=("属实", "")).confirmed == 1
    assert state(collected, VETO) is State.CONFIRMED


def test_opposite_answers_are_shown_and_not_overwritten(collected: Office, tmp_path: Path):
    of_two = filled(collected, tmp_path, "李四", {DEAD: ("不属实", "能打开"), VETO: ("不属实", "是正常链接")})
    answer(collected, tmp_path, "张三", dead=("属实", ""), veto=("属实", ""))
    read = import_sheet(collected, "2026Q4", of_two, "李四")
    assert len(read.conflicts) == 2 and "张三于" in read.conflicts[0] and "未改动" in read.conflicts[0]
    assert state(collected, DEAD) is State.CONFIRMED and state(collected, VETO) is State.SECOND


def test_a_no_without_reason_and_a_strange_word_are_named(collected: Office, tmp_path: Path):
    read = answer(collected, tmp_path, "张三", veto=("不属实", ""), dead=("是", ""))
    assert (
        len(read.unread) == 2
        and any("须写明理由" in line for line in read.unread)
        and any("无法识别" in line for line in read.unread)
    )
    assert state(collected, VETO) is State.PROPOSED


def test_what_an_inspector_says_it_costs_is_kept_and_nonsense_is_named(collected: Office, tmp_path: Path):
    path = filled(collected, tmp_path, "张三", {DEAD: ("属实", "")})
    book = load_workbook(path)
    sheet = book["核实表"]
    column = [cell.value for cell in sheet[1]].index("扣分或加分") + 1
    row = next(row for row in range(2, 5) if DEAD in str(sheet.cell(row, 1).value))
    for said in ("两分", 1.5):
        sheet.cell(row, column).value = said
        book.save(path)
        read = import_sheet(collected, "2026Q4", path, "张三")
        assert read.unread == [] or "应为不小于 0 的数字" in read.unread[0]
    assert str(stored.accusation(collected, DEAD).points) == "1.5" and state(collected, DEAD) is State.CONFIRMED


def test_what_was_seen_once_needs_words(collected: Office, tmp_path: Path):
    assert "如何核实" in answer(collected, tmp_path, "张三", doubtful=("属实", "")).unread[0]
    assert answer(collected, tmp_path, "张三", doubtful=("属实", "两日后仍打不开")).confirmed == 1


def test_numbers_of_another_campaign_are_named(collected: Office, tmp_path: Path):
    (tmp_path / "x.csv").write_text("编号,结论\n2025Q1-0001-01,属实\n", "utf-8")
    assert "没有编号 2025Q1-0001-01" in import_sheet(collected, "2026Q4", tmp_path / "x.csv", "张三").unread[0]


def test_hostile_texts_stay_text_in_the_sheet(office: Office, tmp_path: Path):
    bundle(
        tmp_path / "runs/s1/2026-11-01_220000",
        tampered(message='=HYPERLINK("http://evil")\x08\u202e\ud800', page="http://s/\u200bp"),
    )
    collect(office, "2026Q4")
    write_sheet(office, "2026Q4", "张三", tmp_path / "s.xlsx")
    cells = next(load_workbook(tmp_path / "s.xlsx")["核实表"].iter_rows(min_row=2))
    message = next(cell for cell in cells if str(cell.value).startswith("=HYPER"))
    assert message.data_type == "s" and "⟨U+202E⟩" in str(message.value) and message.hyperlink is None
