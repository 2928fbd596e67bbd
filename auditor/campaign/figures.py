"""The figures of a campaign as one says them at any moment, and the list behind each of them."""

from collections.abc import Iterator, Sequence

from auditor.campaign.circular.rules import Rules
from auditor.campaign.circular.tables import tables
from auditor.model.result import Kind, Quarter, Result
from auditor.model.statistics import TOTAL, Line, percent, share

_SPOKEN = {
    "sampled": "抽查", "passed": "合格", "failed": "不合格(已核实)", "pending": "待核实", "unmeasured": "未能检测",
}  # fmt: skip
COLUMNS_BY_WORD = {
    "抽查": "sampled", "合格": "passed", "不合格": "failed", "待核实": "pending", "未能检测": "unmeasured",
}  # fmt: skip
"""What a user calls a figure → its column."""
KINDS_BY_WORD = {"网站": Kind.SITE, "新媒体": Kind.ACCOUNT}


def spoken(quarter: Quarter, rules: Rules) -> Iterator[str]:
    """One line for the sites and one for the accounts, where there are any."""
    by_key = {table.key: table for table in tables(quarter, rules, tuple(Kind))}
    for word, kind in KINDS_BY_WORD.items():
        line = by_key[kind].line(TOTAL) if kind in by_key else None
        if line is not None:
            yield f"{word}:{_line(line, rules.digits)};{_state(quarter)}"
    yield from (f"更正:{text}" for text in quarter.corrections)


def listed(quarter: Quarter, kind: Kind, column: str, rules: Rules) -> Sequence[Result]:
    """The list behind one of the figures; empty where it was not counted but printed elsewhere."""
    table = next((table for table in tables(quarter, rules, (kind,)) if table.key == kind), None)
    line = table.line(TOTAL) if table else None
    found = [quarter.results[position] for position in line.members.get(column, ())] if line else []
    return sorted(found, key=lambda one: (one.region, one.unit, one.name))


def _line(line: Line, digits: int) -> str:
    counts = line.counts
    told = ",".join(f"{word} {counts[column]}" for column, word in _SPOKEN.items() if column in counts)
    sampled, passed = counts.get("sampled"), counts.get("passed")
    measured = None if sampled is None else sampled - counts.get("unmeasured", 0)
    of_sampled, of_measured = percent(share(passed, sampled), digits), percent(share(passed, measured), digits)
    if not of_sampled or not of_measured:  # Nothing measured has no rate, and 0 % would accuse all.
        return f"{told};合格率未核实"
    return f"{told};合格率 {of_sampled}%(按抽查数)/ {of_measured}%(按已检测数)"


def _state(quarter: Quarter) -> str:
    if quarter.closed:
        return f"已于 {quarter.closed[:16].replace('T', ' ')} 定稿"
    return f"截至 {quarter.asof[11:16]},草稿"
