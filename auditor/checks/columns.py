"""What the checks of columns share: how old a column is, how sure that is, and how it is said."""

from collections.abc import Mapping
from datetime import date, timedelta

from auditor.model.columns import CLASS_NAMES, Column, ColumnClass, ColumnTree, DateSource, Filling, sign_said
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Outcome
from auditor.text.workdays import UnknownYear, holidays_between

TEXTS = {
    "no-columns": "没有读到栏目",
    "list-not-read": "栏目“{column}”的列表{filling},本次没有读到,不作结论",
    "excluded": "不纳入检查的栏目({why})",
}
UNREAD = frozenset({Filling.SCRIPT, Filling.FRAME, Filling.IMAGE})
"""What stands there is not in the bytes of the page."""
_FILLINGS = {Filling.SCRIPT: "由脚本加载", Filling.FRAME: "在内嵌框架中", Filling.IMAGE: "只有图片"}
_SOURCES = {
    DateSource.ROW: "列表中的日期", DateSource.PAGE: "文章的发布时间", DateSource.META: "页面标签 PubDate", DateSource.URL: "网址中的日期",
    DateSource.NONE: "",
}  # fmt: skip
_FILLED = {
    Filling.HTML: "网页源代码", Filling.CDATA: "网页源代码(CDATA)", Filling.JSON: "网页脚本中的数据",
    Filling.RENDERED: "浏览器打开后的网页",
    Filling.SCRIPT: "脚本加载,没有读到", Filling.FRAME: "内嵌框架,没有读到", Filling.IMAGE: "图片", Filling.CHILDREN: "下设子栏目",
    Filling.TEXT: "文字页面", Filling.NOTHING: "没有内容",
}  # fmt: skip
_SURE_CLASS = ("name:", "type:", "office:")
_ROWS_SHOWN = 5
_HOLIDAYS_NAMED = 3


def whole(column: Column) -> tuple[Spot, ...]:
    """The column's page as the place of a finding."""
    return (Spot(-1, "", column.url),)


def age(column: Column, tree: ColumnTree) -> int:
    """Days from its newest row to the run; the column must have one."""
    return (date.fromisoformat(tree.day) - date.fromisoformat(column.newest)).days


def due(column: Column, days: int) -> str:
    """The last day on which it is still within its window."""
    return (date.fromisoformat(column.newest) + timedelta(days=days)).isoformat()


def holidays(start: str, end: str) -> list[str]:
    """The public holidays of a window, as people say them; says so where the table does not know the year."""
    try:
        found = holidays_between(date.fromisoformat(start), date.fromisoformat(end))
    except UnknownYear as error:
        return [str(error)]
    names = dict.fromkeys(day.name for day in found)
    return [f"{name}({sum(day.name == name for day in found)} 天)" for name in names]


def during(start: str, end: str) -> str:
    """The same for the middle of a sentence: empty, or in brackets; of many only how many."""
    found = holidays(start, end)
    if len(found) > _HOLIDAYS_NAMED:
        return f"(其间有{found[-1]}等 {len(found)} 个节假日)"
    return f"(其间有{'、'.join(found)})" if found else ""


def is_class_sure(column: Column) -> bool:
    """True when its own name, its page tag or the office says what it is; a folder alone is a hint."""
    return any(sign.startswith(_SURE_CLASS) for sign in column.evidence)


def is_newest_sure(column: Column) -> bool:
    """True when nothing that was not read can be newer than the newest row read."""
    few_undated = column.undated * 5 <= column.count
    read = column.newest_source in (DateSource.ROW, DateSource.PAGE, DateSource.META)
    return few_undated and read and column.complete and column.filling not in UNREAD


def is_year_doubtful(column: Column) -> bool:
    """True when its newest row gives no year, and the rows as read are not in the order of time: years were assumed wrongly."""
    dated = [row for row in column.rows if row.date and not row.pinned]
    days = [row.date for row in dated]
    latest = next((row for row in column.rows if row.date == column.newest), None)
    return bool(latest and latest.assumed and days != sorted(days, reverse=True))


def unread(column: Column) -> Judgement:
    """What is said of a list that the run could not read."""
    return Judgement(
        Outcome.UNMEASURED, "list-not-read", cause=f"unread:{column.url}", spots=whole(column), evidence=card(column),
        args={"column": column.named, "filling": _FILLINGS.get(column.filling, "")},
    )  # fmt: skip


def excluded(column: Column) -> Judgement:
    """What is said of a column that is not measured."""
    return Judgement(Outcome.NA, "excluded", args={"why": column.excluded_why})


def card(column: Column, **more: object) -> Mapping[str, object]:
    """The facts of a column for the evidence card."""
    rows = [f"{row.date or '无日期'} {row.title}" for row in column.rows[:_ROWS_SHOWN]]
    signs = [sign_said(sign) for sign in column.evidence]
    return {
        "column": column.named, "class": CLASS_NAMES[column.cls], "class_by": signs, "level": column.level,
        "rows": column.count, "undated": column.undated, "newest": column.newest, "newest_from": _SOURCES[column.newest_source],
        "filling": _FILLED[column.filling], "first_rows": rows, "unit": column.unit, **more,
    }  # fmt: skip


def described(column: Column, days: int) -> dict[str, str]:
    """Arguments of a sentence about a column's age."""
    return {
        "column": column.named, "class": CLASS_NAMES[column.cls], "newest": column.newest, "limit": str(days),
        "from": _SOURCES[column.newest_source],
    }  # fmt: skip


def is_blank(column: Column) -> bool:
    """True for a column that was read and has nothing at all."""
    return column.filling is Filling.NOTHING and not column.count and not column.children


def expects_list(column: Column) -> bool:
    """True for the classes whose columns hold dated information; forms, guides and overviews need have none."""
    return column.cls not in (ColumnClass.STATIC, ColumnClass.SERVICE, ColumnClass.INTERACTION)
