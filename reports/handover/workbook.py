"""问题清单.xlsx of a unit: it answers in it, and ``auditor replies import`` reads it back by number."""

import os
from pathlib import Path

from reports.excel import REMEDY
from reports.handover.dossier import Dossier, kind
from reports.rowheight import height
from reports.visible import clip, typeable, visible

COLUMNS = {
    "编号": 16, "网站": 12, "性质": 9, "指标": 12, "问题": 26, "位置": 13, "网址": 22, "反馈期限": 11,
    "整改情况": 9, "完成时间": 10, "申诉意见": 15,
}  # fmt: skip
_ANSWERS = ("整改情况", "完成时间", "申诉意见")
_CELL = 2_000


def write_workbook(dossier: Dossier, path: Path) -> Path:
    """Write the list; every cell is text."""
    import xlsxwriter  # Seldom needed.

    partial = path.with_name(path.name + ".part")
    book = xlsxwriter.Workbook(
        partial, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    )  # fmt: skip
    plain = {"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10, "border": 1, "num_format": "@"}
    cell, answer = book.add_format({**plain, "quote_prefix": True}), book.add_format({**plain, "bg_color": "#FFF9E5"})
    head = book.add_format({**plain, "bold": True, "align": "center", "bg_color": "#DCE6F1"})
    page = book.add_worksheet("问题清单")
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    for at, (heading, width) in enumerate(COLUMNS.items()):
        page.set_column(at, at, width)
        page.write_string(0, at, heading, head)
    items = dossier.notice.items
    for number, one in enumerate(items, 1):
        row = (
            one.number, dossier.site(one).name, kind(one), one.cause, one.message, one.place, typeable(one.page),
            dossier.notice.due.isoformat(), "", "", "",
        )  # fmt: skip
        page.set_row(number, height(COLUMNS, row))
        for at, (heading, text) in enumerate(zip(COLUMNS, row, strict=True)):
            page.write_string(number, at, clip(visible(text), _CELL), answer if heading in _ANSWERS else cell)
    column = list(COLUMNS).index("整改情况")
    rule = {"validate": "list", "source": [*REMEDY], "error_type": "information"}
    page.data_validation(1, column, max(len(items), 1), column, rule)
    page.autofilter(0, 0, len(items), len(COLUMNS) - 1)
    book.close()
    os.replace(partial, path)
    return path
