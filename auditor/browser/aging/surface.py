"""Looks at how a page is painted: what stands out of the plane, and the colours that tell its blocks apart."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.browser.aging.pixels import grounds
from auditor.browser.aging.scene import Item, Scene, as_node
from auditor.model.aging import Block, Surface
from auditor.model.node import Box

_MOST_BLOCKS = 24
_TALL = 2400
"""Pixels of the page, from the top, whose blocks are looked at."""
_WIDTH = 1280


def surface(scene: Scene, controls: Sequence[Item] = ()) -> Surface:
    """How the page in front of us is painted; what holds the toolbar's own controls is no block of the page."""
    found = scene.tab.facts("aging_surface", _TALL, _MOST_BLOCKS)
    nodes = [
        node
        for one in found["blocks"]
        if (node := as_node(one["node"])) and node.box and sum(_within(item.box, node.box) for item in controls) < 2
    ]
    blocks: tuple[Block, ...] = ()
    if len(nodes) >= 2:
        lowest = max(node.box.y + node.box.height for node in nodes if node.box)
        picture = scene.tab.screenshot(Box(0, 0, _WIDTH, min(_TALL, lowest)))
        colours = grounds(picture, [node.box for node in nodes if node.box])
        pairs = zip(nodes, colours, strict=True)
        blocks = tuple(Block(node, "#{:02x}{:02x}{:02x}".format(*colour)) for node, colour in pairs if colour)
    return Surface(found["boxes"], found["shadowed"], found["deep"], found["textured"], found["marked"], blocks)


def _within(one: Box, outer: Box) -> bool:
    x, y = one.x + one.width / 2, one.y + one.height / 2
    return outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height
