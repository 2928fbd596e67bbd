"""What a page lists, and what it says of itself: rows with their dates, breadcrumb, page tags, date and source unit.

A pure function of the decoded text and the day on which it was fetched. A date comes from the row, its address, the page tags or
the label 发布时间; never from the text of an article.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
_EMPTY = re.compile(
    r"暂\s?无\s?(?:相关|任何|您?要?查[看询]的)?\s?(?:内容|信息|数据|记录|文章|资料|新闻|公告|文件|$)|"
    r"没有(?:找到|查询到|检索到)?(?:任何|相关|符合条件的)?\s?(?:内容|信息|数据|记录|文章)|"
    r"栏目(?:正在)?(?:建设|维护|完善)中|(?:内容|信息)(?:正在)?(?:更新|建设|整理|完善)中|(?:共|总计|合计)\s?0\s?(?:条|篇|个)",
    re.MULTILINE,
)
_EMPTY_CODE = re.compile(
    r"<totalrecord>\s*0\s*<|createPageHTML\(\s*0\s*,|\btotal(?:Count|Record|Rows?)\s*[=:]\s*[\"']?0[\"']?\s*[;,}]",
    re.IGNORECASE,
)
_LISTS = frozenset("ul ol table tbody dl".split())
_UNFILLED = ("{{", "${", "<%", "v-for=", "ng-repeat=")
_PAGING = ("createPageHTML", "下一页", "下页", "尾页", "末页")
_COUNTS = ("otalrecord", "otalRecord", "otalCount", "otalRow", "createPageHTML")
_TEXT = Kind.TEXT
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
    """What is gathered of lists on the way through the pieces."""

    links: list[tuple[int, Piece]] = field(default_factory=list)
    menu: dict[str, str] = field(default_factory=dict)
    asks: bool = False
    short: list[str] = field(default_factory=list)
    """Texts that are no paragraphs."""
    image_links: int = 0
    frames: int = 0
    handles: int = 0
    """Empty lists with an id: somebody's script has a use for them."""
    empty_lists: int = 0
    scripts: int = 0


Wanted = Callable[[Origin, int], bool]
"""Are the lists of a page with this origin and so much prose wanted? Those of articles are other pages' lists."""


def listing(
    text: str, url: str, reference: date, wanted: Wanted = lambda _origin, _prose: True, menu: bool = True
) -> PageListing:
    """Read a page; ``reference`` is the day on which it was fetched. All about lists is only read where somebody wants them."""
    units = pieces(text)
    kinds = [unit[0] for unit in units]
    page = PageListing(
        crumbs=tuple(Step(step.name, absolute(url, step.href)) for step in crumbs.steps(text)), origin=origin_of(units),
        prose=_prose(units), pictures=kinds.count(Kind.IMAGE), videos=kinds.count(Kind.VIDEO),
    )  # fmt: skip
    if not wanted(page.origin, page.prose):
        return page
    seen = _look(units, text)
    blocks = (*html_lists(units, seen.links, url, reference), *_scripted(units, url, reference))
    steps = tuple(Step(label, address) for label, address in _menu(seen, url)) if menu else ()
    return replace(
        page, blocks=blocks[:MAX_BLOCKS], menu=steps, filling=_filling(seen, page.prose), says_empty=_says_empty(seen, text),
        paged=_holds(text, _PAGING), empty_lists=seen.empty_lists,
    )  # fmt: skip


def _prose(units: Sequence[Piece]) -> int:
    """Characters of sentences outside anchors; the line under a heading is none."""
    texts = [unit[1] for unit in units if unit[0] is _TEXT and len(unit[1]) > _PARAGRAPH]
    return sum(len(text) for text in texts if not SENTENCE.isdisjoint(text) and not _OUT.search(text))


def _look(units: Sequence[Piece], text: str) -> _Seen:
    seen = _Seen(asks=_holds(text, _UNFILLED))
    before = ""
    for at, piece in enumerate(units):
        kind = piece.kind
        if kind is Kind.TEXT:
            if before != "hidden" and len(piece.text) < _PARAGRAPH * 2:
                seen.short.append(piece.text)
        elif kind is Kind.ANCHOR:
            _anchor(seen, at, piece)
        elif kind is Kind.SCRIPT:
            seen.scripts += bool(piece.href)
            seen.asks = seen.asks or piece.mark == "asks"
        elif kind is Kind.FRAME:
            seen.frames += bool(piece.href) and not piece.href.startswith(("javascript", "about:"))
        elif kind is Kind.BREAK and piece.shown in _LISTS and at + 1 < len(units) and units[at + 1].mark == "end":
            seen.empty_lists += 1
            seen.handles += "id" in piece.text
        before = piece.mark
    return seen


def _says_empty(seen: _Seen, text: str) -> str:
    """The words or the code that say so."""
    if _holds(text, _COUNTS) and (found := _EMPTY_CODE.search(text)):
        return found[0][:40]
    said = _EMPTY.search("\n".join(seen.short))
    return said[0] if said else ""


def _holds(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _anchor(seen: _Seen, at: int, piece: Piece) -> None:
    if not piece.href or piece.href.lower().startswith(NO_LINK):
        return
    if piece.mark == "image":
        seen.image_links += not piece.text
    if 2 <= len(piece.shown) <= _LONGEST_LABEL and len(seen.menu) < MAX_MENU:
        seen.menu.setdefault(piece.href, piece.shown)
    if len(piece.text) >= SHORTEST_TITLE and not _MORE.fullmatch(piece.text) and not _CATEGORY.fullmatch(piece.text):
        seen.links.append((at, piece))


def _filling(seen: _Seen, prose: int) -> Filling:
    if seen.asks or (seen.handles and seen.scripts):
        return Filling.SCRIPT
    if seen.frames:
        return Filling.FRAME
    if seen.image_links > FEWEST_ROWS:
        return Filling.IMAGE
    return Filling.TEXT if prose > 2 * _PARAGRAPH else Filling.NOTHING


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
