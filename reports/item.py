"""One finding as the documents of an office show it: the same number, words and place in workbook, card and notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from auditor.model.finding import Finding
from reports.cause import spread
from reports.intrusion import presentable
from reports.order import Part, most_visible
from reports.overview import title
from reports.texts import Titles
from reports.view import Entry, ReportView
from reports.visible import clip, visible
from reports.wording import Looked, certainty, column, whereabouts

_READ_AT_ONCE = 500
_KINDS = {"veto": 0, "deduct": 1}
"""Of several indicators the weightiest names the finding."""
_URL = 1_000
_WORDS = 400
_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Known:
    """What the bundle knows of a finding besides the finding itself."""

    number: str
    part: Part
    indicator: str
    certainty: str
    organiser: str


@dataclass(frozen=True, slots=True)
class Item:
    """All texts are bounded and show by code point what would be hidden; they may still say anything."""

    number: str
    finding: Finding
    part: Part
    indicator: str
    """The indicator of the pack, or the check where none was scored."""
    certainty: str
    column: str
    where: str
    """Column, page and place in one line."""
    title: str
    unit: str
    """Who answers for the page: its source, else the organiser of the site."""
    url: str
    problem: str
    target: str
    excerpt: str
    spread: str


def items(view: ReportView, titles: Titles, looked: Looked, entries: Sequence[Entry] | None = None) -> Iterator[Item]:
    """Everything that is listed, or the entries given, in the order of the view; few are in memory at a time."""
    named, organiser = _Indicators(view), view.organiser()
    rest = iter(view.ordered if entries is None else entries)
    while chosen := list(islice(rest, _READ_AT_ONCE)):
        for entry, found in zip(chosen, view.findings_at([one.offset for one in chosen]), strict=True):
            indicator = named.name(found) or title(found.check, titles)
            number = view.numbers.number(found.fingerprint)
            sure = certainty(found, number, looked)
            yield _item(Known(number, entry.part, indicator, sure, organiser), _most_visible(view, found))


def _most_visible(view: ReportView, found: Finding) -> Finding:
    """The same finding where most people see it; what is said of the page must be said of that page."""
    page = most_visible(found)
    if page == found.page:
        return found
    return replace(found, page=page, page_title=view.front_titles.get(page, ""), column_path="", place="")


def _item(known: Known, found: Finding) -> Item:
    def shown(words: str, limit: int) -> str:
        return visible(clip(presentable(found, words), limit))

    return Item(
        number=known.number, finding=found, part=known.part, indicator=visible(clip(known.indicator, _WORDS)),
        certainty=known.certainty, column=shown(column(found), _WORDS), where=shown(whereabouts(found), _WORDS),
        title=shown(found.page_title, _WORDS), unit=shown(found.unit or known.organiser, _WORDS), url=shown(found.page, _URL),
        problem=shown(found.message, _WORDS), target=shown(found.target or "", _URL),
        excerpt=shown(str(found.evidence.get("excerpt") or ""), _EXCERPT), spread=spread(found),
    )  # fmt: skip


class _Indicators:
    """Names of the indicators that the verdict counts findings for.

    It names only the first findings of each: the others of a check count for the same one, where it counts for one alone.
    """

    def __init__(self, view: ReportView) -> None:
        self._by_finding: dict[str, str] = {}
        for row in sorted(view.scored(), key=lambda row: _KINDS.get(str(row.get("kind")), len(_KINDS))):
            for fingerprint in row.get("fingerprints") or ():
                self._by_finding.setdefault(str(fingerprint), str(row.get("name")))
        by_check: dict[str, set[str]] = {}
        for entry in view.ordered if self._by_finding else ():
            if entry.fingerprint in self._by_finding:
                by_check.setdefault(entry.check, set()).add(self._by_finding[entry.fingerprint])
        self._by_check = {check: next(iter(names)) for check, names in by_check.items() if len(names) == 1}

    def name(self, found: Finding) -> str | None:
        """The indicator of a finding; None when none is known."""
        return self._by_finding.get(found.fingerprint) or self._by_check.get(found.check)
