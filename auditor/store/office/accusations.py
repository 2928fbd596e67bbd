"""Accusations in the office's database."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.model.accusation import PUBLISHED, Accusation, Accused, Action, State, Step, after
from auditor.model.result import Kind
from auditor.model.verdict import Verdict
from auditor.store.office.database import Office, OfficeError, now


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an accusation weighs in the figures, without its evidence and history."""

    accused: Accused
    veto: bool
    manual: bool
    cause: str
    supplier: str
    state: State


def accusations(office: Office, campaign: str, *states: State) -> list[Accusation]:
    """A campaign's accusations, those of sites before those of accounts, in the order of their numbers; all or in these states."""
    return _chosen(office.db, campaign, f"a.state IN ({', '.join('?' * len(states))})" if states else "1", *states)


def doubted(office: Office, campaign: str) -> list[Accusation]:
    """What persons confirmed and the machine does not say any more; nobody has answered yet."""
    return _chosen(office.db, campaign, "a.doubt <> ''")


def _chosen(db: sqlite3.Connection, campaign: str, where: str, *words: str) -> list[Accusation]:
    rows = db.execute(
        f"SELECT a.* FROM accusation a JOIN campaign c ON c.id = a.campaign WHERE c.name = ? AND {where}"
        " ORDER BY a.account IS NOT NULL, a.site, a.account, a.id",
        (campaign, *words),
    ).fetchall()
    steps = _steps(db, campaign)
    return [_accusation(row, steps[row["id"]]) for row in rows]


def weighed(office: Office, campaign: str) -> Iterator[Weighed]:
    """What counts in a campaign's figures: what was published, and vetoes that are open. A million findings may be neither."""
    published = ", ".join(f"'{state}'" for state in sorted(PUBLISHED))
    rows = office.db.execute(
        "SELECT a.site, a.account, a.veto, a.manual, a.cause, a.supplier, a.state FROM accusation a JOIN campaign c ON c.id = a.campaign"
        f" WHERE c.name = ? AND (a.state IN ({published}) OR (a.veto = 1 AND a.state IN ('proposed', 'second')))"
        " ORDER BY a.site, a.id",
        (campaign,),
    )
    for row in rows:
        yield Weighed(
            accused_of(row), bool(row["veto"]), bool(row["manual"]), row["cause"], row["supplier"], State(row["state"])
        )


def accusation(office: Office, number: str) -> Accusation:
    """The accusation of this number; raises OfficeError."""
    row = office.db.execute("SELECT * FROM accusation WHERE number = ?", (number.strip().upper(),)).fetchone()
    if row is None:
        raise OfficeError(f"没有编号为 {number} 的问题")
    found = office.db.execute("SELECT * FROM accusation_step WHERE accusation = ? ORDER BY id", (row["id"],))
    return _accusation(row, [_step(one) for one in found])


def act(office: Office, one: Accusation, action: Action, operator: str, note: str = "") -> Accusation:
    """Do one thing to an accusation, in a transaction; raises NotAllowed and changes nothing when it cannot follow."""
    step = Step(now(), operator.strip(), action, one.state, after(one, action, operator.strip(), note), note.strip())
    if one.doubt:  # Whatever a person does to it answers the doubt, which the book keeps.
        step = replace(step, note=f"{step.note}({one.doubt})")
        office.db.execute("UPDATE accusation SET doubt = '' WHERE id = ?", (one.id,))
    write_step(office.db, one.id, step)
    if action is Action.CORRECT:
        correct(office, one.id, operator, f"{one.number} {one.cause}:{note.strip()}")
    return replace(one, state=step.after, steps=(*one.steps, step), doubt="")


def waive(office: Office, one: Accusation, approver: str, reason: str, until: str) -> Accusation:
    """Let one thing pass on its site until a day, in a transaction."""
    done = act(office, one, Action.WAIVE, approver, f"{reason}(至 {until})")
    office.db.execute(
        f"INSERT OR REPLACE INTO waiver ({one.accused.kind}, fingerprint, reason, approver, until, at) VALUES (?, ?, ?, ?, ?, ?)",
        (one.accused.id, one.fingerprint, reason, approver, until, now()),
    )
    return done


def look(office: Office, one: Accusation, seen: str, bundle: str) -> None:
    """Write down that it was looked at again, in a transaction; ``seen`` is open, fixed or unknown."""
    office.db.execute(
        "INSERT INTO look (accusation, at, seen, bundle) VALUES (?, ?, ?, ?)", (one.id, now(), seen, bundle)
    )


