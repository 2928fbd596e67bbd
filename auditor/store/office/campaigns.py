"""Campaigns in the office's database: opening one, and how far each of its sites has come."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from auditor.model.campaign import Campaign, CampaignState, Look, Obstacle, Planned, Progress, Rate, Why
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
        "SELECT site, number, why, state, reason, bundle, started, ended, verdict FROM campaign_site WHERE campaign = ?"
        " ORDER BY number",
        (campaign.id,),
    ):
        yield Planned(
            row["site"], row["number"], Why(row["why"]), Progress(row["state"]), row["reason"], row["bundle"],
            row["started"], row["ended"], row["verdict"],
        )  # fmt: skip


def set_state(office: Office, campaign: Campaign, state: CampaignState, operator: str) -> None:
    """Change a campaign's state in a transaction of its own; who did it is kept."""
    with office.transaction() as db:
        row = db.execute("SELECT state FROM campaign WHERE id = ?", (campaign.id,)).fetchone()
        if row["state"] != state:
            db.execute("UPDATE campaign SET state = ? WHERE id = ?", (state, campaign.id))
            office.record(operator, f"campaign:{campaign.name}", {"state": [row["state"], str(state)]})


def set_progress(office: Office, campaign: Campaign, one: Planned, rates: Iterable[Rate] = ()) -> None:
    """Write down how far a site has come and what was asked for it, in a transaction of its own."""
    with office.transaction() as db:
        write_progress(office, campaign, one)
        db.executemany(
            "INSERT OR REPLACE INTO campaign_rate VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(campaign.id, one.site, *astuple(rate)) for rate in rates],
        )


def write_progress(office: Office, campaign: Campaign, one: Planned) -> None:
    """Write down how far a site has come, in a transaction."""
    judged = one.ended if one.verdict else ""
    office.db.execute(
        "UPDATE campaign_site SET state = ?, reason = ?, bundle = ?, started = ?, ended = ?, verdict = ?, judged = ?"
        " WHERE campaign = ? AND site = ?",
        (one.state, one.reason, one.bundle, one.started, one.ended, one.verdict, judged, campaign.id, one.site),
    )


def reopen(office: Office, campaign: Campaign, operator: str) -> int:
    """Let every site that could not be measured wait again, in a transaction of its own; returns how many."""
    with office.transaction() as db:
        cursor = db.execute(
            "UPDATE campaign_site SET state = ?, reason = '', bundle = '', started = '', ended = ''"
            " WHERE campaign = ? AND state = ?",
            (Progress.WAITING, campaign.id, Progress.UNMEASURABLE),
        )
        office.record(operator, f"campaign:{campaign.name}", {"reopened": cursor.rowcount})
    return cursor.rowcount


def rates(office: Office, campaign: Campaign) -> Iterator[tuple[int, Rate]]:
    """(row of the site, what was asked of one server for it)."""
    for row in office.db.execute(
        "SELECT site, server, requests, first, last, busiest FROM campaign_rate WHERE campaign = ? ORDER BY server, first",
        (campaign.id,),
    ):
        yield row["site"], Rate(*tuple(row)[1:])


def means(office: Office, campaign: Campaign) -> dict[str, Any]:
    """How the site runs of a campaign reach the world; empty before its first run."""
    row = office.db.execute("SELECT means FROM campaign_means WHERE campaign = ?", (campaign.id,)).fetchone()
    return {} if row is None else json.loads(row["means"])


def set_means(office: Office, campaign: Campaign, chosen: Mapping[str, object], operator: str) -> None:
    """Keep how the site runs reach the world, in a transaction of its own."""
    with office.transaction() as db:
        text = json.dumps(chosen, ensure_ascii=False, sort_keys=True)
        db.execute("INSERT OR REPLACE INTO campaign_means VALUES (?, ?)", (campaign.id, text))
        office.record(operator, f"campaign:{campaign.name}", {"means": chosen})


def set_looks(office: Office, campaign: Campaign, looks: Iterable[Look]) -> None:
    """Keep what was seen before the run, inside a transaction; a later look replaces an earlier one."""
    office.db.executemany(
        "INSERT OR REPLACE INTO campaign_look (campaign, site, at, state, detail, server, requests) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(campaign.id, one.site, one.at, one.state, one.detail, one.server, one.requests) for one in looks],
    )


def looks(office: Office, campaign: Campaign) -> Iterator[Look]:
    """What was seen before the run."""
    for row in office.db.execute(
        "SELECT site, at, state, detail, server, requests FROM campaign_look WHERE campaign = ? ORDER BY site",
        (campaign.id,),
    ):
        yield Look(row["site"], row["at"], Obstacle(row["state"]), row["detail"], row["server"], row["requests"])


def stored_path(office: Office, bundle: Path) -> str:
    """A bundle's path as it is kept: it stays right when the folder of the database moves with what is in it."""
    home, path = office.path.parent.resolve(), bundle.resolve()
    return str(path.relative_to(home) if path.is_relative_to(home) else path)


def bundle_path(office: Office, stored: str) -> Path:
    """Where a bundle is."""
    return office.path.parent.resolve() / stored
