"""Everything that is measured of one page in one tab, gentlest first."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec
from PIL import Image, ImageDraw

from auditor.browser.axe import AxeFailed, PageAxe
from auditor.browser.conduct.observe import observe
from auditor.browser.semantics import read_semantics
from auditor.browser.tab import DocumentGone, ScriptError, Tab
from auditor.model.node import Box, Node
from auditor.model.rendered import RenderedPage

_MARGIN = 40
"""CSS pixels shown around an accused element."""
_WIDEST, _HIGHEST = 900, 600
"""CSS pixels of its picture at most."""
_PAGE_HEIGHT = 5_000
_PICTURES = 8
"""Elements pictured per page."""
_INK = (214, 0, 28)
_COLOURS = 64
_SHARED = frozenset({"header", "nav", "footer"})


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be measured. ``pictured`` are pairs (see ``pairs``) of which there is a picture already."""

    url: str
    cluster: str
    home: bool = False
    pictured: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it; pictures are PNG."""

    page: RenderedPage
    shots: tuple[tuple[str, bytes], ...] = ()
    """Selector of an element, and its picture."""
    page_shot: bytes = b""


def measure(tab: Tab, task: Task) -> Measured:
    """Measure a page; raises BrowserTrouble when it cannot be shown, DocumentGone when it does not stay."""
    page = _read(tab, _asked(tab, task.url))
    page_shot = _page_shot(tab) if task.home else b""
    shots = tuple(_shots(tab, page, task))
    return Measured(replace(page, conduct=observe(tab)), shots, page_shot)


def _asked(tab: Tab, url: str) -> RenderedPage:
    """The page with what axe says of it; a page that axe fails on is measured without."""
    try:
        opened, axe = PageAxe(tab).visit(url)
    except AxeFailed:
        opened = tab.open(url)
        return RenderedPage(url, opened.final_url, limits=("axe-failed",))
    limits = () if opened.loaded and opened.settled else ("settle_seconds",)
    return RenderedPage(url, opened.final_url, axe=axe, limits=limits)


def _read(tab: Tab, page: RenderedPage) -> RenderedPage:
    """The page with what it says; left out when it cannot be read."""
    try:
        return replace(page, semantics=read_semantics(tab))
    except DocumentGone:
        raise
    except (ScriptError, msgspec.ValidationError):
        return replace(page, limits=(*page.limits, "semantics"))


def pairs(page: RenderedPage, cluster: str) -> Iterator[tuple[str, Node]]:
    """What axe found, as ``rule|cluster|place`` with an element; parts that all pages share count once a site."""
    for rule in page.axe.rules if page.axe else ():
        for found in rule.nodes:
            where = "" if found.node.region in _SHARED else cluster
            yield "|".join((rule.id, where, found.node.place)), found.node


def _shots(tab: Tab, page: RenderedPage, task: Task) -> Iterator[tuple[str, bytes]]:
    chosen: dict[str, Box] = {}
    seen = set(task.pictured)
    for pair, node in pairs(page, task.cluster):
        if pair not in seen and node.box is not None and node.box.width and node.box.height:
            seen.add(pair)
            chosen.setdefault(node.selector, node.box)
    for selector, box in list(chosen.items())[:_PICTURES]:
        around = _around(box)
        yield selector, _boxed(tab.screenshot(around), around, box)


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


def _page_shot(tab: Tab) -> bytes:
    width, height = tab.run("() => [innerWidth, document.documentElement.scrollHeight]")
    return tab.screenshot(Box(0, 0, width, min(height, _PAGE_HEIGHT)))
