"""Bundles of a campaign's sites that were made elsewhere."""

from collections.abc import Sequence

from auditor.store.office.database import Office, now


def add(office: Office, campaign: int, site: int, bundle: str, vantage: str) -> None:
    """Keep one, in a transaction; ``bundle`` is its path as stored."""
    office.db.execute("INSERT INTO campaign_vantage VALUES (?, ?, ?, ?, ?)", (campaign, site, bundle, vantage, now()))


def of(office: Office, campaign: int, site: int) -> Sequence[tuple[str, str]]:
    """(vantage, path as stored) of every one of a site, in the order in which they came."""
    rows = office.db.execute(
        "SELECT vantage, bundle FROM campaign_vantage WHERE campaign = ? AND site = ? ORDER BY at, bundle",
        (campaign, site),
    )
    return [(row["vantage"], row["bundle"]) for row in rows]
