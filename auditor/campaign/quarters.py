"""What is known of a campaign, and of the quarters before it, read from the office's database."""

from collections.abc import Iterator

from auditor.campaign.circular.history import RUNNING, before
from auditor.model.result import Quarter
from auditor.store.office import results as stored
from auditor.store.office.database import Office, OfficeError, now


def quarter(office: Office, name: str) -> Quarter:
    """One campaign's outcome as it stands this moment; raises OfficeError when there is no such campaign."""
    if stored.campaign_id(office, name) is None:
        known = "、".join(stored.campaigns(office)) or "还没有任何批次"
        raise OfficeError(f"没有名为「{name}」的检查批次(现有:{known})")
    return Quarter(
        name,
        stored.results(office, name),
        stored.named(office, name),
        stored.stated(office, name),
        stored.registered(office),
        asof=now(),
        closed=stored.closed(office, name),
    )


def history(office: Office, name: str) -> dict[int, Quarter]:
    """Number of quarters back → what is known of that quarter."""
    return dict(_earlier(office, name))


def _earlier(office: Office, name: str) -> Iterator[tuple[int, Quarter]]:
    names = stored.campaigns(office)
    for steps in range(1, RUNNING):
        earlier = before(name, names, steps)
        if earlier:
            yield steps, quarter(office, earlier)
