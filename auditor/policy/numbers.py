"""Every number of a pack under a name of its own, so that people can fill it in and it finds its place again."""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.policy.pack import Number, Pack, Rule

FIELDS = {
    "points": "分值",
    "once": "出现即扣(加)",
    "each": "每处扣",
    "cap": "最多扣",
    "threshold": "几处起算",
    "window_days": "期限",
    "total": "总分",
    "fail_below": "低于此分不合格",
    "bonus_above": "高于此分才加分",
    "bonus_most": "加分合计",
    "decimals": "保留小数位数",
    "tolerance": "允许未能检测的比例",
    "number": "数值",
}
"""Field → what people read."""
_UNITS = {"threshold": "处", "window_days": "天", "decimals": "位", "tolerance": "比例,如 0.1"}
_RULE_FIELDS = ("once", "each", "cap", "threshold", "window_days")
_SCORE_FIELDS = ("total", "fail_below", "bonus_above", "bonus_most", "decimals", "tolerance")


@dataclass(frozen=True, slots=True)
class Named:
    """One number and where it stands."""

    key: str
    """Such as ``indicator/fn.availability/home/each``; the parts lead to its place in the pack."""
    heading: str
    name: str
    rule: str
    field: str
    unit: str
    number: Number


def numbers(pack: Pack) -> Iterator[Named]:
    """All numbers in the order of the pack."""
    for field in _SCORE_FIELDS:
        yield _named(f"score//{field}", ("评分办法", pack.name, ""), field, getattr(pack.scoring, field))
    for heading in pack.headings:
        yield _named(f"heading/{heading.name}/points", ("一级指标", heading.name, ""), "points", heading.points)
    for indicator in pack.indicators:
        place = (indicator.heading, indicator.name, "")
        if indicator.points is not None:
            yield _named(f"indicator/{indicator.id}/points", place, "points", indicator.points)
        for rule in indicator.rules:
            for field, number in _of_rule(rule):
                key = f"indicator/{indicator.id}/{rule.id}/{field}"
                yield _named(key, (indicator.heading, indicator.name, rule.text), field, number)
    for limit in pack.limits:
        yield Named(f"limit/{limit.id}/number", "期限和预警", limit.name, "", "number", limit.unit, limit.number)


def _of_rule(rule: Rule) -> Iterator[tuple[str, Number]]:
    for field in _RULE_FIELDS:
        number = getattr(rule, field)
        if number is not None and (field != "threshold" or number.source or number.value is None):
            yield field, number


def _named(key: str, place: tuple[str, str, str], field: str, number: Number) -> Named:
    return Named(key, *place, field, _UNITS.get(field, "分"), number)
