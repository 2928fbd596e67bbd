"""Files about accounts entered into the office's database, and what they say of names and presence noted as sightings."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from auditor.campaign.media.accounts import Accounts
from auditor.campaign.media.feed import is_feed
from auditor.campaign.media.reading import Given, Read, read_feed_of, read_lists
from auditor.model.media import AccountLook
from auditor.store.office import sightings
from auditor.store.office.database import Office
from auditor.store.office.media import keep_look, keep_posts
from auditor.store.office.sightings import Seen, Sighting


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    posts: int
    """New ones."""
    looks: int
    read: Read


def import_file(office: Office, path: Path, given: Given, operator: str) -> Imported:
    """Enter one file, all or nothing; raises UsageError and OfficeError."""
    accounts = Accounts(office)
    read = read_feed_of(path, accounts, given) if is_feed(path) else read_lists(path, accounts, given)
    subjects = {one.id: f"account:{one.platform}/{one.account}" for one in accounts.all}
    with office.transaction():
        posts = keep_posts(office, read.posts, read.source)
        fresh = [look for look in read.looks if keep_look(office, look, operator)]
        for look in fresh:
            sightings.record(office, _sightings(look, subjects[look.account], operator))
            office.record(operator, subjects[look.account], {"look": look.day, "source": look.source})
    return Imported(posts, len(fresh), read)


def _sightings(look: AccountLook, subject: str, operator: str) -> Iterator[Sighting]:
    """What the register's check wants to know of it."""
    at = f"{look.day}T00:00:00+08:00"
    if look.found is not None:
        yield Sighting(subject, Seen.ALIVE if look.found else Seen.NOT_FOUND, "", operator, at)
    if look.named:
        yield Sighting(subject, Seen.NAMED, look.named, operator, at)
