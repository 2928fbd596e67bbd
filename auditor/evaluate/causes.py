"""Findings in the making: answers that share a cause become one, whatever they were about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from auditor.checks.api import CheckInfo, Shape
from auditor.model.finding import Finding, Judgement
from auditor.model.outcome import Confidence, Outcome
from auditor.model.page import Place
from auditor.store.openpage import OpenPage
from auditor.text.privacy import masked

SAMPLE_PAGES = 20
_TEMPLATES = 50
"""Templates counted per cause; the pages of further ones count as pages only."""
_TEMPLATES_SHOWN = 5
_ONE_UNIT = 3
"""On more pages a cause is not one supplier's."""
_ONE_CAUSE = {"budget", "external-off", "interrupted", "not-requested"}
"""Reasons that say what was not asked at all: one finding for all targets, not one each."""
_ADDRESSES = frozenset({"attempts", "chain", "url", "urls", "domains", "shot"})
"""Facts that hold addresses and figures of ours, no text of a page."""
_REGIONS = {"header": "页头", "nav": "导航", "main": "正文", "footer": "页脚"}

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class First:
    """The first place where a cause was met, and what its page says of itself."""

    page: str
    place: Place
    title: str
    column_path: str
    unit: str
    """The unit that supplied it."""


@dataclass(slots=True)
class Cause:
    """One finding in the making."""

    check: CheckInfo
    judgement: Judgement
    target: str | None
    fingerprint: str
    text: str = ""
    raw: str = ""
    """How the accused link is written."""
    last_checked: str = ""
    evidence: Row = field(default_factory=dict)
    occurrences: int = 0
    pages: int = 0
    sample: list[str] = field(default_factory=list)
    templates: Counter[str] = field(default_factory=Counter)
    first: First | None = None
    _latest: int = 0
    """The row of the page it was last met on."""

    @property
    def order(self) -> tuple[str, str]:
        """Its place in the output files."""
        return self.check.id, self.fingerprint

    def meet(self, page: OpenPage) -> None:
        """Note that it stands on a page; pages come in crawl order. Where it stands first is noted in ``first`` before."""
        if self._latest == page.id:
            return
        self._latest = page.id
        self.pages += 1
        if self.pages <= SAMPLE_PAGES:
            self.sample.append(page.url)
        if self.check.shape is not Shape.TARGET and (
            page.template in self.templates or len(self.templates) < _TEMPLATES
        ):
            self.templates[page.template] += 1

    def occur(self, page: OpenPage, line: int, column: int, raw: str) -> Row:
        """Count one place and return its row of occurrences.jsonl."""
        self.occurrences += 1
        return {
            "fingerprint": self.fingerprint,
            "page": page.url,
            "line": line,
            "column": column,
            "raw": _masked_raw(raw),
        }

    def come_from(self, totals: Mapping[str, int]) -> list[Row]:
        """The templates of its pages, most pages first, and how many pages of the site each has."""
        most = sorted(self.templates.items(), key=lambda item: (-item[1], item[0]))[:_TEMPLATES_SHOWN]
        return [{"template": name, "pages": pages, "of": totals.get(name, pages)} for name, pages in most]


class Causes:
    """All findings in the making of one evaluation, and how often each check gave each answer."""

    def __init__(self, checks: tuple[CheckInfo, ...]) -> None:
        self.counts: dict[str, dict[str, int]] = {check.id: {} for check in checks}
        """check → outcome → number of findings (pass and na: number of subjects)."""
        self._by_key: dict[tuple[str, str, str, str], Cause] = {}
        self._fingerprints: set[str] = set()

    def count(self, check: CheckInfo, outcome: Outcome) -> None:
        """Count one answer."""
        counts = self.counts[check.id]
        counts[outcome] = counts.get(outcome, 0) + 1

    def cause(self, check: CheckInfo, judgement: Judgement, subject: str, make: Callable[[str], Cause]) -> Cause:
        """The cause of a judgement about ``subject``; a new one is made from its fingerprint."""
        name = cause_name(judgement, subject)
        key = (check.id, judgement.outcome, judgement.reason, name)
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = make(self._fingerprint(check, judgement, name))
            self.count(check, judgement.outcome)
        return found

    def sorted(self) -> list[Cause]:
        """In the order of the output files: by check and fingerprint."""
        return sorted(self._by_key.values(), key=lambda cause: cause.order)

    def _fingerprint(self, check: CheckInfo, judgement: Judgement, name: str) -> str:
        """No volatile part; only where one cause is both accused and doubted in one run the outcome tells them apart."""
        parts = [check.id, name]
        if _digest(parts) in self._fingerprints:
            parts += [judgement.outcome, judgement.reason]
        self._fingerprints.add(_digest(parts))
        return _digest(parts)


def cause_name(judgement: Judgement, subject: str) -> str:
    """Return what tells a judgement about ``subject`` from others of its check, outcome and reason."""
    return judgement.reason if judgement.reason in _ONE_CAUSE else judgement.cause or subject


_masked_raw = lru_cache(maxsize=4_096)(masked)
"""What stands on many pages is masked once."""


def is_urgent(judgement: Judgement) -> bool:
    """Return True when somebody must act at once; only certainty may say so."""
    return judgement.urgent and judgement.outcome is Outcome.FAIL and judgement.confidence is Confidence.CERTAIN


def findings(causes: Iterable[Cause], started: str, templates: Mapping[str, int]) -> Iterator[Finding]:
    """Causes as they are written; complete once every page has been walked.

    ``templates`` are the pages that each template has on the whole site.
    """
    for cause in causes:
        judgement, first = cause.judgement, cause.first
        place = first.place if first else None
        evidence = dict(cause.evidence)
        if place is not None and place.excerpt and not evidence.get("sealed"):
            evidence["excerpt"] = place.excerpt
        if cause.templates:
            evidence["templates"] = cause.come_from(templates)
        yield Finding(
            check=cause.check.id, outcome=judgement.outcome, impact=judgement.impact or cause.check.impact, confidence=judgement.confidence,
            page=first.page if first else "", target=cause.target, reason=judgement.reason,
            message=masked(cause.check.message(judgement)), text=masked(cause.text), place=_phrase(place), occurrences=cause.occurrences,
            pages=cause.pages, sample_pages=tuple(cause.sample), fingerprint=cause.fingerprint, refs=(*cause.check.refs, *judgement.refs),
            page_title=masked(first.title) if first else "", column_path=first.column_path if first else "", unit=_unit(cause),
            first_seen=started, last_checked=cause.last_checked, evidence=_masked(evidence),
        )  # fmt: skip


def _masked(evidence: Mapping[str, object]) -> dict[str, object]:
    """Facts as they are written: whatever else they are about, nobody's number goes into a report with them."""
    return {name: value if name in _ADDRESSES else _without_personal(value) for name, value in evidence.items()}


def _without_personal(value: object) -> object:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, Mapping):
        return _masked(value)
    return [_without_personal(one) for one in value] if isinstance(value, (list, tuple)) else value


def _unit(cause: Cause) -> str:
    """Who supplied the page, or what stands in the column. What stands on many pages is of the template: nobody's."""
    if cause.first is None or cause.pages > _ONE_UNIT:
        return ""
    return cause.first.unit or str(cause.evidence.get("unit", ""))


def _digest(parts: list[str]) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _phrase(place: Place | None) -> str:
    if place is None or not place.line:
        return ""
    region = _REGIONS.get(place.region, "")
    return f"第 {place.line} 行" + (f",{region}" if region else "")
