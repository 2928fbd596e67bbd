"""Hand-made columns for the checks of columns; the run is of 2026-11-21."""

from dataclasses import replace
from typing import Any

from auditor.model.columns import (
    Column,
    ColumnClass,
    ColumnRow,
    ColumnTree,
    DateSource,
    EarlierColumns,
    Filling,
    PolicyDocument,
)
from auditor.model.look import Looked
from auditor.model.siteview import SiteView
from auditor.model.want import Want
from tests.checks.conftest import HOME, site

DAY = "2026-11-21"


def row(title: str, day: str = "", url: str = "", **facts: Any) -> ColumnRow:
    """A row dated in its list."""
    source = DateSource.ROW if day else DateSource.NONE
    return ColumnRow(title, url or f"{HOME}a/{len(title)}.html", day, **{"source": source, **facts})


def column(cls: ColumnClass = ColumnClass.NEWS, *days: str, **facts: Any) -> Column:
    """A column whose rows bear these days; its class is certain unless said otherwise."""
    rows = facts.pop("rows", tuple(row(f"第{n}条信息的标题", day, f"{HOME}c/{n}.html") for n, day in enumerate(days)))
    dated = sorted(one.date for one in rows if one.date and one.date <= DAY)
    values: dict[str, Any] = {
        "url": f"{HOME}c/", "name": "某栏目", "path": ("某栏目",), "level": 1, "cls": cls, "evidence": ("nav", "name:某"),
        "count": len(rows), "undated": sum(not one.date for one in rows), "newest": dated[-1] if dated else "",
        "newest_source": DateSource.ROW if dated else DateSource.NONE, "rows": rows,
        "filling": Filling.HTML if rows else Filling.NOTHING,
    }  # fmt: skip
    return Column(**{**values, **facts})


def blank(**facts: Any) -> Column:
    """A column that was read and has nothing."""
    return column(facts.pop("cls", ColumnClass.NOTICE), **facts)


def said(
    check: Any, *columns: Column, home: Column | None = None, earlier: EarlierColumns | None = None,
    documents: tuple[PolicyDocument, ...] = (), looks: tuple[Looked, ...] = (),
) -> list[tuple[str, str]]:  # fmt: skip
    """(outcome, reason) of every judgement, wants as ("want", kind); every judgement must have its Chinese sentence."""
    placed = tuple(
        replace(one, url=one.url if one.url != f"{HOME}c/" else f"{HOME}c{n}/") for n, one in enumerate(columns)
    )
    tree = ColumnTree(DAY, home, placed, documents, earlier)
    view = SiteView(site(looks=looks), lambda: iter(()), lambda: iter(()), lambda: iter(()), columns=lambda: tree)
    answers = list(check.judge_site(view))
    assert answers
    for one in answers:
        if not isinstance(one, Want):
            assert not one.reason or check.texts.template(one.reason), one.reason
            assert "{" not in check.message(one) and "—" not in check.message(one), check.message(one)
    return [("want", str(one.kind)) if isinstance(one, Want) else (str(one.outcome), one.reason) for one in answers]
