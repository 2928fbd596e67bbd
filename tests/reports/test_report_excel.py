"""The workbook as a spreadsheet program reads it: columns, order, choices, and that nothing in it is live."""

import json
import re
import tracemalloc
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from reports.excel import COLUMNS, NAME, REMEDY, REVIEW, write
from reports.formats import Means
from reports.view import BundleUnreadable, ReportView
from reports.wording import Looked

ASKED = [
    "编号", "指标", "栏目路径", "页面标题", "网址", "问题", "摘录", "出现页数", "责任单位", "首次检查时间", "最近检查时间", "核实人",
    "整改情况", "完成时间", "申诉意见", "复核结论",
]  # fmt: skip
FORMULAS = [
    '=HYPERLINK("http://evil.example/","点我")', "+1+1", "-2+3", "@SUM(A1)", "=cmd|'/C calc'!A0", "\t=1+1", "http://evil.example/"
]  # fmt: skip
HOSTILE = ["\ud800", "\x00\x08\x1b", "a\u202egpj.exe", "www.\u200bgov.cn", "x" * 40_000, "{{ 7*7 }}", "_x0041_"]


def made_book(folder: Path, made: SimpleNamespace, records: list[dict[str, Any]], **changed: Any) -> Any:
    bundle = made.bundle(folder / "bundle", records)
    (path,) = write(ReportView.open(bundle), folder, Means(titles=made.titles, **changed))
    assert path == folder / NAME and not list(folder.glob("*.part"))
    return load_workbook(path)


def column(sheet: Any, heading: str) -> list[Any]:
    at = [cell.value for cell in sheet[1]].index(heading)
    return [row[at].value for row in sheet.iter_rows(min_row=2)]


def test_a_row_has_everything_that_is_needed_to_confirm_and_answer(tmp_path: Path, made: SimpleNamespace) -> None:
    sheet = made_book(tmp_path, made, [made.finding(1, pages=3)])["链接"]
    headings = [cell.value for cell in sheet[1]]
    assert headings == list(COLUMNS) and [name for name in headings if name in ASKED] == ASKED
    row = dict(zip(headings, (cell.value for cell in sheet[2]), strict=True))
    assert row["指标"] == "失效链接" and row["栏目路径"] == "首页「政务公开」下「政策法规」栏目"
    assert row["网址"] == made.finding(1)["page"] and row["出现页数"] == 3 and row["责任单位"] == "市政府办公室"
    assert made.finding(1)["target"] in row["问题"] and "关于印发" in row["摘录"]
    assert row["首次检查时间"] == "2026-11-21 22:15" and row["结果"] == "监测发现（待核实）"
    assert not any(row[name] for name in ("核实人", "整改情况", "完成时间", "申诉意见", "复核结论"))


