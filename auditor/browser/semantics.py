"""Reads what a page says, in all its frames."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import msgspec

from auditor.browser.tab import ScriptError, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.semantics import Semantics

_FRAMES = 12
"""Frames that are read at most besides the page."""
_LISTS = tuple(one.name for one in fields(Semantics) if one.name not in ("title", "text", "passages", "bypass", "full"))


def read_semantics(tab: Tab) -> Semantics:
    """What the page of the tab says; raises ScriptError when the page itself cannot be read."""
    said = msgspec.convert(tab.facts("sem_page", True), Semantics)
    frames = tab.frames()
    for frame, _ in frames[:_FRAMES]:
        try:
            inner: dict[str, Any] = tab.facts("sem_page", False, frame=frame)
        except (ScriptError, BrowserTrouble):
            # Frames come and go, and some stand in another process; what was not read is said.
            said = replace(said, full=True)
            continue
        said = _joined(said, msgspec.convert(inner, Semantics))
    return replace(said, full=said.full or len(frames) > _FRAMES)


def _joined(page: Semantics, frame: Semantics) -> Semantics:
    joined = {name: getattr(page, name) + getattr(frame, name) for name in _LISTS}
    return replace(page, passages=page.passages + frame.passages, full=page.full or frame.full, **joined)
