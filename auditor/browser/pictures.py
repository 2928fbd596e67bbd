"""Pictures of the elements that checks may speak of, each with a frame around it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from PIL import Image, ImageDraw

from auditor.browser.personal import kept_picture
from auditor.browser.tab import ScriptError, Tab
from auditor.model.conduct import Conduct
from auditor.model.node import Box, Node
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Semantics

_MARGIN = 40
"""CSS pixels shown around an element."""
_WIDEST, _HIGHEST = 900, 600
"""CSS pixels of its picture at most."""
_PICTURES = 8
"""Elements pictured per page."""
_INK = (214, 0, 28)
_COLOURS = 64
_FAINT = 4.5
"""Contrast from which on a picture of text shows nothing."""
_FRAMED = " >>> "


@dataclass(slots=True)
class Album:
    """Pictures of one page, one of each pair, as long as there is room."""

    tab: Tab
    seen: set[str]
    """Pairs of which there is a picture already."""
    shots: list[tuple[str, bytes]] = field(default_factory=list)
    """Selector of an element, and its picture."""

    def add(self, pairs: Sequence[tuple[str, Node]], used: bool = False) -> None:
        """Picture elements of pairs not seen yet; where the page was used meanwhile, they are looked for again."""
        known = {selector for selector, _ in self.shots}
        for pair, node in pairs:
            if len(self.shots) >= _PICTURES:
                return
            if pair in self.seen:
                continue
            box = self._again(node) if used else node.box
            if box is None or not box.width or not box.height:
                continue
            self.seen.add(pair)
            if node.selector not in known:
                known.add(node.selector)
                around = _around(box)
                self.shots.append((node.selector, _boxed(kept_picture(self.tab, around), around, box)))

    def _again(self, node: Node) -> Box | None:
        """Where an element stands now; None in frames, and where it or its document is gone."""
        if _FRAMED in node.selector:
            return None
        try:
            found = self.tab.facts("con_box", node.selector)
        except ScriptError:
            return None
        return msgspec.convert(found, Box) if found else None


def notable(page: RenderedPage) -> Iterator[tuple[str, Node]]:
    """Elements of the facts of which there is something to see, with the kind of fact."""
    if page.semantics:
        yield from _said(page.semantics)
    if page.conduct:
        yield from _done(page.conduct)


def _said(said: Semantics) -> Iterator[tuple[str, Node]]:
    for kind in ("errors", "coloured", "concealed", "captchas", "headers", "prohibited", "spacings"):
        yield from ((kind, one.node) for one in getattr(said, kind))


def _done(conduct: Conduct) -> Iterator[tuple[str, Node]]:
    if conduct.focus:
        yield from (("trap", node) for trap in conduct.focus.traps for node in trap.nodes)
        yield from (("focus", node) for node in conduct.focus.unseen)
        yield from (("hidden-focus", node) for node in conduct.focus.hidden)
    yield from (("contrast", one.node) for one in conduct.contrasts or () if not one.plain and one.ratio < _FAINT)
    for kind in ("controls", "clips", "countdowns", "inversions", "targets", "media", "updates"):
        yield from ((kind, one.node) for one in getattr(conduct, kind) or ())
    yield from (("players", one.node) for one in conduct.players or () if not one.key)
    yield from (("wide", node) for reflow in conduct.reflows or () for node in reflow.wide)
    yield from (("rotated", node) for node in conduct.rotated or ())
    yield from (("lost", one.node) for one in (conduct.idle.lost if conduct.idle else ()))


def _around(box: Box) -> Box:
    x, y = max(box.x - _MARGIN, 0), max(box.y - _MARGIN, 0)
    width = min(box.x + box.width + _MARGIN - x, _WIDEST)
    height = min(box.y + box.height + _MARGIN - y, _HIGHEST)
    return Box(x, y, max(width, 1), max(height, 1))


def _boxed(picture: bytes, around: Box, box: Box) -> bytes:
    """The picture with a frame around the element, in few colours: hundreds of them stand in one report."""
    with Image.open(io.BytesIO(picture)) as image:
        drawn = image.convert("RGB")
    left, top = box.x - around.x - 2, box.y - around.y - 2
    edges = (left, top, left + box.width + 4, top + box.height + 4)
    ImageDraw.Draw(drawn).rectangle(edges, outline=_INK, width=3)
    out = io.BytesIO()
    drawn.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()
