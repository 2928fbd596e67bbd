"""Columns that a redesign left as shells: all that they list is gone, or all columns below them are blank.

**Why** The menu looks whole while nothing behind it is; visitors and inspectors meet one dead end after the other.
**Not this** Single dead items (links.dead names them), columns of which not all rows were asked for, waived columns.
**Fix** Move the content of the old column over, or take the column off the menu and redirect its address.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check, verdict
from auditor.model.columns import Column, ColumnTree
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="栏目只剩空壳",
    why="改版后旧栏目只剩列表或菜单,点开的内容全部打不开或为空白。",
    not_this="个别信息打不开(见“死链”)、只检查了部分信息的栏目、经批准“确无应发布内容”的栏目不算。",
    fix="把原有内容迁移过来,或撤下该栏目并把旧地址转到新栏目。",
    reasons={
        **columns.TEXTS,
        "rows-gone": "栏目“{column}”列出的 {rows} 条信息中有 {gone} 条打不开(404)",
        "children-blank": "栏目“{column}”下的 {rows} 个子栏目全部是空白",
    },
)
_ASKED = 20
"""Rows of a column whose addresses were looked up."""


@dataclass(frozen=True, slots=True)
class Config:
    """So many rows, or columns below, at least; and the share of rows that must be gone."""

    fewest: int = 3
    share: float = 0.8


@check(
    shape=Shape.SITE,
    impact=Impact.SERIOUS,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.column-stale.blank", "ind:fn.availability"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement for each shell."""
    tree = view.columns()
    found = [answer for column in (tree.columns if tree else ()) if tree and (answer := _shell(column, tree, config))]
    yield from found or [PASS]


def _shell(column: Column, tree: ColumnTree, config: Config) -> Judgement | None:
    if column.excluded:
        return None
    looked = min(column.count, _ASKED)
    if looked >= config.fewest and column.dead_rows >= config.share * looked:
        return _said("rows-gone", column, looked, column.dead_rows == looked)
    below = [other for other in tree.columns if other.parent == column.url and not other.excluded]
    if len(below) >= config.fewest and not column.count and all(map(columns.is_blank, below)):
        return _said("children-blank", column, len(below), all(other.says_empty for other in below))
    return None


def _said(reason: str, column: Column, rows: int, sure: bool) -> Judgement:
    args = {"column": column.named, "rows": str(rows), "gone": str(column.dead_rows)}
    return Judgement(
        *verdict(sure, reason), cause=f"shell:{column.url}", args=args, spots=columns.whole(column),
        evidence=columns.card(column, gone=column.dead_rows),
    )  # fmt: skip
