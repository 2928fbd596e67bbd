"""What listens to clicks and keys: asked of the browser, for the page does not say it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import msgspec

from auditor.browser.conduct.budget import Budget
from auditor.browser.tab import WORLD, Tab, script
from auditor.model.conduct import Control

_CLICKS = {"click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend"}
_KEYS = {"keydown", "keypress", "keyup"}
_MOTION = {"devicemotion", "deviceorientation", "deviceorientationabsolute"}
_ROOTS = {"#document", "HTML", "BODY"}


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who listens in the document of the top frame."""

    clicks: tuple[tuple[int, bool], ...] = ()
    """Backend id of an element that listens to clicks, and whether it listens to keys as well."""
    page_keys: bool = False
    """Window, document or body listen to keys: whatever is pressed anywhere."""
    motion: bool = False
    """The page listens to how the device is moved."""


def listeners(tab: Tab) -> Listeners:
    """Ask for all of them at once."""
    kinds: dict[int, set[str]] = defaultdict(set)
    page_keys = bool(
        tab.run("() => document.querySelector('body[onkeydown], body[onkeypress], body[onkeyup]') !== null")
    )
    for expression, depth in (("window", 1), ("document", -1)):
        made = tab.cdp("Runtime.evaluate", expression=expression)["result"]
        if "objectId" not in made:
            continue
        found = tab.cdp("DOMDebugger.getEventListeners", objectId=made["objectId"], depth=depth, pierce=False)[
            "listeners"
        ]
        for one in found:
            node = one.get("backendNodeId", 0)
            kinds[node].add(one["type"])
    named = _roots(tab)
    page_keys = page_keys or any(kinds[node] & _KEYS for node in (0, *named))
    clicks = tuple(
        (node, bool(own & _KEYS)) for node, own in kinds.items() if own & _CLICKS and node not in named and node
    )
    return Listeners(clicks, page_keys, any(own & _MOTION for own in kinds.values()))


def _roots(tab: Tab) -> set[int]:
    root = tab.cdp("DOM.getDocument", depth=2)["root"]
    found = {root["backendNodeId"]}
    for child in root.get("children", ()):
        found.add(child["backendNodeId"])
        found |= {one["backendNodeId"] for one in child.get("children", ()) if one["nodeName"] in _ROOTS}
    return found


def controls(tab: Tab, known: Listeners, budget: Budget) -> tuple[Control, ...]:
    """Elements that react to a click and are none of HTML's controls, and controls taken out of the order of the Tab key."""
    context = tab.cdp("Page.createIsolatedWorld", frameId=tab.driver.current_window_handle, worldName=WORLD)
    place = context["executionContextId"]
    arguments: list[dict[str, Any]] = []
    if len(known.clicks) > budget.limits.listeners:
        budget.bite("conduct-listeners")
    for node, keys in known.clicks[: budget.limits.listeners]:
        made = tab.cdp("DOM.resolveNode", backendNodeId=node, executionContextId=place)["object"]
        arguments += [{"objectId": made["objectId"]}, {"value": keys}]
    gather = (
        "function (...given) { const marked = []; for (let at = 0; at < given.length; at += 2) "
        "if (given[at] instanceof Element) marked.push([given[at], given[at + 1]]); "
        f"return ({script('con_controls')})(marked); }}"
    )
    answer = tab.cdp(
        "Runtime.callFunctionOn",
        functionDeclaration=gather,
        executionContextId=place,
        arguments=arguments,
        returnByValue=True,
    )
    value = answer["result"].get("value") or {}
    if value.get("most"):
        budget.bite("conduct-controls")
    return msgspec.convert(value.get("controls", ()), tuple[Control, ...])
