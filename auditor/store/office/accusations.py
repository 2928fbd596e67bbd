"""Accusations in the office's database."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from auditor.model.accusation import PUBLISHED, Accusation, Action, State, Step, after
from auditor.model.verdict import Verdict
from auditor.store.office.database import Office, OfficeError, now


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be said against a site: an accusation before it has a number."""

    fingerprint: str
    veto: bool
    cause: str
    message: str
    page: str = ""
    place: str = ""
    evidence: Mapping[str, object] | None = None
    manual: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """What an accusation weighs in the figures, without its evidence and history."""

    site: int
    veto: bool
    manual: bool
    cause: str
    supplier: str
    state: State


@dataclass(frozen=True, slots=True)
class Place:
    """A site within a campaign. ``number`` is its number there, ``bundle`` what its inspection left."""

    campaign: int
    name: str
    site: int
    number: int
    bundle: str


def places(office: Office, campaign: str) -> Iterator[Place]:
    """The sites of a campaign that have been inspected; what could not be measured is none of them."""
    for row in office.db.execute(
        "SELECT c.id, c.name, p.site, p.number, p.bundle FROM campaign_site p JOIN campaign c ON c.id = p.campaign"
        " WHERE c.name = ? AND p.bundle <> '' AND p.state = 'done' ORDER BY p.number",
        (campaign,),
    ):
        yield Place(*row)


def charge(office: Office, place: Place, charges: list[Charge]) -> int:
    """Enter what is new against a site, in a transaction; what is known keeps its number and state. Returns how many are new.

    Of what nobody has decided yet the words change where another vantage has seen it since.
    """
    db = office.db
    known = {
        row["fingerprint"]
        for row in db.execute(
            "SELECT fingerprint FROM accusation WHERE campaign = ? AND site = ?", (place.campaign, place.site)
        )
    }
    waived = {
        row["fingerprint"]: row
        for row in db.execute("SELECT * FROM waiver WHERE site = ? AND until >= ?", (place.site, now()[:10]))
    }
    _reword(db, place, [one for one in charges if one.fingerprint in known and (one.evidence or {}).get("vantages")])
    fresh = [one for one in {one.fingerprint: one for one in charges}.values() if one.fingerprint not in known]
    for at, one in enumerate(fresh, len(known) + 1):
        cursor = db.execute(
            "INSERT INTO accusation (campaign, site, number, fingerprint, veto, manual, cause, message, page, place, evidence, state,"
            " bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                place.campaign, place.site, f"{place.name}-{place.number:04d}-{at:02d}", one.fingerprint, one.veto, one.manual,
                *map(_storable, (one.cause, one.message, one.page, one.place)), json.dumps(one.evidence or {}), State.PROPOSED,
                place.bundle,
            ),
        )  # fmt: skip
        if one.fingerprint in waived:
            said = waived[one.fingerprint]
            note = f"{said['reason']}(批准:{said['approver']},至 {said['until']})"
            step = Step(now(), said["approver"], Action.WAIVE, State.PROPOSED, State.WAIVED, note)
            _write(db, cursor.lastrowid or 0, step)
    return len(fresh)


def _reword(db: sqlite3.Connection, place: Place, seen_elsewhere: Sequence[Charge]) -> None:
    db.executemany(
        "UPDATE accusation SET message = ?, evidence = ? WHERE campaign = ? AND site = ? AND fingerprint = ? AND state = ?",
        [
            (
                _storable(one.message),
                json.dumps(one.evidence),
                place.campaign,
                place.site,
                one.fingerprint,
                State.PROPOSED,
            )
            for one in seen_elsewhere
        ],
    )


def accusations(office: Office, campaign: str, *states: State) -> list[Accusation]:
    """A campaign's accusations in the order of their numbers, all or those in these states."""
    where, words = "c.name = ?", [campaign]
    if states:
        where += f" AND a.state IN ({', '.join('?' * len(states))})"
        words += [*states]
    rows = office.db.execute(
        f"SELECT a.* FROM accusation a JOIN campaign c ON c.id = a.campaign WHERE {where} ORDER BY a.site, a.id", words
    ).fetchall()
    steps = _steps(office.db, campaign)
    return [_accusation(row, steps[row["id"]]) for row in rows]


def weighed(office: Office, campaign: str) -> Iterator[Weighed]:
    """What counts in a campaign's figures: what was published, and vetoes that are open. A million findings may be neither."""
    published = ", ".join(f"'{state}'" for state in sorted(PUBLISHED))
    rows = office.db.execute(
        "SELECT a.site, a.veto, a.manual, a.cause, a.supplier, a.state FROM accusation a JOIN campaign c ON c.id = a.campaign"
        f" WHERE c.name = ? AND (a.state IN ({published}) OR (a.veto = 1 AND a.state IN ('proposed', 'second'))) ORDER BY a.site, a.id",
        (campaign,),
    )
    for row in rows:
        yield Weighed(
            row["site"], bool(row["veto"]), bool(row["manual"]), row["cause"], row["supplier"], State(row["state"])
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
    _write(office.db, one.id, step)
    if action is Action.CORRECT:
        correct(office, one.id, operator, f"{one.number} {one.cause}:{note.strip()}")
    return replace(one, state=step.after, steps=(*one.steps, step))


def waive(office: Office, one: Accusation, approver: str, reason: str, until: str) -> Accusation:
    """Let one thing pass on its site until a day, in a transaction."""
    done = act(office, one, Action.WAIVE, approver, f"{reason}(至 {until})")
    office.db.execute(
        "INSERT OR REPLACE INTO waiver VALUES (?, ?, ?, ?, ?, ?)",
        (one.site, one.fingerprint, reason, approver, until, now()),
    )
    return done


def look(office: Office, one: Accusation, seen: str, bundle: str) -> None:
    """Write down that it was looked at again, in a transaction; ``seen`` is open, fixed or unknown."""
    office.db.execute(
        "INSERT INTO look (accusation, at, seen, bundle) VALUES (?, ?, ?, ?)", (one.id, now(), seen, bundle)
    )


def set_verdict(office: Office, place: Place, verdict: Verdict) -> None:
    """Keep a site's verdict over what was confirmed, in a transaction."""
    office.db.execute(
        "INSERT OR REPLACE INTO final_verdict VALUES (?, ?, ?, ?)",
        (place.campaign, place.site, now(), json.dumps(verdict.as_dict(), ensure_ascii=False)),
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


def _storable(text: str) -> str:
    """A hostile page may say what is no text: half of a character is written as its number."""
    return text.encode("utf-8", "backslashreplace").decode()


def _write(db: sqlite3.Connection, accusation_id: int, step: Step) -> None:
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


def _accusation(row: sqlite3.Row, steps: list[Step]) -> Accusation:
    return Accusation(
        row["id"], row["number"], row["site"], row["fingerprint"], bool(row["veto"]), bool(row["manual"]), row["cause"], row["message"],
        row["page"], row["place"], json.loads(row["evidence"]), row["supplier"], State(row["state"]), row["bundle"], tuple(steps),
        Decimal(row["points"]) if row["points"] else None,
    )  # fmt: skip
