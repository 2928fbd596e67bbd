"""Watches a page while its mode is on: what floats, opens and urges, and how it reads."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.browser.aging.scene import Item, Scene, as_node
from auditor.browser.aging.vocabulary import is_advert
from auditor.model.aging import Floating, Inducement, Reading
from auditor.model.node import Box, Node

_EVERY = 0.5
_MOVED = 2.0
"""Pixels between two looks from which something moves by itself."""
_MOVES = 3
"""How often it must have moved: a panel that slides in once is none."""
_SMALLEST = 50.0
_MOST = 3
_OVERLAY = 0.04
"""Share of the window from which something with a close button counts as a pop-up."""
_WALL = 0.25
_RETURN = 4.0
"""Seconds longer than the first time that something closed may take to come back."""
_LARGE, _NARROW, _TARGET, _HOME_TARGET, _MAIN_TARGET = 18.0, 1.3, 44.0, 48.0, 60.0


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen during a while."""

    seconds: float
    floating: tuple[Floating, ...]
    windows: tuple[str, ...]
    keys: Mapping[str, Known]
    """By the selector of something floating: how it is known again after loading."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something that floats: what is the same of it after loading, and how many seconds it took to come."""

    key: str
    came: float


def watch(scene: Scene, seconds: float, controls: Sequence[Item]) -> Watched:
    """Look at what stands above the page every half second. What holds the toolbar's own controls is not meant."""
    scene.heard()
    tracks: dict[int, list[Mapping[str, Any]]] = {}
    came: dict[int, float] = {}
    looks = max(2, round(seconds / _EVERY))
    for look in range(looks):
        for one in scene.tab.facts("aging_floats"):
            tracks.setdefault(one["id"], []).append(one)
            came.setdefault(one["id"], look * _EVERY)
        scene.wait(_EVERY)
    windows = tuple(dict.fromkeys(scene.heard().windows))
    found: list[Floating] = []
    keys: dict[str, Known] = {}
    for identity, track in tracks.items():
        one = None if _holds(track[-1], controls) else _floating(scene, track, late=came[identity] > 0)
        if one is not None:
            found.append(one)
            keys[one.node.selector] = Known(track[-1]["key"], came[identity])
    return Watched(looks * _EVERY, tuple(_outermost(found)[: _MOST * 2]), windows, keys)


def _holds(one: Mapping[str, Any], controls: Sequence[Item]) -> bool:
    x, y, width, height = one["box"]
    inside = [
        item for item in controls
        if x <= item.box.x + item.box.width / 2 <= x + width and y <= item.box.y + item.box.height / 2 <= y + height
    ]  # fmt: skip
    return len(inside) >= 2 and one["share"] < 0.9


def _floating(scene: Scene, track: Sequence[Mapping[str, Any]], late: bool) -> Floating | None:
    last = track[-1]
    width, height = last["box"][2:]
    steps = itertools.pairwise(track)
    moves = sum(max(abs(one["box"][at] - other["box"][at]) for at in (0, 1)) > _MOVED for one, other in steps)
    moving = moves >= _MOVES and width >= _SMALLEST and height >= _SMALLEST / 2 and last["share"] < _WALL * 2
    moving = moving and bool(last["href"] or last["pictured"] or last["text"])
    advert = is_advert(last["text"], last["frames"])
    overlay = last["fixed"] and (
        (last["close"] is not None and last["share"] >= _OVERLAY) or last["share"] >= _WALL or advert
    )
    node = as_node(scene.tab.facts("aging_node", last["id"])) if moving or overlay else None
    if node is None:
        return None
    close, area = _close(scene, last)
    return Floating(
        "moving" if moving else "overlay",
        node,
        last["text"],
        last["href"],
        Box(*last["box"]),
        advert,
        late,
        close,
        *area,
    )


def _close(scene: Scene, one: Mapping[str, Any]) -> tuple[str, tuple[float, float]]:
    area = scene.tab.facts("aging_area", one["close"], 60) if one["close"] is not None else None
    if area is None:
        return "", (0.0, 0.0)
    x, y, width, height = one["box"]
    across = (area["box"][0] + area["box"][2] / 2 - x) / max(1, width)
    down = (area["box"][1] + area["box"][3] / 2 - y) / max(1, height)
    return _corner(across, down), (float(area["width"]), float(area["height"]))


