"""What a page lists, and what it says of itself: rows with their dates, breadcrumb, page tags, date and source unit.

A pure function of the decoded text and the day on which it was fetched. A date comes from the row, its address, the page tags or
the label 发布时间; never from the text of an article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from auditor.html import crumbs
from auditor.html.crumbs import Step
from auditor.html.jsonlists import json_rows
from auditor.html.origin import Origin, origin_of
from auditor.html.pieces import Kind, Piece, pieces, pins
from auditor.model.columns import ColumnRow, DateSource, Filling
from auditor.text.dates import DateForm, Found, row_date, serial_date, url_date
from auditor.urls.resolve import join

VERSION = 1
"""Grows with every change of what is read, so that caches know."""
MAX_BLOCKS, MAX_ROWS, MAX_MENU = 60, 300, 400
_SHORTEST_TITLE = 4
_LONG_TITLE = 9
_LONGEST_LABEL = 10
_MORE = re.compile(r"(?:更多|查看更多|查看全部|more)[\s>＞》»+.…]*", re.IGNORECASE)
_FEWEST_ROWS = 2
_NEAR = 200
_GAP = 24
"""Pieces looked through for the date beside an anchor."""
_NO_LINK = ("javascript", "#", "mailto:", "tel:", "data:")
_PARAGRAPH = 30
"""A longer run of text outside anchors is prose."""
_EMPTY = re.compile(
    r"暂\s?无\s?(?:相关|任何|您?要?查[看询]的)?\s?(?:内容|信息|数据|记录|文章|资料|新闻|公告|文件|$)|"
    r"没有(?:找到|查询到|检索到)?(?:任何|相关|符合条件的)?\s?(?:内容|信息|数据|记录|文章)|"
    r"栏目(?:正在)?(?:建设|维护|完善)中|(?:内容|信息)(?:正在)?(?:更新|建设|整理|完善)中|(?:共|总计|合计)\s?0\s?(?:条|篇|个)"
)
_EMPTY_CODE = re.compile(
    r"<totalrecord>\s*0\s*<|createPageHTML\(\s*0\s*,|\btotal(?:Count|Record|Rows?)\s*[=:]\s*[\"']?0[\"']?\s*[;,}]",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\$\.(?:ajax|get|post|getJSON)\b|\bfetch\s*\(|\baxios\b|XMLHttpRequest|dataproxy\.jsp|\.load\s*\("
    r"|(?:get|load|query|init)\w*(?:List|Data|Page|News|Info)\s*\(|createApp\s*\(|new Vue\s*\(|angular\.module|ReactDOM"
)
_UNFILLED = re.compile(r"\{\{|\$\{|<%|v-for=|ng-repeat=")
_PAGING = re.compile(r"createPageHTML|下一页|下页|尾页|末页|共\s?\d+\s?页")
_OUT = re.compile(r"\d{4}.{0,20}(?:点击|浏览|阅读)")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together in one page."""

    rows: tuple[ColumnRow, ...]
    filling: Filling = Filling.HTML


@dataclass(frozen=True, slots=True)
class PageListing:
    """What one page lists and says of itself. Addresses are absolute."""

    blocks: tuple[Block, ...] = ()
    crumbs: tuple[Step, ...] = ()
    menu: tuple[Step, ...] = ()
    """Short labels with where they lead, each address once."""
    origin: Origin = field(default_factory=Origin)
    filling: Filling = Filling.NOTHING
    """What seems to fill it where no block does: script, frame, image, text or nothing."""
    says_empty: str = ""
    prose: int = 0
    """Characters of sentences outside anchors."""
    pictures: int = 0
    videos: int = 0
    paged: bool = False


@dataclass(slots=True)
class _Seen:
    """What is gathered on the way through the pieces."""

    links: list[tuple[int, Piece]] = field(default_factory=list)
    menu: dict[str, str] = field(default_factory=dict)
    asks: bool = False
    says_empty: str = ""
    prose: int = 0
    pictures: int = 0
    image_links: int = 0
    frames: int = 0
    videos: int = 0
    paged: bool = False
    handles: int = 0
    """Empty lists with an id: somebody's script has a use for them."""
    scripts: int = 0


def listing(text: str, url: str, reference: date) -> PageListing:
    """Read a page; ``reference`` is the day on which it was fetched."""
    units = list(pieces(text))
    seen = _look(units, text)
    blocks = [*_blocks(units, seen.links, url, reference), *_scripted(units, url, reference)]
    return PageListing(
        tuple(blocks[:MAX_BLOCKS]),
        tuple(Step(step.name, _absolute(url, step.href)) for step in crumbs.steps(units)),
        tuple(Step(label, address) for label, address in _menu(seen, url)),
        origin_of(units),
        _filling(seen),
        seen.says_empty, seen.prose, seen.pictures, seen.videos, seen.paged,
    )  # fmt: skip


def _look(units: Sequence[Piece], text: str) -> _Seen:
    seen = _Seen(asks=bool(_UNFILLED.search(text)), paged=bool(_PAGING.search(text)))
    if found := _EMPTY_CODE.search(text):
        seen.says_empty = found[0][:40]
    for at, piece in enumerate(units):
        kind = piece.kind
        if kind is Kind.ANCHOR:
            _anchor(seen, at, piece)
        elif kind is Kind.TEXT:
            _text(seen, piece.text, units[at - 1] if at else piece)
        elif kind is Kind.SCRIPT:
            seen.scripts += bool(piece.href)
            seen.asks = seen.asks or bool(piece.text and _ASKS.search(piece.text))
        elif kind is Kind.IMAGE:
            seen.pictures += 1
        elif kind is Kind.FRAME:
            seen.frames += bool(piece.href) and not piece.href.startswith(("javascript", "about:"))
        elif kind is Kind.VIDEO:
            seen.videos += 1
        elif kind is Kind.BREAK and "id" in piece.text and at + 1 < len(units) and units[at + 1].mark == "end":
            seen.handles += 1
    return seen


