"""The page at 200 % and 400 %, and in either orientation."""

from __future__ import annotations

import msgspec

from auditor.browser.tab import Tab
from auditor.model.conduct import Clip, Reflow
from auditor.model.node import Node

_DESKTOP = (1280, 800)
_CLIP_WINDOW = (1280, 1024)
"""The window for which rule 59br37 of ACT is written."""


def reflows(tab: Tab) -> tuple[Reflow, ...]:
    """Where the page does not fit into the width any more."""
    found = []
    for zoom in (2.0, 4.0):
        tab.window(*_DESKTOP, zoom)
        found.append(msgspec.convert(tab.facts("con_reflow", zoom), Reflow))
    tab.window(*_DESKTOP)
    return tuple(found)


def clips(tab: Tab) -> tuple[Clip, ...]:
    """Text that is cut through at 200 %."""
    tab.window(*_CLIP_WINDOW, 2.0)
    found = msgspec.convert(tab.facts("con_clip"), tuple[Clip, ...])
    tab.window(*_DESKTOP)
    return found


def rotated(tab: Tab) -> tuple[Node, ...]:
    """Elements that are turned by a right angle in one orientation, and not so in the other."""
    tab.window(_DESKTOP[1], _DESKTOP[0])
    portrait = {one["node"]["selector"]: one for one in tab.facts("con_rotation")}
    tab.window(*_DESKTOP)
    landscape = {one["node"]["selector"]: one for one in tab.facts("con_rotation")}
    turned = []
    for selector in portrait | landscape:
        angles = [side.get(selector, {}).get("angle", 0) for side in (portrait, landscape)]
        if (angles[0] - angles[1]) % 180 in range(85, 96):
            turned.append((portrait | landscape)[selector]["node"])
    return msgspec.convert(turned, tuple[Node, ...])
