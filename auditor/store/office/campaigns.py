"""Campaigns in the office's database: opening one, and how far each of its sites has come."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.model.campaign import Campaign, CampaignState, Planned, Progress, Why
from auditor.store.office.database import Office, OfficeError, now


@dataclass(frozen=True, slots=True)
class Opening:
    """A campaign to be opened: ``chosen`` are (row of the site, why)."""

    name: str
    plan: Mapping[str, object]
    pack: str
    chosen: Sequence[tuple[int, Why]]


def create(office: Office, opening: Opening, operator: str) -> None:
    """Open a campaign, all or nothing; raises OfficeError naming who was first when it exists."""
    with office.transaction() as db:
        row = db.execute("SELECT opened FROM campaign WHERE name = ?", (opening.name,)).fetchone()
        if row is not None:
            raise OfficeError(f"批次「{opening.name}」已由{_opener(office, opening.name)}于 {row['opened']} 建立")
        cursor = db.execute(
            "INSERT INTO campaign (name, opened, plan, pack) VALUES (?, ?, ?, ?)",
            (opening.name, now(), json.dumps(opening.plan, ensure_ascii=False, sort_keys=True), opening.pack),
        )
        db.executemany(
            "INSERT INTO campaign_site (campaign, site, number, why) VALUES (?, ?, ?, ?)",
            [(cursor.lastrowid, site, number, why) for number, (site, why) in enumerate(opening.chosen, 1)],
        )
        office.record(operator, f"campaign:{opening.name}", {"opened": opening.plan})


def _opener(office: Office, name: str) -> str:
    row = office.db.execute(
        "SELECT operator FROM change WHERE subject = ? ORDER BY id LIMIT 1", (f"campaign:{name}",)
    ).fetchone()
    return f" {row['operator']} " if row else "导入结果"


def get(office: Office, name: str) -> Campaign:
    """The campaign of this name; raises OfficeError naming those that there are."""
    row = office.db.execute("SELECT * FROM campaign WHERE name = ?", (name,)).fetchone()
    if row is None:
        known = "、".join(
            one["name"] for one in office.db.execute("SELECT name FROM campaign ORDER BY id DESC LIMIT 10")
        )
        raise OfficeError(f"没有名为「{name}」的批次" + (f"(现有:{known})" if known else ""))
    return Campaign(
        row["id"], row["name"], row["opened"], json.loads(row["plan"]), row["pack"], CampaignState(row["state"])
    )


def planned(office: Office, campaign: Campaign) -> Iterator[Planned]:
    """All sites of a campaign in the order of their numbers."""
    for row in office.db.execute(
        "SELECT site, number, why, state, reason, bundle FROM campaign_site WHERE campaign = ? ORDER BY number",
        (campaign.id,),
    ):
        yield Planned(row["site"], row["number"], Why(row["why"]), Progress(row["state"]), row["reason"], row["bundle"])


def failed_before(office: Office, name: str) -> frozenset[int]:
    """Sites that failed in the campaign before this one: the one whose name comes right before it."""
    row = office.db.execute("SELECT id FROM campaign WHERE name < ? ORDER BY name DESC LIMIT 1", (name,)).fetchone()
    if row is None:
        return frozenset()
    failed = office.db.execute(
        "SELECT site FROM campaign_site WHERE campaign = ? AND verdict <> '' AND json_extract(verdict, '$.grade') = 'unqualified'",
        (row["id"],),
    )
    return frozenset(one["site"] for one in failed)


def set_state(office: Office, campaign: Campaign, state: CampaignState, operator: str) -> None:
    """Change a campaign's state in a transaction of its own; who did it is kept."""
    with office.transaction() as db:
        db.execute("UPDATE campaign SET state = ? WHERE id = ?", (state, campaign.id))
        office.record(operator, f"campaign:{campaign.name}", {"state": [campaign.state, state]})


def set_progress(office: Office, campaign: Campaign, one: Planned) -> None:
    """Write down how far a site has come, in a transaction of its own."""
    with office.transaction() as db:
        db.execute(
            "UPDATE campaign_site SET state = ?, reason = ?, bundle = ? WHERE campaign = ? AND site = ?",
            (one.state, one.reason, one.bundle, campaign.id, one.site),
        )
