"""One finding as the documents of an office show it: the same number, words and place in workbook, card and notice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from auditor.model.finding import Finding
from reports.cause import spread
from reports.intrusion import presentable
from reports.order import Part
from reports.overview import title
from reports.texts import Titles
from reports.view import Entry, ReportView
from reports.visible import clip, visible
from reports.wording import certainty, column, whereabouts

_READ_AT_ONCE = 500
_URL = 1_000
_WORDS = 400
_EXCERPT = 400


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
    url: str
    problem: str
    target: str
    excerpt: str
    spread: str


def items(
    view: ReportView, titles: Titles, confirmed: frozenset[str], entries: Sequence[Entry] | None = None
) -> Iterator[Item]:
    """Everything that is listed, or the entries given, in the order of the view; few are in memory at a time."""
    named = _indicators(view.summary)
    rest = iter(view.ordered if entries is None else entries)
    while chosen := list(islice(rest, _READ_AT_ONCE)):
        for entry, found in zip(chosen, view.findings_at([one.offset for one in chosen]), strict=True):
            indicator = next((named[ref] for ref in found.refs if ref in named), title(found.check, titles))
            yield _item(view.numbers.number(found.fingerprint), found, entry.part, indicator, confirmed)


def _item(number: str, found: Finding, part: Part, indicator: str, confirmed: frozenset[str]) -> Item:
    def shown(words: str, limit: int) -> str:
        return visible(clip(presentable(found, words), limit))

    return Item(
        number=number, finding=found, part=part, indicator=visible(clip(indicator, _WORDS)),
        certainty=certainty(found, number in confirmed), column=shown(column(found), _WORDS),
        where=shown(whereabouts(found), _WORDS), title=shown(found.page_title, _WORDS), url=shown(found.page, _URL),
        problem=shown(found.message, _WORDS), target=shown(found.target or "", _URL),
        excerpt=shown(str(found.evidence.get("excerpt") or ""), _EXCERPT), spread=spread(found),
    )  # fmt: skip


def _indicators(summary: Mapping[str, object]) -> Mapping[str, str]:
    """Reference -> name of the indicators that the verdict scored."""
    verdict = summary.get("verdict")
    rows = verdict.get("items") if isinstance(verdict, Mapping) else None
    named = {}
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and row.get("name"):
            named[f"ind:{str(row.get('indicator')).removeprefix('ind:')}"] = str(row["name"])
    return named
