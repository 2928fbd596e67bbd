"""The walk through the page with real Tab keys: who gets the focus, who shows it, and who does not let it go."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep

import msgspec
from PIL import Image, ImageChops

from auditor.browser.conduct.budget import Budget
from auditor.browser.tab import Tab
from auditor.model.conduct import Focus, Trap
from auditor.model.node import Node

_PAUSE = 60
"""Milliseconds after a key when it matters: pages move the focus back with timers."""
_ROUND = 12
"""Keys pressed at most to get out one way."""
_NEAR = 3
"""Keys pressed after an element was given the focus because it handles it."""
_OUT = -1


@dataclass(slots=True)
class _Steps:
    """What was met so far."""

    stops: list[int]
    same: list[int]
    hidden: list[int]
    ended: bool = False
    suspects: bool = False


def walk(tab: Tab, budget: Budget) -> Focus:
    """Walk from the start as far as the budget goes, then visit what handles the focus itself."""
    start = tab.facts("con_start")
    steps = _forward(tab, budget, start["count"])
    traps: list[Trap] = []
    if steps.suspects:
        traps += _confirmed(tab, start["count"])
    if not steps.ended and not traps:
        budget.bite("conduct-presses")
    traps += (
        _visited(tab, budget, [one for one in start["alert"] if one not in steps.stops], start["count"])
        if not traps
        else []
    )
    unseen = () if traps else _unseen(tab, budget, steps.same)
    resting, handing = _tried(tab, budget, steps.hidden, start["concealed"])
    return Focus(len(set(steps.stops)), steps.ended, tuple(traps), unseen, resting, handing)


def _forward(tab: Tab, budget: Budget, count: int) -> _Steps:
    steps = _Steps([], [], [], ended=count == 0)
    ends = monotonic() + budget.limits.walk_seconds
    last = _OUT
    for _ in range(min(budget.limits.presses, 2 * count + 10) if count else 0):
        tab.press("Tab")
        stop = tab.facts("con_stop", 0)
        if stop["id"] == _OUT and (stop := tab.facts("con_stop", _PAUSE))["id"] == _OUT:
            steps.ended = True
            break
        if stop["same"]:
            steps.same.append(stop["id"])
        if stop["hidden"]:
            steps.hidden.append(stop["id"])
        if stop["id"] in steps.stops and not (stop["many"] and stop["id"] == last):
            steps.suspects = True
            break
        last = stop["id"]
        steps.stops.append(last)
        if monotonic() > ends:
            break
    return steps


def _visited(tab: Tab, budget: Budget, ids: Sequence[int], count: int) -> list[Trap]:
    """Elements further on that handle the focus: each is given it, and must let it go."""
    for one in ids:
        if not budget.left("conduct-visits", 0.5):
            return []
        if not (tab.facts("con_focus", one, True) or {}).get("held"):
            continue
        if _comes_back(tab, one) and (traps := _confirmed(tab, count)):
            return traps
    return []


def _comes_back(tab: Tab, one: int) -> bool:
    """Whether the Tab key leads from an element back to where it was within a few steps."""
    met = [one]
    for _ in range(_NEAR):
        tab.press("Tab")
        stop = tab.facts("con_stop", 20)
        if stop["id"] in met and not stop["many"]:
            return True
        met.append(stop["id"])
    return False


def _pressed(tab: Tab, times: int, *held: str) -> list[int]:
    ids = []
    for _ in range(times):
        tab.press("Tab", *held)
        ids.append(int(tab.facts("con_stop", _PAUSE)["id"]))
    return ids


def _confirmed(tab: Tab, count: int) -> list[Trap]:
    """Try every usual way out of where the focus is; a trap is what none leads out of."""
    ring = _ring(tab, min(count + 1, _ROUND))
    if ring is None:
        return []
    if any(one not in ring for one in _pressed(tab, min(len(ring) + 1, _ROUND), "Shift")):
        return []
    for key in ("Escape", "ArrowDown", "ArrowRight"):
        if _leads_out(tab, ring, partial(tab.press, key)):
            return []
    if tab.facts("con_close", sorted(ring)):
        return []
    return [Trap(_nodes(tab, sorted(ring)), _named_exit(tab, ring))]


def _ring(tab: Tab, times: int) -> set[int] | None:
    """Elements between which the Tab key goes round; None when it gets to the end of the document, or on and on."""
    met = _pressed(tab, times)
    if _OUT in met:
        return None
    later = set(met[len(met) // 2 :])
    again = set(_pressed(tab, len(later) + 1))
    return later | again if _OUT not in again and again <= set(met) else None


def _leads_out(tab: Tab, ring: set[int], act: Callable[[], object]) -> bool:
    act()
    sleep(_PAUSE / 1000)
    if tab.facts("con_stop", 0)["id"] not in ring:
        return True
    return any(one not in ring for one in _pressed(tab, min(len(ring) + 1, _ROUND)))


def _named_exit(tab: Tab, ring: set[int]) -> str:
    """A key that the page names and that leads out; help that only a link in the ring shows is opened for it."""
    tried: set[str] = set()
    for opens in (False, True):
        if opens and not tab.facts("con_help", sorted(ring)):
            break
        for words in tab.facts("con_exits"):
            *held, key = words.split("+")
            if words in tried or len(key) > 1:
                continue
            tried.add(words)
            if _leads_out(tab, ring, partial(tab.press, key, *held)):
                return str(words)
    return ""


def _tried(
    tab: Tab, budget: Budget, reached: Sequence[int], concealed: Sequence[int]
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Of what is kept from assistive software: where the focus rests when the Tab key gets there, and what hands it on."""
    resting: list[int] = []
    handing: list[int] = []
    for one in dict.fromkeys((*reached, *concealed)):
        if len(resting) >= budget.limits.unseen or not budget.left("conduct-focus", 0.2):
            break
        held = (tab.facts("con_focus", one, True) or {}).get("held")
        if held is None:
            continue
        if not held or tab.facts("con_stop", _PAUSE)["id"] != one:
            handing.append(one)
        elif one in reached:
            resting.append(one)
    return _nodes(tab, resting), _nodes(tab, handing)


def _nodes(tab: Tab, ids: Sequence[int]) -> tuple[Node, ...]:
    return msgspec.convert(tab.facts("con_nodes", list(ids)), tuple[Node, ...]) if ids else ()


def _unseen(tab: Tab, budget: Budget, ids: Sequence[int]) -> tuple[Node, ...]:
    """Those of which pictures of the window with and without the focus are the same, one of a place."""
    found: list[int] = []
    places: dict[str, bool] = {}
    for one in dict.fromkeys(ids):
        if len(places) >= budget.limits.unseen or not budget.left("conduct-focus", 0.4):
            budget.bite("conduct-focus")
            break
        shown = tab.facts("con_focus", one, True)
        if not shown or not shown["held"] or not shown["visible"]:
            continue
        if shown["place"] not in places:
            places[shown["place"]] = _looks_same(tab, one)
        if places[shown["place"]]:
            found.append(one)
    return _nodes(tab, found)


def _looks_same(tab: Tab, one: int) -> bool:
    """Twice, so that an indicator that comes late, or fades, is not overlooked."""
    with_focus = tab.screenshot()
    tab.facts("con_focus", one, False)
    without = tab.screenshot()
    if _differ(with_focus, without):
        return False
    tab.facts("con_focus", one, True)
    sleep(0.25)
    return not _differ(tab.screenshot(), without)


def _differ(one: bytes, other: bytes) -> bool:
    if one == other:
        return False
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is not None
