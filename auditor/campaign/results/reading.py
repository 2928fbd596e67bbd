"""A file of results read: sheets of results, of printed statistics and of names, told apart by their headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.campaign.register.columns import Columns, by_sheet, find_columns
from auditor.campaign.register.words import platform as platform_name
from auditor.campaign.results import words
from auditor.crawl.registerrows import addresses, heading_key
from auditor.model.result import Conclusion, Kind, Named, Result, Stated
from auditor.model.statistics import TOTAL
from auditor.sheets.table import Row, read_table

FAIL_LINE = 60
"""Points below which a portal fails, where the sheet gives a score and no result."""

_JUDGED = frozenset({"result", "score"})
"""Headings of a sheet that says how each came out; without them it is a list of failures."""


@dataclass(frozen=True, slots=True)
class Unused:
    """A row, or a cell of it, that could not be used."""

    place: str
    text: str


@dataclass(slots=True)
class Read:
    """What a file holds."""

    rows: list[Result | Stated | Named] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)


def read_results(path: Path) -> Read:
    """Read a workbook or csv of results; raises UsageError when it is none at all."""
    read = Read()
    for title, rows in by_sheet(read_table(path, "结果表")).items():
        _Sheet(path.name, title, read).take(rows)
    return read


class _Sheet:
    def __init__(self, file: str, title: str, read: Read) -> None:
        self._where = f"{file} {title}" if title else file
        self._title = title
        self._read = read
        self._kind = Kind.SITE
        self._seen: dict[str, str] = {}

    def take(self, rows: Sequence[Row]) -> None:
        stated, results = find_columns(rows, words.STATED_WORDS), find_columns(rows, words.RESULT_WORDS)
        if results is not None and results.places.keys() & _JUDGED:
            self._results(rows, results)
        elif stated is not None and stated.places.keys() & set(words.COUNTS):
            self._statistics(rows, stated)
        elif results is not None:
            self._results(rows, results)
        elif any(any(cell.strip() for cell in row.cells) for row in rows):
            self._read.unused.append(Unused(self._where, "没有找到结果表、统计表或名单的表头,整张表未采用"))

    def _caption(self, rows: Sequence[Row], columns: Columns) -> list[str]:
        above = (cell.strip() for row in rows if row.number < columns.first for cell in row.cells)
        return [self._title, *(cell for cell in dict.fromkeys(above) if cell)]

    def _results(self, rows: Sequence[Row], columns: Columns) -> None:
        caption = " ".join(self._caption(rows, columns))
        self._kind = words.kind_of(caption, frozenset(columns.places))
        listing = not columns.places.keys() & _JUDGED
        for row in _below(rows, columns):
            cells = {name: columns.cell(row, name) for name in words.RESULT_WORDS}
            if heading_key(cells["name"]) in ("合计", "总计", "小计") or not (cells["name"] or cells["url"]):
                continue
            if listing:
                self._read.rows.extend(self._named(row, cells))
            else:
                self._result(row, cells)

    def _result(self, row: Row, cells: Mapping[str, str]) -> None:
        causes = words.several(cells["cause"])
        score = words.score(cells["score"]) if cells["score"] else None
        conclusion = words.conclusion_of(cells["result"])
        if conclusion is None and causes:
            conclusion = Conclusion.FAIL
        if conclusion is None and score is not None:
            conclusion = Conclusion.PASS if score >= FAIL_LINE else Conclusion.FAIL
        if conclusion is None:
            said = f"「{cells['result']}」" if cells["result"] else "空"
            self._note(row, f"{cells['name']}:检查结果为{said},无法识别,未采用")
            return
        if cells["score"] and score is None:
            self._note(row, f"{cells['name']}:得分「{cells['score']}」不是数字,按未计分处理")
        key = self._key(cells)
        if key in self._seen:
            self._note(row, f"{cells['name']}:与{self._seen[key]}重复,只采用先出现的一行")
            return
        self._seen[key] = f"第 {row.number} 行"
        passed = conclusion is Conclusion.PASS
        self._read.rows.append(
            Result(
                self._kind, key, cells["name"], conclusion, cells["unit"], cells["region"], cells["level"],
                self._platform(cells["platform"]),
                portal="门户" in cells["portal"] or cells["portal"] in ("是", "1"),
                causes=() if passed else causes,
                problems=tuple(dict.fromkeys([*(causes if passed else ()), *words.several(cells["problem"])])),
                score=score, supplier=cells["supplier"], checked=cells["checked"], origin=self._place(row),
                mended="已整改" in cells["mended"],
            )
        )  # fmt: skip

    def _named(self, row: Row, cells: Mapping[str, str]) -> Iterator[Named]:
        causes = words.several(cells["cause"] or cells["problem"]) or ("",)
        for cause in causes[:1]:
            yield Named(
                self._kind, cells["name"], "、".join(causes) if len(causes) > 1 else cause,
                self._platform(cells["platform"]), cells["unit"], cells["region"], self._place(row),
            )  # fmt: skip

    def _key(self, cells: Mapping[str, str]) -> str:
        if self._kind is Kind.ACCOUNT:
            return f"{self._platform(cells['platform'])}:{cells['account'] or cells['name']}"
        _, url, _ = addresses(cells["url"])
        return url or cells["name"]

    def _platform(self, text: str) -> str:
        return platform_name(text) if self._kind is Kind.ACCOUNT else text

    def _statistics(self, rows: Sequence[Row], columns: Columns) -> None:
        caption = self._caption(rows, columns)
        self._kind = words.kind_of(" ".join(caption), frozenset())
        split = next((name for name in words.SPLITS if name in columns.places), "")
        table = next((key for text in caption if (key := words.table_of(text))), "") or self._table_by(split)
        for row in _below(rows, columns):
            cells = {name: columns.cell(row, name) for name in words.STATED_WORDS}
            if cells["table"]:
                table = words.table_of(cells["table"])
            named = cells["line"] or cells.get(split, "")
            if not table:
                self._note(row, f"不知道属于哪张统计表:「{cells['table'] or named}」,未采用")
                continue
            line = self._line(table, named)
            into = _whole_of(table) if line == TOTAL else table
            counts = {name: self._count(row, cells[name]) for name in words.COUNTS if cells[name]}
            rates = {name: words.rate(cells[name]) for name in ("rate", "growth") if cells[name]}
            self._read.rows.append(
                Stated(
                    into, line, {name: count for name, count in counts.items() if count is not None},
                    {name: text for name, text in rates.items() if text is not None}, self._place(row),
                )
            )  # fmt: skip

    def _table_by(self, split: str) -> str:
        if split == "cause":
            return "account-cause" if self._kind is Kind.ACCOUNT else "veto"
        return f"{self._kind}-{split}" if split else ""

    def _line(self, table: str, text: str) -> str:
        line = words.line_of(text)
        return platform_name(line) if table == "account-platform" and line != TOTAL else line

    def _count(self, row: Row, text: str) -> int | None:
        count = words.number(text)
        if count is None:
            self._note(row, f"「{text}」不是数目,该格未采用")
        return count

    def _place(self, row: Row) -> str:
        return f"{self._where} 第 {row.number} 行"

    def _note(self, row: Row, text: str) -> None:
        self._read.unused.append(Unused(self._place(row), text))


def _whole_of(table: str) -> str:
    """Where the total of a table that splits a whole stands."""
    kind, _, split = table.partition("-")
    return kind if split in words.SPLITS[:3] else table


def _below(rows: Sequence[Row], columns: Columns) -> Iterator[Row]:
    return (row for row in rows if row.number >= columns.first and any(cell.strip() for cell in row.cells))
