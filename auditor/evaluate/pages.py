"""Judging pages and the site as a whole: answers carry their places themselves, and are written as the pages pass."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, repeat

from auditor.checks.api import CheckInfo, Shape, unfulfilled
from auditor.columntree import Gathering, column_tree
from auditor.evaluate.asking import Accused, PageAsker, Told, spotted
from auditor.evaluate.assistant import WORTH, Assistant
from auditor.evaluate.causes import Cause, Causes, Row, is_urgent
from auditor.evaluate.reading import Reading
from auditor.html.place import EXCERPT
from auditor.model.columns import ColumnTree
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Outcome
from auditor.model.page import Place
from auditor.model.pagefacts import PageFacts
from auditor.model.sealed import Sealed
from auditor.model.siteview import Note, SiteView
from auditor.model.target import SiteContext, Target
from auditor.model.want import Want, WantKind
from auditor.operators import Look
from auditor.store.columns import known_columns
from auditor.store.openpage import OpenPage, open_page, open_pages
from auditor.store.places import NOWHERE, PlaceFinder
from auditor.store.reader import Links, Reader
from auditor.store.rendered import aging_run
from auditor.store.sealed import sealed_pages
from auditor.store.search import search_run
from auditor.store.targets import all_targets, called, one_target
from auditor.store.transport import transport_facts
from auditor.store.views import Views

_NOTHING = Told((), (), None)
"""What is told of a page that is opened for the places of a judgement about the site."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What pages are judged by: the evidence, what is known of the site, and how a page is looked at."""

    reader: Reader
    site: SiteContext
    look: Look
    outline: Look
    """The same without what a page hides."""
    views: Views


def hired(reader: Reader, checks: Iterable[CheckInfo], waiting: Assistant | None) -> Assistant | None:
    """Another process that will read pages too, where that is worth its start."""
    asked = any(check.shape is Shape.PAGE for check in checks)
    worth = asked and (os.cpu_count() or 1) > 1 and reader.page_count() >= WORTH
    return (waiting or Assistant()) if worth else None