def _corner(across: float, down: float) -> str:
    if down <= 0.3 and (across <= 0.25 or across >= 0.75):
        return "top-left" if across <= 0.25 else "top-right"
    return "bottom-centre" if down >= 0.6 and 0.3 <= across <= 0.7 else "elsewhere"


def _outermost(found: Sequence[Floating]) -> list[Floating]:
    """One for each place: a picture in a floating box is the box."""
    kept: list[Floating] = []
    for one in sorted(found, key=lambda one: len(one.node.selector)):
        if not any(one.kind == other.kind and one.node.selector.startswith(other.node.selector) for other in kept):
            kept.append(one)
    return kept


def close_and_return(scene: Scene, known: Known, url: str) -> tuple[bool | None, bool | None]:
    """Close what floats with its own button, load the page again, and say whether it closed and came back."""
    key = known.key
    there = next((one for one in scene.tab.facts("aging_floats") if one["key"] == key), None)
    if there is None or there["close"] is None:
        return None, None
    spot = scene.tab.facts("aging_reach", there["close"])
    if spot is None or spot["covered"]:
        return None, None
    address = scene.tab.url
    scene.tab.click(spot["x"], spot["y"])
    closed = scene.until(lambda: key not in _keys(scene), 1.5)
    if not closed or scene.tab.url != address:
        return closed and scene.tab.url == address, None
    scene.open(url)
    return True, scene.until(lambda: key in _keys(scene), known.came + _RETURN)


def _keys(scene: Scene) -> set[str]:
    return {one["key"] for one in scene.tab.facts("aging_floats")}


def inducements(scene: Scene) -> tuple[Inducement, ...]:
    """Buttons that urge."""
    found = scene.tab.facts("aging_inducement")
    return tuple(Inducement(node, one["words"], one["file"]) for one in found if (node := as_node(one["node"])))


def reading(scene: Scene, width: int) -> Reading:
    """How the page in front of us reads; nothing is said of one whose style sheets did not come."""
    found = scene.tab.facts("aging_reading")
    if not found["styled"]:
        return Reading(width)
    sizes: Counter[float] = Counter()
    for size, length, main in found["sizes"]:
        sizes[size] += length * main
    total = sizes.total()
    spacings, gaps = sorted(found["spacings"]), sorted(found["gaps"])
    targets = [one for one in found["targets"] if not one["inline"]]
    sides = sorted(_side(one) for one in targets)
    small = [one for one in targets if _side(one) < _TARGET - 0.5]
    main = [_side(one) for one in targets if one["main"]]
    stride = gaps[len(gaps) // 2] if gaps else None
    return Reading(
        width, total,
        large_share=sum(count for size, count in sizes.items() if size >= _LARGE - 0.25) / total if total else None,
        median_size=_quantile(sizes, 0.5), low_size=_quantile(sizes, 0.1),
        paragraphs=len(spacings), spacing=round(spacings[len(spacings) // 10], 2) if spacings else None,
        narrow_share=sum(one < _NARROW - 0.01 for one in spacings) / len(spacings) if spacings else None,
        targets=len(targets), below_44=len(small), main_targets=len(main),
        main_below_60=sum(side < _MAIN_TARGET - 0.5 for side in main), small=_nodes(scene, small[:5]),
        main_below_48=sum(side < _HOME_TARGET - 0.5 for side in main),
        target_side=round(sides[len(sides) // 2], 1) if sides else None,
        gaps=len(gaps), gap=None if stride is None else round(stride - 1, 2),
        stride=None if stride is None else round(stride, 2),
    )  # fmt: skip


def _side(target: Mapping[str, Any]) -> float:
    return float(min(target["width"], target["height"]))


def _nodes(scene: Scene, found: Sequence[Mapping[str, Any]]) -> tuple[Node, ...]:
    nodes = (as_node(scene.tab.facts("aging_node", one["id"])) for one in found)
    return tuple(node for node in nodes if node)


def _quantile(sizes: Counter[float], share: float) -> float | None:
    rest = sizes.total() * share
    for size in sorted(sizes):
        rest -= sizes[size]
        if rest <= 0 and sizes[size]:
            return size
    return None
