"""The workbook in which findings are confirmed and answered: an overview, one sheet for each family, a row for each cause.

Written row by row in constant memory. Every cell is text: nothing a page says becomes a formula or a link. It is read back
by ``auditor replies import``, by the number in the first column.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.model.outcome import Outcome
from reports.cause import moment
from reports.formats import Format, Means
from reports.item import Item, items
from reports.order import OUTCOMES
from reports.overview import Overview, overview
from reports.rowheight import height
from reports.texts import reason, text, texts
from reports.view import ReportView
from reports.visible import clip, visible
from reports.wording import reach

NAME = "findings.xlsx"
REMEDY = ("已整改", "整改中", "未整改", "有异议")
REVIEW = ("属实", "不属实", "已整改", "需复测")
COLUMNS = {
    "编号": 13, "指标": 10, "结果": 10, "栏目路径": 13, "页面标题": 15, "网址": 22, "问题": 24, "摘录": 22, "出现页数": 6, "责任单位": 10,
    "首次检查时间": 11, "最近检查时间": 11, "核实人": 8, "整改情况": 9, "完成时间": 10, "申诉意见": 14, "复核结论": 9,
}  # fmt: skip
"""Heading -> width; a Chinese character is two wide."""
ANSWERS = ("核实人", "整改情况", "完成时间", "申诉意见", "复核结论")
"""Columns for people; what was answered already stands in them."""
_CHOICES = {"整改情况": REMEDY, "复核结论": REVIEW}
_UNMEASURED = {"编号": 14, "检查项": 16, "对象": 50, "原因": 40, "说明": 44, "出现页数": 9}
ROWS = 1_000_000
"""Of one sheet; the format ends at 1,048,576."""
_CELL = 2_000
_TITLE = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def write(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    """Write the workbook; an older one stays until it is complete."""
    target = folder / NAME
    partial = folder / (NAME + ".part")
    _Workbook(partial).write(view, means)
    os.replace(partial, target)
    return (target,)


FORMAT = Format("excel", write)


@dataclass(slots=True)
class _Sheet:
    """One sheet that is being written, and how far it is."""

    page: Any
    columns: Mapping[str, int]
    rows: int = 0


class _Workbook:
    """The state of one writing."""

    def __init__(self, path: Path) -> None:
        import xlsxwriter  # Seldom needed.

        self._book = xlsxwriter.Workbook(
            path, {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
        )  # fmt: skip
        plain: dict[str, object] = {"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10}
        # Text that begins like a formula stays text, also when somebody edits the cell.
        self._cell = self._book.add_format({**plain, "border": 1, "num_format": "@", "quote_prefix": True})
        self._answer = self._book.add_format(
            {**plain, "border": 1, "num_format": "@", "quote_prefix": True, "bg_color": "#FFF9E5"}
        )
        self._count = self._book.add_format({**plain, "border": 1, "num_format": "#,##0"})
        self._head = self._book.add_format(
            {**plain, "border": 1, "bold": True, "bg_color": "#DCE6F1", "align": "center"}
        )
        self._title = self._book.add_format({"bold": True, "font_name": "宋体", "font_size": 16})
        self._line = self._book.add_format({**plain, "text_wrap": False})
        self._sheets: dict[str, _Sheet] = {}
        self._titles: set[str] = set()

    def write(self, view: ReportView, means: Means) -> None:
        from xlsxwriter.exceptions import FileCreateError

        self._overview(view, means)
        for found in items(view, means.titles, means.looked):
            if found.finding.outcome is Outcome.UNMEASURED:
                self._row(text("outcome", "unmeasured"), _UNMEASURED, _silent(found))
            else:
                self._row(family(found.finding.check), COLUMNS, _values(found, means.answered(found.number)))
        for sheet in self._sheets.values():
            self._finish(sheet)
        try:
            self._book.close()
        except FileCreateError as error:  # Wraps the OSError of a full disk or a folder that must not be written.
            raise OSError(str(error)) from error

    def _row(self, name: str, columns: Mapping[str, int], values: Sequence[str | int]) -> None:
        sheet = self._sheets.get(name)
        if sheet is None or sheet.rows >= ROWS:
            if sheet is not None:
                self._finish(sheet)
            sheet = self._sheets[name] = self._add(name, columns)
        sheet.rows += 1
        sheet.page.set_row(sheet.rows, height(columns, values))
        for at, (heading, value) in enumerate(zip(columns, values, strict=True)):
            if isinstance(value, int):
                sheet.page.write_number(sheet.rows, at, value, self._count)
            else:
                style = self._answer if heading in ANSWERS else self._cell
                write = sheet.page.write_string if value else sheet.page.write_blank
                write(sheet.rows, at, value, style)

    def _add(self, name: str, columns: Mapping[str, int]) -> _Sheet:
        page = self._book.add_worksheet(self._free(name))
        _paper(page)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        for at, (heading, width) in enumerate(columns.items()):
            page.set_column(at, at, width)
            page.write_string(0, at, heading, self._head)
        return _Sheet(page, columns)

    def _finish(self, sheet: _Sheet) -> None:
        sheet.page.autofilter(0, 0, sheet.rows, len(sheet.columns) - 1)
        for at, heading in enumerate(sheet.columns):
            if heading in _CHOICES:
                # A hint, not a wall: what does not fit the list may be written beside it.
                rule = {"validate": "list", "source": [*_CHOICES[heading]], "error_type": "information"}
                sheet.page.data_validation(1, at, max(sheet.rows, 1), at, rule)

    def _free(self, name: str) -> str:
        """A title that Excel takes and no other sheet has."""
        plain = visible(name).translate(_FORBIDDEN)[: _TITLE - 4].strip() or "_"
        numbered = (plain if at == 1 else f"{plain}({at})" for at in range(1, 1_000))
        title = next(one for one in numbered if one.lower() not in self._titles)
        self._titles.add(title.lower())
        return title

    def _overview(self, view: ReportView, means: Means) -> None:
        page = self._book.add_worksheet(self._free("概况"))
        _paper(page)
        page.set_column(0, 0, 44)
        page.set_column(1, 5, 14)
        about = overview(view.summary, view.ordered, means.titles)
        page.write_string(0, 0, "网站检测结果", self._title)
        lines = (about.site, f"检测时间:{about.period}", reach(view.summary), *texts()["workbook"].values())
        at = 1
        for at, line in enumerate(lines, 1):
            page.write_string(at, 0, _safe(line), self._line)
        for heads, rows in _tables(view, about):
            at = self._table(page, at + 2, heads, rows)

    def _table(self, page: Any, at: int, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> int:
        for column, head in enumerate(heads):
            page.write_string(at, column, head, self._head)
        for row in rows:
            at += 1
            for column, value in enumerate(row):
                if isinstance(value, int):
                    page.write_number(at, column, value, self._count)
                else:
                    page.write_string(at, column, _safe(value), self._cell)
        return at


def family(check: str) -> str:
    """The Chinese name of a check's family; one that has none yet appears under its id."""
    return text("family", check.partition(".")[0])