def set_verdict(office: Office, campaign: int, site: int, verdict: Verdict) -> None:
    """Keep a site's verdict over what was confirmed, in a transaction; ``campaign`` and ``site`` are rows."""
    office.db.execute(
        "INSERT OR REPLACE INTO final_verdict VALUES (?, ?, ?, ?)",
        (campaign, site, now(), json.dumps(verdict.as_dict(), ensure_ascii=False)),
    )


def verdicts(office: Office, campaign: str) -> Mapping[int, Verdict]:
    """Row of a site → its verdict over what was confirmed, unless a later step against the site has overtaken it."""
    rows = office.db.execute(
        "SELECT v.site, v.verdict FROM final_verdict v JOIN campaign c ON c.id = v.campaign WHERE c.name = ? AND NOT EXISTS"
        " (SELECT 1 FROM accusation a JOIN accusation_step s ON s.accusation = a.id"
        " WHERE a.campaign = v.campaign AND a.site = v.site AND s.at > v.at)",
        (campaign,),
    )
    return {row["site"]: Verdict.from_dict(json.loads(row["verdict"])) for row in rows}


def looked_at(office: Office, campaign: str) -> Mapping[int, str]:
    """Row of an accusation → when it was last looked at again with an answer."""
    rows = office.db.execute(
        "SELECT l.accusation, max(l.at) AS at FROM look l JOIN accusation a ON a.id = l.accusation JOIN campaign c"
        " ON c.id = a.campaign WHERE c.name = ? AND l.seen <> 'unknown' GROUP BY l.accusation",
        (campaign,),
    )
    return {row["accusation"]: row["at"] for row in rows}


def set_points(office: Office, one: Accusation, points: Decimal) -> None:
    """Keep what the inspector says it costs or earns, in a transaction."""
    office.db.execute("UPDATE accusation SET points = ? WHERE id = ?", (str(points), one.id))


def set_supplier(office: Office, one: Accusation, supplier: str) -> None:
    """Name the unit that supplied the faulty pages, in a transaction."""
    office.db.execute("UPDATE accusation SET supplier = ? WHERE id = ?", (supplier, one.id))


def correct(office: Office, accusation_id: int, operator: str, text: str) -> None:
    """Write down that something frozen was wrong, in a transaction."""
    office.db.execute(
        "INSERT INTO correction (campaign, at, operator, text) SELECT campaign, ?, ?, ? FROM accusation WHERE id = ?",
        (now(), operator, text, accusation_id),
    )


def corrections(office: Office, campaign: str) -> tuple[str, ...]:
    """What turned out otherwise after the figures were frozen."""
    rows = office.db.execute(
        "SELECT at, text FROM correction JOIN campaign c ON c.id = campaign WHERE c.name = ? ORDER BY correction.id",
        (campaign,),
    )
    return tuple(f"{row['at'][:10]} {row['text']}" for row in rows)


def write_step(db: sqlite3.Connection, accusation_id: int, step: Step) -> None:
    """Write a step into the book and its state into the accusation, in a transaction; raises OfficeError when somebody was quicker."""
    db.execute(
        "INSERT INTO accusation_step (accusation, at, operator, action, before, after, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (accusation_id, step.at, step.operator, step.action, step.before, step.after, step.note),
    )
    changed = db.execute(
        "UPDATE accusation SET state = ? WHERE id = ? AND state = ?", (step.after, accusation_id, step.before)
    ).rowcount
    if not changed:
        raise OfficeError("该问题刚被另一人改动,请重试")


def _steps(db: sqlite3.Connection, campaign: str) -> Mapping[int, list[Step]]:
    steps: defaultdict[int, list[Step]] = defaultdict(list)
    for row in db.execute(
        "SELECT s.* FROM accusation_step s JOIN accusation a ON a.id = s.accusation JOIN campaign c ON c.id = a.campaign"
        " WHERE c.name = ? ORDER BY s.id",
        (campaign,),
    ):
        steps[row["accusation"]].append(_step(row))
    return steps


def _step(row: sqlite3.Row) -> Step:
    return Step(
        row["at"], row["operator"], Action(row["action"]), State(row["before"]), State(row["after"]), row["note"]
    )


def accused_of(row: sqlite3.Row) -> Accused:
    """Whom a row accuses."""
    return Accused(Kind.SITE, row["site"]) if row["account"] is None else Accused(Kind.ACCOUNT, row["account"])


def _accusation(row: sqlite3.Row, steps: list[Step]) -> Accusation:
    return Accusation(
        row["id"], row["number"], accused_of(row), row["fingerprint"], bool(row["veto"]), bool(row["manual"]), row["cause"], row["message"],
        row["page"], row["place"], json.loads(row["evidence"]), row["supplier"], State(row["state"]), row["bundle"], tuple(steps),
        Decimal(row["points"]) if row["points"] else None, row["doubt"],
    )  # fmt: skip