def test_there_is_a_sheet_for_each_family_also_of_one_nobody_heard_of(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [
        made.finding(n, check=check) for n, check in enumerate(("hidden.x", "links.dead", "weather.rain", "privacy.x"))
    ]
    records.append(made.finding(9, outcome="unmeasured", reason="http-403"))
    book = made_book(tmp_path, made, records)
    assert set(book.sheetnames) == {"概况", "篡改与隐蔽链接", "链接", "weather", "个人信息", "未能检测"}
    assert book.sheetnames[0] == "概况"
    assert column(book["未能检测"], "说明") == ["未能检测：对方防护拦截，不计入结果"]


def test_rows_stand_in_the_order_of_the_report_and_bear_its_numbers(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [made.finding(1, outcome="review"), made.finding(2, impact="minor"), made.finding(3)]
    numbers = column(made_book(tmp_path, made, records)["链接"], "编号")
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]
    assert column(load_workbook(tmp_path / NAME)["链接"], "结果")[-1] == "待人工判断"


def test_what_a_person_confirmed_is_said_to_be(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [made.finding(1), made.finding(2), made.finding(3)]
    one, two, _ = column(made_book(tmp_path, made, records)["链接"], "编号")
    book = made_book(tmp_path, made, records, looked=Looked(frozenset({one}), frozenset({two})))
    assert column(book["链接"], "结果") == ["经核实", "经核实，不属实", "监测发现（待核实）"]


def test_the_sheet_can_be_filtered_chosen_from_and_printed(tmp_path: Path, made: SimpleNamespace) -> None:
    sheet = made_book(tmp_path, made, [made.finding(n) for n in range(3)])["链接"]
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == "A1:Q4"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"N2:N4": f'"{",".join(REMEDY)}"', "Q2:Q4": f'"{",".join(REVIEW)}"'}
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$1:$1" and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_overview_says_how_far_the_run_came(tmp_path: Path, made: SimpleNamespace) -> None:
    book = made_book(tmp_path, made, [made.finding(1), made.finding(2, outcome="unmeasured", reason="captcha")])
    said = [str(cell.value) for row in book["概况"] for cell in row if cell.value is not None]
    assert "本次检查 1,312 / 约 2,140 页" in said and "http://www.anhe.gov.cn/" in said
    assert said.index("网站要求输入验证码") < said.index("涉及单项否决") < said.index("存量及其他网页")


@pytest.mark.parametrize("words", [*FORMULAS, *HOSTILE])
def test_nothing_a_page_says_is_live_or_breaks_the_file(tmp_path: Path, made: SimpleNamespace, words: str) -> None:
    fields = ("message", "text", "place", "target", "page", "page_title", "column_path", "unit", "first_seen")
    record = made.finding(1, **dict.fromkeys(fields, words), evidence={"excerpt": words}, check=f"{words[:40]}.x")
    silent = made.finding(2, outcome="unmeasured", reason=words, target=words)
    made_book(tmp_path, made, [record, silent])
    book = load_workbook(tmp_path / NAME)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n", "inlineStr"}
    assert not any(sheet._hyperlinks for sheet in book)
    assert all(len(str(cell.value)) <= 32_767 for sheet in book for row in sheet.iter_rows() for cell in row)
    with zipfile.ZipFile(tmp_path / NAME) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert not any("<f>" in part or "<hyperlink" in part for part in parts.values())
    assert not any(re.search("[\u202e\u200b\x00-\x08]", part) for part in parts.values())


def test_text_like_a_formula_stays_text_when_somebody_edits_the_cell(tmp_path: Path, made: SimpleNamespace) -> None:
    sheet = made_book(tmp_path, made, [made.finding(1, page_title="=1+1")])["链接"]
    cell = next(cell for cell in sheet[2] if cell.value == "=1+1")
    assert cell.data_type == "s" and cell.number_format == "@" and cell.quotePrefix


def test_two_families_of_one_title_have_two_sheets(tmp_path: Path, made: SimpleNamespace) -> None:
    records = [made.finding(1, check="a/b.x"), made.finding(2, check="a:b.x"), made.finding(3, check="A_B.x")]
    assert made_book(tmp_path, made, records).sheetnames == ["概况", "A_B", "a_b(2)", "a_b(3)"]


def test_more_rows_than_a_sheet_holds_go_on_in_another(
    tmp_path: Path, made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.excel.ROWS", 2)
    book = made_book(tmp_path, made, [made.finding(n) for n in range(5)])
    assert [book[name].max_row for name in book.sheetnames[1:]] == [3, 3, 2]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path, made: SimpleNamespace) -> None:
    view = ReportView.open(made.bundle(tmp_path, [made.finding(1)]))
    with pytest.raises(OSError, match="No such file"):
        write(view, tmp_path / "nowhere", Means())


def test_a_broken_bundle_leaves_the_old_workbook_alone(tmp_path: Path, made: SimpleNamespace) -> None:
    made_book(tmp_path, made, [made.finding(1)])
    before = (tmp_path / NAME).read_bytes()
    (tmp_path / "bundle" / "findings.jsonl").write_text("{", "utf-8")
    with pytest.raises(BundleUnreadable):
        write(ReportView.open(tmp_path / "bundle"), tmp_path, Means())
    assert (tmp_path / NAME).read_bytes() == before


def test_the_organiser_answers_for_pages_that_name_nobody(tmp_path: Path, made: SimpleNamespace) -> None:
    folder = tmp_path / "bundle"
    folder.mkdir()
    card = {"elements": [{"element": "icp"}, {"element": "organiser", "values": [{"value": "安和市人民政府办公室"}]}]}
    (folder / "identity.json").write_text(json.dumps(card), "utf-8")
    book = made_book(tmp_path, made, [made.finding(1), made.finding(2, unit="")])
    assert column(book["链接"], "责任单位") == ["市政府办公室", "安和市人民政府办公室"]


def test_memory_does_not_grow_with_what_the_findings_hold(tmp_path: Path, made: SimpleNamespace) -> None:
    bundle = made.bundle(tmp_path, (made.finding(n, evidence={"excerpt": "长" * 9_000}) for n in range(500)))
    size = (bundle / "findings.jsonl").stat().st_size
    tracemalloc.start()
    write(ReportView.open(bundle), tmp_path, Means())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 25_000_000 and peak < size / 3


def test_the_indicator_is_named_by_the_verdict_where_it_counts(tmp_path: Path, made: SimpleNamespace) -> None:
    rows = [
        {"kind": kind, "standing": "hit", "name": name, "fingerprints": [f"{1:016x}"]}
        for kind, name in (("advice", "错断链"), ("deduct", "可用性"))
    ]
    records = [made.finding(1), made.finding(2), made.finding(3, check="links.wrong_target")]
    made.bundle(tmp_path / "bundle", records, summary={"verdict": {"items": rows}})
    write(ReportView.open(tmp_path / "bundle"), tmp_path, Means(titles=made.titles))
    assert column(load_workbook(tmp_path / NAME)["链接"], "指标") == ["可用性", "可用性", "错链"]
