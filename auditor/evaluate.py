"""The only place that joins evidence and checks: every target is judged, answers are grouped by cause.

Same evidence, same checks: the same findings, byte for byte. Nothing here touches the network or the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from auditor.checks.api import CheckInfo
from auditor.html.content import column_path
from auditor.model.finding import Finding, Judgement
from auditor.model.outcome import Outcome
from auditor.model.page import Place
from auditor.model.target import SiteContext, Target
from auditor.sitecontext import site_context
from auditor.store.bundle import Bundle
from auditor.store.frontier import Role
from auditor.store.occurrences import Counts, pages_with
from auditor.store.places import PlaceFinder
from auditor.store.reader import Links, Reader, UrlRow

SAMPLE_PAGES = 20
_ONE_CAUSE = {"budget", "external-off", "interrupted", "not-requested"}
"""Reasons that say what was not asked at all: one finding for all targets, not one each."""
_LIVENESS = "links.dead"
"""The check that says whether a target is there at all; it decides what links.jsonl says of a target nobody accuses."""
_REGIONS = {"header": "页头", "nav": "导航", "main": "正文", "footer": "页脚"}


@dataclass(slots=True)
class Cause:
    """One finding in the making: everything but its occurrences."""

    check: CheckInfo
    judgement: Judgement
    target: str
    text: str
    raw: str
    fingerprint: str
    elements: dict[int, set[int]] = field(default_factory=dict)
    """Element row → the numbers of its links that are accused."""
    occurrences: int = 0
    pages: int = 0
    sample: list[str] = field(default_factory=list)
    first: tuple[int, str, Place] | None = None
    """(url row, URL, place) of the first occurrence."""
    latest: int = 0
    """The url row of the page it was last seen on."""
    last_checked: str = ""
    evidence: dict[str, object] = field(default_factory=dict)

    def occur(self, element: int, where: tuple[int, str, Place]) -> Iterator[dict[str, object]]:
        """Note one place (url row, URL, place), pages coming in crawl order; yields a row for each accused link there."""
        identity, url, place = where
        if self.latest != identity:
            self.latest = identity
            self.pages += 1
            if self.pages <= SAMPLE_PAGES:
                self.sample.append(url)
        self.first = self.first or where
        for _ in self.elements[element]:
            self.occurrences += 1
            yield {
                "fingerprint": self.fingerprint, "page": url, "line": place.line, "column": place.column, "raw": self.raw,
            }  # fmt: skip


@dataclass(slots=True)
class Verdicts:
    """Result of judging one bundle."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    """check → outcome → number of findings (pass and na: number of targets)."""
    causes: list[Cause] = field(default_factory=list)
    targets: dict[int, tuple[str, str]] = field(default_factory=dict)
    """url row → (outcome, reason) as links.jsonl shows it, for targets that did not simply pass."""


class Evaluation:
    """Judges a bundle once; ``findings``, ``occurrences`` and ``targets`` then stream what the files hold."""

    def __init__(self, bundle: Bundle, checks: tuple[CheckInfo, ...]) -> None:
        self.bundle = bundle
        self.reader = Reader(bundle)
        self.checks = checks
        self.elements = Counts(bundle)
        self.site: SiteContext = site_context(bundle, self.reader, self.elements)
        self.verdicts = Verdicts(counts={check.id: {} for check in checks})
        self._about: tuple[int, tuple[str, str]] = (0, ("", ""))
        self._fingerprints: set[str] = set()
        self._by_key: dict[tuple[str, str, str, str], Cause] = {}
        for row in self.reader.urls():
            self._judge(row)
        self.verdicts.causes = sorted(self._by_key.values(), key=lambda cause: (cause.check.id, cause.fingerprint))
        self._by_element = self._index()

    def _judge(self, row: UrlRow) -> None:
        links = Links(self.reader, row.id)
        if row.role != Role.LINK and not self._is_linked(row):
            return  # Only a step of somebody's redirects, whose own target is judged.
        target = self.reader.target(row)
        for check in self.checks:
            if row.kind not in check.kinds:
                continue
            for judgement in check.judge(target, links, self.site):
                self._note(check, row, target, links, judgement)

    def _is_linked(self, row: UrlRow) -> bool:
        return self.bundle.db.execute("SELECT 1 FROM edge WHERE url = ? LIMIT 1", (row.id,)).fetchone() is not None

    def _note(self, check: CheckInfo, row: UrlRow, target: Target, links: Links, judgement: Judgement) -> None:
        outcome = judgement.outcome
        if outcome in (Outcome.PASS, Outcome.NA):
            counts = self.verdicts.counts[check.id]
            counts[outcome] = counts.get(outcome, 0) + 1
            return
        self._remember_target(check, row, judgement)
        cause_key = (
            judgement.reason
            if judgement.reason in _ONE_CAUSE
            else judgement.cause or _with_fragment(target.url, judgement.fragment)
        )
        key = (check.id, outcome, judgement.reason, cause_key)
        cause = self._by_key.get(key)
        if cause is None:
            cause = self._by_key[key] = self._cause(check, target, links, judgement, cause_key)
            counts = self.verdicts.counts[check.id]
            counts[outcome] = counts.get(outcome, 0) + 1
        self._add_elements(cause, links, judgement)

    def _remember_target(self, check: CheckInfo, row: UrlRow, judgement: Judgement) -> None:
        if judgement.outcome is Outcome.UNMEASURED and check.id != _LIVENESS:
            return  # That one question stayed open does not make a living target unmeasured.
        ranks = (Outcome.FAIL, Outcome.UNMEASURED, Outcome.REVIEW)
        known = self.verdicts.targets.get(row.id)
        if known is None or ranks.index(judgement.outcome) < ranks.index(Outcome(known[0])):
            self.verdicts.targets[row.id] = (str(judgement.outcome), judgement.reason)

    def _fingerprint(self, check: CheckInfo, judgement: Judgement, cause_key: str) -> str:
        """No volatile part; only where one cause is both accused and doubted in one run the outcome tells them apart."""
        parts = [check.id, cause_key]
        if _digest(parts) in self._fingerprints:
            parts += [judgement.outcome, judgement.reason]
        self._fingerprints.add(_digest(parts))
        return _digest(parts)

    def _cause(self, check: CheckInfo, target: Target, links: Links, judgement: Judgement, cause_key: str) -> Cause:
        chosen = judgement.links[0] if judgement.links else 0
        link = links[chosen] if len(links) > chosen else None
        digest = self._fingerprint(check, judgement, cause_key)
        cause = Cause(
            check, judgement, _with_fragment(target.url, judgement.fragment), link.text if link else "", link.raw if link else "",
            digest, last_checked=target.last.at if target.last else "",
        )  # fmt: skip
        cause.evidence = {"chain": _chain(target), "attempts": _attempts(target), **judgement.evidence}
        if link is not None and link.suggestion:
            cause.evidence["suggestion"] = link.suggestion
        if target.page is not None:
            cause.evidence |= {"title": target.page.title, "opening": target.page.opening[:200]}
        return cause

    def _add_elements(self, cause: Cause, links: Links, judgement: Judgement) -> None:
        numbers = range(len(links)) if judgement.links is None else judgement.links
        for number in numbers:
            if judgement.fragment and links[number].fragment != judgement.fragment:
                continue
            for element, n in links.elements[number]:
                cause.elements.setdefault(element, set()).add(n)

    def _index(self) -> dict[int, list[int]]:
        index: dict[int, list[int]] = {}
        for number, cause in enumerate(self.verdicts.causes):
            for element in cause.elements:
                index.setdefault(element, []).append(number)
        return index

    def occurrences(self) -> Iterator[dict[str, object]]:
        """Rows of occurrences.jsonl; as they pass, every cause learns its counts, its first pages and its first place."""
        finder = PlaceFinder(self.reader)
        for identity, _, url, elements in pages_with(self.bundle, self._by_element.keys()):
            for element, place in finder.places(identity, elements):
                for number in self._by_element[element]:
                    yield from self.verdicts.causes[number].occur(element, (identity, url, place))

    def findings(self) -> Iterator[Finding]:
        """Findings in the order of check and fingerprint; complete once ``occurrences`` has been exhausted."""
        for cause in self.verdicts.causes:
            yield self._finding(cause)

    def _finding(self, cause: Cause) -> Finding:
        judgement, first = cause.judgement, cause.first
        page_title, path = self._about_page(first[0]) if first else ("", "")
        place = first[2] if first else None
        evidence = dict(cause.evidence)
        if place is not None and place.excerpt:
            evidence["excerpt"] = place.excerpt
        return Finding(
            check=cause.check.id, outcome=judgement.outcome, impact=cause.check.impact, confidence=judgement.confidence,
            page=first[1] if first else "", target=cause.target, reason=judgement.reason,
            message=cause.check.message(judgement), text=cause.text, place=_phrase(place), occurrences=cause.occurrences,
            pages=cause.pages, sample_pages=tuple(cause.sample), fingerprint=cause.fingerprint, refs=tuple(cause.check.refs),
            page_title=page_title, column_path=path, unit="", first_seen=str(self.bundle.get("started")),
            last_checked=cause.last_checked, evidence=evidence,
        )  # fmt: skip

    def _about_page(self, identity: int) -> tuple[str, str]:
        if self._about[0] != identity:
            body = self.reader.body(identity)
            text = self.reader.page_text(identity)
            self._about = (identity, ((text.title if text else ""), (column_path(body.text) if body else "")))
        return self._about[1]

    def targets(self) -> Iterator[dict[str, object]]:
        """Rows of links.jsonl: every distinct target that a page links to."""
        places: dict[int, str] = {}
        for row in self.reader.urls():
            total, first = self._occurrences_of(row.id)
            if not total:
                continue
            outcome, reason = self.verdicts.targets.get(row.id, ("pass", ""))
            if first not in places:
                places = {first: self._page_at(first)}
            status, final_url = row.status, row.url
            if row.location:
                target = self.reader.target(row)
                status, final_url = (target.last.status if target.last else None), target.final_url
            yield {
                "url": row.url, "outcome": outcome, "reason": reason, "status": status, "final_url": final_url,
                "internal": row.internal, "occurrences": total, "first_page": places[first],
            }  # fmt: skip

    def _occurrences_of(self, url: int) -> tuple[int, int]:
        total, first = 0, 1 << 62
        for (element,) in self.bundle.db.execute("SELECT element FROM edge WHERE url = ?", (url,)):
            if self.elements.of[element]:
                total += self.elements.of[element]
                first = min(first, self.elements.first[element])
        return total, first

    def _page_at(self, place: int) -> str:
        row = self.bundle.db.execute("SELECT url FROM url WHERE place = ?", (place,)).fetchone()
        return str(row[0]) if row else ""

    def pages(self) -> Iterator[dict[str, object]]:
        """Rows of pages.jsonl: every crawled page in crawl order."""
        rows = self.bundle.db.cursor().execute(
            "SELECT u.url, u.status, coalesce(p.title, ''), coalesce(p.template, ''), u.depth, coalesce(p.sha256, '')"
            " FROM url u LEFT JOIN page p ON p.url = u.id WHERE u.place IS NOT NULL AND u.role <> 2 AND u.state = 2 ORDER BY u.place"
        )
        for url, status, title, template, depth, sha256 in rows:
            yield {"url": url, "status": status, "title": title, "template": template, "depth": depth, "sha256": sha256}


def _digest(parts: list[str]) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _with_fragment(url: str, fragment: str) -> str:
    return f"{url}#{fragment}" if fragment else url


def _phrase(place: Place | None) -> str:
    if place is None or not place.line:
        return ""
    region = _REGIONS.get(place.region, "")
    return f"第 {place.line} 行" + (f",{region}" if region else "")


def _chain(target: Target) -> list[dict[str, object]]:
    hops: list[dict[str, object]] = []
    for hop in target.chain:
        last = hop.attempts[-1] if hop.attempts else None
        hops.append(
            {
                "url": hop.url,
                "status": last.status if last else None,
                "error": str(last.error) if last and last.error else None,
            }
        )
    return hops


def _attempts(target: Target) -> list[Mapping[str, object]]:
    attempts = target.chain[-1].attempts if target.chain else ()
    return [
        {
            "at": a.at, "method": a.method, "client": a.client, "status": a.status, "error": str(a.error) if a.error else None,
            "ms": a.ms, "address": a.address, "content_type": a.content_type, "wall": a.wall,
        }
        for a in attempts
    ]  # fmt: skip
