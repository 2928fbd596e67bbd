"""Tables of one quarter: what was counted and what was printed elsewhere become one set of lines."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from auditor.campaign.circular.counting import UNKNOWN, Lists, counted, partial
from auditor.campaign.circular.rules import Rules
from auditor.model.result import Kind, Named, Quarter, Stated
from auditor.model.statistics import TABLES, TALLY, TOTAL, Line, Table, share

_CAUSES = {Kind.SITE: "veto", Kind.ACCOUNT: "account-cause"}
_PARTS = ("passed", "failed", "pending", "unmeasured")
Counts = Mapping[str, int]


def tables(quarter: Quarter, rules: Rules, keys: Collection[str] = TABLES) -> tuple[Table, ...]:
    """Every one of these tables that anything feeds, in the order of the circular."""
    listed = counted(quarter.results, rules, keys)
    printed = printed_lines(quarter.stated, rules)
    for whose, key in _CAUSES.items():
        if key not in listed and key not in printed:
            printed |= _causes_named(key, [one for one in quarter.named if one.kind is whose])
    incomplete = {kind for kind in Kind if partial(kind, quarter.results, total_printed(printed, kind))}
    built = []
    for key, kind in TABLES.items():
        if key in keys and (key in listed or key in printed):
            lines = _lines(key, listed.get(key, {}), printed.get(key, {}), kind.kind not in incomplete)
            lines = [_with_registered(key, line, quarter) for line in lines]
            built.append(Table(key, tuple(sorted(lines, key=lambda line: _order(key, line, rules)))))
    return tuple(built)


def printed_lines(stated: Sequence[Stated], rules: Rules) -> dict[str, dict[str, Stated]]:
    """Table → line → what was printed of it, the names of lines as the counted ones have them."""
    printed: dict[str, dict[str, Stated]] = {}
    for one in stated:
        printed.setdefault(one.table, {})[line_name(one, rules)] = one
    return printed


def line_name(stated: Stated, rules: Rules) -> str:
    """The name of a printed line; a band is known by its edges, however it is written."""
    edges = sorted(int(digits) for digits in re.findall(r"\d+", stated.line))
    if stated.table == "band" and len(edges) == 2:
        return f"{edges[0]}—{edges[1]} 分"
    if stated.table == "band" and len(edges) == 1 and edges[0] in (rules.edges[0], rules.edges[-1]):
        return rules.bands[0] if edges[0] == rules.edges[0] else rules.bands[-1]
    if stated.table == "high" and len(edges) == 1:
        return next((name for name, edge in rules.high.items() if edge == edges[0]), stated.line)
    return stated.line


def total_printed(printed: Mapping[str, Mapping[str, Stated]], kind: Kind) -> int | None:
    """How many of a kind were inspected, as printed."""
    total = printed.get(kind, {}).get(TOTAL)
    return total.counts.get("sampled") if total else None


def _lines(key: str, listed: Mapping[str, Lists], printed: Mapping[str, Stated], prefer_list: bool) -> list[Line]:
    """Lines of a table: one source first, the other fills its gaps.

    A list that names only some is checked against what was printed, and adds no line to it.
    """
    names = dict.fromkeys([*printed, *listed]) if prefer_list or not printed else dict.fromkeys(printed)
    lines = []
    for name in names:
        lists, said = listed.get(name), printed.get(name)
        sizes = {column: len(members) for column, members in lists.items()} if lists is not None else {}
        if lists is not None and (prefer_list or said is None):
            counts = {**(said.counts if said else {}), **sizes}
            lines.append(_line(key, Line(name, counts, True, members=lists)))
        elif said is not None:
            lines.append(_line(key, Line(name, said.counts, False, origin=said.origin)))
    return lines


def _line(key: str, line: Line) -> Line:
    kind = TABLES[key]
    counts = _completed(line.counts) if kind.columns == TALLY else line.counts
    ordered = {column: counts[column] for column in kind.columns if column in counts}
    rate = share(counts.get(kind.rate[0]), counts.get(kind.rate[1])) if kind.rate else None
    return replace(line, counts=ordered, rate=rate)


def _completed(counts: Counts) -> dict[str, int]:
    """Of passed and failed the one that was not printed follows from the others."""
    sampled = counts.get("sampled")
    done = dict(counts)
    lacking = [name for name in ("passed", "failed") if name not in counts]
    if sampled is not None and len(lacking) == 1:
        rest = sampled - sum(counts.get(name, 0) for name in _PARTS)
        if rest >= 0:
            done[lacking[0]] = rest
    return done


def _with_registered(key: str, line: Line, quarter: Quarter) -> Line:
    known = quarter.registered.get(key)
    if known is None or line.name != TOTAL or "registered" in line.counts:
        return line
    return replace(line, counts={"registered": known, **line.counts})


def _order(key: str, line: Line, rules: Rules) -> tuple[object, ...]:
    """The total first, bands from the top, other lines by size, what nobody knows last."""
    names = [*rules.bands, *rules.high]
    if key in ("band", "high"):
        return (line.name != TOTAL, names.index(line.name) if line.name in names else len(names), 0, line.name)
    size = line.counts.get("sampled", line.counts.get("count", 0))
    return (line.name != TOTAL, line.name == UNKNOWN, -size, line.name)


def _causes_named(key: str, names: Sequence[Named]) -> dict[str, dict[str, Stated]]:
    """Causes as a printed list of failures gives them."""
    causes = Counter(one.cause for one in names if one.cause)
    lines = {cause: Stated(key, cause, {"count": count}, origin="名单") for cause, count in causes.items()}
    return {key: lines} if lines else {}
