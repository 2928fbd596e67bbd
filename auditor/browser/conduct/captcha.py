"""Captchas: whether the browser's zoom enlarges them, and whether time runs out beside them. Nothing is pressed or solved."""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.browser.tab import Tab
from auditor.model.conduct import Countdown, Enlarged
from auditor.model.node import Node

_ZOOM = 2.0
_SLACK = 1.6
"""Seconds by which a countdown may be apart from the clock: it moves in whole seconds, and pages are busy."""


def glance(tab: Tab) -> dict[str, Any] | None:
    """Captchas and countdowns as they are now; None where they were not looked for."""
    found: dict[str, Any] | None = tab.facts("con_captcha")
    return found


def countdowns(first: dict[str, Any], later: dict[str, Any]) -> tuple[Countdown, ...]:
    """What went down as fast as the clock between two glances."""
    now = {one["node"]["selector"]: one for one in later["counts"]}
    apart = later["at"] - first["at"]
    return tuple(
        Countdown(msgspec.convert(one["node"], Node), one["seconds"], round(apart, 1), one["live"], one["longer"])
        for one in first["counts"]
        if one["node"]["selector"] in now
        and 0 < one["seconds"] - now[one["node"]["selector"]]["seconds"] <= apart + _SLACK
    )


def enlarged(tab: Tab, first: dict[str, Any]) -> tuple[Enlarged, ...]:
    """By how much captchas grow when the browser zooms to 200 %."""
    if not first["drawn"]:
        return ()
    tab.window(1280, 800, _ZOOM)
    try:
        later = glance(tab) or {"drawn": ()}
    finally:
        tab.window(1280, 800)
    before = {one["node"]["selector"]: one["node"]["box"] for one in first["drawn"]}
    return tuple(
        Enlarged(msgspec.convert(one["node"], Node), round(_ZOOM * _growth(before[selector], one["node"]["box"]), 2))
        for one in later["drawn"]
        if before.get(selector := one["node"]["selector"], {}).get("width")
    )


def _growth(before: dict[str, float], after: dict[str, float]) -> float:
    return min(after[side] / before[side] for side in ("width", "height") if before[side])
