"""The proposed verdict as rows of a report: grade, points, vetoes, and why something is not decided."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reports.texts import text
from reports.view import Record
from reports.visible import clip

_NAMED = 12
"""Indicators named in one row; the number of all stands beside them."""
_SHORT = 300

Rows = tuple[tuple[str, str], ...]


def verdict_rows(value: object) -> Rows | None:
    """Rows of name and text, or None when nothing was judged; a verdict of another shape is shown as it is."""
    if value is None:
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("items"), list | tuple):
        return (("初判", clip(json.dumps(value, ensure_ascii=False), _SHORT)),)
    return tuple(_rows(value))


def _rows(verdict: Record) -> Iterator[tuple[str, str]]:
    items = [item for item in verdict["items"] if isinstance(item, Mapping)]
    names = {str(item.get("indicator")): str(item.get("name")) for item in items}
    yield "结论", f"{text('grade', str(verdict.get('grade')))}({text('subject', str(verdict.get('subject')))})"
    hit = [item for item in items if item.get("standing") == "hit"]
    yield "单项否决", _named([_counted(item) for item in hit if item.get("kind") == "veto"]) or "没有认定"
    if verdict.get("subject") == "portal":
        yield "得分", _score(verdict)
        lost = [f"{item.get('name')} {_amount(item.get('change'))}" for item in hit if item.get("kind") == "deduct"]
        yield "扣分", _named(lost) or "没有认定"
    for reason in verdict.get("reasons") or ():
        which = [names.get(str(one), str(one)) for one in reason.get("indicators") or ()]
        yield text("open", str(reason.get("cause"))), _named(which) or "—"
    yield "指标包", f"{clip(str(verdict.get('pack')), 60)}(sha256 {clip(str(verdict.get('pack_sha256')), 64)})"


def _score(verdict: Record) -> str:
    score = verdict.get("score")
    if score is not None:
        return f"{score:g} 分" + (f",{clip(str(verdict['band']), 40)}" if verdict.get("band") else "")
    return "有单项否决,不计分" if verdict.get("vetoes") else "不能评定(原因见下)"


def _counted(item: Record) -> str:
    counted = item.get("counted")
    return f"{item.get('name')}({counted} 处)" if counted else str(item.get("name"))


def _amount(change: Any) -> str:
    return "分值未核实" if change is None else f"{change:g} 分"


def _named(names: list[str]) -> str:
    shown = ";".join(clip(name, 60) for name in names[:_NAMED])
    return shown + (f" 等 {len(names)} 项" if len(names) > _NAMED else "")
