"""Closing a campaign: its outcome is frozen by hash; what turns out otherwise later is printed as 更正."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from auditor.campaign.accusations.standing import merged, results
from auditor.campaign.complaints.figures import Deadlines, figures
from auditor.model.accusation import NAMED, OPEN, Action, State
from auditor.model.result import Conclusion, Kind, Named, Quarter, Result, Stated
from auditor.store.office import accusations as stored
from auditor.store.office import campaigns
from auditor.store.office import results as imported
from auditor.store.office.complaints import complaints
from auditor.store.office.database import Office, OfficeError, now

FRESH = timedelta(hours=24)
"""What is to be named must have been looked at again no longer ago than this."""


def live(office: Office, name: str) -> Quarter:
    """A campaign's outcome as it stands this moment; raises OfficeError when there is no such campaign."""
    if imported.campaign_id(office, name) is None:
        known = "、".join(imported.campaigns(office)) or "还没有任何批次"
        raise OfficeError(f"没有名为「{name}」的检查批次(现有:{known})")
    found = merged(results(office, name), imported.results(office, name))
    stated = imported.stated(office, name)
    if not any(one.table == "complaint" for one in stated):
        stated += tuple(_from_ledgers(office, name))
    return Quarter(name, found, imported.named(office, name), stated, imported.registered(office), asof=now())


def _from_ledgers(office: Office, name: str) -> Iterator[Stated]:
    """What the ledgers of complaints say of the campaign's window; whether in time is told by ``auditor complaints``."""
    window = campaigns.get(office, name).plan.get("window")
    if not isinstance(window, list):  # A quarter that is known by its results only.
        return
    first, last = map(str, window)
    lines, total = figures(complaints(office, first, last), Deadlines(), "channel")
    for line in [total, *lines] if total.received else []:
        yield Stated("complaint", line.name, {"received": line.received, "handled": line.closed}, origin="留言台账")


def close(office: Office, name: str, operator: str, unverified: str = "") -> str:
    """Freeze a campaign; returns the sha256 of its outcome.

    Raises OfficeError when something is still open, or was not looked at again within a day of now: ``unverified`` is the
    reason why that is accepted.
    """
    if not operator.strip():
        raise OfficeError("定稿须写明操作人(--operator)")
    if imported.closed(office, name):
        raise OfficeError(f"批次 {name} 已定稿")
    with office.transaction() as db:
        quarter = live(office, name)
        _refuse_open(office, name, quarter)
        stale = stale_numbers(office, name)
        if stale and not unverified.strip():
            raise OfficeError(
                f"有 {len(stale)} 项将要点名的问题在 24 小时内没有复查({'、'.join(stale[:5])}……),请先 auditor campaign verify {name}"
            )
        for one in stored.accusations(office, name, State.CONFIRMED, State.NOTIFIED):
            stored.act(office, one, Action.CLOSE, operator)
        closed = now()
        text = frozen_text(replace(quarter, asof=closed, closed=closed))
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        key = imported.campaign_id(office, name)
        db.execute("INSERT INTO frozen (campaign, quarter) VALUES (?, ?)", (key, text))
        db.execute("UPDATE campaign SET state = 'closed', closed = ?, sha256 = ? WHERE id = ?", (closed, sha256, key))
        office.record(
            operator, f"campaign:{name}", {"closed": sha256, "unverified": [*stale, unverified] if stale else []}
        )
    return sha256


def _refuse_open(office: Office, name: str, quarter: Quarter) -> None:
    disputed = stored.accusations(office, name, State.DISPUTED)
    if disputed:
        raise OfficeError(f"{disputed[0].number} 等 {len(disputed)} 项申诉尚未答复,不能定稿")
    doubts = stored.doubted(office, name)
    if doubts:
        raise OfficeError(f"{doubts[0].number} 等 {len(doubts)} 项已有人核实、机器不再支持,请先复核(见核实表)")
    waiting = [one.number for one in stored.accusations(office, name, *OPEN) if one.veto and not one.manual]
    if waiting or any(one.conclusion is Conclusion.PENDING for one in quarter.results):
        raise OfficeError(f"还有 {len(waiting)} 项单项否决待核实({'、'.join(waiting[:5])}),不能定稿")


def stale_numbers(office: Office, name: str) -> list[str]:
    """Numbers of what is to be named and was not looked at again within a day."""
    limit = (datetime.fromisoformat(now()) - FRESH).isoformat()
    looked = stored.looked_at(office, name)
    return [
        one.number
        for one in stored.accusations(office, name, *NAMED)
        if not one.manual and looked.get(one.id, "") < limit
    ]


def frozen(office: Office, name: str) -> Quarter | None:
    """A closed campaign's outcome as it was frozen, None while it is open; raises OfficeError when the hash does not fit."""
    row = office.db.execute(
        "SELECT quarter, sha256 FROM frozen JOIN campaign ON campaign.id = campaign WHERE name = ?", (name,)
    ).fetchone()
    if row is None:
        return None
    if hashlib.sha256(row["quarter"].encode()).hexdigest() != row["sha256"]:
        raise OfficeError(f"批次 {name} 定稿的数据与其哈希值不符,数据库可能被改动过")
    return replace(thawed(row["quarter"]), corrections=stored.corrections(office, name))


def frozen_text(quarter: Quarter) -> str:
    """One canonical text of an outcome."""
    return json.dumps(asdict(quarter), ensure_ascii=True, sort_keys=True, default=str)


def thawed(text: str) -> Quarter:
    """What ``frozen_text`` wrote."""
    said = json.loads(text)
    return Quarter(
        **{
            **said,
            "results": tuple(map(_result, said["results"])),
            "named": tuple(Named(**{**one, "kind": Kind(one["kind"])}) for one in said["named"]),
            "stated": tuple(Stated(**one) for one in said["stated"]),
            "corrections": tuple(said["corrections"]),
        }
    )


def _result(said: dict[str, Any]) -> Result:
    return Result(
        **{
            **said,
            "kind": Kind(said["kind"]),
            "conclusion": Conclusion(said["conclusion"]),
            "causes": tuple(said["causes"]),
            "problems": tuple(said["problems"]),
            "score": None if said["score"] is None else Decimal(said["score"]),
        }
    )
