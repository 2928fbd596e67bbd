"""What was seen of sites, accounts and hosts: appended, never changed; the last word on each question counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from auditor.store.office.database import Office, now


class Seen(StrEnum):
    """What was seen. The first four answer one question: is it there?"""

    ALIVE = "alive"
    DEAD = "dead"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    MOVED = "moved"
    NAMED = "named"
    NOT_FOUND = "not-found"
    LINKED = "linked"


PRESENCE = (Seen.ALIVE, Seen.DEAD, Seen.BLOCKED, Seen.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Sighting:
    """``subject`` is site:<number>, account:<platform>/<account> or host:<name>."""

    subject: str
    seen: Seen
    detail: str
    source: str
    at: str = ""


def record(office: Office, sightings: Iterable[Sighting]) -> None:
    """Append sightings, inside a transaction; without a time of their own they are of now."""
    office.db.executemany(
        "INSERT INTO sighting (at, subject, seen, detail, source) VALUES (?, ?, ?, ?, ?)",
        [(one.at or now(), one.subject, one.seen, one.detail, one.source) for one in sightings],
    )


def latest(office: Office) -> Iterator[Sighting]:
    """The last sighting of each subject for each question, in the order they were made."""
    rows = office.db.execute(
        "SELECT subject, seen, detail, source, at FROM sighting WHERE id IN (SELECT max(id) FROM sighting"
        " GROUP BY subject, CASE WHEN seen IN (?, ?, ?, ?) THEN '' ELSE seen END) ORDER BY id",
        PRESENCE,
    )
    for row in rows:
        yield Sighting(row["subject"], Seen(row["seen"]), row["detail"], row["source"], row["at"])
