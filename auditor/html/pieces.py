"""A document as the readers of lists and breadcrumbs see it: texts, anchors, and where blocks begin and end.

Most tags of a page stand byte for byte on every other page of its site, so what a token is worth is remembered.
"""

import re
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from auditor.html.element import Element, parse
from auditor.html.jslinks import cdata
from auditor.html.loading import asks_for_data
from auditor.html.textual import folded
from auditor.html.tokens import start_tag, taken_apart, tokens

MAX_PIECES = 60_000
"""Tokens read of one document; the rest is not looked at."""
_REMEMBERED, _LONGEST = 40_000, 2_000
_LONGEST_TAIL = 10_000
LONGEST_SAYING = 90
_SHORT = 24
"""Texts of fewer characters are remembered too: of menus and footers, and the blanks between tags."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset("a b i u s em strong font small big sub sup label code mark ins del span".split())
"""They begin and end no block, and are passed over unless they say something of themselves."""
_ROWS = frozenset("li tr dt br".split())
_BREAKS = frozenset("ul ol table tbody dl h1 h2 h3 h4 h5 h6 nav header footer form".split())
_CRUMB = re.compile(r"crumb|bread|dqwz|weizhi|curpos|current_?position|position-?nav", re.IGNORECASE)
_PINNED = re.compile(r"置顶|\[顶\]|【顶】|zhiding|istop|is_top|icon-?top", re.IGNORECASE)
_CUT = ("...", "…", "..")
_MEDIA = {"video": "video", "embed": "video", "object": "video"}
_END_NAME = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*)")


class Kind(IntEnum):
    """What a piece is."""

    TEXT = 0
    ANCHOR = 1
    OPEN = 2
    CLOSE = 3
    ROW = 4
    """A line of a list, a table or a paragraph begins or ends."""
    BREAK = 5
    """A list, a table or a heading begins or ends."""
    SCRIPT = 6
    META = 7
    IMAGE = 8
    FRAME = 9
    VIDEO = 10
    ISLAND = 11
    """HTML inside an XML island begins (``text`` = "1") or ends."""
    NOTHING = 12


_TEXT = Kind.TEXT


class Piece(NamedTuple):
    """One unit in document order. ``depth`` is what it adds to the nesting.

    Of an anchor ``text`` is its whole title and ``shown`` what stands there; of a script ``text`` is its code and ``href`` its
    source; of a meta element ``shown`` is the name and ``text`` the content.
    """

    kind: Kind
    text: str = ""
    href: str = ""
    shown: str = ""
    depth: int = 0
    mark: str = ""
    """``crumb``, ``hidden``, ``pinned``, ``image`` (an anchor around a picture), ``asks`` (a script that asks for data),
    ``end`` (of a tag that closes) or ``says`` (a short text that may say when or by whom something was published)."""


@lru_cache(maxsize=2)
def pieces(text: str) -> list[Piece]:
    """The pieces of a document, once for all who read the page at hand. Not to be changed."""
    parts = tokens(text)[: 2 * MAX_PIECES + 1]
    if len(parts) > 2 * MAX_PIECES:
        parts[-1] = parts[-1][:_LONGEST_TAIL]
    every: list[tuple[Piece, ...]] = [()] * len(parts)
    every[::2] = map(_TEXTS.__getitem__, parts[::2])
    every[1::2] = map(_TOKENS.__getitem__, parts[1::2])
    return [*chain.from_iterable(every)]


def words(text: str) -> str:
    """What the texts and links of a document say, a line each."""
    return "\n".join([piece[3] or piece[1] for piece in pieces(text) if piece[0] <= Kind.ANCHOR])


class _Remembered(dict[str, tuple[Piece, ...]]):
    """What is known of tokens, or of texts: those below a length, as many as ``_REMEMBERED``."""

    def __init__(self, read: Callable[[str], tuple[Piece, ...]], longest: int) -> None:
        self._read = read
        self._longest = longest

    def __missing__(self, part: str) -> tuple[Piece, ...]:
        read = self._read(part)
        if len(part) < self._longest:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[part] = read
        return read


def _of_token(token: str) -> tuple[Piece, ...]:
    (_, element), *riders = taken_apart(token)
    return (*_read(element), *chain.from_iterable(_TOKENS[tag] for _, tag in riders))


def _of_text(run: str) -> tuple[Piece, ...]:
    words = folded(run) if not run.isspace() else ""
    mark = "says" if len(words) <= LONGEST_SAYING and _may_say(words) else ""
    return (Piece(_TEXT, words, "", "", 0, mark),) if words else ()


def _may_say(text: str) -> bool:
    """True for a text with the end of a label or the beginning of a year: quicker than any pattern, and asked of every text."""
    return ":" in text or "：" in text or "间" in text or "期" in text or "20" in text or "19" in text


_TOKENS = _Remembered(_of_token, _LONGEST)
_TEXTS = _Remembered(_of_text, _SHORT)


def forget() -> None:
    """Drop what is remembered; only measuring needs it."""
    _TOKENS.clear()
    _TEXTS.clear()
    pieces.cache_clear()


def _read(token: str) -> Iterator[Piece]:
    if end := _END_NAME.match(token):
        name = end[1].lower()
        if name not in _INLINE and name not in _VOID:
            yield _closed(name)
        return
    start = start_tag(token)
    if start is None:
        return
    name = start[0]
    if name in ("a", "script", "meta", "img", "iframe", "frame", "option"):
        element = parse(token)
        yield from _element(element) if element else ()
    elif name in _MEDIA:
        yield Piece(Kind.VIDEO, depth=1)
    elif name not in ("style", "title", "textarea", "noembed", "noframes", "xmp"):
        opened = _opened(name, start[1])
        if name not in _INLINE or opened.mark:
            yield opened


def _closed(name: str) -> Piece:
    kind = Kind.ROW if name in _ROWS and name != "dt" else Kind.BREAK if name in _BREAKS else Kind.CLOSE
    return Piece(kind, shown=name, depth=-1, mark="end")


def _opened(name: str, attributes: str) -> Piece:
    kind = Kind.ROW if name in _ROWS else Kind.BREAK if name in _BREAKS else Kind.OPEN
    mark = ""
    if attributes:
        squeezed = attributes.replace(" ", "").lower()
        hidden = "display:none" in squeezed or "v-if=" in squeezed or "v-show=" in squeezed or "ng-show=" in squeezed
        mark = "hidden" if hidden else "crumb" if _CRUMB.search(attributes) and name != "body" else ""
    return Piece(
        kind,
        shown=name,
        depth=0 if name in _VOID or name in _INLINE else 1,
        mark=mark,
        text=attributes if kind is Kind.BREAK else "",
    )


def _element(element: Element) -> Iterator[Piece]:
    values = element.values
    if element.name == "a":
        yield _anchor(element)
    elif element.name == "meta":
        name = (values.get("name") or values.get("property") or "").lower()
        yield Piece(Kind.META, folded(values.get("content", ""))[:300], shown=name)
    elif element.name == "script":
        yield from _script(element)
    elif element.name == "img":
        yield Piece(Kind.IMAGE, values.get("src", "")[:300], mark="pinned" if _pins(values) else "")
    elif element.name in ("iframe", "frame"):
        yield Piece(Kind.FRAME, href=values.get("src", "")[:1000])
    else:
        yield Piece(Kind.NOTHING, element.label, shown="option")


def _script(element: Element) -> Iterator[Piece]:
    values = element.values
    if "xml" not in values.get("type", ""):
        asks = asks_for_data(element.body)
        yield Piece(Kind.SCRIPT, element.body, values.get("src", ""), mark="asks" if asks else "")
        return
    yield Piece(Kind.ISLAND, "1", shown=element.body[:600])
    for record in cdata(element.body):
        yield Piece(Kind.ROW)
        yield from pieces(record)
        yield Piece(Kind.ROW)
    yield Piece(Kind.ISLAND)


def _anchor(element: Element) -> Piece:
    values, label = element.values, element.label
    title = folded(values.get("title", ""))[:200]
    whole = title if title and (label.endswith(_CUT) or not label) else label
    images = [inner for name, inner in element.tags[1:] if name == "img"]
    mark = (
        "pinned"
        if any(map(_pins, images)) or _PINNED.search(label)
        else "image"
        if images and not element.text.strip()
        else ""
    )
    return Piece(Kind.ANCHOR, whole, values.get("href", "")[:2000], label, mark=mark)


def _pins(values: dict[str, str]) -> bool:
    return bool(_PINNED.search(f"{values.get('src', '')[:300]} {values.get('alt', '')} {values.get('class', '')}"))


def pins(text: str) -> bool:
    """True for words that say a row is kept on top."""
    return bool(text and _PINNED.search(text))
