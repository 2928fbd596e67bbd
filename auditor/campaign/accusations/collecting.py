"""What the machine found on each site of a campaign becomes accusations with numbers."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from auditor.campaign.vantage.weighing import verdict_by, weighed
from auditor.checks.catalogue import discover
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from auditor.model.verdict import Item, Kind, Standing, Verdict
from auditor.store.office import charges as stored
from auditor.store.office import vantages
from auditor.store.office.charges import Charge, Place, Proposal
from auditor.store.office.database import Office
from reports.view import BundleUnreadable, ReportView

_VETO = "ind:veto."


def collect(office: Office, campaign: str) -> tuple[int, int]:
    """Enter what is new against every inspected site; returns (sites, new accusations). A site at a time, all or nothing."""
    sites = fresh = 0
    for place in list(stored.places(office, campaign)):
        proposal = proposal_of(bundle_path(office, place.bundle), elsewhere(office, place))
        if proposal is not None:
            with office.transaction():
                fresh += stored.charge(office, place, proposal)
        sites += 1
    return sites, fresh


def bundle_path(office: Office, bundle: str) -> Path:
    """Where a bundle lies: paths are relative to the database's folder."""
    return office.path.parent / bundle


def elsewhere(office: Office, place: Place) -> Sequence[tuple[str, Path]]:
    """(vantage, bundle) of every bundle of a site that was made elsewhere."""
    found = vantages.of(office, place.campaign, place.accused.id)
    return [(vantage, bundle_path(office, bundle)) for vantage, bundle in found]


def proposal_of(bundle: Path, others: Sequence[tuple[str, Path]] = ()) -> Proposal | None:
    """What a bundle says against its site; None of one that was never judged.

    ``others`` are bundles from elsewhere, which make a dead link certain or doubtful.
    """
    try:
        view = ReportView.open(bundle)
        accused = list(_accused(view))
    except BundleUnreadable:
        return None
    verdict = verdict_of(view)
    if not others:
        return Proposal(tuple(charges_of(accused, verdict)), cleared_by(verdict))
    findings = {one.fingerprint: one for one in weighed(list(view.findings()), others)}
    accused = [findings[one.fingerprint] for one in accused]
    names = "、".join(dict.fromkeys(name for name, _ in others))
    before, verdict = verdict, verdict_by(view, list(findings.values()), verdict) if verdict else None
    why = f"加入{names}的检查结果后不再成立"
    return Proposal(tuple(charges_of(accused, verdict)), cleared_by(verdict), why, _contested(before, verdict, names))


def _contested(before: Verdict | None, after: Verdict | None, names: str) -> dict[str, str]:
    """Vetoes that stand on less than they did, where a person may still find them true."""
    if before is None or after is None:
        return {}
    counted = {item.indicator: item.counted for item in before.items if item.kind is Kind.VETO}
    lost = {item: counted.get(item.indicator, 0) - item.counted for item in after.items if item.standing in ACCUSED}
    return {indicator(item): f"其依据中 {number} 项从{names}可以打开" for item, number in lost.items() if number > 0}


def charges_of(accused: Sequence[Finding], verdict: Verdict | None) -> Iterator[Charge]:
    """Vetoes first, then what a person must decide, then findings in the order of all documents."""
    items = verdict.items if verdict else ()
    titles = {check.id: check.texts.title for check in discover()}
    yield from (_of_item(item) for item in items if item.kind is Kind.VETO and item.standing in ACCUSED)
    # Judged by a pack, its vetoes accuse and findings are their evidence; without one the rule that a finding names must do.
    vetoes = [] if verdict else [one for one in accused if _veto(one)]
    yield from (charge_of(one, titles, veto=True) for one in vetoes)
    yield from manual_charges(verdict)
    yield from (charge_of(one, titles) for one in accused if one not in vetoes)


def manual_charges(verdict: Verdict | None) -> Iterator[Charge]:
    """What only a person can decide."""
    items = verdict.items if verdict else ()
    return (_of_item(item, manual=True) for item in items if item.standing is Standing.MANUAL)


def cleared_by(verdict: Verdict | None) -> frozenset[str]:
    """The vetoes of a pack that were measured and do not hold."""
    items = verdict.items if verdict else ()
    return frozenset(indicator(one) for one in items if one.kind is Kind.VETO and one.standing is Standing.CLEAR)


def indicator(item: Item) -> str:
    """The fingerprint under which an indicator of the pack accuses."""
    return f"indicator:{item.indicator}"


def _accused(view: ReportView) -> Iterator[Finding]:
    offsets = [entry.offset for entry in view.ordered if entry.outcome in (Outcome.FAIL, Outcome.REVIEW)]
    return view.findings_at(offsets)


ACCUSED = (Standing.HIT, Standing.PENDING)


def verdict_of(view: ReportView) -> Verdict | None:
    """The proposed verdict of a bundle, None where it has none."""
    said = view.summary.get("verdict")
    return Verdict.from_dict(said) if said else None


def _veto(one: Finding) -> bool:
    """A finding that a rule of vetoes names and that is certain; what is only suspected weighs once it is confirmed as such."""
    return one.outcome is Outcome.FAIL and any(ref.startswith(_VETO) for ref in one.refs)


def _of_item(item: Item, *, manual: bool = False) -> Charge:
    doubtful = f"(其中 {item.doubtful} 项须人工判断)" if item.counted and item.doubtful else ""
    said = f"依据 {item.counted + item.doubtful} 项发现{doubtful},适用单项否决“{item.name}”"
    message = "须由人工判断" if manual else said
    return Charge(
        indicator(item),
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
