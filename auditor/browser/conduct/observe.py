"""All that is measured of how one page behaves, what changes it last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import sleep
from typing import Any, TypeVar

import msgspec

from auditor.browser.conduct.budget import Budget, ConductLimits
from auditor.browser.conduct.captcha import countdowns, enlarged, glance
from auditor.browser.conduct.contrast import contrasts
from auditor.browser.conduct.keys import shortcuts
from auditor.browser.conduct.listeners import Listeners, controls, listeners
from auditor.browser.conduct.players import players
from auditor.browser.conduct.walk import walk
from auditor.browser.conduct.zoom import clips, reflows, rotated
from auditor.browser.tab import ScriptError, Tab
from auditor.model.conduct import Conduct, Idle, Inversion, Media, Target, Update

_WATCH = 3.3
"""Seconds in which text that changes once a second does so three times."""
_GLANCE = 1.2
"""Seconds after which a page on which nothing stirs is not watched any longer."""
_RHYTHM = 0.9
"""Seconds between first and last change below which it is one change in steps."""
_CHEAP = -1.0
"""What costs next to nothing is asked even a second after the time is up."""
_LIMITS = ConductLimits()
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Observer:
    tab: Tab
    budget: Budget

    def part(self, name: str, need: float, measure: Callable[[], _T]) -> _T | None:
        """One part; None when there was no time for it or the page failed it, which is noted by name."""
        if not self.budget.left(f"conduct-{name}", need):
            return None
        try:
            return measure()
        except (ScriptError, msgspec.ValidationError):
            self.budget.bite(f"conduct-{name}")
            return None


def observe(tab: Tab, limits: ConductLimits = _LIMITS) -> Conduct:
    """Measure the page that the tab shows. It is not as it was afterwards; the window is."""
    see = _Observer(tab, Budget(limits))
    see.part("watch", 0, lambda: tab.facts("con_watch"))
    page: dict[str, Any] = see.part("page", 0, lambda: tab.facts("con_page")) or {}
    asked = see.part("captcha", 0, lambda: glance(tab))
    known = see.part("listeners", 0, lambda: listeners(tab))
    found_controls = None if known is None else see.part("controls", 0, lambda: controls(tab, known, see.budget))
    targets = see.part("targets", 0, lambda: _targets(see))
    inversions = see.part("order", 0, lambda: msgspec.convert(tab.facts("con_order"), tuple[Inversion, ...]))
    pixels = see.part("contrast", 0.5, lambda: contrasts(tab, see.budget))
    updates, idle = see.part("updates", 0, lambda: _updates(see)) or (None, None)
    later = see.part("captcha", 0, lambda: glance(tab)) if asked and asked["counts"] else asked
    zoomed = see.part("reflow", 0.2, lambda: reflows(tab))
    larger = see.part("captcha", 0.2, lambda: enlarged(tab, asked)) if asked is not None else None
    clipped = see.part("clip", 0.2, lambda: clips(tab))
    turned = see.part("rotation", 0.2, lambda: rotated(tab)) if page.get("orientation") else ()
    focus = see.part("focus", 0.5, lambda: walk(tab, see.budget))
    played = see.part("players", _CHEAP, lambda: players(tab, see.budget))
    pressed = _keys(see, known, focus is not None and bool(focus.traps))
    blocked = see.part("blocked", _CHEAP, lambda: tuple(tab.facts("con_blocked")))
    return Conduct(
        tuple(page.get("viewports", ())), tuple(page.get("refreshes", ())), turned, found_controls, focus, pixels,
        zoomed, clipped, targets, _media(see, page), pressed, bool(page.get("keys")), updates, bool(page.get("pause")),
        inversions, idle, larger, countdowns(asked, later) if asked and later else None, played, blocked,
        None if known is None else known.motion, tuple(see.budget.bitten),
    )  # fmt: skip


def _targets(see: _Observer) -> tuple[Target, ...]:
    found = see.tab.facts("con_targets")
    if found["most"]:
        see.budget.bite("conduct-targets-most")
    return msgspec.convert(found["targets"], tuple[Target, ...])


def _media(see: _Observer, page: dict[str, Any]) -> tuple[Media, ...] | None:
    """What plays by itself; a track of sound with nothing on it is none."""
    if "media" not in page:
        return None
    return tuple(_heard(see, one) for one in msgspec.convert(page["media"], tuple[Media, ...]))


def _heard(see: _Observer, one: Media) -> Media:
    if not (one.moving and one.sound):
        return one
    mute = see.part("silence", 0.5, lambda: see.tab.facts("silence", one.node.selector))
    return replace(one, sound=False) if mute else one


def _keys(see: _Observer, known: Listeners | None, trapped: bool) -> Any:
    if known is None:
        return None
    if not known.page_keys or trapped:
        return ()
    return see.part("keys", 0.6, lambda: shortcuts(see.tab, see.budget))


def _updates(see: _Observer) -> tuple[tuple[Update, ...], Idle] | None:
    """Look once more after a while when something stirred; what was lost of forms meanwhile is told with it."""
    seen = see.tab.facts("con_updates", False)
    if seen is None:
        return None
    if not seen["updates"] and (rest := _GLANCE - seen["elapsed"] / 1000) > 0:
        sleep(rest)
        seen = see.tab.facts("con_updates", False)
    rest = _WATCH - seen["elapsed"] / 1000
    stirs = any(one["kind"] == "text" for one in seen["updates"])
    if stirs and rest > 0 and see.budget.left("conduct-updates", rest):
        sleep(rest)
    seen = see.tab.facts("con_updates", True)
    repeated = [one for one in seen["updates"] if _repeats(one)]
    return msgspec.convert(repeated, tuple[Update, ...]), msgspec.convert(seen["idle"], Idle)


def _repeats(one: dict[str, Any]) -> bool:
    """It changed again and again, lately too: a number that counts up when the page opens has come to rest."""
    return bool(one["kind"] == "moving" or (one["times"] >= 2 and one["span"] >= _RHYTHM * 1000 and one["age"] < 1800))
