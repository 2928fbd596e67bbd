"""Columns that will pass their limit soon: an early warning, no fault.

**Why** Offices that warn in time have no stale columns; commercial monitors warn at 10 of 14 days (indicators, section 1.2).
**Not this** Columns with weeks to go, excluded and waived ones.
**Fix** Publish what is due before the day named; a holiday inside the window does not lengthen it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.columns import Column, ColumnClass, ColumnTree
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="栏目临近更新期限",
    why="在超过期限之前提醒,可以避免栏目不更新。",
    not_this="这是预警,不是问题;离期限尚远的、不纳入检查的栏目不提醒。",
    fix="在所列日期之前发布应公开的信息;期限不因节假日顺延。",
    reasons={
        **columns.TEXTS,
        "near-limit": "{class}类栏目“{column}”最近更新为 {newest},如 {due} 前没有新信息即超过 {limit} 天的期限,还有 {left} 天{holidays}",
    },
)
_FIRST_LEVEL = (ColumnClass.NOTICE, ColumnClass.POLICY)


@dataclass(frozen=True, slots=True)
class Config:
    """(window, days before its end from which one is warned), in days."""

    news: tuple[int, int] = (14, 4)
    notice: tuple[int, int] = (183, 30)
    policy: tuple[int, int] = (183, 30)
    personnel: tuple[int, int] = (365, 45)
    planning: tuple[int, int] = (365, 45)

    def of(self, cls: ColumnClass) -> tuple[int, int] | None:
        """Those of a class; None for one that has no window."""
        return getattr(self, str(cls), None)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:veto.column-stale",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each column that has a window."""
    tree = view.columns()
    found = [answer for column in tree.columns if (answer := _warned(column, tree, config))] if tree else []
    yield from found or [PASS]


def _warned(column: Column, tree: ColumnTree, config: Config) -> Judgement | None:
    window = config.of(column.cls)
    if window is None or column.excluded or not column.newest or (column.level > 1 and column.cls in _FIRST_LEVEL):
        return None
    days, warned = window
    left = days - columns.age(column, tree)
    if not 0 <= left <= warned or columns.is_year_doubtful(column):
        return None
    due = columns.due(column, days)
    args = {**columns.described(column, days), "due": due, "left": str(left), "holidays": columns.during(tree.day, due)}
    evidence = columns.card(column, window_days=days, last_day=due, holidays=columns.holidays(tree.day, due))
    return Judgement(
        Outcome.REVIEW, "near-limit", Confidence.CERTAIN, cause=f"column:{column.url}", args=args, evidence=evidence,
        spots=columns.whole(column),
    )  # fmt: skip
