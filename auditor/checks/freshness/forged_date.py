"""Information that appeared after the last run and says it is older, or whose date was moved forward.

**Why** 伪造发稿日期 is a veto (``veto.site.serious.fraud``, certainty B). History shows it: when was it first seen, what did it
say then? So may the server: when was the page last written?
**Not this** Old information that moved in from elsewhere with its true date, rows beyond those that the last run kept, a day or two
between writing and publishing; servers whose Last-Modified does not follow what the other pages of the column say (pages made on
demand, all written anew at once). It is a signal for a person, never a fault found by machine.
**Fix** Show the true time of publication; write down when and why information was moved or added later.
**Source** Compares first-seen time, Last-Modified, stated date and the order of serial numbers; without an earlier run the first
is not measured.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.columns import Column, ColumnRow, EarlierColumn, EarlierColumns
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="发布时间存疑",
    why="伪造发稿日期属于弄虚作假,会被单项否决。",
    not_this="从其他地方迁入并保留原日期的信息、上次检查没有保留的较早信息、写稿与发布相差几天的、服务器所说的修改时间不可靠的不算;这是供人工核实的线索,不由机器认定。",
    fix="标明真实的发布时间;补发、迁移信息的,留存记录。",
    reasons={
        "no-columns": "没有读到栏目",
        "no-history": "没有上次检查的栏目记录可供比较",
        "appeared-later": "栏目“{column}”中“{title}”标明 {date} 发布,但上次检查({before})时该栏目没有这条信息",
        "written-before": "栏目“{column}”中“{title}”标明 {date} 发布,但服务器说该网页最后修改于 {modified},在发布之前",
        "written-later": "栏目“{column}”中“{title}”标明 {date} 发布,但服务器说该网页 {modified} 才写成,编号也排在更晚发布的信息之后",
        "date-moved": "栏目“{column}”中“{title}”上次检查时标明 {was},本次标明 {date}",
    },
)

_SERIAL = re.compile(r"(\d{4,})(?=\D*$)")
_FEWEST_ROWS = 3
_HONEST = 0.75
"""Share of a column's rows that were written when they say so: where fewer were, Last-Modified says nothing."""


@dataclass(frozen=True, slots=True)
class Config:
    """Days between writing and publishing that are let pass, and how many signs of one column are told."""

    slack: int = 3
    most: int = 20
    late: int = 30
    """Days after publishing from which a page that was written then is told; until then it may have been corrected."""


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, config=Config(), refs=("ind:veto.site.serious.fraud",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each row that contradicts the last run or its server."""
    tree = view.columns()
    if tree is None or not tree.columns:
        yield Judgement(Outcome.NA, "no-columns")
        return
    measured = [column for column in tree.columns if not column.excluded]
    found = [*_compared(measured, tree.earlier, config)] if tree.earlier else []
    told = {answer.target for answer in found}
    found += [answer for column in measured for answer in _written(column, config) if answer.target not in told]
    if tree.earlier is None:
        found.append(Judgement(Outcome.UNMEASURED, "no-history", cause="no-history"))
    yield from found or [PASS]


def _compared(measured: Sequence[Column], earlier: EarlierColumns, config: Config) -> Iterator[Judgement]:
    before = {one.url: one for one in earlier.columns}
    known = {url for one in earlier.columns for url, _ in one.rows}
    for column in measured:
        if old := before.get(column.url):
            yield from _signs(column, old, earlier, known, config)


def _written(column: Column, config: Config) -> Iterator[Judgement]:
    """Rows whose page was written at another time than they say, where the server's word holds for the other rows."""
    rows = [row for row in column.rows if row.date and row.modified and not row.assumed]
    honest = [row for row in rows if 0 <= _days(row) + config.slack <= 2 * config.slack]
    days = {row.modified for row in rows}
    if len(honest) < _FEWEST_ROWS or len(honest) < _HONEST * len(rows) or len(days) * 2 < len(rows):
        return
    for row in rows:
        if _days(row) < -config.slack:
            yield _said("written-before", column, row, {"modified": row.modified})
        elif _days(row) > config.late and _numbered_after(column, row):
            yield _said("written-later", column, row, {"modified": row.modified})


def _days(row: ColumnRow) -> int:
    """From the day it states to the day it was written."""
    return (date.fromisoformat(row.modified) - date.fromisoformat(row.date)).days


def _signs(
    column: Column, old: EarlierColumn, earlier: EarlierColumns, known: set[str], config: Config
) -> Iterator[Judgement]:
    dates = dict(old.rows)
    days = [day for _, day in old.rows if day]
    told = 0
    for row in column.rows:
        if told >= config.most or not row.date or row.assumed or row.pinned:
            continue
        answer = None
        if row.url in dates:
            answer = _moved(column, row, dates[row.url], earlier)
        elif row.url not in known and len(days) >= _FEWEST_ROWS and min(days) < row.date < _margin(earlier, config):
            answer = _later(column, row, earlier)
        if answer:
            told += 1
            yield answer


def _margin(earlier: EarlierColumns, config: Config) -> str:
    return (date.fromisoformat(earlier.day) - timedelta(days=config.slack)).isoformat()


def _moved(column: Column, row: ColumnRow, was: str, earlier: EarlierColumns) -> Judgement | None:
    if not was or row.date <= was:
        return None
    return _said("date-moved", column, row, {"was": was, "before": earlier.day})


def _later(column: Column, row: ColumnRow, earlier: EarlierColumns) -> Judgement:
    return _said("appeared-later", column, row, {"before": earlier.day})


def _said(reason: str, column: Column, row: ColumnRow, more: dict[str, str]) -> Judgement:
    args = {"column": column.named, "title": row.title, "date": row.date, **more}
    younger = _numbered_after(column, row)
    return Judgement(
        Outcome.REVIEW, reason, Confidence.LIKELY if younger or reason == "date-moved" else Confidence.GUESS,
        cause=f"row:{row.url}", args=args, target=row.url, spots=(Spot(-1, row.title, column.url),),
        evidence=columns.card(column, title=row.title, date=row.date, numbered_before_it=younger, **more),
    )  # fmt: skip


def _numbered_after(column: Column, row: ColumnRow) -> list[str]:
    """Rows with a later date and a smaller serial number: the system made them before this one."""
    own = _SERIAL.search(row.url)
    if not own:
        return []
    return [
        other.url
        for other in column.rows
        if other.date > row.date and (number := _SERIAL.search(other.url)) and int(number[1]) < int(own[1])
    ][:_FEWEST_ROWS]
