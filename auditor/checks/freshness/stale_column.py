"""Columns that should be updated and have not been for longer than their window.

**Why** Most failures in the circulars are these: 动态要闻 without anything for 2 weeks, 一级 通知公告 and 政策文件 for 6 months (together
5 of them are a veto), 人事 and 规划计划 for 1 year (indicator ``veto.column-stale.key``, certainty A; windows A).
**Not this** Historic topics, archives, columns that the office waived (确无应发布内容), second-level children of 通知公告 and 政策文件,
lists that only a script, a frame or pictures fill; a list whose newest row may stand where nobody read is for a person.
**Fix** Publish what is due, or merge the column into one that is kept; a column that rightly has nothing needs a waiver.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check, verdict
from auditor.model.columns import Column, ColumnClass, ColumnTree
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="栏目长期不更新",
    why="栏目不更新是政府网站不合格最常见的原因,群众看到的是过时的信息。",
    not_this="历史性专题、已归档栏目、经批准的“确无应发布内容”栏目、通知公告和政策文件的下级栏目、由脚本加载而未读到的列表不算。",
    fix="及时发布应公开的信息;长期没有内容的栏目应合并或撤销;确无应发布内容的,登记批准人和有效期。",
    reasons={
        **columns.TEXTS,
        "stale-news": "动态要闻类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "stale-notice": "通知公告类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "stale-policy": "政策文件类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "stale-interpretation": "政策解读类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "stale-personnel": "人事类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "stale-planning": "规划计划类栏目“{column}”最近更新为 {newest}({from}),已 {days} 天没有更新,超过 {limit} 天{holidays}",
        "undated": "栏目“{column}”的 {rows} 条信息都没有标明发布时间,无法判断是否更新",
        "year-unknown": "栏目“{column}”的列表没有标明年份,且不按时间排列,无法判断是否更新",
        "second-level": "通知公告、政策文件类的下级栏目,不单独计数",
        "no-window": "没有规定更新期限的栏目",
    },
)

_KEY = ("ind:veto.column-stale.key", "ind:veto.column-stale.should-update")
_REFS = {
    ColumnClass.NEWS: (*_KEY, "ind:pub.news"),
    ColumnClass.NOTICE: _KEY,
    ColumnClass.POLICY: (*_KEY, "ind:pub.policy"),
    ColumnClass.INTERPRETATION: ("ind:veto.column-stale.should-update", "ind:pub.interpretation"),
    ColumnClass.PERSONNEL: ("ind:veto.column-stale.should-update",),
    ColumnClass.PLANNING: ("ind:veto.column-stale.should-update",),
}
_FIRST_LEVEL = (ColumnClass.NOTICE, ColumnClass.POLICY)


@dataclass(frozen=True, slots=True)
class Config:
    """Windows in days; None = no window."""

    news: int | None = 14
    notice: int | None = 183
    policy: int | None = 183
    interpretation: int | None = None
    """The indicators name none."""
    personnel: int | None = 365
    planning: int | None = 365
    undated_fails: bool = False
    """The 2015 rule: an item without a stated time counts as not updated. Whether 2019 kept it is not known."""

    def window(self, cls: ColumnClass) -> int | None:
        """The window of a class; None for one that has none."""
        return getattr(self, str(cls)) if cls in _REFS else None


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, config=Config(), refs=("ind:veto.column-stale",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each column."""
    tree = view.columns()
    if tree is None or not tree.columns:
        yield Judgement(Outcome.NA, "no-columns")
        return
    for column in tree.columns:
        yield _judged(column, tree, config)


def _judged(column: Column, tree: ColumnTree, config: Config) -> Judgement:
    days = config.window(column.cls)
    if column.excluded:
        return columns.excluded(column)
    if days is None:
        return Judgement(Outcome.NA, "no-window")
    if column.level > 1 and column.cls in _FIRST_LEVEL:
        return Judgement(Outcome.NA, "second-level")
    if column.newest and columns.age(column, tree) <= days:
        return _doubted(column) if columns.is_year_doubtful(column) else PASS
    if column.filling in columns.UNREAD:
        return columns.unread(column)
    if not column.count:
        return Judgement(Outcome.NA)  # Blank: another question.
    return _stale(column, tree, days) if column.newest else _undated(column, config)


def _stale(column: Column, tree: ColumnTree, days: int) -> Judgement:
    sure = columns.is_class_sure(column) and columns.is_newest_sure(column)
    passed = columns.holidays(column.newest, tree.day)
    args = {
        **columns.described(column, days),
        "days": str(columns.age(column, tree)),
        "holidays": columns.during(column.newest, tree.day),
    }
    return Judgement(
        *verdict(sure, f"stale-{column.cls}"), cause=f"column:{column.url}", args=args, refs=_REFS[column.cls],
        spots=columns.whole(column),
        evidence=columns.card(column, window_days=days, last_day=columns.due(column, days), holidays=passed),
    )  # fmt: skip


def _undated(column: Column, config: Config) -> Judgement:
    outcome = Outcome.FAIL if config.undated_fails else Outcome.REVIEW
    return Judgement(
        outcome, "undated", cause=f"column:{column.url}", args={"column": column.named, "rows": str(column.count)},
        refs=_REFS[column.cls], spots=columns.whole(column), evidence=columns.card(column),
    )  # fmt: skip


def _doubted(column: Column) -> Judgement:
    return Judgement(
        Outcome.UNMEASURED, "year-unknown", cause=f"column:{column.url}", args={"column": column.named},
        spots=columns.whole(column), evidence=columns.card(column),
    )  # fmt: skip
