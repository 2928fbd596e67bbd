"""What the machine found on each site of a campaign becomes accusations with numbers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from auditor.campaign.vantage.weighing import verdict_by, weighed
from auditor.checks.catalogue import discover
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from auditor.model.verdict import Item, Kind, Standing, Verdict
from auditor.store.office import accusations as stored
from auditor.store.office import vantages
from auditor.store.office.accusations import Charge, Place
from auditor.store.office.database import Office
from reports.view import BundleUnreadable, ReportView

_VETO = "ind:veto."


def collect(office: Office, campaign: str) -> tuple[int, int]:
    """Enter what is new against every inspected site; returns (sites, new accusations). A site at a time, all or nothing."""
    sites = fresh = 0
    for place in list(stored.places(office, campaign)):
        charges = list(charges_of(bundle_path(office, place.bundle), elsewhere(office, place)))
        with office.transaction():
            fresh += stored.charge(office, place, charges)
        sites += 1
    return sites, fresh


def bundle_path(office: Office, bundle: str) -> Path:
    """Where a bundle lies: paths are relative to the database's folder."""
    return office.path.parent / bundle


def elsewhere(office: Office, place: Place) -> Sequence[tuple[str, Path]]:
    """(vantage, bundle) of every bundle of a site that was made elsewhere."""
    found = vantages.of(office, place.campaign, place.site)
    return [(vantage, bundle_path(office, bundle)) for vantage, bundle in found]


def charges_of(bundle: Path, others: Sequence[tuple[str, Path]] = ()) -> Iterator[Charge]:
    """Vetoes first, then what a person must decide, then findings in the order of all documents.

    Nothing of a bundle that was never judged. ``others`` are bundles from elsewhere, which make a dead link certain or
    doubtful.
    """
    try:
        view = ReportView.open(bundle)
        accused = list(_accused(view))
    except BundleUnreadable:
        return
    verdict = verdict_of(view)
    if others:
        findings = {one.fingerprint: one for one in weighed(list(view.findings()), others)}
        accused = [findings[one.fingerprint] for one in accused]
        verdict = verdict_by(view, list(findings.values()), verdict) if verdict else None
    items = verdict.items if verdict else ()
    titles = {check.id: check.texts.title for check in discover()}
    yield from (_of_item(item) for item in items if item.kind is Kind.VETO and item.standing in _ACCUSED)
    # Judged by a pack, its vetoes accuse and findings are their evidence; without one the rule that a finding names must do.
    vetoes = [] if verdict else [one for one in accused if _veto(one)]
    yield from (charge_of(one, titles, veto=True) for one in vetoes)
    yield from (_of_item(item, manual=True) for item in items if item.standing is Standing.MANUAL)
    yield from (charge_of(one, titles) for one in accused if one not in vetoes)


def _accused(view: ReportView) -> Iterator[Finding]:
    offsets = [entry.offset for entry in view.ordered if entry.outcome in (Outcome.FAIL, Outcome.REVIEW)]
    return view.findings_at(offsets)


_ACCUSED = (Standing.HIT, Standing.PENDING)


def verdict_of(view: ReportView) -> Verdict | None:
    """The proposed verdict of a bundle, None where it has none."""
    said = view.summary.get("verdict")
    return Verdict.from_dict(said) if said else None


def _veto(one: Finding) -> bool:
    """A finding that a rule of vetoes names and that is certain; what is only suspected weighs once it is confirmed as such."""
    return one.outcome is Outcome.FAIL and any(ref.startswith(_VETO) for ref in one.refs)


def _of_item(item: Item, *, manual: bool = False) -> Charge:
    message = "须由人工判断" if manual else f"依据 {item.counted + item.doubtful} 项发现,适用单项否决“{item.name}”"
    return Charge(
        f"indicator:{item.indicator}",
        item.kind is Kind.VETO,
        item.heading if item.kind is Kind.VETO else item.name,
        f"{item.name}:{message}" if manual else message,
        evidence={"indicator": item.indicator, "name": item.name, "fingerprints": list(item.fingerprints)},
        manual=manual,
    )


def charge_of(one: Finding, titles: Mapping[str, str], *, veto: bool = False) -> Charge:
    """What one finding accuses a site of."""
    place = f"“{one.column_path}”栏目" if one.column_path else one.page_title
    kept = {
        "check": one.check, "reason": one.reason, "target": one.target, "text": one.text, "pages": one.pages,
        "occurrences": one.occurrences, "sample_pages": list(one.sample_pages), "last_checked": one.last_checked,
        "urgent": bool(one.evidence.get("urgent")), "confidence": one.confidence,
        **{name: one.evidence[name] for name in ("vantages",) if name in one.evidence},
    }  # fmt: skip
    return Charge(one.fingerprint, veto, titles.get(one.check, one.check), one.message, one.page, place, kept)
