"""A week of visits becomes an outcome. Visits that a wall or our own line spoiled are not counted, on either side."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model.availability import Availability, Rule, Seen, Visited
from auditor.model.campaign import Campaign
from auditor.model.outcome import Confidence, Outcome
from auditor.store.office import availability as stored
from auditor.store.office.database import Office

_DAY = 10
"""Characters of a time up to its day."""


@dataclass(frozen=True, slots=True)
class _Vantage:
    """What one network saw."""

    visits: int
    failed: int
    full_days: int

    def outcome(self, rule: Rule) -> Outcome:
        if self.full_days < rule.days:
            return Outcome.UNMEASURED
        return Outcome.FAIL if self.failed >= rule.limit * self.visits else Outcome.PASS


def availability_of(office: Office, campaign: Campaign, site: int, rule: Rule) -> Availability:
    """What the visits to a site within a campaign's watch come to; unmeasured when it is not watched."""
    days = stored.watched(office, campaign, site)
    return judge(() if days is None else stored.visits(office, site, *days), rule)


def judge(visits: Iterable[Visited], rule: Rule) -> Availability:
    """One vantage alone makes a likely outcome, two that agree a certain one; two that differ conclude nothing."""
    by_vantage: dict[str, list[Visited]] = defaultdict(list)
    for one in visits:
        by_vantage[one.vantage].append(one)
    seen = Counter(one.seen for several in by_vantage.values() for one in several)
    vantages = {name: _vantage(several, rule) for name, several in by_vantage.items()}
    outcomes = [one.outcome(rule) for one in vantages.values()]
    measured = [outcome for outcome in outcomes if outcome is not Outcome.UNMEASURED]
    full = max((one.full_days for one in vantages.values()), default=0)
    missing, outcome = "", measured[0] if measured else Outcome.UNMEASURED
    if not measured:
        missing = f"每天 {rule.visits_a_day} 次以上的只有 {full} 天,应为 {rule.days} 天" if vantages else "没有监测"
    elif len(set(measured)) > 1:
        missing, outcome = "两个网络监测的结果不一致,请核实", Outcome.REVIEW
    agreed = len(measured) > 1 and len(set(measured)) == 1
    return Availability(
        outcome, Confidence.CERTAIN if agreed else Confidence.LIKELY, seen[Seen.OPEN] + seen[Seen.FAILED], seen[Seen.FAILED],
        seen[Seen.BLOCKED], seen[Seen.OURS], full, tuple(sorted(vantages)), missing,
    )  # fmt: skip


def _vantage(visits: list[Visited], rule: Rule) -> _Vantage:
    counted = [one for one in visits if one.seen.counts]
    days = Counter(one.at[:_DAY] for one in counted)
    full = sum(count >= rule.visits_a_day for count in days.values())
    return _Vantage(len(counted), sum(one.seen is Seen.FAILED for one in counted), full)
