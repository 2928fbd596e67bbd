"""The circular as a workbook: the statistics with the place of each figure's list, the lists, what does not agree."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from auditor.model.result import Kind, Result
from auditor.model.statistics import Circular, Line, Table
from reports.circular import lists, wording
from reports.circular.frame import Frame
from reports.visible import visible
from reports.workbook import Columns, Workbook, workbook

SITES, ACCOUNTS = "网站清单", "新媒体清单"
_LIST = {
    "名称": 26, "网址或账号": 32, "主办单位": 24, "地区": 12, "层级": 10, "平台": 14, "门户": 6, "检查结果": 10, "得分": 8, "单项否决": 24,
    "其他问题": 30, "供稿单位": 18, "抽查时间": 14, "来源": 28,
}  # fmt: skip
_SOURCE = 8
"""Column that names the list behind a line: right of the widest table."""
_FILTER = {"region": "地区", "level": "层级", "platform": "平台", "causes": "单项否决"}


def write_excel(circular: Circular, frame: Frame, path: Path) -> Path:
    """Write the workbook; an older one stays until it is complete."""
    with workbook(path) as book:
        _Circular(book).write(circular, frame)
    return path


class _Circular:
    """The state of one writing."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

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

    def _statistics(self, circular: Circular, frame: Frame) -> None:
        page = self._book.page("统计")
        page.set_column(0, 0, 22)
        page.set_column(1, _SOURCE - 1, 11)
        page.set_column(_SOURCE, _SOURCE, 60)
        page.write_string(0, 0, visible(wording.title(circular, frame)), self._book.title)
        page.write_string(1, 0, wording.draft(circular) or f"定稿时间:{circular.quarter.closed}")
        at = 3
        for table in circular.tables:
            page.write_string(at, 0, table.kind.title, self._book.title)
            heads = lists.heads(table)
            for column, head in enumerate(heads):
                page.write_string(at + 1, column, visible(head), self._book.head)
            page.write_string(at + 1, _SOURCE, "清单或出处", self._book.head)
            at += 2
            for line, cells in zip(table.lines, lists.rows(table, circular.digits), strict=True):
                self._figures(page, at, cells)
                self._book.put(page, at, _SOURCE, _source(table, line))
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

    def _sheet(self, title: str, widths: Mapping[str, int], rows: Iterable[Sequence[str]]) -> None:
        table = self._book.table(title, Columns(widths))
        for row in rows:
            table.add(row)
        table.finish()

    def _figures(self, page: Any, at: int, cells: Sequence[str]) -> None:
        """A line of statistics: its name, then numbers, or a word where a number is not known."""
        self._book.put(page, at, 0, cells[0])
        for column, cell in enumerate(cells[1:], 1):
            if cell.replace(".", "", 1).isdecimal():
                page.write_number(at, column, float(cell), self._book.figure)
            else:
                page.write_string(at, column, cell, self._book.figure)


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