class PageJudge:
    """Asks the checks of pages and of the site; what they say is noted and its rows are given out at once."""

    def __init__(self, sight: Sight, checks: tuple[CheckInfo, ...], causes: Causes) -> None:
        self._reader = sight.reader
        self._site = sight.site
        self._outline = sight.outline
        self._asked = tuple(check for check in checks if check.shape is Shape.PAGE or check.note is not None)
        """What is asked about every page."""
        self._site_checks = [check for check in checks if check.shape is Shape.SITE]
        self._noted: dict[Note, Counter[Hashable]] = {
            check.note: Counter() for check in checks if check.note is not None
        }
        self._causes = causes
        self._look = sight.look
        self._probes = sight.views.probes
        self._transport = cache(lambda: transport_facts(sight.reader))
        self._aging = cache(lambda: aging_run(sight.reader.bundle))
        self._search = cache(lambda: search_run(sight.reader))
        self._gathering = Gathering(sight.reader) if sight.reader.bundle.options.columned else None
        self.columns: Callable[[], ColumnTree] = cache(self._tree)
        """The columns of the site; put together when first asked for."""
        self._seen = sight.views.subjects
        self._answered: set[str] = set()
        """Causes of wants that are fulfilled."""
        self.wants: dict[str, Want] = {}
        """By cause, what checks want to know besides, in the order of asking."""

    def reading(self, accused: Accused, assistant: Assistant | None) -> Reading:
        """What is said of pages, and where links of ``accused`` elements stand in them; an assistant reads some."""
        if assistant is not None:
            names = tuple(check.id for check in self._asked)
            assistant.begin(self._reader.bundle.path, names, self._site, accused)
        return Reading(
            lambda: PageAsker(self._asked, self._site, self._look, accused, PlaceFinder(self._reader)), assistant
        )

    def occurrences(self, page: OpenPage, told: Told) -> Iterator[Row]:
        """Judge one page; a row for each spot, check by check."""
        if self._gathering is not None:
            self._gathering.see(page)
        for count, note in zip(self._noted.values(), told.notes, strict=False):
            count[note] += 1
        for number, answer, at, region in told.replies:
            check = self._asked[number]
            if isinstance(answer, Outcome):
                self._causes.count(check, answer)
                continue
            settled = self._settled(answer)
            cause = self._note(check, settled, page.url)
            if cause is not None and settled is not None:
                yield from self._at(cause, page, told, _marks(settled.spots, at, region))

    def site_occurrences(self) -> Iterator[Row]:
        """Judge the site, once its pages have passed; spots of one judgement come in crawl order."""
        for check in self._site_checks:
            for answer in check.judge_site(self._view()):
                judgement = self._settled(answer)
                cause = self._note(check, judgement, self._site.home)
                if cause is not None and judgement is not None:
                    yield from self._elsewhere(cause, judgement.spots)

    def _settled(self, answer: Judgement | Want) -> Judgement | None:
        """What an answer comes to: wanted views that are not there leave their question open, those that are say no more.

        Who wants a look has said what holds without it, and asks no more once there was one.
        """
        if isinstance(answer, Judgement):
            return answer
        if answer.kind is not WantKind.VIEWS:
            self.wants.setdefault(answer.cause, answer)
            return None
        if answer.subject in self._seen:
            self._answered.add(answer.cause)
            return None
        if answer.cause in self._answered:
            return Judgement(Outcome.NA)
        self.wants.setdefault(answer.cause, answer)
        return unfulfilled(answer)

    def _note(self, check: CheckInfo, judgement: Judgement | None, subject: str) -> Cause | None:
        if judgement is None:
            return None
        if judgement.outcome in (Outcome.PASS, Outcome.NA):
            self._causes.count(check, judgement.outcome)
            return None
        return self._causes.cause(check, judgement, judgement.target or subject, partial(_cause, check, judgement))

    def _at(self, cause: Cause, page: OpenPage, told: Told, marks: Sequence[Place]) -> Iterator[Row]:
        marks = marks or (NOWHERE,)
        if cause.first is None:
            cause.last_checked = page.fetched
            cause.first = told.first(page, marks[0] if marks[0].line else NOWHERE)
        for place in marks:
            cause.meet(page)
            yield cause.occur(page, place.line, place.column, place.excerpt)

    def _elsewhere(self, cause: Cause, spots: Sequence[Spot]) -> Iterator[Row]:
        opened = [page for url in dict.fromkeys(spot.page for spot in spots) if (page := open_page(self._reader, url))]
        for page in sorted(opened, key=lambda page: page.place):
            own = [spot for spot in spots if spot.page == page.url]
            yield from self._at(cause, page, _NOTHING, _marks(own, *spotted(page, own, cause.first is None)))
        first = None if opened else next(open_pages(self._reader), None)
        if first is not None:
            yield from self._at(cause, first, _NOTHING, ())

    def _tree(self) -> ColumnTree:
        known = known_columns(self._reader.bundle)
        return self._gathering.tree(*known) if self._gathering is not None else column_tree(self._reader, *known)

    def _view(self) -> SiteView:
        return SiteView(
            self._site, self._all_facts, self._all_targets, self._probes, self._transport, self._aging, self._sealed,
            self._search, partial(called, self._reader), partial(one_target, self._reader), self.columns,
            self._noted,
        )  # fmt: skip

    def _sealed(self) -> Iterator[Sealed]:
        return sealed_pages(self._reader.bundle)

    def _all_facts(self) -> Iterator[PageFacts]:
        return (self._outline(page) for page in open_pages(self._reader) if page.is_html)

    def _all_targets(self) -> Iterator[tuple[Target, Links]]:
        return ((target, Links(self._reader, row.id)) for row, target in all_targets(self._reader))


def _marks(spots: Sequence[Spot], at: Sequence[tuple[int, int]], region: str) -> list[Place]:
    """Spots as places, in document order; the region is that of the first."""
    sorted_ = sorted(spots, key=lambda spot: spot.offset)
    regions = chain((region,), repeat(""))
    return [Place(*where, one, spot.raw[:EXCERPT]) for spot, where, one in zip(sorted_, at, regions, strict=False)]


def _cause(check: CheckInfo, judgement: Judgement, fingerprint: str) -> Cause:
    evidence: Row = dict(judgement.evidence)
    if is_urgent(judgement):
        evidence["urgent"] = True
    return Cause(check, judgement, judgement.target or None, fingerprint, evidence=evidence)
