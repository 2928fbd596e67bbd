"""What a pack asks of the week of visits and of the watch over home pages; where it says nothing, what the national rules say."""

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce

from auditor.model.availability import Rule
from auditor.policy.pack import Pack
from auditor.policy.table import PackError

VISITS = "availability.site"
"""The id under which a pack names the week of visits."""
_HOME, _HOME_DAYS = "freshness.stale_home", 14
"""Home pages are watched two weeks by the national rules."""


def rule_of(pack: Pack) -> Rule:
    """The rule with the numbers that the pack sets; raises PackError for a setting that visits do not have."""
    rule, settings = Rule(), pack.settings().get(VISITS, {})
    unknown = sorted(set(settings) - {field.name for field in fields(Rule)})
    if unknown:
        raise PackError(f"指标包「{pack.id}」要改的 {VISITS}:{'、'.join(unknown)} 不是可用性监测的参数")
    return replace(rule, **{name: type(getattr(rule, name))(value) for name, value in settings.items()})


def home_days(pack: Pack) -> int:
    """For how many days a home page is watched."""
    return int(pack.settings().get(_HOME, {}).get("window", _HOME_DAYS))


def strictest(rules: Iterable[Rule]) -> Rule:
    """One way to visit that serves all of these: the longest patience, the most visits a day."""
    return reduce(_stricter, rules, Rule(visits_a_day=1, seconds=1.0))


def _stricter(one: Rule, two: Rule) -> Rule:
    return replace(one, visits_a_day=max(one.visits_a_day, two.visits_a_day), seconds=max(one.seconds, two.seconds))
