"""Everything that is said of one page: a pure function, asked in this process or in an assistant's.

Whoever reads a page looks up besides what only its body tells: where the accused stands, and of what is met for the first
time the region, the breadcrumb and the unit that supplied the page.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from auditor.checks.api import CheckInfo, Shape
from auditor.evaluate.causes import First, cause_name
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Outcome
from auditor.model.page import Place
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.model.want import Want
from auditor.operators import Look
from auditor.store.openpage import OpenPage
from auditor.store.places import PlaceFinder

Accused = Mapping[int, tuple[int, ...]]
"""Element row → numbers of the causes that accuse links of it."""
Answer = Judgement | Want | Outcome
"""Of an answer that accuses nobody the outcome alone."""
_QUIET = (Outcome.PASS, Outcome.NA)
_Met = tuple[object, ...]


class Reply(NamedTuple):
    """What one check says of a page."""

    check: int
    """Its number."""
    answer: Answer
    at: Sequence[tuple[int, int]] = ()
    """Line and column of every spot, in document order."""
    region: str = ""
    """That of the first spot, where its cause was not met before."""


class AccusedLink(NamedTuple):
    """One place of an element with accused links."""

    element: int
    line: int
    column: int
    shown: tuple[str, str] = ("", "")
    """Region and source, where one of its causes was not met before."""


class Told(NamedTuple):
    """Everything that is said of one page."""

    links: Sequence[AccusedLink]
    """In document order."""
    replies: Sequence[Reply]
    about: tuple[str, str] | None
    """Its breadcrumb and the unit that supplied it, where something is met on it for the first time."""
    notes: Sequence[Hashable] = ()
    """What checks of the site note of it, in their order; nothing of what is no HTML."""

    def first(self, page: OpenPage, place: Place) -> First:
        """What is told of the first place of a cause."""
        return First(page.url, place, page.title, *(self.about or (page.column_path, page.unit)))


@dataclass(slots=True)
class PageAsker:
    """Asks the checks in their order, and looks up places; pages must come in crawl order, though not all of them.

    Of the checks, those of pages judge, and those of the site may take a note.
    """

    checks: Sequence[CheckInfo]
    site: SiteContext
    look: Look
    accused: Accused
    finder: PlaceFinder
    _met: set[_Met] = field(default_factory=set)
    """Causes that were met on pages asked about here: on others they may have been met before."""

    def ask(self, page: OpenPage) -> Told:
        """Everything that is said of a page."""
        known = len(self._met)
        links = list(self._links(page))
        given = self.look(page) if self.checks and page.is_html else None
        replies = list(self._replies(page, given)) if given else []
        notes = [check.note(given, self.site) for check in self.checks if check.note] if given else []
        about = (page.column_path, page.unit) if len(self._met) > known else None
        return Told(links, replies, about, notes)

    def _links(self, page: OpenPage) -> Iterator[AccusedLink]:
        refs = page.refs
        if self.accused.keys().isdisjoint(refs):
            return
        wanted = [element for element in refs if element in self.accused]
        for element, place in self.finder.places(page, wanted):
            causes = [self._is_new(cause) for cause in self.accused[element]]
            shown = (place.region, place.excerpt) if any(causes) else ("", "")
            yield AccusedLink(element, place.line, place.column, shown)

    def _replies(self, page: OpenPage, given: PageFacts) -> Iterator[Reply]:
        shots = dict(given.rendered.shots) if given.rendered else {}
        for number, check in enumerate(self.checks):
            if check.shape is not Shape.PAGE:
                continue
            for answer in check.judge_page(given, self.site):
                if isinstance(answer, Want):
                    yield Reply(number, answer)
                elif answer.outcome in _QUIET:
                    yield Reply(number, answer.outcome)
                else:
                    yield self._accusation(page, number, _pictured(answer, shots))

    def _accusation(self, page: OpenPage, number: int, judgement: Judgement) -> Reply:
        name = cause_name(judgement, judgement.target or page.url)
        new = self._is_new(number, judgement.outcome, judgement.reason, name)
        return Reply(number, judgement, *spotted(page, judgement.spots, new))

    def _is_new(self, *cause: object) -> bool:
        new = cause not in self._met
        self._met.add(cause)
        return new


def spotted(page: OpenPage, spots: Sequence[Spot], new: bool) -> tuple[list[tuple[int, int]], str]:
    """Line and column of every spot, in document order, and of what is new the region of the first."""
    offsets = sorted(spot.offset for spot in spots)
    at = [page.position(offset) if offset >= 0 else (0, 0) for offset in offsets]
    return at, page.region(offsets[0]) if new and offsets and offsets[0] >= 0 else ""


def _pictured(answer: Judgement, shots: Mapping[str, str]) -> Judgement:
    """The answer with the picture of the element that it accuses, where one was taken."""
    shot = shots.get(str(answer.evidence.get("selector"))) if shots else None
    return answer if shot is None else replace(answer, evidence={**answer.evidence, "shot": shot})
