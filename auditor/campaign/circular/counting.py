"""Results counted into the lines of the tables: every figure is the size of a list of results."""

from collections.abc import Collection, Sequence

from auditor.campaign.circular.rules import Rules
from auditor.model.result import Conclusion, Kind, Result
from auditor.model.statistics import TABLES, TALLY, TOTAL

Lists = dict[str, list[int]]
"""Column → positions in the sequence of results."""
UNKNOWN = "(未注明)"

_COLUMN_OF = {
    Conclusion.PASS: "passed",
    Conclusion.FAIL: "failed",
    Conclusion.PENDING: "pending",
    Conclusion.UNMEASURED: "unmeasured",
}
_ONLY_PRINTED = frozenset({"rectified", "complaint", "takeup"})


def counted(results: Sequence[Result], rules: Rules, keys: Collection[str] = TABLES) -> dict[str, dict[str, Lists]]:
    """Table → line → column → list, for every one of these tables that results feed."""
    tables: dict[str, dict[str, Lists]] = {}
    for key, kind in TABLES.items():
        if key in _ONLY_PRINTED or key not in keys:
            continue
        lines: dict[str, Lists] = {}
        meant = ((at, result) for at, result in enumerate(results) if result.kind is kind.kind)
        for position, result, name in ((at, one, name) for at, one in meant for name in _lines(key, one, rules)):
            columns = lines.setdefault(name, _empty(kind.columns))
            for column in _columns(kind.columns, result):
                columns[column].append(position)
        if lines and lines.keys() != {UNKNOWN}:
            tables[key] = {**_always(key, rules), **lines}
    return tables


def partial(kind: Kind, results: Sequence[Result], stated_sampled: int | None) -> bool:
    """Whether the list names only some of those that were inspected, by what was printed of their number."""
    return stated_sampled is not None and stated_sampled > sum(result.kind is kind for result in results)


def _lines(key: str, result: Result, rules: Rules) -> tuple[str, ...]:
    """Names of the lines of a table that a result counts in."""
    field = TABLES[key].field
    if field == "score":
        if not result.portal or result.score is None:
            return ()
        score = result.score
        return (
            (rules.band(score),) if key == "band" else tuple(name for name, edge in rules.high.items() if score >= edge)
        )
    if field == "causes":
        return result.causes if result.conclusion is Conclusion.FAIL else ()
    if key == "portal":
        return (TOTAL,) if result.portal else ()
    return (str(getattr(result, field)) or UNKNOWN,) if field else (TOTAL,)


def _columns(columns: Sequence[str], result: Result) -> tuple[str, ...]:
    """The columns of such a table that a result counts in."""
    if columns == TALLY:
        return ("sampled", _COLUMN_OF[result.conclusion])
    if "scored" in columns:
        vetoed = result.conclusion is Conclusion.FAIL and bool(result.causes) and result.score is None
        return ("sampled", *["vetoed"] * vetoed, *["scored"] * (result.score is not None))
    return ("count",)


def _always(key: str, rules: Rules) -> dict[str, Lists]:
    """Lines that stand there even when nothing counts in them."""
    names = {"band": rules.bands, "high": tuple(rules.high)}.get(key, ())
    return {name: {"count": []} for name in names}


def _empty(columns: Sequence[str]) -> Lists:
    """What nobody counted is not zero: how many are registered, or were there last quarter."""
    return {column: [] for column in columns if column not in ("registered", "last")}
