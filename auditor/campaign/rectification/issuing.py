"""Notices are issued: to each unit, about what was confirmed against its sites and accounts and stands in no notice yet."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from auditor.model.accusation import NAMED, OPEN, Accusation, Action, State
from auditor.store.office import accusations as stored
from auditor.store.office import rectification as kept
from auditor.store.office import register
from auditor.store.office.database import Office, OfficeError, now
from auditor.store.office.rectification import Order
from auditor.text.workdays import UnknownYear, working_days_after

WORKING_DAYS = 12
"""Until the answer is due, where nothing else is said; published circulars give 7, 12 or 20."""
URGENT_DAYS = 1


def due_day(days: int = WORKING_DAYS, given: str = "", today: str = "") -> date:
    """The day by which an answer is due; raises OfficeError for a day that is none, or a year whose holidays nobody knows."""
    first = date.fromisoformat(today or now()[:10])
    try:
        day = date.fromisoformat(given) if given else working_days_after(first, days)
    except UnknownYear as error:
        raise OfficeError(f"{error};或用 --due 直接给出反馈日期") from error
    except ValueError as error:
        raise OfficeError(f"反馈日期应写作 2026-12-11 的样子,而不是“{given}”") from error
    if day < first:
        raise OfficeError(f"反馈日期 {day} 已过")
    return day


def issue(office: Office, campaign: str, due: date, operator: str) -> list[str]:
    """Issue what is due to be told, all or nothing; returns the numbers of the new notices. Raises OfficeError.

    Nothing goes out that has not been confirmed; what stands in a notice is not put into a second one.
    """
    if not operator.strip():
        raise OfficeError("发出通知须写明操作人(--operator)")
    with office.transaction():
        told = kept.noticed(office, campaign)
        fresh = [one for one in stored.accusations(office, campaign, *NAMED) if one.id not in told]
        return [_issue(office, campaign, order, operator) for order in _orders(office, campaign, fresh, due)]


def _orders(office: Office, campaign: str, fresh: Iterable[Accusation], due: date) -> list[Order]:
    accused = register.accused(office, campaign)
    by_unit: defaultdict[tuple[bool, int], list[Accusation]] = defaultdict(list)
    for one in fresh:
        by_unit[is_urgent(one), accused[one.accused].unit].append(one)
    soon = due_day(URGENT_DAYS) if any(urgent for urgent, _ in by_unit) else due
    return [
        Order(unit, items, min(soon, due) if urgent else due, urgent)
        for (urgent, unit), items in sorted(by_unit.items(), key=lambda one: (not one[0][0], one[0][1]))
    ]


def _issue(office: Office, campaign: str, order: Order, operator: str) -> str:
    number = kept.issue(office, campaign, order, operator)
    for one in order.items:
        if one.state is State.CONFIRMED:
            stored.act(office, one, Action.NOTIFY, operator, f"列入通知 {number}")
    return number


def is_urgent(one: Accusation) -> bool:
    """An intrusion that the check itself is certain of."""
    return bool(one.evidence.get("urgent"))


def urgent_waiting(office: Office, campaign: str) -> list[Accusation]:
    """Certain intrusions that nobody, or not everybody it takes, has confirmed yet: the office must look at once."""
    return [one for one in stored.accusations(office, campaign, *OPEN) if is_urgent(one)]
