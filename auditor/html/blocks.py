"""A document as the blocks of text that a reader sees: cells, terms, headings, items, paragraphs, in their order.

Nothing is laid out: a block ends where a block-level tag or a line break stands. What an element is called by its
neighbours (a label and its value) is read from the blocks and from the containers they stand in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from auditor.html.element import Element, parse
from auditor.html.textual import folded
from auditor.html.tokens import ELEMENT

MAX_BLOCKS = 4_000
_NEST = 200
_INLINE = frozenset(
    "span b i u s em strong font small big sub sup label code mark ins del abbr tt nobr o:p wbr img input button select textarea".split()
)
_UNSEEN = frozenset(
    "script style template noscript title head select textarea iframe option xmp noembed noframes".split()
)
_VOID = frozenset("br hr meta link img input wbr col area base embed source track param".split())
_ENDS = {
    "li": ("li", "ul ol"), "tr": ("tr", "table"), "td": ("td th", "tr table"), "th": ("td th", "tr table"),
    "dt": ("dt dd", "dl"), "dd": ("dt dd", "dl"), "p": ("p", "div td th li dd"),
}  # fmt: skip
"""Tags that end others whose end tag was left out, and what they do not reach beyond."""


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


def read_blocks(text: str) -> Blocks:
    """Read a document; what stands beyond ``MAX_BLOCKS`` is left out."""
    return _Walk(text).read()


class _Walk:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Box] = []
        self._made = Blocks([], [Box("", 0, -1)])
        self._block: Block | None = None

    def read(self) -> Blocks:
        at = 0
        for found in ELEMENT.finditer(self._text):
            self._run(self._text[at : found.start()], at)
            at = found.end()
            self._token(found[0], found.start())
            if len(self._made.blocks) >= MAX_BLOCKS:
                break
        else:
            self._run(self._text[at:], at)
        self._end()
        return self._made

    def _token(self, token: str, offset: int) -> None:
        if token.startswith("</"):
            self._close(token[2:].partition(">")[0].strip().lower())
            return
        element = parse(token)
        if element is None or element.name in _UNSEEN:
            return
        if element.name == "a":
            self._anchor(element, token, offset)
        elif element.name == "img":
            self._begun(offset).pictures += 1
        elif element.name not in _INLINE:
            self._end()
            if element.name not in _VOID:
                self._push(element)

    def _push(self, element: Element) -> None:
        ended, stop = (names.split() for names in _ENDS.get(element.name, ("", "")))
        for at in range(len(self._open) - 1, -1, -1) if ended else ():
            if self._open[at].tag in stop:
                break
            if self._open[at].tag in ended:
                del self._open[at:]
                break
        if len(self._open) >= _NEST:
            return
        parent = self._open[-1].number if self._open else 0
        self._open.append(Box(element.name, len(self._made.boxes), parent, element.values.get("id", "")))
        self._made.boxes.append(self._open[-1])

    def _close(self, name: str) -> None:
        if name in _INLINE or name == "a":
            if self._block is not None and self._block.parts and self._block.parts[-1]:
                self._block.parts.append("")
            return
        self._end()
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == name:
                del self._open[at:]
                return

    def _anchor(self, element: Element, token: str, offset: int) -> None:
        block = self._begun(offset)
        label = element.label
        block.pictures += sum(tag == "img" for tag, _ in element.tags)
        block.anchors.append(Anchor(element.values.get("href", ""), label, token[:500], offset))
        block.parts += [label, ""]

    def _run(self, run: str, offset: int) -> None:
        words = folded(run)
        if not words:
            return
        parts = self._begun(offset + len(run) - len(run.lstrip())).parts
        parts.append(words)

    def _begun(self, offset: int) -> Block:
        if self._block is None:
            tag = self._open[-1].tag if self._open else ""
            self._block = Block(offset, tuple(box.number for box in self._open), tag)
        return self._block

    def _end(self) -> None:
        block, self._block = self._block, None
        if block is not None:
            block.parts = [part for part in block.parts if part]
            if block.parts or block.pictures:
                self._made.blocks.append(block)
