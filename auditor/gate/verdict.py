"""What the gate makes of a judged bundle: what is new, what is known, what is waived, and whether the release may go."""

import heapq
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from auditor.gate.baseline import Baseline, Known
from auditor.gate.folder import Folder
from auditor.gate.scope import InScope, Seen
from auditor.gate.waivers import Waiver
from auditor.model.finding import Finding
from auditor.model.outcome import Impact, Outcome
from auditor.urls.order import COLUMN, url_class
from reports.plain import address, page
from reports.standing import KEY, Stand, Standing, stand_of
from reports.view import ReportView

SHOWN = 20
"""Findings printed of each kind; all are in the report."""
_HELD = 20 * SHOWN
"""Findings held before the gravest are picked out."""
_ACCUSED = (Outcome.FAIL, Outcome.REVIEW)
_IMPACTS = tuple(Impact)
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Rules:
    """By what a finding is let through."""

    fail_on: Impact
    baseline: Baseline | None
    waivers: tuple[Waiver, ...]
    today: date
    in_scope: InScope
    reviews_stop: bool = False
    """What a person must look at stops the release too: so with one article, which a person reads anyway."""
    folder: Folder | None = None
    shown_as: Path | None = None
    """The folder as the user wrote it, before file names."""
    unit: str = "行"
    """What places in an article count: lines, or paragraphs of what has no lines."""
    article: str = ""
    """Name of the article, which stands for the address of its page."""
    nowhere: str = ""
    """Origin that is not shown."""

    def stand(self, finding: Finding) -> Stand:
        """How one finding stands."""
        stand = Stand(file=self._file(finding), nowhere=self.nowhere)
        for waiver in self.waivers:
            if waiver.until >= self.today and waiver.covers(finding):
                return replace(stand, standing=Standing.WAIVED, waiver=waiver.as_dict())
        if finding.outcome is Outcome.UNMEASURED:
            return replace(stand, blocks=self.in_scope(finding))
        if self.baseline is not None and self.baseline.has(finding):
            return replace(stand, standing=Standing.KNOWN)
        counts = finding.outcome is Outcome.FAIL or self.reviews_stop
        heavy = _IMPACTS.index(finding.impact) <= _IMPACTS.index(self.fail_on)
        return replace(stand, standing=Standing.NEW, blocks=counts and heavy)

    def _file(self, finding: Finding) -> str:
        file = self.folder.file_of(finding.page) if self.folder else self.article
        return str(self.shown_as / file) if file and self.shown_as else file


class GateView(ReportView):
    """A bundle whose findings know how they stand."""

    rules: Rules

    def findings(self) -> Iterator[Finding]:
        """Every finding, in file order, with its stand in the evidence."""
        for finding in super().findings():
            place = finding.place.replace("行", self.rules.unit)
            noted = asdict(self.rules.stand(finding))
            yield replace(finding, place=place, evidence={**finding.evidence, KEY: noted})


@dataclass(slots=True)
class Tally:
    """Everything the gate counted in one pass."""

    known: int = 0
    new: int = 0
    blocking: int = 0
    waived: int = 0
    front: int = 0
    """On the home page and columns, of all that is known or new."""
    unmeasured: Counter[str] = field(default_factory=Counter)
    """Reason to number, within what was declared."""
    examples: dict[str, str] = field(default_factory=dict)
    """Reason to the address of one of them."""
    current: Known = field(default_factory=dict)
    """All that is there now and not waived, for a new baseline."""
    stopping: list[Finding] = field(default_factory=list)
    """The gravest of those that stop the release, at most ``SHOWN``."""
    others: list[Finding] = field(default_factory=list)
    """The gravest of the other new ones, at most ``SHOWN``."""


def tally(view: GateView) -> Tally:
    """Count a bundle; holds fingerprints and the few findings that are printed."""
    counted = Tally()
    for finding in view.findings():
        _count(finding, counted)
    counted.stopping, counted.others = _gravest(counted.stopping), _gravest(counted.others)
    return counted


def mended(baseline: Baseline, counted: Tally, seen: Seen) -> dict[str, list[str]]:
    """Check to fingerprints that are no longer there, although they would have been seen."""
    gone: dict[str, list[str]] = {}
    for check, known in baseline.checks.items():
        now = counted.current.get(check, {})
        found = [
            fingerprint for fingerprint, page in known.items() if fingerprint not in now and seen.covers(check, page)
        ]
        if found:
            gone[check] = found
    return gone


def _count(finding: Finding, counted: Tally) -> None:
    stand = stand_of(finding)
    if finding.outcome is Outcome.UNMEASURED:
        if stand.blocks:
            counted.unmeasured[finding.reason] += 1
            counted.examples.setdefault(finding.reason, address(finding) or page(finding))
        return
    if finding.outcome not in _ACCUSED:
        return
    if stand.standing is Standing.WAIVED:
        counted.waived += 1
        return
    counted.known += stand.standing is Standing.KNOWN
    counted.new += stand.standing is Standing.NEW
    counted.front += url_class(finding.page, 0) <= COLUMN
    counted.current.setdefault(finding.check, {})[finding.fingerprint] = finding.page
    counted.blocking += stand.blocks
    if stand.standing is Standing.NEW:
        shown = counted.stopping if stand.blocks else counted.others
        shown.append(finding)
        if len(shown) > _HELD:
            shown[:] = _gravest(shown)


def _gravest(found: list[Finding]) -> list[Finding]:
    return heapq.nsmallest(SHOWN, found, key=_gravity)


def _gravity(finding: Finding) -> tuple[object, ...]:
    """The most urgent first, then fails, then by impact and by how visible the page is."""
    return (
        finding.evidence.get("urgent") is not True, finding.outcome is not Outcome.FAIL, _IMPACTS.index(finding.impact),
        url_class(finding.page, 0), -finding.pages, finding.check, _line(finding), finding.fingerprint,
    )  # fmt: skip


def _line(finding: Finding) -> int:
    found = _NUMBER.search(finding.place)
    return int(found[0]) if found else 0
