"""Columns in which nothing stands: never filled, or emptied since the last run.

**Why** 5 blank columns are a veto (``veto.column-stale.blank``, certainty A for the number); a visitor who opens one finds nothing.
**Not this** Lists that a script, a frame or pictures fill (not measured as long as nobody read them), columns that lead to columns of
their own, pages of text, forms and guides, waived columns (确无应发布内容). Without words such as 暂无信息 a person looks first.
**Fix** Fill the column, or take it and every link to it off the site; when an item was withdrawn or a column renamed, mind what is left.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import columns
from auditor.checks.api import PASS, Shape, Texts, check, verdict
from auditor.model.columns import Column, ColumnTree, EarlierColumn, Filling
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.want import Want, WantKind

ZH = Texts(
    title="空白栏目",
    why="空白栏目达到一定数量即单项否决,群众打开后什么也看不到。",
    not_this="由脚本、内嵌框架或图片填充的列表,下设子栏目的栏目,文字页面、表单和办事指南,经批准“确无应发布内容”的栏目不算;页面没有“暂无信息”等字样的由人工核实。",
    fix="补充应公开的内容,或撤销该栏目并去掉指向它的链接;撤下信息、栏目改名后应检查是否留下空白栏目。",
    reasons={
        **columns.TEXTS,
        "blank": "栏目“{column}”没有任何信息,页面显示“{said}”",
        "blank-silent": "栏目“{column}”的页面没有任何信息,请核实",
        "emptied": "栏目“{column}”上次检查({before})时有 {rows} 条信息,本次为空白",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """How many lists that a script fills are looked at in a browser."""

    looks: int = 10


@check(
    shape=Shape.SITE,
    impact=Impact.SERIOUS,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.column-stale.blank", "ind:pub.other-columns"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement | Want]:
    """One judgement for each column; lists that a script fills are asked to be looked at."""
    tree = view.columns()
    if tree is None or not tree.columns:
        yield Judgement(Outcome.NA, "no-columns")
        return
    earlier = {one.url: one for one in tree.earlier.columns} if tree.earlier else {}
    asked = 0
    for column in tree.columns:
        yield _judged(column, tree, earlier.get(column.url))
        if asked < config.looks and _is_open(column) and view.context.look_for(f"column:{column.url}") is None:
            asked += 1
            yield Want(WantKind.LOOK, column.url, f"column:{column.url}")


def _is_open(column: Column) -> bool:
    return (
        not column.excluded and not column.count and column.filling is Filling.SCRIPT and columns.expects_list(column)
    )


def _judged(column: Column, tree: ColumnTree, before: EarlierColumn | None) -> Judgement:
    if column.excluded:
        return columns.excluded(column)
    if column.count or column.children or column.filling in (Filling.TEXT, Filling.CHILDREN):
        return PASS
    if column.filling in columns.UNREAD:
        return columns.unread(column) if columns.expects_list(column) else Judgement(Outcome.NA)
    if not column.says_empty and not columns.expects_list(column):
        return Judgement(Outcome.NA)
    return _blank(column, tree, before)


def _blank(column: Column, tree: ColumnTree, before: EarlierColumn | None) -> Judgement:
    args = {"column": column.named, "said": column.says_empty}
    reason = "blank" if column.says_empty else "blank-silent"
    if before and before.count and tree.earlier:
        reason, args = "emptied", {**args, "before": tree.earlier.day, "rows": str(before.count)}
    return Judgement(
        *verdict(bool(column.says_empty), reason), cause=f"column:{column.url}", args=args, spots=columns.whole(column),
        evidence=columns.card(column, says=column.says_empty, rows_before=before.count if before else None),
    )  # fmt: skip
