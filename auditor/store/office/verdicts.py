"""Verdicts of a campaign's sites, and whether they are still of today."""

import json
from collections.abc import Iterator

from auditor.model.verdict import Verdict
from auditor.store.office.database import Office, now


def keep(office: Office, campaign: str, site: int, verdict: Verdict) -> None:
    """Write down a site's verdict with the time, inside a transaction."""
    office.db.execute(
        "UPDATE campaign_site SET verdict = ?, judged = ? WHERE site = ? AND campaign = (SELECT id FROM campaign WHERE name = ?)",
        (json.dumps(verdict.as_dict(), ensure_ascii=False), now(), site, campaign),
    )


def current(office: Office, campaign: str) -> Iterator[tuple[int, Verdict]]:
    """(row of the site, verdict) of a campaign, without those that a later step against the site has overtaken."""
    rows = office.db.execute(
        "SELECT p.site, p.verdict FROM campaign_site p JOIN campaign c ON c.id = p.campaign WHERE c.name = ? AND p.verdict <> ''"
        " AND NOT EXISTS (SELECT 1 FROM accusation a JOIN accusation_step s ON s.accusation = a.id"
        " WHERE a.campaign = p.campaign AND a.site = p.site AND s.at > p.judged) ORDER BY p.number",
        (campaign,),
    )
    for row in rows:
        yield row["site"], Verdict.from_dict(json.loads(row["verdict"]))
