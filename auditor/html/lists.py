"""The lists of a page: anchors that stand together, each with the date that is its own.

Whose a date is, the tags between two anchors tell: the end of a list, of a line, or the point where the nesting is least. Where no tag
tells, the list as a whole does: its dates stand before all titles or after all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from auditor.html.pieces import Kind, Piece, pins
from auditor.model.columns import ColumnRow, DateSource, Filling
from auditor.text.dates import DateForm, Found, edge_date, row_date, serial_date, url_date
from auditor.urls.resolve import join

MAX_ROWS = 300
NO_LINK = ("javascript", "#", "mailto:", "tel:", "data:")
"""References with these beginnings lead to no page."""
FEWEST_ROWS = 2
SHORTEST_TITLE = 4
SENTENCE = frozenset("。,;\uff0c\uff1b")
"""Marks of a sentence: what has them is no note beside a title."""
_LONG_TITLE = 9
_LONGEST_NOTE = 30
_NEAREST_DAYS = 60
"""So far at most lies the day in an address from the one beside its title."""
_LABELLED = re.compile(r"(?:发布|发文|更新|公开)?(?:时间|日期)\s?[:：]")
_NEAR = 200
_GAP = 24
"""Pieces looked through for the date beside an anchor."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together in one page."""

    rows: tuple[ColumnRow, ...]
    filling: Filling = Filling.HTML


def html_lists(units: Sequence[Piece], links: Sequence[tuple[int, Piece]], url: str, day: date) -> Iterator[Block]:
    """Cut the anchors into lists where a list, a table or a heading ends, and date their rows."""
    for group in _groups(units, links):
        rows = _dated(units, group, day)
        made = [_row(piece, found, url) for piece, found in rows][:MAX_ROWS]
        kept = [row for row in made if row is not None]
        dated = any(row.date and row.source is DateSource.ROW for row in kept)
        alone = len(kept) == 1 and len(kept[0].title) < _LONG_TITLE  # The last step of a breadcrumb, beside a date.
        if (dated and not alone) or _are_titles(kept):
            yield Block(tuple(kept), Filling.CDATA if _inside_island(units, group[0][0]) else Filling.HTML)


def absolute(url: str, href: str) -> str:
    """Absolute, without fragment; empty for what is no address of a page."""
    if not href or href.lower().startswith(NO_LINK):
        return ""
    # Pages of one folder resolve alike, apart from references that keep the page's own name.
    return _resolved(url if href[0] == "?" else url[: url.rfind("/") + 1], href)


@lru_cache(maxsize=20_000)
def _resolved(base: str, href: str) -> str:
    return (join(base, href) or "").partition("#")[0]


def _are_titles(rows: Sequence[ColumnRow]) -> bool:
    """True for undated rows that are named like articles, not like the entries of a menu."""
    long = sum(len(row.title) >= _LONG_TITLE for row in rows)
    return len(rows) >= FEWEST_ROWS and 2 * long > len(rows)


def _groups(units: Sequence[Piece], links: Sequence[tuple[int, Piece]]) -> list[list[tuple[int, Piece]]]:
    groups: list[list[tuple[int, Piece]]] = []
    before = -1
    for at, piece in links:
        broken = before < 0 or any(
            unit.kind is Kind.BREAK or unit.kind is Kind.ISLAND for unit in units[before + 1 : at]
        )
        if broken or not groups:
            groups.append([])
        groups[-1].append((at, piece))
        before = at
    return _joined(units, groups)


def _joined(units: Sequence[Piece], groups: list[list[tuple[int, Piece]]]) -> list[list[tuple[int, Piece]]]:
    """Rows that are lists of their own become one list: neighbours of one row each, with a date beside."""
    joined: list[list[tuple[int, Piece]]] = []
    singles = False
    for group in groups:
        single = len(group) == 1
        if single and singles and group[0][0] - joined[-1][-1][0] <= _GAP:
            joined[-1] += group
        else:
            joined.append(list(group))
        singles = single
    return joined


def _inside_island(units: Sequence[Piece], at: int) -> bool:
    for piece in reversed(units[max(0, at - 5 * _GAP) : at]):
        if piece.kind is Kind.ISLAND:
            return bool(piece.text)
    return False


def _dated(
    units: Sequence[Piece], group: Sequence[tuple[int, Piece]], day: date
) -> list[tuple[Piece, tuple[Found | None, bool, str]]]:
    """Each anchor with (date, pinned, words after it). Where no tag tells whose a text between two anchors is, the list as a
    whole does: dates stand before all titles or after all."""
    gaps = [_gap(units, group[at - 1][0] if at else -1, place) for at, (place, _) in enumerate(group)]
    gaps.append(_tail(units, group[-1][0], _are_lists(units, group)))
    befores, afters = [gap[1] for gap in gaps[:-1]], [gap[0] for gap in gaps[1:]]
    undecided = [gap[2] for gap in gaps]
    first, last = undecided[0] or befores[0], undecided[-1]
    lead = bool(first and row_date(first, day)) and not (last and row_date(last, day))
    result = []
    for at, (_, piece) in enumerate(group):
        near = (afters[at], befores[at], undecided[at] if lead else undecided[at + 1])
        found = next((hit for text in near if text and (hit := row_date(text[-_NEAR:], day))), None)
        found = found or _at_the_edge(piece.shown, day)
        pinned = piece.mark == "pinned" or pins(befores[at]) or pins(afters[at])
        result.append((piece, (found, pinned, afters[at])))
    return result


