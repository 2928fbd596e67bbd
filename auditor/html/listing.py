"""What a page lists, and what it says of itself: rows with their dates, breadcrumb, page tags, date and source unit.

A pure function of the decoded text and the day on which it was fetched. A date comes from the row, its address, the page tags or
the label 发布时间; never from the text of an article.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from auditor.html import crumbs
from auditor.html.crumbs import Step
from auditor.html.jsonlists import json_rows
from auditor.html.lists import FEWEST_ROWS, MAX_ROWS, NO_LINK, SENTENCE, SHORTEST_TITLE, Block, absolute, html_lists
from auditor.html.origin import Origin, origin_of
from auditor.html.pieces import Kind, Piece, pieces
from auditor.model.columns import Filling

VERSION = 1
"""Grows with every change of what is read, so that caches know."""
MAX_BLOCKS, MAX_MENU = 60, 400
_LONGEST_LABEL = 10
_MORE = re.compile(r"(?:更多|查看更多|查看全部|more)[\s>＞》»+.…]*", re.IGNORECASE)
_CATEGORY = re.compile(r"[\[【(（〔][^\[\]【】]{1,8}[\]】)）〕]")
_PARAGRAPH = 30
"""A longer run of text outside anchors is prose."""
_EMPTY_SIGNS = frozenset("无没中0")
_EMPTY = re.compile(
    r"暂\s?无\s?(?:相关|任何|您?要?查[看询]的)?\s?(?:内容|信息|数据|记录|文章|资料|新闻|公告|文件|$)|"
    r"没有(?:找到|查询到|检索到)?(?:任何|相关|符合条件的)?\s?(?:内容|信息|数据|记录|文章)|"
    r"栏目(?:正在)?(?:建设|维护|完善)中|(?:内容|信息)(?:正在)?(?:更新|建设|整理|完善)中|(?:共|总计|合计)\s?0\s?(?:条|篇|个)"
)
_EMPTY_CODE = re.compile(
    r"<totalrecord>\s*0\s*<|createPageHTML\(\s*0\s*,|\btotal(?:Count|Record|Rows?)\s*[=:]\s*[\"']?0[\"']?\s*[;,}]",
    re.IGNORECASE,
)
_ASKS = {
    "XMLHttpRequest": None,
    "dataproxy.jsp": None,
    "angular.module": None,
    "ReactDOM": None,
    "$.": re.compile(r"\$\.(?:ajax|get|post|getJSON)\b"),
    "fetch": re.compile(r"\bfetch\s*\("),
    "axios": re.compile(r"\baxios\b"),
    ".load": re.compile(r"\.load\s*\("),
    "createApp": re.compile(r"createApp\s*\("),
    "new Vue": re.compile(r"new Vue\s*\("),
    "(": re.compile(r"(?:get|load|query|init)\w*(?:List|Data|Page|News|Info)\s*\("),
}
"""Signs that a script asks for data: words that say so by themselves, and words that do in such a place."""
_LISTS = frozenset("ul ol table tbody dl".split())
_UNFILLED = ("{{", "${", "<%", "v-for=", "ng-repeat=")
_PAGING = ("createPageHTML", "下一页", "下页", "尾页", "末页")
_COUNTS = ("otalrecord", "otalRecord", "otalCount", "otalRow", "createPageHTML")
_OUT = re.compile(r"\d{4}.{0,20}(?:点击|浏览|阅读)")


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
    empty_lists: int = 0
    """Lists and tables that have not one line."""


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
    empty_lists: int = 0
    scripts: int = 0


Wanted = Callable[[Origin, int], bool]
"""Are the lists of a page with this origin and so much prose wanted? Those of articles are other pages' lists."""


