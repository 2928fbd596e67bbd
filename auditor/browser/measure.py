"""Everything that is measured of one page in one tab, gentlest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from auditor.browser.axe import AxeFailed, PageAxe
from auditor.browser.conduct.observe import observe
from auditor.browser.personal import kept_picture
from auditor.browser.pictures import Album, notable
from auditor.browser.semantics import read_semantics
from auditor.browser.tab import DocumentGone, ScriptError, Tab
from auditor.model.node import Box, Node
from auditor.model.rendered import RenderedPage

_PAGE_HEIGHT = 5_000
_FAULTS = frozenset(
    ("trap", "focus", "hidden-focus", "clips", "wide", "targets", "rotated", "prohibited", "concealed", "headers")
)
"""Kinds of facts that are faults wherever they are found; others are of controls and pictures that may be in order."""
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
    if not tab.paints():
        return Measured(replace(page, limits=(*page.limits, "unpainted")))
    page_shot = _page_shot(tab) if task.home else b""
    album = Album(tab, set(task.pictured))
    album.add([*pairs(page, task.cluster), *own_pairs(page, task.cluster)])
    page = replace(page, conduct=observe(tab))
    # What was found by using the page: the elements stand where they stand now.
    album.add([*own_pairs(page, task.cluster)], used=True)
    return Measured(page, tuple(album.shots), page_shot)


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
            yield _pair(rule.id, cluster, found.node), found.node


def own_pairs(page: RenderedPage, cluster: str) -> Iterator[tuple[str, Node]]:
    """What else checks may speak of, as ``kind|cluster|place`` with an element."""
    for kind, node in notable(page):
        yield _pair(kind, cluster, node), node


def learned(page: RenderedPage, cluster: str) -> frozenset[str]:
    """Pairs that the choice of further pages learns from: what axe found, and faults seen by using the page."""
    by_axe = (pair for pair, _ in pairs(page, cluster))
    used = (pair for pair, _ in own_pairs(page, cluster) if pair.partition("|")[0] in _FAULTS)
    return frozenset((*by_axe, *used))


def _pair(name: str, cluster: str, node: Node) -> str:
    return "|".join((name, "" if node.region in _SHARED else cluster, node.place))


def _page_shot(tab: Tab) -> bytes:
    width, height = tab.run("() => [innerWidth, document.documentElement.scrollHeight]")
    return kept_picture(tab, Box(0, 0, width, min(height, _PAGE_HEIGHT)))
