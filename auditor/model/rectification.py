"""Notices to units, what they answered, how far they have mended."""

from dataclasses import dataclass
from datetime import date

from auditor.model.accusation import Accusation

STEPS = ("催办", "再次催办", "督办")
"""Escalation of a notice that nobody answers or obeys; each step is taken once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One written answer of a unit."""

    received: date
    channel: str
    signer: str
    """The head who signed; empty: not signed, and the office must ask again."""
    receipt: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What one unit was told to mend, by when, and what came of it."""

    id: int
    number: str
    unit: str
    issued: str
    due: date
    urgent: bool
    items: tuple[Accusation, ...]
    replies: tuple[Reply, ...]
    reminders: tuple[str, ...]
    """Days of the steps taken, in order."""
