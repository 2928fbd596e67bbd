"""Facts of a page that later judgements need: its column path, date, source and the lists it shows.

A pure function of the decoded text; computed when first asked for, never during the crawl.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from auditor.html.element import parse
from auditor.html.jslinks import cdata
from auditor.html.textual import folded
from auditor.html.tokens import ELEMENT
from auditor.text.dates import find_date, find_short_date
from auditor.urls.resolve import join

VERSION = 1
"""Grows with every change of what is extracted, so that caches know."""
MAX_LISTS = 40
MAX_ROWS = 300
_MIN_ROWS = 3

_POSITION = re.compile(r"(?:现在|当前|所在|您的|所处)的?\s?位\s?置(?:是|为)?\s?[:：>＞]?|位\s?置\s?[:：]")
_CRUMB_CLASS = re.compile(r"crumb|bread|dqwz|weizhi|curpos|current_?position|position-?nav", re.IGNORECASE)
_CRUMB_HINT = re.compile(
    r"位\s?置|(?:class|id)=[\"']?[^\"'<>]{0,80}(?:crumb|bread|dqwz|weizhi|curpos|current_?position|position-?nav)",
    re.IGNORECASE,
)
_CRUMB_HINTS = 20
_CRUMB_WINDOW = 6_000
"""A breadcrumb is read where its mark stands, not by reading the whole page."""
_CRUMB_PIECES = 40
_ARROW = re.compile(r"\s*(?:-?[>＞›»→]+|>>|/|\||::)\s*")
_CRUMB_END = re.compile(r"</(?:div|td|p|table|ul|ol|dl|section|nav|h\d)(?=[\t\n\f\r >])", re.IGNORECASE)
_SOURCE = re.compile(r"(?:信息|文章|稿件)?(?:来\s?源|发布机构|发布单位|信息提供)\s?[:：]\s*([^\s|【\[（(]{2,40})")
_META_DATE = ("pubdate", "publishdate", "firstpublishedtime", "article:published_time")
_META_SOURCE = ("contentsource", "source")
_CUT = ("...", "…")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text run, or an anchor with its text, in document order; ``end`` is True for the end of a block."""

    text: str
    href: str | None = None
    title: str = ""
    end: bool = False
    crumb: bool = False


def facts(text: str, url: str) -> dict[str, object]:
    """Return the JSON-able facts of a page: column_path, published, source_unit, lists, version.

    ``lists`` is ``[{"rows": [{"title", "url", "date"}]}]``; a date without a year stays ``MM-DD``.
    """
    pieces = list(_pieces(text))
    meta = _meta(text)
    visible = " ".join(piece.text for piece in pieces)[:60_000]
    return {
        "version": VERSION,
        "column_path": _column_path(pieces) or meta.get("columnname", ""),
        "published": next((day for name in _META_DATE if (day := find_date(meta.get(name, "")))), "")
        or _published(visible),
        "source_unit": next((meta[name] for name in _META_SOURCE if meta.get(name)), "") or _source(visible),
        "lists": [{"rows": rows} for rows in _lists(pieces, url)],
    }


def column_path(text: str) -> str:
    """Return the breadcrumb of a page (当前位置) joined by `` > ``, or an empty string."""
    for found in islice(_CRUMB_HINT.finditer(text), _CRUMB_HINTS):
        start = text.rfind("<", 0, found.start())
        if text.rfind("<script", 0, start + 1) > text.rfind("</script", 0, start + 1):
            continue
        path = _column_path(_pieces(text[max(start, 0) : found.end() + _CRUMB_WINDOW]))
        if path:
            return path
    return ""


def _pieces(text: str) -> Iterator[_Piece]:
    at = 0
    for found in ELEMENT.finditer(text):
        if found.start() > at and (run := folded(text[at : found.start()])):
            yield _Piece(run)
        at = found.end()
        yield from _piece(found[0])
    if run := folded(text[at:]):
        yield _Piece(run)


def _piece(token: str) -> Iterator[_Piece]:
    if _CRUMB_END.match(token):
        yield _Piece("", end=True)
        return
    element = parse(token)
    if element is None:
        return
    values = element.values
    if element.name == "a":
        label = element.label
        title = " ".join(values.get("title", "").split())
        yield _Piece(label, values.get("href"), title if label.endswith(_CUT) and title else label)
    elif element.name == "script" and "xml" in values.get("type", ""):
        for record in cdata(element.body):
            yield from _pieces(record)
            yield _Piece("", end=True)
    elif values and _CRUMB_CLASS.search(values.get("class", "") + " " + values.get("id", "")):
        yield _Piece("", crumb=True)


def _meta(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for token in re.findall(r"<meta\s[^>]{1,2000}>", text[:200_000], re.IGNORECASE):
        element = parse(token)
        values = element.values if element else {}
        name = (values.get("name") or values.get("property") or "").lower()
        found.setdefault(name, folded(unescape(values.get("content", "")))[:200])
    return found


def _column_path(pieces: Iterable[_Piece]) -> str:
    rest = iter(pieces)
    ahead = deque(islice(rest, _CRUMB_PIECES))
    while ahead:
        piece = ahead[0]
        found = _POSITION.search(piece.text) if piece.href is None else None
        if (found or piece.crumb) and (steps := _steps(list(ahead), found)):
            return " > ".join(steps)
        ahead.popleft()
        ahead.extend(islice(rest, 1))
    return ""


def _steps(pieces: list[_Piece], label: re.Match[str] | None) -> list[str]:
    texts = [pieces[0].text[label.end() :]] if label else []
    for piece in pieces[1:]:
        if piece.end and any(text.strip() for text in texts):
            break
        texts.append(f">{piece.text}>" if piece.href is not None else piece.text)
    joined = _POSITION.sub("", " ".join(texts)[:400])
    steps = [part.strip(" :：") for part in _ARROW.split(joined)]
    short = [part for part in steps if part and len(part) <= 40]
    return short[:8] if len(short) >= 2 or (label and short) else []


def _published(visible: str) -> str:
    for found in re.finditer(r"(?:时间|日期)\s?[:：]?\s?", visible):
        if day := find_date(visible[found.end() : found.end() + 12]):
            return day
    return ""


def _source(visible: str) -> str:
    found = _SOURCE.search(visible)
    return found[1].strip("：:，。") if found else ""


def _lists(pieces: list[_Piece], url: str) -> list[list[dict[str, str]]]:
    """Group consecutive anchors that have a date beside them; a block needs three rows."""
    blocks: list[list[dict[str, str]]] = []
    rows: list[dict[str, str]] = []
    misses = 0
    for at, piece in enumerate(pieces):
        if piece.href is None or not piece.title:
            continue
        day = _beside(pieces, at)
        misses = 0 if day else misses + 1
        if day and len(rows) < MAX_ROWS:
            rows.append({"title": piece.title[:200], "url": join(url, piece.href) or piece.href[:500], "date": day})
        elif misses > 2:
            blocks.append(rows)
            rows = []
    blocks.append(rows)
    return [block for block in blocks if len(block) >= _MIN_ROWS][:MAX_LISTS]


def _beside(pieces: list[_Piece], at: int) -> str:
    """Return the date in the anchor itself, between it and the next anchor, or right before it."""
    after: list[str] = [pieces[at].text]
    for piece in pieces[at + 1 : at + 6]:
        if piece.href is not None:
            break
        after.append(piece.text)
    near = " ".join(after)[:300]
    before = pieces[at - 1].text[-20:] if at and pieces[at - 1].href is None else ""
    return find_date(near) or find_date(before) or find_short_date(before) or find_short_date(near)
