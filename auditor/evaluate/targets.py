"""Judging link destinations: every target is asked about once, what is accused is looked for in the pages afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from auditor.checks.api import CheckInfo
from auditor.evaluate.asking import Accused, Told
from auditor.evaluate.causes import Cause, Causes, Row
from auditor.model.finding import Judgement
from auditor.model.link import TargetKind
from auditor.model.outcome import Outcome
from auditor.model.page import Place
from auditor.model.target import SiteContext, Target
from auditor.store.openpage import OpenPage
from auditor.store.reader import Links, Reader, UrlRow
from auditor.store.targets import all_targets

_LIVENESS = "links.dead"
"""The check that says whether a target is there at all; it decides what links.jsonl says of a target nobody accuses."""
_NOT_ACCUSED = (Outcome.PASS, Outcome.NA)
_OF_CONTENTS = "attachments."
"""The family about what a file says, which is no matter of the link to it."""
_RANKS = (Outcome.FAIL, Outcome.UNMEASURED, Outcome.REVIEW)


class TargetJudge:
    """Judges all targets when made; ``occurrences`` then finds the accused links in the pages."""

    def __init__(self, reader: Reader, checks: tuple[CheckInfo, ...], site: SiteContext, causes: Causes) -> None:
        self.verdicts: dict[int, tuple[str, str]] = {}
        """url row → (outcome, reason) as links.jsonl shows it, for targets that did not simply pass."""
        self._reader = reader
        self._site = site
        self._causes = causes
        self._accused: dict[int, dict[int, tuple[Cause, set[int]]]] = {}
        """Element row → by identity of the cause: the causes met there and the numbers of its links they accuse."""
        asked = {kind: [check for check in checks if kind in check.kinds] for kind in TargetKind}
        if any(asked.values()):
            for row, target in all_targets(reader):
                self._judge(row, target, asked[row.kind])
        self._by_element = {element: _in_order(there.values()) for element, there in self._accused.items()}
        numbers: dict[int, int] = {}
        self.accused: Accused = {
            element: tuple(numbers.setdefault(id(cause), len(numbers)) for cause, _ in there)
            for element, there in self._by_element.items()
        }

    def _judge(self, row: UrlRow, target: Target, checks: list[CheckInfo]) -> None:
        links = Links(self._reader, row.id)
        for check in checks:
            for judgement in check.judge(target, links, self._site):
                if judgement.outcome in _NOT_ACCUSED:
                    self._causes.count(check, judgement.outcome)
                    continue
                self._remember(check, row, judgement)
                subject = _with_fragment(target.url, judgement.fragment)
                make = partial(_cause, check, target, links, judgement)
                self._accuse(self._causes.cause(check, judgement, subject, make), links, judgement)

    def _remember(self, check: CheckInfo, row: UrlRow, judgement: Judgement) -> None:
        if judgement.outcome is Outcome.UNMEASURED and check.id != _LIVENESS:
            return  # That one question stayed open does not make a living target unmeasured.
        if check.id.startswith(_OF_CONTENTS):
            return
        known = self.verdicts.get(row.id)
        if known is None or _RANKS.index(judgement.outcome) < _RANKS.index(Outcome(known[0])):
            self.verdicts[row.id] = (str(judgement.outcome), judgement.reason)

    def _accuse(self, cause: Cause, links: Links, judgement: Judgement) -> None:
        numbers = range(len(links)) if judgement.links is None else judgement.links
        for number in numbers:
            if judgement.fragment and links[number].fragment != judgement.fragment:
                continue
            for element, n in links.elements[number]:
                there = self._accused.setdefault(element, {})
                there.setdefault(id(cause), (cause, set()))[1].add(n)

    def occurrences(self, page: OpenPage, told: Told) -> Iterator[Row]:
        """A row for each accused link of a page, in document order; pages must come in crawl order."""
        for element, line, column, shown in told.links:
            for cause, numbers in self._by_element[element]:
                if cause.first is None:
                    cause.first = told.first(page, Place(line, column, *shown))
                cause.meet(page)
                for _ in numbers:
                    yield cause.occur(page, line, column, cause.raw)


def _in_order(there: Iterable[tuple[Cause, set[int]]]) -> list[tuple[Cause, set[int]]]:
    return sorted(there, key=lambda item: item[0].order)


def _cause(check: CheckInfo, target: Target, links: Links, judgement: Judgement, fingerprint: str) -> Cause:
    chosen = judgement.links[0] if judgement.links else 0
    link = links[chosen] if len(links) > chosen else None
    sealed = bool(judgement.evidence.get("sealed"))  # The words of a link may be the title of what must not be known.
    evidence = {"chain": _chain(target), "attempts": _attempts(target), **judgement.evidence}
    if link is not None and link.suggestion:
        evidence["suggestion"] = link.suggestion
    if target.page is not None:
        evidence |= {"title": target.page.title, "opening": target.page.opening[:200]}
    return Cause(
        check, judgement, _with_fragment(target.url, judgement.fragment), fingerprint,
        text=link.text if link and not sealed else "", raw=link.raw if link and not sealed else "",
        last_checked=target.last.at if target.last else "", evidence=evidence,
    )  # fmt: skip


def _with_fragment(url: str, fragment: str) -> str:
    return f"{url}#{fragment}" if fragment else url


def _chain(target: Target) -> list[Row]:
    hops: list[Row] = []
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


def _attempts(target: Target) -> list[Row]:
    attempts = target.chain[-1].attempts if target.chain else ()
    return [
        {
            "at": a.at, "method": a.method, "client": a.client, "status": a.status, "error": str(a.error) if a.error else None,
            "ms": a.ms, "address": a.address, "content_type": a.content_type, "wall": a.wall,
            **({"made_for": a.made_for} if a.made_for else {}),
        }
        for a in attempts
    ]  # fmt: skip
