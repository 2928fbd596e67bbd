"""Notices, answers and reminders in the office's database."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auditor.model.accusation import Accusation
from auditor.model.rectification import Notice, Reply
from auditor.store.office.accusations import accusations
from auditor.store.office.database import Office, OfficeError, now


@dataclass(frozen=True, slots=True)
class Order:
    """A notice to be issued: to a unit (its row), about what, by when."""

    unit: int
    items: Sequence[Accusation]
    due: date
    urgent: bool = False


def issue(office: Office, campaign: str, order: Order, operator: str) -> str:
    """Enter a notice, in a transaction; returns its number."""
    db = office.db
    key = db.execute("SELECT id FROM campaign WHERE name = ?", (campaign,)).fetchone()["id"]
    count = db.execute("SELECT count(*) FROM notice WHERE campaign = ?", (key,)).fetchone()[0]
    number = f"{campaign}-{'急' if order.urgent else '整改'}-{count + 1:03d}"
    cursor = db.execute(
        "INSERT INTO notice (campaign, unit, number, issued, due, urgent, operator) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, order.unit, number, now(), order.due.isoformat(), order.urgent, operator),
    )
    db.executemany("INSERT INTO notice_item VALUES (?, ?)", [(cursor.lastrowid, one.id) for one in order.items])
    return number


def noticed(office: Office, campaign: str) -> frozenset[int]:
    """Rows of the accusations that stand in a notice."""
    rows = office.db.execute(
        "SELECT accusation FROM notice_item JOIN notice n ON n.id = notice JOIN campaign c ON c.id = n.campaign WHERE c.name = ?",
        (campaign,),
    )
    return frozenset(row["accusation"] for row in rows)


def notices(office: Office, campaign: str) -> list[Notice]:
    """All notices of a campaign in the order of their numbers."""
    known = {one.id: one for one in accusations(office, campaign)}
    items: defaultdict[int, list[Accusation]] = defaultdict(list)
    for row in office.db.execute("SELECT notice, accusation FROM notice_item ORDER BY accusation"):
        if row["accusation"] in known:
            items[row["notice"]].append(known[row["accusation"]])
    replies, reminders = _replies(office), _reminders(office)
    rows = office.db.execute(
        "SELECT n.*, u.name AS organiser FROM notice n JOIN unit u ON u.id = n.unit JOIN campaign c ON c.id = n.campaign"
        " WHERE c.name = ? ORDER BY n.id",
        (campaign,),
    )
    return [
        Notice(
            row["id"], row["number"], row["organiser"], row["issued"], date.fromisoformat(row["due"]), bool(row["urgent"]),
            tuple(items[row["id"]]), tuple(replies.get(row["id"], ())), tuple(reminders.get(row["id"], ())),
        )
        for row in rows
    ]  # fmt: skip


def notice(office: Office, number: str) -> Notice:
    """The notice of this number; raises OfficeError."""
    row = office.db.execute(
        "SELECT c.name FROM notice n JOIN campaign c ON c.id = n.campaign WHERE n.number = ?", (number,)
    ).fetchone()
    if row is None:
        raise OfficeError(f"没有编号为 {number} 的通知")
    return next(one for one in notices(office, row["name"]) if one.number == number)


def reply(office: Office, one: Notice, answer: Reply, operator: str) -> None:
    """Enter an answer, in a transaction."""
    office.db.execute(
        "INSERT INTO notice_reply (notice, at, received, channel, signer, receipt, text, operator) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            one.id,
            now(),
            answer.received.isoformat(),
            answer.channel,
            answer.signer,
            answer.receipt,
            answer.text,
            operator,
        ),
    )


def remind(office: Office, one: Notice, day: date, operator: str) -> int:
    """Take the next step against one that is late, in a transaction; returns its number, from 1."""
    step = len(one.reminders) + 1
    office.db.execute("INSERT INTO reminder VALUES (?, ?, ?, ?)", (one.id, step, day.isoformat(), operator))
    return step


def visits_since(office: Office, since: str) -> Mapping[int, tuple[int, int]]:
    """Row of a site → (failed, counted) of the visits since a day; what was blocked or our own trouble does not count."""
    found = office.db.execute(
        "SELECT site, sum(outcome = 'failed') AS failed, count(*) AS counted FROM visit"
        " WHERE at >= ? AND outcome IN ('open', 'failed') GROUP BY site",
        (since,),
    )
    return {row["site"]: (row["failed"], row["counted"]) for row in found}


def _replies(office: Office) -> Mapping[int, list[Reply]]:
    found: defaultdict[int, list[Reply]] = defaultdict(list)
    for row in office.db.execute("SELECT * FROM notice_reply ORDER BY id"):
        day = date.fromisoformat(row["received"])
        found[row["notice"]].append(Reply(day, row["channel"], row["signer"], row["receipt"], row["text"]))
    return found


def _reminders(office: Office) -> Mapping[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in office.db.execute("SELECT * FROM reminder ORDER BY notice, step"):
        found[row["notice"]].append(row["at"])
    return found
