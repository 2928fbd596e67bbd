"""One quarter and its history become a circular."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.campaign.circular.consistency import notes
from auditor.campaign.circular.history import full_regions, lasting, with_growth
from auditor.campaign.circular.problems import problems, suppliers
from auditor.campaign.circular.rules import Rules
from auditor.campaign.circular.tables import tables
from auditor.model.result import Conclusion, Kind, Quarter, Result
from auditor.model.statistics import TOTAL, Circular, Table


def circular(quarter: Quarter, past: Mapping[int, Quarter], rules: Rules) -> Circular:
    """All statistics of a quarter; ``past`` maps the number of quarters back to what is known of that quarter."""
    quarter = replace(quarter, results=tuple(sorted(quarter.results, key=_place)))
    now = tables(quarter, rules)
    before = tables(past[1], rules) if 1 in past else ()
    now = with_growth(now, before)
    ranked = _ranked(quarter)
    return Circular(
        quarter,
        now,
        notes(quarter, now, rules),
        problems(quarter.results, rules),
        best=ranked[: rules.ranking],
        worst=ranked[::-1][: rules.ranking],
        full=full_regions(now),
        lasting=lasting(quarter, past, rules),
        suppliers=suppliers(quarter.results),
        digits=rules.digits,
        previous=past[1].name if 1 in past else "",
        earlier=_rates(before),
    )


def _rates(before: Sequence[Table]) -> dict[str, Fraction]:
    """Kind → pass rate over all of it."""
    totals = {table.key: table.line(TOTAL) for table in before if table.key in tuple(Kind)}
    return {kind: line.rate for kind, line in totals.items() if line is not None and line.rate is not None}


def _ranked(quarter: Quarter) -> tuple[Result, ...]:
    """Scored portals, the best first; a draft's are ranked as they stand."""
    scored = [one for one in quarter.results if one.portal and one.score is not None and one.conclusion in _DECIDED]
    return tuple(sorted(scored, key=lambda one: (-(one.score or Decimal()), one.name)))


_DECIDED = (Conclusion.PASS, Conclusion.FAIL)


def _place(result: Result) -> tuple[object, ...]:
    return (result.kind is Kind.ACCOUNT, result.region, result.unit, result.name, result.key)
