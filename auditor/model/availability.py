"""Visits to a home page over a week, and what they come to (indicators.md, veto.site-unreachable)."""

from dataclasses import dataclass
from enum import StrEnum

from auditor.model.outcome import Confidence, Outcome


class Seen(StrEnum):
    """What one visit came to."""

    OPEN = "open"
    FAILED = "failed"
    BLOCKED = "blocked"
    """A wall answered: the site is there, and we are kept out."""
    OURS = "ours"
    """Our own line or name server: it says nothing of the site."""

    @property
    def counts(self) -> bool:
        """Whether it is one of the visits of which a share is taken."""
        return self in (Seen.OPEN, Seen.FAILED)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the indicator asks for. Certainty: 5 % A; the rest B for 2019, identical in 2015 (A)."""

    days: int = 7
    visits_a_day: int = 20
    seconds: float = 15.0
    limit: float = 0.05
    """A share of failures from which on the site counts as unreachable."""


@dataclass(frozen=True, slots=True)
class Visited:
    """One visit as it is kept."""

    site: int
    at: str
    vantage: str
    seen: Seen
    status: int | None
    error: str
    ms: int


@dataclass(frozen=True, slots=True)
class Availability:
    """What all visits to one site come to. ``share`` is None as long as no visit counts."""

    outcome: Outcome
    confidence: Confidence
    visits: int
    """Those that count."""
    failed: int
    blocked: int
    ours: int
    full_days: int
    """Days with enough visits, of the vantage that has most of them."""
    vantages: tuple[str, ...]
    missing: str = ""
    """Why nothing is concluded, in Chinese."""

    @property
    def share(self) -> float | None:
        """Failures in all visits that count."""
        return self.failed / self.visits if self.visits else None
