"""Two runs of one site compared by fingerprint: new, fixed, still open, reopened, and what was not covered this time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path

from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from reports.jsonl import records, write_summary
from reports.plain import sentence, where
from reports.texts import CheckTexts
from reports.view import COMPARISON, FINDINGS, LINKS, PAGES, ReportView

LISTED = 200
"""Findings of each kind that are named; all are counted."""
KINDS = ("new", "reopened", "fixed", "open", "uncovered")
EARLIER = 20
"""Runs before the older one in which a finding is looked for that has come back."""
_GONE = (404, 410)
_LINKS = "links."
_ACCUSED = (Outcome.FAIL, Outcome.REVIEW)
_FINGERPRINT = re.compile(rb'"outcome": ?"(?:fail|review)".*?"fingerprint": ?"([0-9a-f]+)"')


@dataclass(frozen=True, slots=True)
class Named:
    """One finding of a comparison, in words."""

    fingerprint: str
    check: str
    said: str
    where: str
    place: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the findings of an older run; ``listed`` and ``counts`` have the keys ``KINDS``."""

    site: str
    before: str
    """When the older run began."""
    after: str
    counts: Mapping[str, int]
    listed: Mapping[str, tuple[Named, ...]]
    unseen: int
    """How many of the new ones stand on pages that the older run did not read."""

    @property
    def changed(self) -> bool:
        """Anything that somebody must be told."""
        return bool(self.counts["new"] or self.counts["reopened"] or self.counts["fixed"])

    def write(self, bundle: Path) -> None:
        """Keep it in the newer bundle, where reports find it."""
        write_summary(bundle / COMPARISON, asdict(self))


@dataclass(frozen=True, slots=True)
class _Coverage:
    """What one run read and measured."""

    pages: frozenset[str]
    """Pages that were read, or were answered to be gone."""
    open_targets: frozenset[str]
    """Link targets that were not measured."""
    checks: frozenset[str]
    """Checks that were judged."""
    blind: Mapping[str, frozenset[str] | None]
    """Check to the pages on which it stayed open; None where that may be any page."""

    @classmethod
    def of(cls, view: ReportView) -> "_Coverage":
        pages = {str(row["url"]) for row in records(view.bundle / PAGES) if row["sha256"] or row["status"] in _GONE}
        targets = {str(row["url"]) for row in records(view.bundle / LINKS) if row["outcome"] == "unmeasured"}
        concluded = (view.summary.get("coverage") or {}).get("links_concluded", True)
        judged = {str(name) for name in view.summary["findings"] if concluded or not str(name).startswith(_LINKS)}
        return cls(frozenset(pages), frozenset(targets), frozenset(judged), dict(_blind(view)))

    def settles(self, finding: Finding) -> bool:
        """True when a finding of the other run would have been found again if it were still there."""
        target, pages = (finding.target or "").partition("#")[0], finding.sample_pages or (finding.page,)
        if finding.check not in self.checks or target in self.open_targets:
            return False
        blind = self.blind.get(finding.check, frozenset())
        return blind is not None and blind.isdisjoint(pages) and self.pages.issuperset(pages)


