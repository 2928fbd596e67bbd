"""Which of a page's lists are its own, what dates their rows, and which is the newest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.columntree.addresses import canonical, folder
from auditor.columntree.notes import Note
from auditor.html.listing import Block
from auditor.model.columns import ColumnRow, DateSource, Filling

MAX_KEPT = 60
_SHARED = 3
"""A list that stands on the pages of so many columns belongs to none of them."""
_SIGNATURE = 3
_FEWEST_ORDERED = 4


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of one column put together."""

    rows: tuple[ColumnRow, ...]
    filling: Filling
    newest: ColumnRow | None
    ascending: bool


def shared_lists(columns: Iterable[Note]) -> frozenset[tuple[str, ...]]:
    """Lists that several pages show alike: the latest news in a margin, popular items, links below."""
    seen: Counter[tuple[str, ...]] = Counter()
    for note in columns:
        seen.update({_signature(block) for block in note.read.blocks})
    return frozenset(signature for signature, times in seen.items() if times >= _SHARED)


def read_rows(
    pages: Sequence[Note], shared: frozenset[tuple[str, ...]], published: Mapping[str, ColumnRow], day: str
) -> Read:
    """The rows of a column's pages, the first page first. ``published`` are crawled articles by canonical address."""
    blocks = [block for page in pages for block in own_blocks(page, shared)]
    unique: dict[str, ColumnRow] = {}
    for block in blocks:
        for row in block.rows:
            unique.setdefault(canonical(row.url), dated(row, published))
    rows = tuple(unique.values())
    filling = blocks[0].filling if blocks else pages[0].read.filling
    return Read(rows, filling, newest(rows, day), _ascending(rows))


def own_blocks(page: Note, shared: frozenset[tuple[str, ...]]) -> list[Block]:
    """The lists whose rows lie below the page's own folder; else those that stand on no other column's page."""
    below = folder(page.key)
    own = [block for block in page.read.blocks if _share_below(block, below) >= 0.5] if below.count("/") > 3 else []
    if own:
        return own
    alone = [block for block in page.read.blocks if _signature(block) not in shared]
    with_dates = [block for block in alone if any(row.date for row in block.rows)]
    return with_dates or sorted(alone, key=lambda block: -len(block.rows))[:1]


def dated(row: ColumnRow, published: Mapping[str, ColumnRow]) -> ColumnRow:
    """A row with the date of its article where the list gives none, or not the year."""
    article = published.get(canonical(row.url))
    if article is None or not article.date or (row.date and not row.assumed and row.source is DateSource.ROW):
        return row
    return replace(row, date=article.date, source=article.source, assumed=False)


def newest(rows: Iterable[ColumnRow], day: str) -> ColumnRow | None:
    """The row with the latest date that is not in the future."""
    return max((row for row in rows if row.date and row.date <= day), key=lambda row: row.date, default=None)


def _ascending(rows: Sequence[ColumnRow]) -> bool:
    days = [row.date for row in rows if row.date and not row.pinned]
    return len(days) >= _FEWEST_ORDERED and days == sorted(days) and days[0] < days[-1]


def _signature(block: Block) -> tuple[str, ...]:
    return tuple(row.url for row in block.rows[:_SIGNATURE])


def _share_below(block: Block, below: str) -> float:
    return sum(canonical(row.url).startswith(below) for row in block.rows) / len(block.rows)
