"""Judged accounts as a sheet of results: a person looks through it, and then it enters the campaign (``import-results``)."""

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from auditor.campaign.media.judging import Judged
from auditor.model.outcome import Outcome
from auditor.model.verdict import Grade

_HEADS = ("平台", "账号", "账号名称", "主办单位", "地区", "层级", "检查结果", "单项否决", "存在问题", "检查日期")
_WIDTHS = (10, 24, 26, 28, 12, 10, 12, 26, 60, 14)
_LEVELS = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"}


def write_results(judged: Iterable[Judged], path: Path) -> int:
    """Write one row for each account; returns their number. Nothing that nobody measured is called a pass."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("政务新媒体检查结果")
    head = book.add_format({"bold": True, "bg_color": "#D9E2F0", "border": 1})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    row = 0
    for row, one in enumerate(judged, 1):
        for column, text in enumerate(_cells(one)):
            sheet.write_string(row, column, text, cell)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(row, 1), len(_HEADS) - 1)
    book.close()
    return row


def result_of(one: Judged) -> str:
    """What is proposed: a veto fails; with a manual item open it is to be confirmed; without evidence nothing is said."""
    if one.verdict.grade is Grade.UNQUALIFIED:
        return "不合格"
    if any(found.check == "media.stale" and found.outcome is Outcome.UNMEASURED for found in one.findings):
        return "未能检测"
    return "合格" if one.verdict.grade is Grade.QUALIFIED else "待核实"


def _cells(one: Judged) -> tuple[str, ...]:
    account = one.account
    said = [found.message for found in one.findings if found.outcome is Outcome.FAIL]
    return (
        account.platform, account.account, account.name, account.organiser, account.region, _LEVELS.get(account.level, account.level),
        result_of(one), ";".join(item.name for item in one.verdict.vetoes), ";".join(said), one.looked,
    )  # fmt: skip
