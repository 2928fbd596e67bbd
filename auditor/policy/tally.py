"""Findings as they stream past, counted for the rules that name them. The order in which they come makes no difference."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Outcome
from auditor.model.verdict import Kind, Subject
from auditor.policy.pack import Indicator, Pack, Rule, Selector

NAMED = 50
"""Fingerprints kept for one rule and standing; the number of all is kept besides."""

Place = tuple[int, int]
"""Indicator and rule, in the order of the pack."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What named persons said of findings, by fingerprint; only a final verdict asks."""

    yes: Collection[str] = frozenset()
    no: Collection[str] = frozenset()


class Named:
    """A number of findings, and the fingerprints of the first ones by alphabet."""

    def __init__(self) -> None:
        self.number = 0
        self._heap: list[_Last] = []

    def add(self, fingerprint: str) -> None:
        """Count one more."""
        self.number += 1
        if len(self._heap) < NAMED:
            heapq.heappush(self._heap, _Last(fingerprint))
        else:
            heapq.heappushpop(self._heap, _Last(fingerprint))

    def fingerprints(self) -> tuple[str, ...]:
        """Sorted."""
        return tuple(sorted(one.text for one in self._heap))


@dataclass(frozen=True, slots=True)
class _Last:
    """Sorts backwards, so that the top of a heap is what comes last in the alphabet."""

    text: str

    def __lt__(self, other: _Last) -> bool:
        return self.text > other.text


@dataclass(slots=True)
class Count:
    """What was found for one rule."""

    sure: Named = field(default_factory=Named)
    doubtful: Named = field(default_factory=Named)


class Tally:
    """Counts for one subject. Deductions and bonuses share their causes out: one cause costs once."""

    def __init__(self, pack: Pack, subject: Subject, home: str, confirmed: Confirmed | None = None) -> None:
        self._home = home
        self._confirmed = confirmed
        self._outside = pack.scoring.outside_sample
        self._rules = [
            ((number, place), indicator, rule)
            for number, indicator in enumerate(pack.indicators)
            if subject in indicator.subjects
            for place, rule in enumerate(indicator.rules)
            if rule.evidence
        ]
        self._by_check: dict[str, list[tuple[Place, Indicator, Rule]]] = {}
        self._counts: dict[Place, Count] = {place: Count() for place, _, _ in self._rules}
        self._shared: dict[bytes, tuple[bool, Place, str]] = {}
        self._beyond: dict[str, int] = {}

    def listening(self, findings: Iterator[Finding]) -> Iterator[Finding]:
        """Pass findings on and count them."""
        for finding in findings:
            self.take(finding)
            yield finding

    def take(self, finding: Finding) -> None:
        """Count one finding."""
        if finding.outcome is Outcome.UNMEASURED:
            if finding.reason in self._outside:
                self._beyond[finding.check] = self._beyond.get(finding.check, 0) + 1
            return
        sure = self._sure(finding)
        if sure is None:
            return
        for place, indicator, rule in self._of(finding.check):
            if any(self._meant(selector, finding) for selector in rule.evidence):
                if indicator.kind in (Kind.DEDUCT, Kind.BONUS):
                    self._share(finding, (not sure, place, finding.fingerprint))
                else:
                    self._add(sure, place, finding.fingerprint)

    def counts(self) -> Mapping[Place, Count]:
        """The counts of every rule with evidence; asked once, when all findings have passed."""
        for unsure, place, fingerprint in self._shared.values():
            self._add(not unsure, place, fingerprint)
        self._shared.clear()
        return self._counts

    def beyond_sample(self, check: str) -> int:
        """Unmeasured findings of a check that only say what the sample left out."""
        return self._beyond.get(check, 0)

    def _of(self, check: str) -> list[tuple[Place, Indicator, Rule]]:
        found = self._by_check.get(check)
        if found is None:
            found = self._by_check[check] = [
                one for one in self._rules if any(selector.of(check) for selector in one[2].evidence)
            ]
        return found

    def _sure(self, finding: Finding) -> bool | None:
        """Whether it counts (True) or would once confirmed (False); None when it is settled that it does not."""
        if self._confirmed is None:
            return finding.outcome is Outcome.FAIL and finding.confidence is Confidence.CERTAIN
        if finding.fingerprint in self._confirmed.no:
            return None
        settled = finding.outcome is Outcome.REVIEW or finding.confidence is Confidence.CERTAIN
        return settled and finding.fingerprint in self._confirmed.yes

    def _meant(self, selector: Selector, finding: Finding) -> bool:
        return (
            selector.of(finding.check)
            and (not selector.reasons or finding.reason in selector.reasons)
            and (selector.home is None or selector.home is (finding.page == self._home))
            and all(str(finding.evidence.get(name)) in values for name, values in selector.where.items())
        )

    def _share(self, finding: Finding, claim: tuple[bool, Place, str]) -> None:
        """One target is one cause whichever checks complain of it; the surest claim has it, then the first in the pack."""
        key = blake2b((finding.target or finding.fingerprint).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        self._shared[key] = min(claim, self._shared.get(key, claim))

    def _add(self, sure: bool, place: Place, fingerprint: str) -> None:
        count = self._counts[place]
        (count.sure if sure else count.doubtful).add(fingerprint)
