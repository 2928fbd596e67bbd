"""A unit's folder: named so that people find it and nobody is led astray; notice, workbook and evidence as they are opened."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from openpyxl import load_workbook

from auditor.model.accusation import Accusation, Accused, Action, State, Step
from auditor.model.office import Site, SiteState
from auditor.model.rectification import Notice
from auditor.model.result import Kind
from auditor.sheets.numbered import NumberedRow, read_numbered
from reports.circular.frame import read_frame
from reports.handover.dossier import Dossier
from reports.handover.folders import write_folders
from reports.handover.names import folder_names, safe

EVIL = '=cmd|"/c calc"!A1<script>alert(1)</script>\u202e\x07'
STEPS = (
    Step("2026-12-01T10:00:00+08:00", "张三", Action.CONFIRM, State.PROPOSED, State.SECOND),
    Step("2026-12-01T11:00:00+08:00", "李四", Action.CONFIRM, State.SECOND, State.CONFIRMED),
)
ONE = Accusation(
    1, "2026Q4-0001-01", Accused(Kind.SITE, 7), "f", True, False, "页面被篡改",
    EVIL, "http://evil.example/\u200bx", "首页", {"text": EVIL, "pages": 3}, "",
    State.NOTIFIED, "b", STEPS,
)  # fmt: skip
SITE = Site(
    7, "0007", "甲网", "http://a.gov.cn/", "", 1, "甲局", "甲县", "county", False, "", SiteState.RUNNING, (), {}
)
NOTICE = Notice(
    1, "2026Q4-整改-001", "云泽市/民政局", "2026-12-02T09:00:00+08:00", date(2026, 12, 11), False, (ONE,), (), ()
)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..",
        "/",
        "a\\..\\b",
        "C:\\x",
        "con",
        "",
        "  ",
        "甲\u202e局",
        "a\x00b",
        "." * 300,
        "甲" * 500,
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str):
    plain = safe(name)
    assert plain and (tmp_path / plain).resolve().parent == tmp_path.resolve()
    assert not set(plain) & set('/\\:*?"<>|.\x00\u202e') and len(plain) <= 61
    (tmp_path / plain).mkdir()


def test_units_of_one_name_get_folders_of_their_own():
    assert folder_names(["民政局", "民政局", "A局", "a局"]) == ["民政局", "民政局(2)", "A局", "a局(2)"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    dossier = Dossier(NOTICE, {Accused(Kind.SITE, 7): SITE}, read_frame(None))
    ((_, folder),) = write_folders([dossier], tmp_path / "out")
    assert folder == tmp_path / "out" / "云泽市_民政局" / "2026Q4-整改-001"
    return folder


def test_the_notice_says_what_until_when_and_links_to_nothing(folder: Path):
    word = Document(str(folder / "整改通知书.docx"))
    text = "\n".join(one.text for one in word.paragraphs)
    assert "存在问题 1 项，其中单项否决 1 项" in text and "于 2026年12月11日前" in text and "2026年12月2日" in text
    cells = [cell.text for cell in word.tables[0].rows[1].cells]
    assert cells[0] == "2026Q4-0001-01" and "⟨U+202E⟩" in cells[3]
    assert not word.part.element.xpath("//w:hyperlink")


def test_the_workbook_keeps_formulas_as_text_and_is_read_back_by_number(folder: Path):
    path = folder / "问题清单.xlsx"
    book = load_workbook(path)
    sheet = book["问题清单"]
    assert sheet["E2"].data_type == "s" and str(sheet["E2"].value).startswith("=cmd")
    assert [cell.value for cell in sheet[1]][-3:] == ["整改情况", "完成时间", "申诉意见"]
    sheet["I2"] = "已整改"
    book.save(path)
    (row,) = read_numbered(path, "问题清单")
    assert isinstance(row, NumberedRow) and (row.number, row.values["整改情况"]) == ("2026Q4-0001-01", "已整改")


def test_the_evidence_names_who_confirmed_it_and_is_dead_text(folder: Path):
    page = html.fromstring((folder / "证据.html").read_bytes())
    facts = {row.xpath("string(th)"): row.xpath("string(td)") for row in page.xpath("//tr")}
    assert facts["核实人"] == "张三、李四" and "⟨U+200B⟩" in facts["网址"]
    assert not page.xpath("//a | //script | //img")


def test_an_urgent_notice_says_so(tmp_path: Path):
    dossier = Dossier(replace(NOTICE, urgent=True), {Accused(Kind.SITE, 7): SITE}, read_frame(None))
    ((_, folder),) = write_folders([dossier], tmp_path)
    text = "\n".join(one.text for one in Document(str(folder / "紧急告知.docx")).paragraphs)
    assert "紧急告知" in text and "立即断开有害链接" in text
