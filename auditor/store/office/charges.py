"""What the machine says against a site or an account is entered, and taken back where it does not say so any more."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditor.model.accusation import DOUBTABLE, MACHINE, Accused, Action, State, Step
from auditor.model.result import Kind
from auditor.store.office.accusations import write_step
from auditor.store.office.database import Office, now


@dataclass(frozen=True, slots=True)
class Charge:
    """What is to be said against somebody: an accusation before it has a number."""

    fingerprint: str
    veto: bool
    cause: str
    message: str
    page: str = ""
    place: str = ""
    evidence: Mapping[str, object] | None = None
    manual: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that the machine says against one site or account now."""

    charges: Sequence[Charge]
    cleared: frozenset[str] = frozenset()
    """Fingerprints of what was measured and does not hold; what was not measured is none of them."""
    why: str = "按现有证据不再成立"
    """Why what was said before does not hold any more."""
    contested: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint → what speaks against a veto that could still hold."""


@dataclass(frozen=True, slots=True)
class Place:
    """A site or an account within a campaign. ``number`` is its number there, ``bundle`` what its inspection left."""

    campaign: int
    name: str
    accused: Accused
    number: int
    bundle: str = ""

    @property
    def label(self) -> str:
        """What its accusations' numbers begin with."""
        return f"{self.name}-{'M' if self.accused.kind is Kind.ACCOUNT else ''}{self.number:04d}"


def places(office: Office, campaign: str) -> Iterator[Place]:
    """The sites of a campaign that have been inspected; what could not be measured is none of them."""
    for row in office.db.execute(
        "SELECT c.id, c.name, p.site, p.number, p.bundle FROM campaign_site p JOIN campaign c ON c.id = p.campaign"
        " WHERE c.name = ? AND p.bundle <> '' AND p.state = 'done' ORDER BY p.number",
        (campaign,),
    ):
        yield Place(row["id"], row["name"], Accused(Kind.SITE, row["site"]), row["number"], row["bundle"])


def charge(office: Office, place: Place, proposal: Proposal) -> int:
    """Enter what is new, in a transaction; what is known keeps its number and what persons decided. Returns how many are new.

    Of what nobody has decided yet the words are those of now: another vantage or a newer list may have told more.
    """
    db, key = office.db, (place.campaign, place.accused.id)
    where = f"campaign = ? AND {place.accused.kind} = ?"
    known = {row["fingerprint"]: row for row in db.execute(f"SELECT * FROM accusation WHERE {where}", key)}
    waived = {
        row["fingerprint"]: row
        for row in db.execute(
            f"SELECT * FROM waiver WHERE {place.accused.kind} = ? AND until >= ?", (place.accused.id, now()[:10])
        )
    }
    said = {one.fingerprint: one for one in reversed(proposal.charges)}
    _reconcile(db, known, said, proposal)
    fresh = [one for one in dict.fromkeys(one.fingerprint for one in proposal.charges) if one not in known]
    for at, fingerprint in enumerate(fresh, len(known) + 1):
        identity = _enter(db, place, said[fingerprint], at)
        if waiver := waived.get(fingerprint):
            note = f"{waiver['reason']}(批准:{waiver['approver']},至 {waiver['until']})"
            write_step(db, identity, Step(now(), waiver["approver"], Action.WAIVE, State.PROPOSED, State.WAIVED, note))
    return len(fresh)


def _enter(db: sqlite3.Connection, place: Place, one: Charge, at: int) -> int:
    cursor = db.execute(
        f"INSERT INTO accusation (campaign, {place.accused.kind}, number, fingerprint, veto, manual, cause, message, page, place,"
        " evidence, state, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            place.campaign, place.accused.id, f"{place.label}-{at:02d}", one.fingerprint, one.veto, one.manual,
            *map(_storable, (one.cause, one.message, one.page, one.place)), json.dumps(one.evidence or {}), State.PROPOSED,
            place.bundle,
        ),
    )  # fmt: skip
    return cursor.lastrowid or 0


def _reconcile(
    db: sqlite3.Connection, known: Mapping[str, sqlite3.Row], said: Mapping[str, Charge], proposal: Proposal
) -> None:
    for fingerprint, row in known.items():
        one, state = said.get(fingerprint), State(row["state"])
        if one is None and fingerprint in proposal.cleared:
            _take_back(db, row, proposal.why)
        elif one is not None and state is State.LAPSED:
            write_step(db, row["id"], Step(now(), MACHINE, Action.REVIVE, state, State.PROPOSED))
            _reword(db, row, one)
        elif one is not None and _is_veto(row) and not (one.veto and not one.manual):
            _weaken(db, row, one, proposal.why)
        elif fingerprint in proposal.contested and state in DOUBTABLE:
            _doubt(db, row, proposal.contested[fingerprint])
        elif one is not None and row["doubt"]:
            db.execute("UPDATE accusation SET doubt = '' WHERE id = ?", (row["id"],))
        elif one is not None and state is State.PROPOSED:
            _reword(db, row, one)


def _is_veto(row: sqlite3.Row) -> bool:
    """The machine itself says that it is one."""
    return bool(row["veto"]) and not row["manual"]


def _take_back(db: sqlite3.Connection, row: sqlite3.Row, why: str) -> None:
    """A veto that does not hold any more: gone where nobody has decided, else put before the persons who have."""
    if State(row["state"]) is State.PROPOSED and not row["manual"]:
        write_step(db, row["id"], Step(now(), MACHINE, Action.LAPSE, State.PROPOSED, State.LAPSED, why))
    else:
        _doubt(db, row, why)


def _weaken(db: sqlite3.Connection, row: sqlite3.Row, one: Charge, why: str) -> None:
    """A veto that is only a question to a person now, or an ordinary problem: the machine's own claim is taken back."""
    if State(row["state"]) is not State.PROPOSED:
        _doubt(db, row, why)
        return
    rest = "须由人工判断" if one.manual else "作为一般问题待核实"
    write_step(db, row["id"], Step(now(), MACHINE, Action.LAPSE, State.PROPOSED, State.PROPOSED, f"{why},{rest}"))
    _reword(db, row, one)


def _doubt(db: sqlite3.Connection, row: sqlite3.Row, why: str) -> None:
    """Once: what a person has answered is not asked again."""
    answered = db.execute(
        "SELECT 1 FROM accusation_step WHERE accusation = ? AND instr(note, ?)", (row["id"], why)
    ).fetchone()
    if State(row["state"]) in DOUBTABLE and not row["manual"] and answered is None:
        db.execute("UPDATE accusation SET doubt = ? WHERE id = ?", (why, row["id"]))


def _reword(db: sqlite3.Connection, row: sqlite3.Row, one: Charge) -> None:
    if (_storable(one.message), one.veto, one.manual) == (row["message"], bool(row["veto"]), bool(row["manual"])):
        return
    db.execute(
        "UPDATE accusation SET veto = ?, manual = ?, cause = ?, message = ?, evidence = ? WHERE id = ?",
        (one.veto, one.manual, *map(_storable, (one.cause, one.message)), json.dumps(one.evidence or {}), row["id"]),
    )


def _storable(text: str) -> str:
    """A hostile page may say what is no text: half of a character is written as its number."""
    return text.encode("utf-8", "backslashreplace").decode()
