"""Looks at how a page is painted: what stands out of the plane, and the colours that tell its blocks apart."""

from __future__ import annotations

from auditor.browser.aging.pixels import grounds
from auditor.browser.aging.scene import Scene, as_node
from auditor.model.aging import Block, Surface
from auditor.model.node import Box

_MOST_BLOCKS = 24
_TALL = 2400
"""Pixels of the page, from the top, whose blocks are looked at."""
_WIDTH = 1280


def surface(scene: Scene) -> Surface:
    """How the page in front of us is painted."""
    found = scene.tab.facts("aging_surface", _TALL, _MOST_BLOCKS)
    nodes = [node for one in found["blocks"] if (node := as_node(one["node"])) and node.box]
    blocks: tuple[Block, ...] = ()
    if len(nodes) >= 2:
        lowest = max(node.box.y + node.box.height for node in nodes if node.box)
        picture = scene.tab.screenshot(Box(0, 0, _WIDTH, min(_TALL, lowest)))
        colours = grounds(picture, [node.box for node in nodes if node.box])
        pairs = zip(nodes, colours, strict=True)
        blocks = tuple(Block(node, "#{:02x}{:02x}{:02x}".format(*colour)) for node, colour in pairs if colour)
    return Surface(found["boxes"], found["shadowed"], found["deep"], found["textured"], found["marked"], blocks)
