"""The verdict of each inspected site as it stands: the pack, what persons confirmed, what they decided, a week of visits."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.campaign.accusations.collecting import bundle_path, elsewhere
from auditor.campaign.availability.judging import availability_of
from auditor.campaign.availability.ruling import VISITS, rule_of
from auditor.campaign.vantage.weighing import weighed
from auditor.checks.catalogue import discover
from auditor.evaluate.scoring import final
from auditor.model.accusation import OPEN, PUBLISHED, Accusation, Accused, Action, State
from auditor.model.availability import Availability
from auditor.model.finding import Finding
from auditor.model.office import Site
from auditor.model.outcome import Impact, Outcome
from auditor.model.verdict import Stage, Subject, Verdict
from auditor.policy.pack import Pack
from auditor.policy.score import Case, Decision
from auditor.policy.tally import Confirmed
from auditor.store.office import accusations as stored
from auditor.store.office import campaigns, register
from auditor.store.office.charges import places
from auditor.store.office.database import Office
from reports.view import ReportView

_INDICATOR = "indicator:"
_UNDECIDED = OPEN | {State.LAPSED}
"""No person has said yes or no."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One site and its verdict."""

    site: Site
    verdict: Verdict


def rate(office: Office, name: str, pack: Pack) -> Iterator[Rated]:
    """Judge every inspected site of a campaign by what was confirmed so far, and keep the verdicts; raises OfficeError."""
    campaign = campaigns.get(office, name)
    sites = {site.id: site for site in register.sites(office, name)}
    against: defaultdict[Accused, list[Accusation]] = defaultdict(list)
    for one in stored.accusations(office, name):
        against[one.accused].append(one)
    rule = rule_of(pack)
    known = frozenset((VISITS, *(check.id for check in discover())))
    for place in places(office, name):
        site = sites[place.accused.id]
        visits = availability_of(office, campaign, site.id, rule)
        bundle, others = bundle_path(office, place.bundle), elsewhere(office, place)
        found = _rated(pack, known, _Site(site, bundle, against[place.accused], visits, others))
        with office.transaction():
            stored.set_verdict(office, place.campaign, site.id, found)
        yield Rated(site, found)


@dataclass(frozen=True, slots=True)
class _Site:
    site: Site
    bundle: Path
    against: Sequence[Accusation]
    visits: Availability
    others: Sequence[tuple[str, Path]]
    """(vantage, bundle) of what was made elsewhere."""


def _rated(pack: Pack, known: frozenset[str], one: _Site) -> Verdict:
    summary: dict[str, Any] = json.loads((one.bundle / "summary.json").read_text("utf-8"))
    judged: Mapping[str, Mapping[str, int]] = {**summary.get("findings", {}), VISITS: {one.visits.outcome.value: 1}}
    case = Case(
        Subject.PORTAL if one.site.portal else Subject.SITE, known, judged, Stage.FINAL, _decisions(one.against)
    )
    findings = _findings(one)
    return final(pack, case, str(summary.get("site", one.site.url)), findings, _confirmed(one.against))


def _findings(one: _Site) -> Iterator[Finding]:
    here = ReportView(one.bundle, {}).findings()
    yield from weighed(list(here), one.others) if one.others else here
    if one.visits.outcome in (Outcome.FAIL, Outcome.REVIEW):
        share = one.visits.share
        yield Finding(
            check=VISITS, outcome=one.visits.outcome, impact=Impact.SERIOUS, confidence=one.visits.confidence, page=one.site.url,
            target=None, reason="unreachable", message="", text="", place="", occurrences=one.visits.failed, pages=1, sample_pages=(),
            fingerprint=f"{_INDICATOR}veto.site-unreachable", refs=(), page_title="", column_path="", unit="", first_seen="",
            last_checked="", evidence={"visits": one.visits.visits, "failed": one.visits.failed, "share": share},
        )  # fmt: skip


def _confirmed(against: Sequence[Accusation]) -> Confirmed:
    """What is waived or was found untrue does not count; what is mended did, on the day of sampling."""
    yes = frozenset(one.fingerprint for one in against if one.state in PUBLISHED)
    no = frozenset(one.fingerprint for one in against if one.state not in PUBLISHED and one.state not in _UNDECIDED)
    twice = frozenset(one.fingerprint for one in against if len(one.confirmers) > 1)
    return Confirmed(yes, no, yes & twice)


def _decisions(against: Sequence[Accusation]) -> dict[str, Decision]:
    """What persons said of whole indicators, and what they cost."""
    return {
        one.fingerprint.removeprefix(_INDICATOR): _decision(one)
        for one in against
        if one.fingerprint.startswith(_INDICATOR) and one.state not in _UNDECIDED
    }


def _decision(one: Accusation) -> Decision:
    applies = one.state in PUBLISHED
    steps = [step for step in one.steps if step.action is Action.CONFIRM] if applies else list(one.steps)
    by = tuple(dict.fromkeys(step.operator for step in steps))
    return Decision(applies, one.points, by)
