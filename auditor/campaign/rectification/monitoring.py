"""The report between the quarters, twice a week: who comes near a limit, before it is a veto."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from auditor.campaign.accusations.collecting import bundle_path
from auditor.model.finding import Finding
from auditor.model.office import Site
from auditor.model.outcome import Outcome
from auditor.model.statistics import percent
from auditor.store.office import rectification as kept
from auditor.store.office import register
from auditor.store.office.charges import places
from auditor.store.office.database import Office
from reports.view import BundleUnreadable, ReportView

_FOUND = (Outcome.FAIL, Outcome.REVIEW)
_HOME, _STALE, _BLANK = "freshness.stale_home", "freshness.stale_column", "freshness.blank_column"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on one is warned: softer than the vetoes (indicators.md, early warnings)."""

    home_days: int = 10
    failures: Fraction = Fraction(3, 100)
    blank: int = 2
    stale: int = 6
    least_visits: int = 20
    """Fewer visits say nothing about a share."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning about one site."""

    site: Site
    kind: str
    text: str


def alerts(office: Office, campaign: str, since: str, limits: Limits) -> Iterator[Alert]:
    """Warnings by the last inspection of each site of a campaign and by the visits since a day. What nobody measured is silent."""
    bundles = {place.accused.id: bundle_path(office, place.bundle) for place in places(office, campaign)}
    visits = kept.visits_since(office, since)
    for site in register.sites(office, campaign):
        if site.id in bundles:
            yield from (Alert(site, *one) for one in _of_bundle(bundles[site.id], limits))
        yield from (Alert(site, *one) for one in _of_visits(visits.get(site.id, (0, 0)), limits))


def _of_bundle(bundle: Path, limits: Limits) -> Iterator[tuple[str, str]]:
    try:
        view = ReportView.open(bundle)
        home = [one for one in view.findings() if one.check == _HOME and one.outcome in _FOUND]
    except BundleUnreadable:
        return
    for check, limit, word in ((_BLANK, limits.blank, "空白栏目"), (_STALE, limits.stale, "不更新栏目")):
        found = sum(view.summary["findings"].get(check, {}).get(outcome, 0) for outcome in _FOUND)
        if found > limit:
            yield word, f"{word} {found} 个,超过预警线 {limit} 个"
    for one in home:
        days = _days(one)
        if days is not None and days > limits.home_days:
            yield "首页更新", f"首页已 {days} 天没有新信息,预警线 {limits.home_days} 天"


def _days(home: Finding) -> int | None:
    """Days between the newest information and the inspection; None when either is not known."""
    try:
        newest, seen = date.fromisoformat(str(home.evidence.get("newest"))), date.fromisoformat(home.last_checked[:10])
    except ValueError:
        return None
    return (seen - newest).days


def _of_visits(visits: tuple[int, int], limits: Limits) -> Iterator[tuple[str, str]]:
    failed, counted = visits
    if counted >= limits.least_visits and Fraction(failed, counted) > limits.failures:
        share = percent(Fraction(failed, counted))
        yield "可用性", f"访问 {counted} 次,{failed} 次打不开({share}%),预警线 {percent(limits.failures)}%"
