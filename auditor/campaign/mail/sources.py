"""What may be mailed: notices of a campaign, or what a named person confirmed of single inspections. Nothing else leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from auditor.campaign.accusations.collecting import charge_of
from auditor.checks.catalogue import discover
from auditor.model.accusation import NAMED, Accusation, Accused, Action, State, Step
from auditor.model.finding import Finding
from auditor.model.office import Site
from auditor.model.outcome import Confidence, Outcome
from auditor.model.rectification import Notice
from auditor.model.result import Kind
from auditor.store.office import accusations, campaigns, rectification, register, replies
from auditor.store.office.database import Office, now
from reports.circular.frame import Frame
from reports.handover.dossier import Dossier
from reports.view import ReportView

_PORTS = {"http": 80, "https": 443}


@dataclass(slots=True)
class Gathered:
    """Dossiers, and what a person must know about those that are not among them."""

    dossiers: list[Dossier] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def of_campaign(office: Office, campaign: str, frame: Frame) -> Gathered:
    """The notices that were issued, each with what still stands of it; raises OfficeError where there is no such campaign."""
    campaigns.get(office, campaign)
    accused = register.accused(office, campaign)
    found = Gathered()
    for notice in rectification.notices(office, campaign):
        if standing := tuple(one for one in notice.items if one.state in NAMED):
            found.dossiers.append(Dossier(replace(notice, items=standing), accused, frame))
    told = rectification.noticed(office, campaign)
    untold = sum(one.id not in told for one in accusations.accusations(office, campaign, *NAMED))
    if untold:
        found.said.append(f"已核实的问题 {untold} 项还没有列入通知,请先运行 auditor notices --campaign {campaign}")
    return found


def of_bundles(office: Office, bundles: Sequence[Path], frame: Frame, due: date) -> Gathered:
    """A dossier for each bundle whose site is registered and of which something was confirmed.

    Raises:
        BundleUnreadable: a bundle was never judged, or a file of it is broken.
    """
    known = {_place(url): site for site in register.sites(office) for url in (site.url, *site.aliases)}
    found = Gathered()
    for bundle in dict.fromkeys(bundles):
        view = ReportView.open(bundle)
        site = known.get(_place(str(view.summary.get("site"))))
        if site is None:
            found.said.append(f"{bundle}:登记表中没有这个网站,没有收件人")
            continue
        confirmed = _confirmed(office, view)
        certain = {number: one for number, one in confirmed.items() if one.confidence is Confidence.CERTAIN}
        if doubtful := len(confirmed) - len(certain):
            found.said.append(f"{site.name}:{doubtful} 项只有一次观测,机器不能确定,没有列入;请在 6 小时以后再检查一次")
        if not certain:
            found.said.append(f"{site.name}:没有经核实的问题(核实人和复核结论由 auditor replies import 读入)")
            continue
        items = tuple(_accusation(office, site, number, one) for number, one in certain.items())
        notice = Notice(0, view.numbers.tag, site.organiser, now(), due, False, items, (), ())
        found.dossiers.append(Dossier(notice, {Accused(Kind.SITE, site.id): site}, frame))
    return found


def _confirmed(office: Office, view: ReportView) -> Mapping[str, Finding]:
    """By number in the order of all documents: what a named person found to be true."""
    confirmed = replies.judged(office).confirmed
    listed = [entry for entry in view.ordered if entry.outcome in (Outcome.FAIL, Outcome.REVIEW)]
    numbered = {view.numbers.number(entry.fingerprint): entry.offset for entry in listed}
    chosen = {number: offset for number, offset in numbered.items() if number in confirmed}
    return dict(zip(chosen, view.findings_at([*chosen.values()]), strict=True))


def _accusation(office: Office, site: Site, number: str, finding: Finding) -> Accusation:
    """No veto: that is for a campaign, where two persons sign."""
    charge = charge_of(finding, {check.id: check.texts.title for check in discover()})
    reviewer = replies.answers(office, number)[replies.REVIEWER]
    step = Step("", reviewer, Action.CONFIRM, State.PROPOSED, State.CONFIRMED)
    return Accusation(
        0, number, Accused(Kind.SITE, site.id), charge.fingerprint, False, False, charge.cause, charge.message, charge.page, charge.place,
        charge.evidence or {}, "", State.CONFIRMED, "", (step,),
    )  # fmt: skip


def _place(url: str) -> tuple[str, int | None, str]:
    """Host, port and path: what makes two addresses the same site whatever the protocol."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url, None, ""
    return parts.hostname or "", None if port == _PORTS.get(parts.scheme) else port, parts.path.rstrip("/")
