"""Figures that do not agree, found by rules that hold for any circular: nothing printed is taken on trust."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from auditor.campaign.circular.counting import UNKNOWN, Lists, counted, partial
from auditor.campaign.circular.rules import Rules
from auditor.campaign.circular.tables import line_name, printed_lines, total_printed
from auditor.model.result import Conclusion, Kind, Named, Quarter, Stated
from auditor.model.statistics import COLUMNS, TABLES, TALLY, TOTAL, Line, Note, Table, percent, rounded, share

_PARTS = ("passed", "failed", "pending", "unmeasured")
_SPLITS = ("region", "level", "platform")
_COUNTED = frozenset((*_PARTS, "sampled", "count"))
_UNIT = {Kind.SITE: "个网站", Kind.ACCOUNT: "个账号", None: "项"}


def notes(quarter: Quarter, tables: Sequence[Table], rules: Rules) -> tuple[Note, ...]:
    """Everything that does not agree, and what a reader would stumble over, in the order of the circular."""
    by_key = {table.key: table for table in tables}
    looks: tuple[Callable[[], Iterator[Note]], ...] = (
        lambda: _parts_and_wholes(tables),
        lambda: _sums(by_key),
        lambda: _causes(quarter, by_key),
        lambda: _scores(by_key),
        lambda: _printed_counts(quarter, rules),
        lambda: _printed_rates(quarter, by_key, rules),
        lambda: _names(quarter, by_key),
    )
    found = [note for look in looks for note in look()]
    order = list(TABLES)
    return tuple(sorted(dict.fromkeys(found), key=lambda note: (not note.wrong, order.index(note.table))))


def _parts_and_wholes(tables: Sequence[Table]) -> Iterator[Note]:
    for table in tables:
        for line in table.lines:
            yield from _line(table, line)


def _line(table: Table, line: Line) -> Iterator[Note]:
    counts = line.counts
    for part, whole in (("sampled", "registered"), ("handled", "received"), ("intime", "handled")):
        if part in counts and whole in counts and counts[part] > counts[whole]:
            yield Note(
                "part-above-whole", table.key, _said(table, line, f"{_both(counts, part)} 大于{_both(counts, whole)}")
            )
    sampled = counts.get("sampled")
    parts = {name: counts[name] for name in _PARTS if name in counts}
    if table.kind.columns != TALLY or sampled is None:
        return
    if len(parts) > 1 and sum(parts.values()) != sampled:
        told = " + ".join(f"{COLUMNS[name]} {count}" for name, count in parts.items() if count)
        yield Note(
            "parts-do-not-sum", table.key, _said(table, line, f"{told} = {sum(parts.values())},而抽查数为 {sampled}")
        )
    for name, count in parts.items():
        if count > sampled:
            yield Note(
                "part-above-whole", table.key, _said(table, line, f"{COLUMNS[name]} {count} 大于抽查数 {sampled}")
            )


def _sums(tables: Mapping[str, Table]) -> Iterator[Note]:
    """The lines of a table that splits a whole must add up to it."""
    for kind in Kind:
        whole = tables[kind].line(TOTAL) if kind in tables else None
        for split in _SPLITS:
            table = tables.get(f"{kind}-{split}")
            if table is None or whole is None:
                continue
            printed = whole.counts
            gaps = [
                (column, found, printed[column])
                for column, found in _totals(table)
                if column in printed and found != printed[column]
            ]
            if gaps:
                yield Note("lines-do-not-sum", table.key, _gap(table, gaps))


def _totals(table: Table) -> Iterator[tuple[str, int]]:
    """What the lines add up to, of every column that all lines have."""
    for column in ("registered", "sampled", "passed", "failed"):
        known = [line.counts[column] for line in table.lines if column in line.counts]
        if len(known) == len(table.lines):
            yield column, sum(known)


def _gap(table: Table, gaps: Sequence[tuple[str, int, int]]) -> str:
    told = ",".join(f"{COLUMNS[column]}各行合计 {found}、总数 {whole}" for column, found, whole in gaps)
    lacking = {column: whole - found for column, found, whole in gaps if whole > found}
    if "sampled" not in lacking:
        return f"{table.kind.title}:{told}"
    failed = f"(其中不合格 {lacking['failed']} 个)" if "failed" in lacking else ""
    return f"{table.kind.title}:{told};有 {lacking['sampled']} {_UNIT[table.kind.kind]}{failed}未列入任何一行"


def _causes(quarter: Quarter, tables: Mapping[str, Table]) -> Iterator[Note]:
    """Vetoes against what failed: more is possible, fewer leaves somebody without a reason."""
    for key, whole in (("veto", "site"), ("account-cause", "account")):
        table, total = tables.get(key), tables[whole].line(TOTAL) if whole in tables else None
        failed = total.counts.get("failed") if total else None
        if table is None:
            continue
        unit = _UNIT[table.kind.kind]
        known = sum(line.counts.get("count", 0) for line in table.lines if line.name != TOTAL)
        stated = table.line(TOTAL)
        printed = stated.counts.get("count") if stated else None
        if printed is not None and known and printed not in (known, failed):
            yield Note("lines-do-not-sum", key, f"{table.kind.title}:各项合计 {known},所列总数 {printed}")
        if failed is not None and known > failed:
            yield Note("several-each", key, f"{known} 项分布在 {failed} {unit}上,有的同时存在几项", wrong=False)
        if failed is not None and known and total is not None:
            without = _unexplained(quarter, whole) if total.listed else failed - known
            if without > 0:
                yield Note(
                    "without-cause", key, f"{table.kind.title}:不合格的 {failed} {unit}中,{without} 个没有写明原因"
                )


def _unexplained(quarter: Quarter, kind: str) -> int:
    """Failures of which neither a veto nor a score tells the reason."""
    return sum(
        one.kind == kind and one.conclusion is Conclusion.FAIL and not one.causes and one.score is None
        for one in quarter.results
    )


def _scores(tables: Mapping[str, Table]) -> Iterator[Note]:
    """Bands against the portals that were scored, and these against all portals."""
    total = tables["portal"].line(TOTAL) if "portal" in tables else None
    counts = total.counts if total else {}
    if "band" in tables and "scored" in counts:
        known = sum(line.counts.get("count", 0) for line in tables["band"].lines if line.name != TOTAL)
        if known != counts["scored"]:
            yield Note("lines-do-not-sum", "band", f"得分分段各行合计 {known},计分网站 {counts['scored']} 个")
    if total and {"sampled", "vetoed", "scored"} <= counts.keys():
        rest = counts["sampled"] - counts["vetoed"] - counts["scored"]
        text = f"门户网站 {counts['sampled']} 个,单项否决 {counts['vetoed']} 个、计分 {counts['scored']} 个"
        if rest > 0:  # Of our own list no contradiction: nobody is scored by points that nobody knows.
            yield Note("without-score", "portal", f"{text},其余 {rest} 个没有得分", wrong=not total.listed)
        elif rest < 0:
            yield Note("parts-do-not-sum", "portal", f"{text},后两项之和多于门户网站数")


def _printed_counts(quarter: Quarter, rules: Rules) -> Iterator[Note]:
    """What was printed against what the list of results comes to."""
    by_list, printed = counted(quarter.results, rules), printed_lines(quarter.stated, rules)
    for key, lines in printed.items():
        kind = TABLES[key].kind
        whole = total_printed(printed, kind) if kind else None
        if kind and partial(kind, quarter.results, whole):
            listed = sum(result.kind is kind for result in quarter.results)
            if listed and key == kind:
                text = f"结果清单只有 {listed} 行,所列抽查数为 {whole},各表以所列数字为准"
                yield Note("list-incomplete", key, text, wrong=False)
            continue
        for name, said in lines.items():
            yield from _differences(key, name, said, by_list.get(key))
    for kind in Kind:
        known, total = quarter.registered.get(kind), printed.get(kind, {}).get(TOTAL)
        registered = total.counts.get("registered") if total else None
        if known is not None and registered is not None and known != registered:
            text = f"{TABLES[kind].title}:所列总数 {registered},名录现有 {known}"
            yield Note("register-differs", kind, text, wrong=False)


def _differences(key: str, name: str, printed: Stated, listed: Mapping[str, Lists] | None) -> Iterator[Note]:
    if not listed or (name == TOTAL and name not in listed):
        return
    known = listed.get(name)
    for column, said in printed.counts.items():
        found = len(known[column]) if known and column in known else 0 if not known and column in _COUNTED else said
        if found != said:
            text = f"{TABLES[key].title}「{name}」{COLUMNS[column]}:所列 {said},清单为 {found}"
            yield Note("list-differs", key, text)


def _printed_rates(quarter: Quarter, tables: Mapping[str, Table], rules: Rules) -> Iterator[Note]:
    for one in quarter.stated:
        table = tables.get(one.table)
        line = table.line(line_name(one, rules)) if table else None
        if line is None or table is None:
            continue
        if "rate" in one.rates and line.rate is not None and not _same(one.rates["rate"], line.rate):
            text = f"所列比率 {one.rates['rate']}%,按 {_base(table, line)} 应为 {percent(line.rate, rules.digits)}%"
            yield Note("rate-differs", table.key, _said(table, line, text))
        if "growth" in one.rates:
            yield from _growth(table, line, one)


def _growth(table: Table, line: Line, stated: Stated) -> Iterator[Note]:
    """A growth rate stands on the number before; some circulars divide by the new one."""
    now, before = line.counts.get("count"), line.counts.get("last")
    if now is None or not before:
        return
    said, right = stated.rates["growth"], Fraction(now - before, before)
    if not _same(said, right):
        other = share(now - before, now)
        slip = ",误以本期数为基数" if other is not None and _same(said, other) else ""
        text = f"所列增长 {said}%,以上季度 {before} 为基数应为 {percent(right)}%{slip}"
        yield Note("growth-differs", table.key, _said(table, line, text))


def _same(said: str, exact: Fraction) -> bool:
    """Whether a printed rate is the exact one at the precision that it was printed with."""
    try:
        value = Decimal(said)
    except InvalidOperation:
        return False
    exponent = value.as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Fraction(value) == Fraction(rounded(exact * 100, decimals))


def _names(quarter: Quarter, tables: Mapping[str, Table]) -> Iterator[Note]:
    """Named lists against the figures: as a whole, and by each way the tables split."""
    for kind in Kind:
        total = tables[kind].line(TOTAL) if kind in tables else None
        names = [one for one in quarter.named if one.kind is kind]
        if not names:
            names = _failures(quarter, kind) if total and not total.listed else []
        if not names:
            continue
        yield from _repeated(kind, names)
        failed = total.counts.get("failed") if total else None
        if failed is not None and failed != len(names):
            yield Note("names-differ", kind, f"{TABLES[kind].title}:名单列出 {len(names)} 个,不合格数为 {failed}")
        for split in _SPLITS:
            yield from _by_split(tables.get(f"{kind}-{split}"), split, names)


def _failures(quarter: Quarter, kind: Kind) -> list[Named]:
    return [
        Named(kind, one.name, "、".join(one.causes), one.platform, one.unit, one.region)
        for one in quarter.results
        if one.kind is kind and one.conclusion is Conclusion.FAIL
    ]


def _repeated(kind: Kind, names: Sequence[Named]) -> Iterator[Note]:
    twice = [
        name for (name, *_), count in Counter((one.name, one.platform, one.unit) for one in names).items() if count > 1
    ]
    if twice:
        yield Note("name-repeated", kind, f"名单中重复出现:{'、'.join(twice[:10])}")


def _by_split(table: Table | None, split: str, names: Sequence[Named]) -> Iterator[Note]:
    found = Counter(str(getattr(one, split, "")) for one in names)
    if table is None or not any(found):
        return
    for line in table.lines:
        failed = line.counts.get("failed")
        if failed is not None and line.name != UNKNOWN and found[line.name] != failed:
            text = f"名单中有 {found[line.name]} 个不合格,表中为 {failed}"
            yield Note("names-differ", table.key, _said(table, line, text))
    known = {line.name for line in table.lines}
    for name in sorted(found.keys() - known - {""}):
        text = f"{table.kind.title}:名单中有 {found[name]} 个属于「{name}」,表中没有这一行"
        yield Note("names-differ", table.key, text)


def _base(table: Table, line: Line) -> str:
    part, whole = table.kind.rate or ("", "")
    return f"{line.counts.get(part)}/{line.counts.get(whole)}"


def _both(counts: Mapping[str, int], column: str) -> str:
    return f"{COLUMNS[column]} {counts[column]}"


def _said(table: Table, line: Line, text: str) -> str:
    name = "" if line.name == TOTAL else f"「{line.name}」"
    return f"{table.kind.title}{name}:{text}"
