"""The watch over home pages: which sites, when the next visit of each is due, and every visit made."""

from collections.abc import Iterable, Iterator

from auditor.model.availability import Seen, Visited
from auditor.model.campaign import Campaign
from auditor.store.office.database import Office


def watch(office: Office, campaign: Campaign, days: tuple[str, str], due: Iterable[tuple[int, float]]) -> int:
    """Begin to watch sites (row, Unix seconds of the first visit), inside a transaction; returns how many are new."""
    cursor = office.db.executemany(
        "INSERT OR IGNORE INTO watch (campaign, site, first, last, due) VALUES (?, ?, ?, ?, ?)",
        [(campaign.id, site, *days, at) for site, at in due],
    )
    return cursor.rowcount


def watched(office: Office, campaign: Campaign, site: int) -> tuple[str, str] | None:
    """First and last day on which a site is watched; None when it is not."""
    row = office.db.execute(
        "SELECT first, last FROM watch WHERE campaign = ? AND site = ?", (campaign.id, site)
    ).fetchone()
    return None if row is None else (row["first"], row["last"])


def due(office: Office, moment: float, day: str) -> dict[int, float]:
    """Row of each site whose visit is due → since when; of sites that are watched on this day."""
    rows = office.db.execute(
        "SELECT site, min(due) AS due FROM watch WHERE due <= ? AND first <= ? AND last >= ? GROUP BY site ORDER BY 2",
        (moment, day, day),
    )
    return {row["site"]: row["due"] for row in rows}


def packs_watched(office: Office, day: str) -> list[str]:
    """The pack of every campaign that watches a site on this day or later; empty for one without a pack of its own."""
    rows = office.db.execute(
        "SELECT DISTINCT c.pack FROM campaign c WHERE EXISTS (SELECT 1 FROM watch w WHERE w.campaign = c.id AND w.last >= ?)",
        (day,),
    )
    return [row["pack"] for row in rows]


def next_due(office: Office, day: str) -> float | None:
    """When the next visit is due, Unix seconds; None when nothing is watched any more."""
    row = office.db.execute(
        "SELECT min(max(due, unixepoch(first || 'T00:00:00+08:00'))) AS due FROM watch WHERE last >= ?", (day,)
    )
    found: float | None = row.fetchone()["due"]
    return found


def record(office: Office, visits: Iterable[Visited], following: Iterable[tuple[int, float]]) -> None:
    """Keep visits and when the next ones are due, inside a transaction."""
    office.db.executemany(
        "INSERT OR IGNORE INTO visit (site, at, vantage, outcome, status, error, ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(one.site, one.at, one.vantage, one.seen, one.status, one.error, one.ms) for one in visits],
    )
    office.db.executemany("UPDATE watch SET due = ? WHERE site = ?", [(at, site) for site, at in following])


def visits(office: Office, site: int, first: str, last: str) -> Iterator[Visited]:
    """The visits to a site on these days, oldest first."""
    for row in office.db.execute(
        "SELECT site, at, vantage, outcome, status, error, ms FROM visit WHERE site = ? AND at >= ? AND at < ? || 'U' ORDER BY at",
        (site, first, last),
    ):
        yield Visited(row["site"], row["at"], row["vantage"], Seen(row["outcome"]), *tuple(row)[4:])


def all_visits(office: Office) -> Iterator[tuple[str, Visited]]:
    """(address of the home page, visit) of everything that was visited."""
    for row in office.db.execute(
        "SELECT s.url, v.site, v.at, v.vantage, v.outcome, v.status, v.error, v.ms FROM visit v JOIN site s ON s.id = v.site"
        " ORDER BY v.id"
    ):
        yield row["url"], Visited(row["site"], row["at"], row["vantage"], Seen(row["outcome"]), *tuple(row)[5:])