def _blind(view: ReportView) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Of links the targets say it themselves."""
    found: dict[str, set[str] | None] = {}
    for finding in view.findings():
        if finding.outcome is Outcome.UNMEASURED and not finding.check.startswith(_LINKS):
            known = found.setdefault(finding.check, set())
            everywhere = known is None or not finding.sample_pages or finding.pages > len(finding.sample_pages)
            found[finding.check] = None if everywhere or known is None else known | set(finding.sample_pages)
    for check, pages in found.items():
        yield check, None if pages is None else frozenset(pages)


def earlier_bundles(bundle: Path) -> Iterator[Path]:
    """Bundles of the same site before this one, the latest first, as many as are worth looking into."""
    before = (path for path in bundle.resolve().parent.iterdir() if path.name < bundle.resolve().name and path.is_dir())
    yield from islice(sorted(before, reverse=True), EARLIER)


def compare(
    old: ReportView, new: ReportView, titles: Mapping[str, CheckTexts], earlier: Iterable[Path] = ()
) -> Comparison:
    """Compare two bundles of one site; ``earlier`` are bundles before the older one, for what comes back.

    Raises:
        BundleUnreadable: a file of a bundle is broken.
    """
    before = {finding.fingerprint for finding in old.findings() if finding.outcome in _ACCUSED}
    after = {finding.fingerprint for finding in new.findings() if finding.outcome in _ACCUSED}
    once = frozenset(_fingerprints(earlier)) if after - before else frozenset()
    then, now = _Coverage.of(old), _Coverage.of(new)
    kinds: dict[str, list[Named]] = {kind: [] for kind in KINDS}
    counts = dict.fromkeys(KINDS, 0)
    unseen = 0
    for kind, finding in chain(_here(new, before, once, then), _left(old, after, now)):
        counts[kind] += 1
        unseen += kind == "new" and finding.page not in then.pages
        if len(kinds[kind]) < LISTED:
            kinds[kind].append(_named(finding, titles))
    listed = {kind: tuple(found) for kind, found in kinds.items()}
    started = str(old.summary.get("started") or ""), str(new.summary.get("started") or "")
    return Comparison(str(new.summary.get("site") or ""), *started, counts, listed, unseen)


def _here(new: ReportView, before: set[str], once: frozenset[str], then: _Coverage) -> Iterator[tuple[str, Finding]]:
    """What is there now. What was there once is back only if the older run would have seen it meanwhile."""
    for finding in new.findings():
        if finding.outcome not in _ACCUSED:
            continue
        if finding.fingerprint in before:
            yield "open", finding
        elif finding.fingerprint in once:
            yield "reopened" if then.settles(finding) else "open", finding
        else:
            yield "new", finding


def _left(old: ReportView, after: set[str], now: _Coverage) -> Iterator[tuple[str, Finding]]:
    for finding in old.findings():
        if finding.outcome in _ACCUSED and finding.fingerprint not in after:
            yield "fixed" if now.settles(finding) else "uncovered", finding


def _fingerprints(bundles: Iterable[Path]) -> Iterator[str]:
    """Fingerprints of what earlier bundles accused; bundles that cannot be read say nothing."""
    for bundle in bundles:
        path = bundle / FINDINGS
        if path.is_file():
            with path.open("rb") as file:
                yield from (found[1].decode("ascii") for line in file if (found := _FINGERPRINT.search(line)))


def _named(finding: Finding, titles: Mapping[str, CheckTexts]) -> Named:
    title = titles[finding.check].title if finding.check in titles else finding.check
    return Named(finding.fingerprint, finding.check, sentence(finding, title), where(finding), finding.place)


def lines(found: Comparison, most: int = 50) -> Iterator[str]:
    """What a person reads of it."""
    counts = found.counts
    yield f"对比:{found.before} → {found.after}  {found.site}"
    yield (
        f"新增 {counts['new']:,},改后复现 {counts['reopened']:,},已整改 {counts['fixed']:,},"
        f"仍未整改 {counts['open']:,},本次未覆盖 {counts['uncovered']:,}(不算整改)"
    )
    if found.unseen:
        yield f"  新增中有 {found.unseen:,} 项在上次没有检查到的网页上"
    captions = {"new": "新增", "reopened": "改后复现", "fixed": "已整改", "uncovered": "本次未覆盖"}
    for kind, caption in captions.items():
        if found.counts[kind]:
            yield f"{caption}:"
        for number, one in enumerate(islice(found.listed[kind], most), start=1):
            yield f"  {number}. {one.said}"
            yield f"     {one.where} {one.place}".rstrip()
        if found.counts[kind] > min(most, len(found.listed[kind])):
            yield f"  …… 共 {found.counts[kind]:,} 项"
