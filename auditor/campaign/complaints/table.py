"""The figures as a sheet of statistics, which ``auditor campaign import-results`` takes into a circular."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from auditor.campaign.complaints.figures import Fate, Line

_HEADS = ("统计表", "项目", "收到", "办结", "按期办结")
_TABLE = "网民留言"


def write_table(lines: Sequence[Line], path: Path) -> None:
    """Write a row for each line; how many were closed in time stays empty where it is not known of every one."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("网民留言办理情况")
    for column, title in enumerate(_HEADS):
        sheet.write_string(0, column, title, book.add_format({"bold": True, "bg_color": "#D9E2F0", "border": 1}))
        sheet.set_column(column, column, 30 if column == 1 else 12)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, _TABLE)
        sheet.write_string(row, 1, line.name)
        sheet.write_number(row, 2, line.received)
        sheet.write_number(row, 3, line.closed)
        if not line.fates[Fate.CLOSED]:
            sheet.write_number(row, 4, line.fates[Fate.ON_TIME])
    book.close()