def _anchor(seen: _Seen, at: int, piece: Piece) -> None:
    if not piece.href or piece.href.lower().startswith(_NO_LINK):
        return
    if piece.mark == "image":
        seen.image_links += not piece.text
    if 2 <= len(piece.shown) <= _LONGEST_LABEL and len(seen.menu) < MAX_MENU:
        seen.menu.setdefault(piece.href, piece.shown)
    if len(piece.text) >= _SHORTEST_TITLE and not _MORE.fullmatch(piece.text):
        seen.links.append((at, piece))


def _text(seen: _Seen, text: str, before: Piece) -> None:
    if len(text) > _PARAGRAPH and any(mark in text for mark in "。,,;;") and not _OUT.search(text):
        seen.prose += len(text)
    if (
        len(text) < _PARAGRAPH * 2
        and before.mark != "hidden"
        and not seen.says_empty
        and (found := _EMPTY.search(text))
    ):
        seen.says_empty = found[0]


def _filling(seen: _Seen) -> Filling:
    if seen.asks or (seen.handles and seen.scripts):
        return Filling.SCRIPT
    if seen.frames:
        return Filling.FRAME
    if seen.image_links > _FEWEST_ROWS:
        return Filling.IMAGE
    return Filling.TEXT if seen.prose > 2 * _PARAGRAPH else Filling.NOTHING


def _menu(seen: _Seen, url: str) -> Iterator[tuple[str, str]]:
    for href, label in seen.menu.items():
        if address := _absolute(url, href):
            yield label, address


def _absolute(url: str, href: str) -> str:
    """Absolute, without fragment; empty for what is no address of a page."""
    if not href or href.lower().startswith(_NO_LINK):
        return ""
    return (join(url, href) or "").partition("#")[0]


def _blocks(units: Sequence[Piece], links: Sequence[tuple[int, Piece]], url: str, day: date) -> Iterator[Block]:
    """Cut the anchors into lists where a list, a table or a heading ends, and date their rows."""
    for group in _groups(units, links):
        rows = _dated(units, group, day)
        made = [_row(piece, found, url) for piece, found in rows][:MAX_ROWS]
        kept = [row for row in made if row is not None]
        if any(row.date and row.source is DateSource.ROW for row in kept) or _are_titles(kept):
            yield Block(tuple(kept), Filling.CDATA if _inside_island(units, group[0][0]) else Filling.HTML)


def _are_titles(rows: Sequence[ColumnRow]) -> bool:
    """True for undated rows that are named like articles, not like the entries of a menu."""
    long = sum(len(row.title) >= _LONG_TITLE for row in rows)
    return len(rows) >= _FEWEST_ROWS and 2 * long > len(rows)


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
        inside = piece.shown if piece.shown != piece.text else piece.text
        loose = undecided[at] if lead else undecided[at + 1]
        near = (afters[at], befores[at], loose, inside)
        found = next((hit for text in near if text and (hit := row_date(text[-_NEAR:], day))), None)
        pinned = piece.mark == "pinned" or pins(befores[at]) or pins(afters[at])
        result.append((piece, (found, pinned, afters[at])))
    return result


def _gap(units: Sequence[Piece], start: int, end: int) -> tuple[str, str, str]:
    """The texts between two anchors: (of the first, of the second, of nobody knows whom)."""
    between = units[max(start + 1, end - _GAP) if start < 0 else start + 1 : end]
    texts = [(at, piece.text) for at, piece in enumerate(between) if piece.kind is Kind.TEXT]
    if not texts:
        return "", "", ""
    cut = _boundary(between) if start >= 0 else _opening(between)
    if cut is None:
        return "", "", " ".join(text for _, text in texts)[:_NEAR]
    before = " ".join(text for at, text in texts if at < cut)[:_NEAR] if start >= 0 else ""
    return before, " ".join(text for at, text in texts if at >= cut)[-_NEAR:], ""


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
        if piece.kind is Kind.TEXT and depth > -4:
            texts.append(piece.text)
    joined = " ".join(texts)[:_NEAR]
    return (joined, "", "") if bounded else ("", "", joined)


def _row(piece: Piece, dated: tuple[Found | None, bool, str], url: str) -> ColumnRow | None:
    found, pinned, after = dated
    address = _absolute(url, piece.href)
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
    agrees = carried[5:] == found.day.isoformat()[5:]
    day = carried if agrees else found.day.isoformat()
    return ColumnRow(title, address, day, DateSource.ROW, assumed=not agrees, pinned=pinned)


def _without(title: str, written: str) -> str:
    """A title without the date that stands before or behind it in the same anchor."""
    if len(title) <= len(written) + _SHORTEST_TITLE:
        return title
    for edge in (title.removesuffix, title.removeprefix):
        for form in (f"[{written}]", f"({written})", f"（{written}）", f"【{written}】", written):
            if (short := edge(form)) != title:
                return short.strip()
    return title


def _scripted(units: Sequence[Piece], url: str, day: date) -> Iterator[Block]:
    for piece in units:
        if piece.kind is Kind.SCRIPT and piece.text:
            rows = json_rows(piece.text, url, day)
            if len(rows) >= _FEWEST_ROWS:
                yield Block(tuple(rows[:MAX_ROWS]), Filling.JSON)
