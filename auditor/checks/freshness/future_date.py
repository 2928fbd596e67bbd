"""Information dated later than the day on which it was read.

**Why** A date ahead of time keeps a column looking fresh for as long as nobody looks; inspectors count it among forged dates
(``veto.site.serious.fraud``, certainty B). Mostly it is a slip of the hand.
**Not this** Announcements of what is still to come in columns of service, interaction and recruitment, where the date beside a row may be a
deadline: a person looks. The day after the run is let pass: clocks differ.
**Fix** Correct the publication time of the item.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check, verdict
from auditor.model.columns import Column, ColumnClass, ColumnRow, ColumnTree, DateSource
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="发布时间在未来",
    why="未到的发布时间会使栏目看上去一直在更新,也是弄虚作假的一种表现。",
    not_this="办事、互动、招考等栏目中,列表旁的日期可能是截止或举办日期,由人工判断;相差一天以内不算。",
    fix="更正信息的发布时间。",
    reasons={
        **columns.TEXTS,
        "future-date": "栏目“{column}”中“{title}”标明的日期是 {date},晚于检查日期 {day}",
    },
)
_DEADLINES = (ColumnClass.SERVICE, ColumnClass.INTERACTION, ColumnClass.PERSONNEL, ColumnClass.NOTICE)


@dataclass(frozen=True, slots=True)
class Config:
    """How many days ahead are let pass."""

    slack: int = 1


@check(
    shape=Shape.SITE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.site.serious.fraud", "ind:ui.date"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each row ahead of its time."""
    tree = view.columns()
    seen: set[str] = set()
    found = False
    for column in tree.columns if tree else ():
        for row in column.rows:
            if tree and _is_ahead(row, tree, config) and row.url not in seen:
                seen.add(row.url)
                found = True
                yield _ahead(column, row, tree)
    if not found:
        yield PASS


def _is_ahead(row: ColumnRow, tree: ColumnTree, config: Config) -> bool:
    latest = date.fromisoformat(tree.day) + timedelta(days=config.slack)
    return bool(row.date) and row.date > latest.isoformat()


def _ahead(column: Column, row: ColumnRow, tree: ColumnTree) -> Judgement:
    sure = row.source in (DateSource.META, DateSource.PAGE) or (
        row.source is DateSource.ROW and column.cls not in _DEADLINES and columns.is_class_sure(column)
    )
    args = {"column": column.named, "title": row.title, "date": row.date, "day": tree.day}
    return Judgement(
        *verdict(sure, "future-date"), cause=f"row:{row.url}", args=args, spots=(Spot(-1, row.title, column.url),),
        target=row.url, evidence=columns.card(column, title=row.title, date=row.date),
    )  # fmt: skip
