"""The first page of a report: site, period, verdict, coverage and the counts of each check."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from auditor.model.outcome import Outcome
from reports.order import Part
from reports.texts import CheckTexts, reason, text, why
from reports.verdict import verdict_rows
from reports.view import Entry, Record
from reports.visible import clip

LIST_ROWS = 40
"""Rows shown of one list in the coverage section."""
_ELSEWHERE = {"register"}
"""Parts of the coverage record that the identity card shows."""
_REASONED = frozenset({"skipped", "cut", "traps", "limits", "unmeasured", "failed"})
_SHORT = 300


@dataclass(frozen=True, slots=True)
class Table:
    """A list inside the coverage record: caption, column heads (may be empty), rows of cells, rows left out."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the table of checks."""

    check: str
    title: str
    counts: tuple[int, ...]
    """In the order of ``Outcome``."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything above the list of findings; all strings may be hostile."""

    site: str
    period: str
    profile: str
    pages: str
    targets: str
    verdict: tuple[tuple[str, str], ...] | None
    """Rows of the proposed verdict, or None when nothing was scored."""
    outcomes: Mapping[str, int]
    """Causes per outcome, counted from findings.jsonl."""
    impacts: Mapping[str, int]
    """Failing causes per impact."""
    urgent: int
    """Certain intrusions among them."""
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    unmeasured: tuple[tuple[str, int], ...]
    """Reason in Chinese and number of causes, most frequent first."""
    checks: tuple[CheckRow, ...]
    parts: tuple[tuple[str, int, int], ...]
    """Part of the order in Chinese, how many causes accuse there and how many are for a person to judge."""


def overview(summary: Record, entries: Sequence[Entry], titles: Mapping[str, CheckTexts]) -> Overview:
    """Build the overview; unknown keys of the coverage record appear under their own names."""
    coverage = summary.get("coverage")
    facts, tables = _coverage(coverage if isinstance(coverage, Mapping) else {})
    unmeasured = (entry for entry in entries if entry.outcome is Outcome.UNMEASURED)
    silent = Counter(why(entry.reason, titles.get(entry.check)) for entry in unmeasured)
    return Overview(
        site=clip(str(summary.get("site") or ""), _SHORT),
        period=period(str(summary.get("started") or ""), str(summary.get("finished") or "")),
        profile=text("profile", clip(str(summary.get("profile") or ""), 80)),
        pages=_number(summary.get("pages")),
        targets=_number(summary.get("targets")),
        verdict=verdict_rows(summary.get("verdict")),
        outcomes=Counter(entry.outcome.value for entry in entries),
        impacts=Counter(entry.impact.value for entry in entries if entry.outcome is Outcome.FAIL),
        urgent=sum(entry.urgent for entry in entries),
        facts=facts,
        tables=tables,
        unmeasured=tuple(silent.most_common()),
        checks=tuple(_checks(summary.get("findings"), titles)),
        parts=tuple(_parts(entries)),
    )


def _parts(entries: Sequence[Entry]) -> Iterable[tuple[str, int, int]]:
    counts = Counter((entry.part, entry.outcome) for entry in entries)
    for part in Part:
        yield text("part", part.code), counts[part, Outcome.FAIL], counts[part, Outcome.REVIEW]


def title(check: str, titles: Mapping[str, CheckTexts]) -> str:
    """The Chinese title of a check, or its id when the catalogue does not know it."""
    known = titles.get(check)
    return known.title if known else check


def period(started: str, finished: str) -> str:
    """``2026年11月21日 22:15 至 22:40（历时 25 分钟）``; the texts themselves when they are not ISO 8601."""
    try:
        start, end = datetime.fromisoformat(started), datetime.fromisoformat(finished)
        seconds = int((end - start).total_seconds())
    except (ValueError, TypeError):
        return " 至 ".join(clip(part, 40) for part in (started, finished) if part)
    ending = f"{end:%H:%M}" if start.date() == end.date() else _moment(end)
    return f"{_moment(start)} 至 {ending}（历时 {_span(seconds)}）"


def _moment(when: datetime) -> str:
    return f"{when.year}年{when.month}月{when.day}日 {when:%H:%M}"


def _span(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} 秒"
    if seconds < 3600:
        return f"{seconds // 60} 分钟"
    return f"{seconds // 3600} 小时 {seconds % 3600 // 60} 分钟"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else _words(value)


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{value:,}"
    if value is None:
        return "—"
    return clip(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), _SHORT)


def _checks(counts: object, titles: Mapping[str, CheckTexts]) -> Iterable[CheckRow]:
    if not isinstance(counts, Mapping):
        return
    for check in sorted(map(str, counts)):
        by_outcome = counts[check] if isinstance(counts[check], Mapping) else {}
        yield CheckRow(check, title(check, titles), tuple(_count(by_outcome.get(kind.value)) for kind in Outcome))


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def _coverage(coverage: Mapping[str, object]) -> tuple[tuple[tuple[str, str], ...], tuple[Table, ...]]:
    facts, tables = [], []
    for key, value in coverage.items():
        if key in _ELSEWHERE:
            continue
        label = text("coverage", clip(str(key), 80))
        if isinstance(value, Mapping | list) and value:
            tables.append(_table(label, value, key in _REASONED))
        elif not isinstance(value, Mapping | list):
            facts.append((label, _words(value)))
    return tuple(facts), tuple(tables)


def _table(caption: str, value: Mapping[str, object] | Sequence[object], reasoned: bool) -> Table:
    if isinstance(value, Mapping):
        named = [(reason(str(key)) if reasoned else text("coverage", str(key)), part) for key, part in value.items()]
        rows = [(clip(name, _SHORT), _words(part)) for name, part in named[:LIST_ROWS]]
        heads: tuple[str, ...] = ("原因", "数量") if reasoned else ("项目", "情况")
        return Table(caption, heads, tuple(rows), max(0, len(value) - LIST_ROWS))
    shown = value[:LIST_ROWS]
    if all(isinstance(item, Mapping) for item in shown):
        return _records(caption, [item for item in shown if isinstance(item, Mapping)], len(value))
    return Table(caption, (), tuple((_words(item),) for item in shown), max(0, len(value) - LIST_ROWS))


def _records(caption: str, items: Sequence[Mapping[str, object]], total: int) -> Table:
    keys = list(dict.fromkeys(key for item in items for key in item))[:6]
    rows = tuple(tuple(_coded(key, item.get(key)) for key in keys) for item in items)
    return Table(caption, tuple(text("coverage", clip(str(key), 80)) for key in keys), rows, total - len(items))


def _coded(key: str, value: object) -> str:
    return reason(value) if key in {"reason", "why", "limit"} and isinstance(value, str) else _words(value)
