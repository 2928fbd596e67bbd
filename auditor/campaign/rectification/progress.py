"""How far the units have come: fixed, open, reopened, overdue; the pass rate before and after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from auditor.campaign.accusations.standing import results
from auditor.campaign.freezing import frozen, live
from auditor.model.accusation import Action, State
from auditor.model.rectification import STEPS, Notice
from auditor.model.result import Conclusion, Kind, Result
from auditor.model.statistics import share
from auditor.store.office import rectification as kept
from auditor.store.office.database import Office, OfficeError
from auditor.text.workdays import UnknownYear, working_days_after

STEP_DAYS = 3
"""Working days between two steps of escalation."""
_GONE = frozenset({State.MENDED, State.REJECTED, State.WAIVED})


@dataclass(frozen=True, slots=True)
class Progress:
    """One notice as it stands."""

    notice: Notice
    fixed: int
    open: int
    reopened: int
    days_late: int
    """Days since the answer was due, while something is open or nothing was answered; 0: in time or done."""

    @property
    def done(self) -> bool:
        """Everything is mended or fell away, and the unit answered."""
        return not self.open and bool(self.notice.replies)


def progress(office: Office, campaign: str, today: date) -> list[Progress]:
    """Every notice of a campaign."""
    return [_progress(notice, today) for notice in kept.notices(office, campaign)]


def _progress(notice: Notice, today: date) -> Progress:
    fixed = sum(one.state in _GONE for one in notice.items)
    returned = sum(
        one.state not in _GONE and any(step.action is Action.RETURN for step in one.steps) for one in notice.items
    )
    found = Progress(notice, fixed, len(notice.items) - fixed, returned, 0)
    late = 0 if found.done else max((today - notice.due).days, 0)
    return Progress(notice, found.fixed, found.open, found.reopened, late)


def remind(office: Office, campaign: str, today: date, operator: str) -> list[tuple[Notice, str]]:
    """Take the next step against every unit that is late; returns (notice, step). Each step is taken once, some days apart."""
    if not operator.strip():
        raise OfficeError("催办须写明操作人(--operator)")
    taken = []
    with office.transaction():
        for one in progress(office, campaign, today):
            if one.days_late and len(one.notice.reminders) < len(STEPS) and _rested(one.notice, today):
                taken.append((one.notice, STEPS[kept.remind(office, one.notice, today, operator) - 1]))
    return taken


def _rested(notice: Notice, today: date) -> bool:
    """Long enough ago since the step before."""
    if not notice.reminders:
        return True
    try:
        return working_days_after(date.fromisoformat(notice.reminders[-1]), STEP_DAYS) <= today
    except UnknownYear as error:
        raise OfficeError(str(error)) from error


def rates(office: Office, campaign: str, kind: Kind = Kind.SITE) -> tuple[Fraction | None, Fraction | None]:
    """The pass rate of sites or accounts as inspected (frozen, once closed), and as it is now that some have mended."""
    now = live(office, campaign)
    inspected = frozen(office, campaign) or now
    meant = [one for one in inspected.results if one.kind is kind]
    mended = {one.key for one in results(office, campaign) if one.kind is kind and one.mended}
    return _rate(meant, ()), _rate(meant, mended)


def _rate(meant: Sequence[Result], mended: Collection[str]) -> Fraction | None:
    passed = sum(one.conclusion is Conclusion.PASS or one.key in mended for one in meant)
    return share(passed, len(meant))
