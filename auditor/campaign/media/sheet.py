"""The sheet in which a person writes down what they saw of each account."""

from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from auditor.campaign.media.reading import LOOK_HEADS
from auditor.model.office import Account

_HEADS = ("平台", "账号ID", "账号名称", "主办单位", *LOOK_HEADS.values())
_WIDTHS = (10, 24, 28, 28, 14, 16, 14, 14, 14, 24)
_YES_NO = ("interaction", "menu", "found")


def write_sheet(accounts: Iterable[Account], path: Path) -> int:
    """Write one row for each account, to be filled in; returns their number."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("查看记录")
    head, cell = book.add_format({"bold": True, "bg_color": "#D9E2F0", "border": 1}), book.add_format({"border": 1})
    for column, (title, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    row = 0
    for row, account in enumerate(accounts, 1):
        for column, text in enumerate((account.platform, account.account, account.name, account.organiser)):
            sheet.write_string(row, column, text, cell)
        for column in range(4, len(_HEADS)):
            sheet.write_blank(row, column, None, cell)
    for column, name in enumerate(LOOK_HEADS, 4):
        if row and name in _YES_NO:
            sheet.data_validation(1, column, row, column, {"validate": "list", "source": ["是", "否"]})
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(row, 1), len(_HEADS) - 1)
    book.close()
    return row
