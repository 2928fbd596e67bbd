"""The workbook in which findings are confirmed and answered: an overview, one sheet for each family, a row for each cause.

Written row by row in constant memory. Every cell is text: nothing a page says becomes a formula or a link. It is read back
by ``auditor replies import``, by the number in the first column.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from auditor.model.outcome import Outcome
from reports.cause import moment
from reports.formats import Format, Means
from reports.item import Item, items
from reports.order import OUTCOMES
from reports.overview import Overview, overview
from reports.texts import reason, text, texts
from reports.view import ReportView
from reports.visible import clip, visible
from reports.wording import reach
from reports.workbook import CELL, Columns, Table, Workbook, workbook

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
_FOUND = Columns(COLUMNS, ANSWERS, {"整改情况": REMEDY, "复核结论": REVIEW})
_UNMEASURED = Columns({"编号": 14, "检查项": 16, "对象": 50, "原因": 40, "说明": 44, "出现页数": 9})
ROWS = 1_000_000
"""Of one sheet; the format ends at 1,048,576."""
_TITLE = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))


def write(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    """Write the workbook; an older one stays until it is complete."""
    with workbook(folder / NAME) as book:
        _Findings(book).write(view, means)
    return (folder / NAME,)


FORMAT = Format("excel", write)


class _Findings:
    """The state of one writing."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._tables: dict[str, Table] = {}
        self._titles: set[str] = set()

    def write(self, view: ReportView, means: Means) -> None:
        self._overview(view, means)
        for found in items(view, means.titles, means.looked):
            if found.finding.outcome is Outcome.UNMEASURED:
                self._row(text("outcome", "unmeasured"), _UNMEASURED, _silent(found))
            else:
                self._row(family(found.finding.check), _FOUND, _values(found, means.answered(found.number)))
        for table in self._tables.values():
            table.finish()

    def _row(self, name: str, columns: Columns, values: Sequence[str | int]) -> None:
        table = self._tables.get(name)
        if table is None or table.rows >= ROWS:
            if table is not None:
                table.finish()
            table = self._tables[name] = self._book.table(self._free(name), columns)
        table.add(values)

    def _free(self, name: str) -> str:
        """A title that Excel takes and no other sheet has."""
        plain = visible(name).translate(_FORBIDDEN)[: _TITLE - 4].strip() or "_"
        numbered = (plain if at == 1 else f"{plain}({at})" for at in range(1, 1_000))
        title = next(one for one in numbered if one.lower() not in self._titles)
        self._titles.add(title.lower())
        return title

    def _overview(self, view: ReportView, means: Means) -> None:
        page = self._book.page(self._free("概况"))
        page.set_column(0, 0, 44)
        page.set_column(1, 5, 14)
        about = overview(view.summary, view.ordered, means.titles)
        page.write_string(0, 0, "网站检测结果", self._book.title)
        lines = (about.site, f"检测时间:{about.period}", reach(view.summary), *texts()["workbook"].values())
        at = 1
        for at, line in enumerate(lines, 1):
            page.write_string(at, 0, _safe(line), self._book.line)
        for heads, rows in _tables(view, about):
            at = self._small(page, at + 2, heads, rows)

    def _small(self, page: Any, at: int, heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> int:
        for column, head in enumerate(heads):
            page.write_string(at, column, head, self._book.head)
        for row in rows:
            at += 1
            for column, value in enumerate(row):
                self._book.put(page, at, column, value)
        return at


def family(check: str) -> str:
    """The Chinese name of a check's family; one that has none yet appears under its id."""
    return text("family", check.partition(".")[0])


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
    return visible(clip(words, CELL))


def _tables(view: ReportView, about: Overview) -> Iterator[tuple[Sequence[str], Sequence[Sequence[str | int]]]]:
    families: dict[str, dict[Outcome, int]] = {}
    for entry in view.ordered:
        families.setdefault(family(entry.check), dict.fromkeys(OUTCOMES, 0))[entry.outcome] += 1
    heads = [text("outcome", kind.value) for kind in OUTCOMES]
    yield ("未能检测的原因", "数量"), about.unmeasured
    yield ("位置", *heads[:2]), about.parts
    yield ("类别", *heads), [[name, *of.values()] for name, of in families.items()]
