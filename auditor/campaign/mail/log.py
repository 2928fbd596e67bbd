"""The delivery log in the office's database: what was handed over to whom, when, and what the server said."""

from dataclasses import dataclass

from auditor.campaign.mail.letter import Letter, one_line
from auditor.campaign.mail.post import Said, State
from auditor.store.office.database import Office, now

_MAYBE_THERE = (State.ACCEPTED, State.SENDING, State.UNCERTAIN)
"""Of these the recipient may have it already; ``sending`` is what a killed program leaves."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of an earlier delivery of the same letter."""

    state: State
    at: str
    answer: str


class DeliveryLog:
    """Rows of one office; each change is a transaction of its own, so that a killed program leaves the truth."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def begin(self, letter: Letter, message_id: str, again: bool) -> Before | None:
        """Note that a letter is about to be sent; returns what stands in the way, in which case nothing is noted."""
        recipient, unit, document = key = _key(letter)
        with self._office.transaction() as db:
            row = db.execute(
                "SELECT number, state, at, answer FROM delivery WHERE recipient = ? AND unit = ? AND document = ?"
                " ORDER BY number DESC LIMIT 1",
                key,
            ).fetchone()
            there = row is not None and State(row["state"]) in _MAYBE_THERE
            if there and not again:
                return Before(State(row["state"]), row["at"], row["answer"])
            number = 1 if row is None else row["number"] + there
            db.execute(
                "INSERT OR REPLACE INTO delivery (recipient, unit, document, number, state, message_id, subject, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (recipient, unit, document, number, State.SENDING, message_id, one_line(letter.subject), now()),
            )
        return None

    def end(self, message_id: str, said: Said, attempts: int) -> None:
        """Note what the server said."""
        with self._office.transaction() as db:
            db.execute(
                "UPDATE delivery SET state = ?, answer = ?, attempts = ?, at = ? WHERE message_id = ?",
                (said.state, said.answer, attempts, now(), message_id),
            )


def _key(letter: Letter) -> tuple[str, str, str]:
    return letter.recipient.strip().lower(), letter.unit, letter.document