def _at_the_edge(label: str, day: date) -> Found | None:
    """The date before or behind a title in the same anchor; one within the title is of what it speaks of."""
    hit = edge_date(label, day)
    return hit if hit and len(label) > len(hit.written) + SHORTEST_TITLE else None


def _gap(units: Sequence[Piece], start: int, end: int) -> tuple[str, str, str]:
    """The texts between two anchors: (of the first, of the second, of nobody knows whom)."""
    between = units[max(start + 1, end - _GAP) if start < 0 else start + 1 : end]
    texts = [(at, piece.text) for at, piece in enumerate(between) if piece.kind is Kind.TEXT and _is_note(piece.text)]
    if not texts:
        return "", "", ""
    cut = _boundary(between) if start >= 0 else _opening(between)
    if cut is None:
        return "", "", " ".join(text for _, text in texts)[:_NEAR]
    before = " ".join(text for at, text in texts if at < cut)[:_NEAR] if start >= 0 else ""
    return before, " ".join(text for at, text in texts if at >= cut)[-_NEAR:], ""


def _is_note(text: str) -> bool:
    """False for a summary: a date in it is of what it speaks of."""
    return (len(text) <= _LONGEST_NOTE and SENTENCE.isdisjoint(text)) or bool(_LABELLED.search(text))


def _opening(between: Sequence[Piece]) -> int | None:
    """Where the first row of a list begins; what stands before belongs to others."""
    rows = [at for at, piece in enumerate(between) if piece.kind in (Kind.ROW, Kind.BREAK)]
    return rows[-1] if rows else None


def _boundary(between: Sequence[Piece]) -> int | None:
    """Where one row ends: at the end of a list or table, else at a line of it, else where the nesting is least; None when no
    tag says."""
    ends = next((number for number, piece in enumerate(between) if piece.kind is Kind.BREAK), None)
    if ends is not None:
        return ends
    depth = least = 0
    at = None
    for number, piece in enumerate(between):
        if piece.kind is Kind.ROW:
            return number
        depth += piece.depth
        if piece.depth < 0 and depth <= least:
            least, at = depth, number + 1
    return at


def _are_lists(units: Sequence[Piece], group: Sequence[tuple[int, Piece]]) -> bool:
    """True when each row is a list of its own."""
    return len(group) > 1 and any(piece.kind is Kind.BREAK for piece in units[group[0][0] : group[1][0]])


def _tail(units: Sequence[Piece], start: int, lists: bool) -> tuple[str, str, str]:
    """What follows the last anchor up to the end of its row."""
    texts: list[str] = []
    depth = 0
    bounded = False
    for piece in units[start + 1 : start + 1 + _GAP]:
        if piece.kind in (Kind.BREAK, Kind.ANCHOR) or (piece.kind is Kind.ROW and not lists):
            bounded = piece.kind is not Kind.ANCHOR
            break
        depth += piece.depth
        if piece.kind is Kind.TEXT and depth > -4 and _is_note(piece.text):
            texts.append(piece.text)
    joined = " ".join(texts)[:_NEAR]
    return (joined, "", "") if bounded else ("", "", joined)


def _row(piece: Piece, dated: tuple[Found | None, bool, str], url: str) -> ColumnRow | None:
    found, pinned, after = dated
    address = absolute(url, piece.href)
    if not address:
        return None
    carried = url_date(address)
    if found is None:
        number = serial_date(after)
        source = DateSource.ROW if number else DateSource.URL if carried else DateSource.NONE
        return ColumnRow(piece.text[:200], address, number or carried, source, pinned=pinned)
    title = _without(piece.text, found.written)[:200]
    if found.form is not DateForm.NO_YEAR:
        return ColumnRow(title, address, found.day.isoformat(), DateSource.ROW, pinned=pinned)
    known = _with_year(found.day, carried)
    return ColumnRow(title, address, known or found.day.isoformat(), DateSource.ROW, assumed=not known, pinned=pinned)


def _with_year(day: date, carried: str) -> str:
    """The day with the year that its address suggests; empty when it suggests none."""
    if not carried:
        return ""
    near = date.fromisoformat(carried)
    options = [
        day.replace(year=year) for year in (near.year - 1, near.year, near.year + 1) if (day.month, day.day) != (2, 29)
    ]
    best = min(options, key=lambda one: abs((one - near).days), default=day)
    return best.isoformat() if abs((best - near).days) <= _NEAREST_DAYS else ""


def _without(title: str, written: str) -> str:
    """A title without the date that stands before or behind it in the same anchor."""
    if len(title) <= len(written) + SHORTEST_TITLE:
        return title
    for edge in (title.removesuffix, title.removeprefix):
        for form in (f"[{written}]", f"({written})", f"（{written}）", f"【{written}】", written):
            if (short := edge(form)) != title:
                return short.strip()
    return title
