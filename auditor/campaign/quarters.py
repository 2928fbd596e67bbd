"""What is known of a campaign, and of the quarters before it: frozen where it is closed, else as it stands."""

from collections.abc import Iterator

from auditor.campaign.circular.history import RUNNING, before
from auditor.campaign.freezing import frozen, live
from auditor.model.result import Quarter
from auditor.store.office import results as stored
from auditor.store.office.database import Office


def quarter(office: Office, name: str) -> Quarter:
    """One campaign's outcome; raises OfficeError when there is no such campaign."""
    return frozen(office, name) or live(office, name)


def history(office: Office, name: str) -> dict[int, Quarter]:
    """Number of quarters back → what is known of that quarter."""
    return dict(_earlier(office, name))


def _earlier(office: Office, name: str) -> Iterator[tuple[int, Quarter]]:
    names = stored.campaigns(office)
    for steps in range(1, RUNNING):
        earlier = before(name, names, steps)
        if earlier:
            yield steps, quarter(office, earlier)
