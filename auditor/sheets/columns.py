"""The sheet in which an office corrects the columns of a site: written from a judged bundle, read back in whatever order.

Everything in it came from a web site or from a person: cells are written as text, never as formulas, and read as such.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import xlsxwriter

from auditor.model.columns import CLASS_NAMES, Column, ColumnClass, Correction
from auditor.sheets.table import Row, read_table

HEADINGS = (
    "栏目网址", "栏目名称", "程序判断的类别", "判断依据", "最近更新", "信息条数",
    "更正类别", "是否纳入检查", "不纳入的原因", "确无应发布内容", "批准人", "有效期至",
)  # fmt: skip
_URL, _CLASS, _INCLUDED, _REASON, _WAIVED, _APPROVER, _EXPIRES = 0, 6, 7, 8, 9, 10, 11
_YES, _NO = "是", "否"
_WIDTHS = (40, 26, 14, 44, 12, 9, 12, 12, 30, 14, 12, 13)
_A4 = 9
_MOST_ROWS, _LONGEST = 20_000, 2_000
_NO_ROW = Row("", 1, ())
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_CLASSES = {name: cls for cls, name in CLASS_NAMES.items()}


class SheetError(ValueError):
    """A sheet that cannot be used; the message, for the user, names the rows at fault."""


def write_sheet(path: Path, columns: Iterable[Column], corrections: Iterable[Correction]) -> int:
    """Write the columns with what was corrected before; returns how many."""
    kept = {one.url: one for one in corrections}
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("栏目")
    bold, text = (
        book.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": True}),
        book.add_format({"num_format": "@"}),
    )
    for number, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(number, number, width, text)
        sheet.write_string(0, number, heading, bold)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    lines = [_cells(column, kept.pop(column.url, None)) for column in columns]
    lines += map(_given, kept.values())  # Columns that this run did not find keep their corrections.
    for at, line in enumerate(lines, 1):
        for number, value in enumerate(line):
            sheet.write_string(at, number, _CONTROL.sub(" ", value)[:_LONGEST], text)
    last = len(lines)
    sheet.data_validation(1, _CLASS, last + 1, _CLASS, {"validate": "list", "source": list(_CLASSES)})
    for number in (_INCLUDED, _WAIVED):
        sheet.data_validation(1, number, last + 1, number, {"validate": "list", "source": [_YES, _NO]})
    book.close()
    return last


def _cells(column: Column, kept: Correction | None) -> Sequence[str]:
    said = (
        column.url,
        column.named,
        CLASS_NAMES[column.cls],
        " ".join(column.evidence),
        column.newest,
        str(column.count),
    )
    return *said, *(_given(kept)[_CLASS:] if kept else ("",) * (len(HEADINGS) - _CLASS))


def _given(one: Correction) -> Sequence[str]:
    included = "" if one.excluded is None else _NO if one.excluded else _YES
    return (
        one.url, "", "", "", "", "", CLASS_NAMES[one.cls] if one.cls else "", included, one.reason, _YES if one.waived else "",
        one.approver, one.expires,
    )  # fmt: skip


def read_sheet(path: Path) -> dict[str, Correction | None]:
    """URL → the correction of a row, None for one that corrects nothing. Raises SheetError naming the rows at fault, or
    UsageError for what is no table."""
    rows = read_table(path, "栏目表")
    heading = [cell.strip() for cell in next(rows, _NO_ROW).cells]
    missing = [name for name in (HEADINGS[_URL], HEADINGS[_CLASS]) if name not in heading]
    if missing:
        raise SheetError(f"{path.name} 不是栏目表:第一行没有“{'”“'.join(missing)}”")
    at = [heading.index(name) if name in heading else -1 for name in HEADINGS]
    found: dict[str, Correction | None] = {}
    wrong: list[str] = []
    for row in islice(rows, _MOST_ROWS):
        cells = [row.cells[place].strip()[:_LONGEST] if 0 <= place < len(row.cells) else "" for place in at]
        if not any(cells):
            continue
        try:
            one = _correction(cells)
        except SheetError as error:
            wrong.append(f"第 {row.number} 行{error}")
            continue
        if cells[_URL] in found and found[cells[_URL]] != one:
            wrong.append(f"第 {row.number} 行与前面的行是同一栏目,内容不同")
        found[cells[_URL]] = one
    if wrong:
        raise SheetError(f"{path.name} 有 {len(wrong)} 行不能采用,没有保存任何更正:" + ";".join(wrong[:20]))
    return found


def _correction(cells: Sequence[str]) -> Correction | None:
    url = cells[_URL]
    if not re.match(r"https?://[^\s]+$", url):
        raise SheetError(f"的栏目网址“{url[:80]}”不是网址")
    cls = _class(cells[_CLASS])
    excluded = {"": None, _YES: False, _NO: True}.get(cells[_INCLUDED], ...)
    waived = {"": False, _NO: False, _YES: True}.get(cells[_WAIVED])
    if excluded is ... or waived is None:
        raise SheetError(f"的“{HEADINGS[_INCLUDED]}”“{HEADINGS[_WAIVED]}”只能填“是”“否”或留空")
    if (excluded or waived) and not cells[_REASON]:
        raise SheetError(f"没有填写“{HEADINGS[_REASON]}”")
    if waived and not cells[_APPROVER]:
        raise SheetError("“确无应发布内容”没有填写批准人")
    if cells[_EXPIRES] and not _is_day(cells[_EXPIRES]):
        raise SheetError(f"的有效期“{cells[_EXPIRES][:20]}”不是日期(应为 2026-12-31 的样式)")
    if cls is None and excluded is None and not waived:
        return None
    return Correction(url, cls, excluded, cells[_REASON], waived, cells[_APPROVER], cells[_EXPIRES])


def _class(name: str) -> ColumnClass | None:
    if not name:
        return None
    if name not in _CLASSES:
        raise SheetError(f"的类别“{name[:20]}”不在以下各类之中:{'、'.join(_CLASSES)}")
    return _CLASSES[name]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