def _paper(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.set_footer("&C第 &P 页,共 &N 页")


def _values(found: Item, answered: Mapping[str, str]) -> list[str | int]:
    one = found.finding
    problem = found.problem + (f"\n指向:{found.target}" if found.target else "")
    return [
        found.number, found.indicator, found.certainty, found.column, found.title, found.url, _safe(problem), found.excerpt,
        one.pages, found.unit, _minute(one.first_seen), _minute(one.last_checked), *(_safe(answered.get(name, "")) for name in ANSWERS),
    ]  # fmt: skip


def _silent(found: Item) -> list[str | int]:
    code = found.finding.reason
    said = found.problem if (common := reason(code)) == code else common
    return [
        found.number, found.indicator, found.target or found.url, _safe(f"{said}({code})"), found.certainty, found.finding.pages
    ]  # fmt: skip


def _minute(at: str) -> str:
    return _safe(moment(at))[: len("2026-11-21 22:15")]


def _safe(words: str) -> str:
    return visible(clip(words, _CELL))


def _tables(view: ReportView, about: Overview) -> Iterator[tuple[Sequence[str], Sequence[Sequence[str | int]]]]:
    families: dict[str, dict[Outcome, int]] = {}
    for entry in view.ordered:
        families.setdefault(family(entry.check), dict.fromkeys(OUTCOMES, 0))[entry.outcome] += 1
    heads = [text("outcome", kind.value) for kind in OUTCOMES]
    yield ("未能检测的原因", "数量"), about.unmeasured
    yield ("位置", *heads[:2]), about.parts
    yield ("类别", *heads), [[name, *of.values()] for name, of in families.items()]
