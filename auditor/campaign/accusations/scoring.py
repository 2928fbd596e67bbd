"""Final verdicts: what the pack makes of a site once persons have looked at its findings."""

from collections import defaultdict
from collections.abc import Sequence

from auditor.campaign.accusations.collecting import bundle_path
from auditor.checks.catalogue import discover
from auditor.evaluate.scoring import final
from auditor.model.accusation import PUBLISHED, Accusation, State
from auditor.model.verdict import Stage, Subject, Verdict
from auditor.policy.load import DEFAULT, load
from auditor.policy.pack import Pack
from auditor.policy.score import Case, Decision
from auditor.policy.table import PackError
from auditor.policy.tally import Confirmed
from auditor.store.office import accusations as stored
from auditor.store.office import campaigns, register
from auditor.store.office.database import Office, OfficeError
from reports.view import BundleUnreadable, ReportView

_INDICATOR = "indicator:"


def score(office: Office, name: str) -> int:
    """Judge every inspected site of a campaign by what was confirmed; returns how many verdicts were written. Raises OfficeError."""
    try:
        pack = load(campaigns.get(office, name).pack or DEFAULT)
    except PackError as error:
        raise OfficeError(str(error)) from error
    portals = {site.id for site in register.sites(office, name) if site.portal}
    against: defaultdict[int, list[Accusation]] = defaultdict(list)
    for one in stored.accusations(office, name):
        against[one.site].append(one)
    written = 0
    for place in list(stored.places(office, name)):
        subject = Subject.PORTAL if place.site in portals else Subject.SITE
        try:
            view = ReportView.open(bundle_path(office, place.bundle))
            found = final_verdict(view, pack, subject, against[place.site])
        except BundleUnreadable:
            continue
        with office.transaction():
            stored.set_verdict(office, place, found)
        written += 1
    return written


def final_verdict(view: ReportView, pack: Pack, subject: Subject, against: Sequence[Accusation]) -> Verdict:
    """One site's verdict over what persons said of it; what nobody looked at stays open."""
    known = frozenset(check.id for check in discover())
    case = Case(subject, known, view.summary["findings"], Stage.FINAL, dict(map(_decision, filter(_decided, against))))
    confirmed = Confirmed(
        frozenset(one.fingerprint for one in against if one.state in PUBLISHED),
        frozenset(one.fingerprint for one in against if one.state in (State.REJECTED, State.WAIVED)),
    )
    return final(pack, case, str(view.summary["site"]), view.findings(), confirmed)


def _decided(one: Accusation) -> bool:
    return one.fingerprint.startswith(_INDICATOR) and one.state in (*PUBLISHED, State.REJECTED)


def _decision(one: Accusation) -> tuple[str, Decision]:
    by = one.confirmers or tuple(step.operator for step in one.steps[-1:])
    return one.fingerprint.removeprefix(_INDICATOR), Decision(one.state in PUBLISHED, one.points, by)