def listing(
    text: str, url: str, reference: date, wanted: Wanted = lambda _origin, _prose: True, menu: bool = True
) -> PageListing:
    """Read a page; ``reference`` is the day on which it was fetched. Lists and menu are read where somebody wants them."""
    units = pieces(text)
    seen = _look(units, text)
    origin = origin_of(units)
    lists = wanted(origin, seen.prose)
    blocks = [*html_lists(units, seen.links, url, reference), *_scripted(units, url, reference)] if lists else []
    return PageListing(
        tuple(blocks[:MAX_BLOCKS]),
        tuple(Step(step.name, absolute(url, step.href)) for step in crumbs.steps(units)),
        tuple(Step(label, address) for label, address in _menu(seen, url)) if menu and lists else (),
        origin, _filling(seen), seen.says_empty, seen.prose, seen.pictures, seen.videos, seen.paged,
        seen.empty_lists,
    )  # fmt: skip


def _look(units: Sequence[Piece], text: str) -> _Seen:
    seen = _Seen(asks=_holds(text, _UNFILLED), paged=_holds(text, _PAGING))
    if _holds(text, _COUNTS) and (found := _EMPTY_CODE.search(text)):
        seen.says_empty = found[0][:40]
    for at, piece in enumerate(units):
        kind = piece.kind
        if kind is Kind.ANCHOR:
            _anchor(seen, at, piece)
        elif kind is Kind.TEXT:
            _text(seen, piece.text, units[at - 1] if at else piece)
        elif kind is Kind.SCRIPT:
            seen.scripts += bool(piece.href)
            seen.asks = seen.asks or _asks(piece.text)
        elif kind is Kind.IMAGE:
            seen.pictures += 1
        elif kind is Kind.FRAME:
            seen.frames += bool(piece.href) and not piece.href.startswith(("javascript", "about:"))
        elif kind is Kind.VIDEO:
            seen.videos += 1
        elif kind is Kind.BREAK and piece.shown in _LISTS and at + 1 < len(units) and units[at + 1].mark == "end":
            seen.empty_lists += 1
            seen.handles += "id" in piece.text
    return seen


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _asks(code: str) -> bool:
    return any(word in code and (place is None or bool(place.search(code))) for word, place in _ASKS.items())


def _anchor(seen: _Seen, at: int, piece: Piece) -> None:
    if not piece.href or piece.href.lower().startswith(NO_LINK):
        return
    if piece.mark == "image":
        seen.image_links += not piece.text
    if 2 <= len(piece.shown) <= _LONGEST_LABEL and len(seen.menu) < MAX_MENU:
        seen.menu.setdefault(piece.href, piece.shown)
    if len(piece.text) >= SHORTEST_TITLE and not _MORE.fullmatch(piece.text) and not _CATEGORY.fullmatch(piece.text):
        seen.links.append((at, piece))


def _text(seen: _Seen, text: str, before: Piece) -> None:
    if len(text) > _PARAGRAPH and not SENTENCE.isdisjoint(text) and not _OUT.search(text):
        seen.prose += len(text)
    if (
        len(text) < _PARAGRAPH * 2
        and before.mark != "hidden"
        and not seen.says_empty
        and not _EMPTY_SIGNS.isdisjoint(text)
        and (found := _EMPTY.search(text))
    ):
        seen.says_empty = found[0]


def _filling(seen: _Seen) -> Filling:
    if seen.asks or (seen.handles and seen.scripts):
        return Filling.SCRIPT
    if seen.frames:
        return Filling.FRAME
    if seen.image_links > FEWEST_ROWS:
        return Filling.IMAGE
    return Filling.TEXT if seen.prose > 2 * _PARAGRAPH else Filling.NOTHING


def _menu(seen: _Seen, url: str) -> Iterator[tuple[str, str]]:
    for href, label in seen.menu.items():
        if address := absolute(url, href):
            yield label, address


def _scripted(units: Sequence[Piece], url: str, day: date) -> Iterator[Block]:
    for piece in units:
        if piece.kind is Kind.SCRIPT and piece.text:
            rows = json_rows(piece.text, url, day)
            if len(rows) >= FEWEST_ROWS:
                yield Block(tuple(rows[:MAX_ROWS]), Filling.JSON)
