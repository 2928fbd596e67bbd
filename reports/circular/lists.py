"""Tables and lists of a circular as rows of texts, the same in every form."""

from collections.abc import Iterator, Sequence

from auditor.model.result import Conclusion, Kind, Named, Result
from auditor.model.statistics import COLUMNS, TALLY, Circular, Table, percent

CONCLUSIONS = {
    Conclusion.PASS: "合格", Conclusion.FAIL: "不合格", Conclusion.PENDING: "待核实", Conclusion.UNMEASURED: "未能检测",
}  # fmt: skip
_FIRST = {
    "region": "地区", "level": "层级", "platform": "平台", "causes": "类别", "score": "分数段", "": "项目", "round": "阶段",
}  # fmt: skip
_RATES = {"site": "合格率", "account": "合格率", "rectified": "合格率", "complaint": "办结率", "takeup": "转载率"}
UNKNOWN = "未核实"

ALL_SITES = (
    ("序号", 5),
    ("网站名称", 17),
    ("主办单位", 14),
    ("地区", 8),
    ("检查结果", 8),
    ("得分", 6),
    ("抽查时间", 10),
)
FAILED_SITES = (("序号", 5), ("网站名称", 17), ("主办单位", 15), ("地区", 8), ("不合格原因", 18), ("备注", 6))
FAILED_ACCOUNTS = (("序号", 5), ("平台", 8), ("账号名称", 18), ("开设单位", 17), ("不合格原因", 16), ("备注", 6))


def heads(table: Table) -> list[str]:
    """Headings of a statistical table: only columns of which something is known."""
    kind = table.kind
    rate = [_RATES.get(table.key.partition("-")[0], "比率") + "(%)"] if kind.rate else []
    return [_FIRST[kind.field], *(COLUMNS[column] for column in shown(table)), *rate]


def shown(table: Table) -> list[str]:
    """Columns with something in them; of what waits or failed to be measured only where there is any."""
    optional = frozenset({"pending", "unmeasured"}) if table.kind.columns == TALLY else frozenset()
    return [
        column
        for column in table.kind.columns
        if any(column in line.counts for line in table.lines)
        and (column not in optional or any(line.counts.get(column) for line in table.lines))
    ]


def rows(table: Table, digits: int) -> Iterator[list[str]]:
    """The lines of a statistical table."""
    for line in table.lines:
        counts = [str(line.counts[column]) if column in line.counts else UNKNOWN for column in shown(table)]
        yield [line.name, *counts, *([percent(line.rate, digits) or UNKNOWN] if table.kind.rate else [])]


def attachments(circular: Circular) -> Iterator[tuple[str, Sequence[tuple[str, int]], list[list[str]]]]:
    """The lists that go with a circular: title, columns with their widths, rows. Columns that say nothing are left out."""
    return (_filled(title, columns, rows) for title, columns, rows in _lists(circular))


def _filled(
    title: str, columns: Sequence[tuple[str, int]], rows: list[list[str]]
) -> tuple[str, Sequence[tuple[str, int]], list[list[str]]]:
    kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    return title, [columns[at] for at in kept], [[row[at] for at in kept] for row in rows]


def _lists(circular: Circular) -> Iterator[tuple[str, Sequence[tuple[str, int]], list[list[str]]]]:
    results = circular.quarter.results
    sites = [one for one in results if one.kind is Kind.SITE]
    yield "政府网站检查结果一览表", ALL_SITES, [_site(n, one) for n, one in enumerate(sites, 1)]
    failed = [_failed_site(one) for one in sites if one.conclusion is Conclusion.FAIL]
    failed = failed or [[one.name, one.unit, one.region, one.cause, ""] for one in _named(circular, Kind.SITE)]
    yield "不合格政府网站名单", FAILED_SITES, _numbered(failed)
    accounts = [one for one in results if one.kind is Kind.ACCOUNT and one.conclusion is Conclusion.FAIL]
    listed = [[one.platform, one.name, one.unit, "、".join(one.causes), _remark(one)] for one in accounts]
    listed = listed or [[one.platform, one.name, one.unit, one.cause, ""] for one in _named(circular, Kind.ACCOUNT)]
    yield "不合格政务新媒体名单", FAILED_ACCOUNTS, _numbered(listed)


def _named(circular: Circular, kind: Kind) -> list[Named]:
    return [one for one in circular.quarter.named if one.kind is kind]


def _site(number: int, one: Result) -> list[str]:
    score = "" if one.score is None else str(one.score)
    return [str(number), one.name, one.unit, one.region, CONCLUSIONS[one.conclusion], score, one.checked]


def _failed_site(one: Result) -> list[str]:
    why = "、".join(one.causes) or (f"得分 {one.score}" if one.score is not None else "")
    return [one.name, one.unit, one.region, why, _remark(one)]


def _remark(one: Result) -> str:
    return "已整改" if one.mended else ""


def _numbered(found: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[str(number), *cells] for number, cells in enumerate(found, 1)]
