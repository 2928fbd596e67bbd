"""The one order of every document: what is gravest and most visible first, old stock last."""

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.urls.order import COLUMN, RECENT, url_class

OUTCOMES = (Outcome.FAIL, Outcome.REVIEW, Outcome.UNMEASURED)
"""What is listed; what passed or did not apply is only counted."""
MANY_PAGES = 5
"""From so many pages on one cause is taken to sit in a template or a shared block."""
_IMPACTS = tuple(Impact)
_SHARED = ("页脚", "页头", "导航", "footer", "header", "nav")
_GRAVE = ("hidden.", "privacy.")
_VETO = "ind:veto."

Key = tuple[int, int, bool, int, str, int, int]


class Part(IntEnum):
    """Where a cause stands in the order. The Chinese of each is in the texts, tables ``part`` and ``part_note``."""

    VETO = 0
    TAMPERING = 1
    """Tampering and privacy."""
    FRONT = 2
    """The site as a whole, its home page and columns."""
    SHARED = 3
    """Templates and shared blocks: fix once."""
    RECENT = 4
    """Articles of the last two years, by their address."""
    OLD = 5

    @property
    def code(self) -> str:
        """Its id in the texts."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Entry:
    """The few facts of a finding that order and count it; ``offset`` is its byte offset in findings.jsonl."""

    offset: int
    check: str
    outcome: Outcome
    impact: Impact
    reason: str
    occurrences: int
    pages: int
    urgent: bool
    """A certain intrusion."""
    part: Part = Part.FRONT
    fingerprint: str = ""


def part_of(finding: Finding, year: int, vetoes: bool = False) -> Part:
    """The part of one finding; ``year`` is that of the run, ``vetoes`` that the verdict counts it for a veto."""
    certain = finding.outcome is Outcome.FAIL and finding.confidence is Confidence.CERTAIN
    if certain and (vetoes or any(ref.startswith(_VETO) for ref in finding.refs)):
        return Part.VETO
    if finding.check.startswith(_GRAVE):
        return Part.TAMPERING
    if is_shared(finding):
        return Part.SHARED
    kind = url_class(most_visible(finding), year)
    if kind <= COLUMN:
        return Part.FRONT
    return Part.RECENT if kind == RECENT else Part.OLD


def most_visible(finding: Finding) -> str:
    """Of the pages that are named, the one that most people see: the home page, else a column, else the first crawled."""
    return min((finding.page, *finding.sample_pages), key=visibility)


@lru_cache(maxsize=1_024)
def visibility(page: str) -> int:
    """0 home, 1 column, 2 all else."""
    return min(url_class(page, 0), 2)


def is_shared(finding: Finding) -> bool:
    """True when one edit of a template or a shared block mends every page."""
    if finding.pages <= 1:
        return False
    return finding.pages >= MANY_PAGES or any(name in finding.place for name in _SHARED)


def order_key(entry: Entry) -> Key:
    """How findings are sorted: by outcome, part, urgency, impact and check; of what was not measured by reason.

    The widest cause comes first, and findings.jsonl decides between equals.
    """
    outcome = OUTCOMES.index(entry.outcome)
    if entry.outcome is Outcome.UNMEASURED:
        return outcome, 0, False, 0, entry.reason, -entry.pages, entry.offset
    impact = _IMPACTS.index(entry.impact)
    return outcome, entry.part, not entry.urgent, impact, entry.check, -entry.pages, entry.offset
