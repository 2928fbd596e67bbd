"""A document as the blocks of text that a reader sees: cells, terms, headings, items, paragraphs, in their order.

Nothing is laid out: a block ends where a block-level tag or a line break stands. What an element is called by its
neighbours (a label and its value) is read from the blocks and from the containers they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from auditor.html.element import parse
from auditor.html.textual import folded
from auditor.html.tokens import taken_apart, tokens

MAX_BLOCKS = 4_000
_NEST = 200
_REMEMBERED = 2_000
"""Characters of the longest token that is remembered."""
_INLINE = frozenset(
    "span b i u s em strong font small big sub sup label code mark ins del abbr tt nobr o:p wbr img input button select textarea".split()
)
_UNSEEN = frozenset(
    "script style template noscript title head select textarea iframe option xmp noembed noframes".split()
)
_VOID = frozenset("br hr meta link img input wbr col area base embed source track param".split())
_ENDS = {
    "li": (("li",), ("ul", "ol")), "tr": (("tr",), ("table",)), "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")), "dt": (("dt", "dd"), ("dl",)), "dd": (("dt", "dd"), ("dl",)),
    "p": (("p",), ("div", "td", "th", "li", "dd")),
}  # fmt: skip
"""Tags that end others whose end tag was left out, and what they do not reach beyond."""

_NONE: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link inside a block."""

    href: str
    text: str
    raw: str
    offset: int


@dataclass(slots=True)
class Box:
    """An element that holds blocks."""

    tag: str
    number: int
    """Boxes are counted in the order in which they are opened; 0 is the document."""
    parent: int
    identity: str = ""
    path: tuple[int, ...] = ()
    """The numbers of the boxes around it, the outermost first, and its own."""


@dataclass(slots=True)
class Block:
    """A piece of text without a break in it; ``parts`` are the runs between its inline tags."""

    offset: int
    boxes: tuple[int, ...]
    """The boxes around it, the outermost first."""
    tag: str
    """Of the innermost box."""
    parts: list[str] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    pictures: int = 0
    alts: list[str] = field(default_factory=list)
    """What its pictures say in words."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)


@dataclass
class Blocks:
    """The blocks of a document, and its boxes by their number."""

    blocks: list[Block]
    boxes: list[Box]

    def children(self, number: int) -> Sequence[Box]:
        """The boxes directly inside a box."""
        return self._children.get(number, ())

    def inside(self, number: int) -> list[int]:
        """The numbers of the blocks inside a box, in their order."""
        return self._inside.get(number, [])

    @cached_property
    def _children(self) -> dict[int, list[Box]]:
        found: dict[int, list[Box]] = {}
        for box in self.boxes[1:]:
            found.setdefault(box.parent, []).append(box)
        return found

    @cached_property
    def _inside(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, block in enumerate(self.blocks):
            for number in block.boxes:
                found.setdefault(number, []).append(at)
        return found


class _Does(IntEnum):
    """What a token does to the blocks around it."""

    NOTHING = 0
    OPENS = 1
    CLOSES = 2
    BREAKS = 3
    """It ends a block and holds none (``br``)."""
    PARTS = 4
    """An inline element ends."""
    LINKS = 5
    SHOWS = 6
    """A picture."""


class _Tag(NamedTuple):
    """A token; ``text`` is the id of an element, the words of a picture or the label of a link."""

    does: _Does
    name: str = ""
    text: str = ""
    href: str = ""
    pictures: int = 0
    raw: str = ""


@lru_cache(maxsize=20_000)
def _tags(token: str) -> tuple[_Tag, ...]:
    """What a token does, and the plain tags that ride along with it; those that do nothing are left out."""
    read = (_tag(tag) for _, tag in taken_apart(token))
    return tuple(tag for tag in read if tag.does is not _Does.NOTHING)


def _tag(token: str) -> _Tag:
    if token.startswith("</"):
        name = token[2:].partition(">")[0].strip().lower()
        return _Tag(_Does.PARTS if name in _INLINE or name == "a" else _Does.CLOSES, name)
    element = parse(token)
    if element is None or element.name in _UNSEEN:
        return _Tag(_Does.NOTHING)
    values = element.values
    if element.name == "a":
        pictures = sum(tag == "img" for tag, _ in element.tags)
        return _Tag(_Does.LINKS, "a", element.label, values.get("href", ""), pictures, token[:500])
    if element.name == "img":
        return _Tag(_Does.SHOWS, "img", " ".join(values.get("alt", "").split()))
    if element.name in _INLINE:
        return _Tag(_Does.NOTHING)
    return _Tag(_Does.BREAKS if element.name in _VOID else _Does.OPENS, element.name, values.get("id", ""))


def read_blocks(text: str) -> Blocks:
    """Read a document; what stands beyond ``MAX_BLOCKS`` is left out."""
    return _Walk(tokens(text)).read()


class _Walk:
    def __init__(self, parts: Sequence[str]) -> None:
        self._parts = parts
        self._open: list[Box] = []
        self._made = Blocks([], [Box("", 0, -1)])
        self._block: Block | None = None

    def read(self) -> Blocks:
        at = 0
        for run, token in zip_longest(self._parts[::2], self._parts[1::2], fillvalue=""):
            if run and not run.isspace():
                self._run(run, at)
            at += len(run)
            for tag in _tags(token) if len(token) <= _REMEMBERED else _tags.__wrapped__(token):
                self._token(tag, at)
            at += len(token)
            if len(self._made.blocks) >= MAX_BLOCKS:
                break
        self._end()
        return self._made

    def _token(self, tag: _Tag, offset: int) -> None:
        does = tag.does
        if does is _Does.PARTS:
            if self._block is not None and self._block.parts and self._block.parts[-1]:
                self._block.parts.append("")
        elif does is _Does.LINKS:
            block = self._begun(offset)
            block.pictures += tag.pictures
            block.anchors.append(Anchor(tag.href, tag.text, tag.raw, offset))
            block.parts += [tag.text, ""]
        elif does is _Does.SHOWS:
            block = self._begun(offset)
            block.pictures += 1
            block.alts.append(tag.text)
        else:
            self._end()
            if does is _Does.OPENS:
                self._push(tag)
            elif does is _Does.CLOSES:
                self._close(tag.name)

    def _push(self, tag: _Tag) -> None:
        ended, stop = _ENDS.get(tag.name, _NONE)
        for at in range(len(self._open) - 1, -1, -1) if ended else ():
            if self._open[at].tag in stop:
                break
            if self._open[at].tag in ended:
                del self._open[at:]
                break
        if len(self._open) >= _NEST:
            return
        number = len(self._made.boxes)
        around = self._open[-1].path if self._open else ()
        self._open.append(Box(tag.name, number, around[-1] if around else 0, tag.text, (*around, number)))
        self._made.boxes.append(self._open[-1])

    def _close(self, name: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == name:
                del self._open[at:]
                return

    def _run(self, run: str, offset: int) -> None:
        if words := folded(run):
            self._begun(offset + len(run) - len(run.lstrip())).parts.append(words)

    def _begun(self, offset: int) -> Block:
        if self._block is None:
            box = self._open[-1] if self._open else self._made.boxes[0]
            self._block = Block(offset, box.path, box.tag)
        return self._block

    def _end(self) -> None:
        block, self._block = self._block, None
        if block is not None:
            block.parts = [part for part in block.parts if part]
            if block.parts or block.pictures:
                self._made.blocks.append(block)
