"""The circular as a workbook: the statistics with the place of each figure's list, the lists, what does not agree."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from auditor.model.result import Kind, Result
from auditor.model.statistics import Circular, Line, Table
from reports.circular import lists, wording
from reports.circular.frame import Frame
from reports.visible import clip, visible

_CELL = 2_000
SITES, ACCOUNTS = "网站清单", "新媒体清单"
_LIST = {
    "名称": 26, "网址或账号": 32, "主办单位": 24, "地区": 12, "层级": 10, "平台": 14, "门户": 6, "检查结果": 10, "得分": 8, "单项否决": 24,
    "其他问题": 30, "供稿单位": 18, "抽查时间": 14, "来源": 28,
}  # fmt: skip
_FILTER = {"region": "地区", "level": "层级", "platform": "平台", "causes": "单项否决"}


def write_excel(circular: Circular, frame: Frame, path: Path) -> Path:
    """Write the workbook; an older one stays until it is complete."""
    partial = path.with_name(path.name + ".part")
    _Book(partial).write(circular, frame)
    os.replace(partial, path)
    return path


class _Book:
    """The state of one writing."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter  # Seldom needed.

        self._book = xlsxwriter.Workbook(
            path, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
        )  # fmt: skip
        plain: dict[str, object] = {
            "text_wrap": True,
            "valign": "vcenter",
            "font_name": "宋体",
            "font_size": 10,
            "border": 1,
        }
        # Text that begins like a formula stays text, also when somebody edits the cell.
        self._cell = self._book.add_format({**plain, "num_format": "@", "quote_prefix": True})
        self._number = self._book.add_format({**plain, "align": "right"})
        self._head = self._book.add_format({**plain, "bold": True, "bg_color": "#DCE6F1", "align": "center"})
        self._title = self._book.add_format({"bold": True, "font_name": "宋体", "font_size": 14})

    def write(self, circular: Circular, frame: Frame) -> None:
        self._statistics(circular, frame)
        self._notes(circular)
        results = circular.quarter.results
        for kind, title in ((Kind.SITE, SITES), (Kind.ACCOUNT, ACCOUNTS)):
            found = [one for one in results if one.kind is kind]
            if found:
                self._sheet(title, _LIST, map(_result, found))
        for title, columns, rows in list(lists.attachments(circular))[1:]:
            if rows:
                self._sheet(title, {name: width * 2 for name, width in columns}, rows)
        self._problems(circular)
        self._book.close()

    def _statistics(self, circular: Circular, frame: Frame) -> None:
        page = self._page("统计")
        page.set_column(0, 0, 22)
        page.set_column(1, 8, 11)
        page.set_column(9, 9, 60)
        page.write_string(0, 0, visible(wording.title(circular, frame)), self._title)
        page.write_string(1, 0, wording.draft(circular) or f"定稿时间:{circular.quarter.closed}")
        at = 3
        for table in circular.tables:
            page.write_string(at, 0, table.kind.title, self._title)
            heads = lists.heads(table)
            self._row(page, at + 1, heads, self._head)
            page.write_string(at + 1, 9, "清单或出处", self._head)
            at += 2
            for line, cells in zip(table.lines, lists.rows(table, circular.digits), strict=True):
                self._row(page, at, cells)
                page.write_string(at, 9, visible(_source(table, line)), self._cell)
                at += 1
            at += 1

    def _notes(self, circular: Circular) -> None:
        rows = [("不一致" if note.wrong else "提示", note.text) for note in circular.notes]
        self._sheet("核对情况", {"性质": 10, "内容": 110}, rows or [("", "各表之间、清单与数字之间没有发现不一致")])

    def _problems(self, circular: Circular) -> None:
        rows = [
            (one.name, "单项否决" if one.veto else "其他", one.platform, str(len(one.results)), one.results[0].name)
            for one in circular.problems
        ]
        rows += [("供稿单位提供的页面存在问题", "其他", "", str(count), unit) for unit, count in circular.suppliers]
        if rows:
            self._sheet("典型问题", {"问题": 40, "性质": 12, "共性平台": 24, "涉及数": 10, "举例": 40}, rows)

    def _sheet(self, title: str, columns: dict[str, int], rows: Iterable[Sequence[str]]) -> None:
        page = self._page(title)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        for at, width in enumerate(columns.values()):
            page.set_column(at, at, width)
        self._row(page, 0, list(columns), self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            self._row(page, last, row)
        page.autofilter(0, 0, last, len(columns) - 1)

    def _page(self, title: str) -> Any:
        page = self._book.add_worksheet(title)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _row(self, page: Any, at: int, cells: Sequence[str], look: Any = None) -> None:
        for column, cell in enumerate(cells):
            text = clip(visible(cell), _CELL)
            if look is None and text.isascii() and text.isdigit() and len(text) < 10:
                page.write_number(at, column, int(text), self._number)
            else:
                page.write_string(at, column, text, look or self._cell)


def _source(table: Table, line: Line) -> str:
    if not line.listed:
        return f"所列数字:{line.origin or '导入的统计'}"
    sheet = ACCOUNTS if table.kind.kind is Kind.ACCOUNT else SITES
    field = _FILTER.get(table.kind.field)
    where = [f"{field}为“{line.name}”"] if field else []
    if table.key in ("portal", "band", "high"):
        where.append("门户为“是”")
    if table.kind.field == "score":
        where.append(f"得分在“{line.name}”")
    return f"“{sheet}”" + (",".join(["", *where]) if where else "全部") + ";按“检查结果”筛选各列"


def _result(one: Result) -> Sequence[str]:
    return (
        one.name, one.key, one.unit, one.region, one.level, one.platform, "是" if one.portal else "",
        lists.CONCLUSIONS[one.conclusion], "" if one.score is None else str(one.score), "、".join(one.causes), ";".join(one.problems),
        one.supplier, one.checked, one.origin or "本次检查",
    )  # fmt: skip
