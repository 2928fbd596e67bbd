"""Exercises larger and smaller text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from auditor.browser.aging.compare import GROWN, Growth
from auditor.browser.aging.desk import Desk
from auditor.browser.aging.scene import Item, Run
from auditor.model.aging import Function, Trial, Verdict

_MOST_STEPS = 12
_WHOLE = 0.8
"""Share of the text that must be larger for the function to work; a smaller share is partial."""
_SOME = 0.05
_LOST = 0.2
"""Share of the text gone from the window's reach from which a function breaks the page."""
_CHOICES = re.compile(r"^(1[2-9]\d|2\d\d)%$|^(特|超|最)?大(号|字)?$")


def zoom(desk: Desk) -> list[Trial]:
    """Press larger until nothing changes, then smaller."""
    before, picture = desk.scene.texts(), desk.scene.shot("zoom-before")
    known = {one.signature for one in desk.scene.items()}
    item = desk.press_function(Function.ZOOM_IN)
    if item is None:
        return [desk.judged(_not_pressed(Function.ZOOM_IN), next(iter(desk.controls[Function.ZOOM_IN]), None))]
    grown = [desk.grown(before=before)]
    if grown[0].typical < GROWN:
        grown += _from_menu(desk, before_keys=known, start=before)
    grown += _further(desk, item, before, grown[-1])
    best = max(grown, key=lambda one: one.factor * (1 + one.grown))
    factors = [one.factor for one in grown]
    state = desk.scene.state()
    figures = (
        ("factor", best.factor), ("share", round(best.grown, 2)), ("steps", float(len({round(one, 2) for one in factors if one >= GROWN}))),
        ("first_step", factors[0]), ("lost", round(best.lost, 2)), ("overflow", state.overflow),
        ("largest", max(one.size for one in grown)),
    )  # fmt: skip
    verdict, detail = _verdict(best)
    trial = Trial(
        Function.ZOOM_IN, verdict, detail, best.factor, figures, before=picture, after=desk.scene.shot("zoom-after")
    )
    return [desk.judged(trial, item), *_smaller(desk, grown[-1], before)]


def enlarge(desk: Desk) -> bool:
    """Press larger until nothing changes; False where it cannot be pressed."""
    before = desk.scene.texts()
    item = desk.press_function(Function.ZOOM_IN)
    if item is None:
        return False
    _further(desk, item, before, desk.grown(before=before))
    return True


def _further(desk: Desk, item: Item, before: Mapping[str, Run], last: Growth) -> list[Growth]:
    found: list[Growth] = []
    idle = 0
    while idle < 2 and len(found) < _MOST_STEPS and desk.press(item):
        now = desk.grown(before=before)
        idle = idle + 1 if now.factor * now.typical <= last.factor * last.typical * 1.004 else 0
        found.append(now)
        last = now
    return found


def _from_menu(desk: Desk, before_keys: set[tuple[str, ...]], start: Mapping[str, Run]) -> list[Growth]:
    choices = [one for one in desk.revealed(before_keys) if _CHOICES.search(one.names["text"] or one.names["title"])]
    found: list[Growth] = []
    for choice in choices[-2:]:
        desk.press(choice)
        found.append(desk.grown(before=start))
    return found


def _verdict(best: Growth) -> tuple[Verdict, str]:
    if best.lost >= _LOST and best.runs >= 5:
        return Verdict.BREAKS_PAGE, "text-lost"
    if not best.runs:
        return Verdict.CANNOT_TELL, "no-text"
    if best.grown >= _WHOLE:
        return Verdict.WORKS, ""
    return (Verdict.PARTIAL, "some-text") if best.grown >= _SOME else (Verdict.NO_EFFECT, "no-change")


def _smaller(desk: Desk, largest: Growth, before: Mapping[str, Run]) -> list[Trial]:
    if Function.ZOOM_OUT not in desk.controls:
        return []
    picture = desk.scene.shot("zoom-out-before")
    item = desk.press_function(Function.ZOOM_OUT)
    if item is None:
        return [desk.judged(_not_pressed(Function.ZOOM_OUT), desk.controls[Function.ZOOM_OUT][0])]
    now = desk.grown(before=before)
    shrunk = now.factor < largest.factor * 0.99 or now.typical < largest.typical * 0.99
    verdict = (Verdict.WORKS, "") if shrunk else (Verdict.NO_EFFECT, "no-change")
    figures = (("from", largest.factor), ("to", now.factor))
    trial = Trial(
        Function.ZOOM_OUT, *verdict, now.factor, figures, before=picture, after=desk.scene.shot("zoom-out-after")
    )
    return [desk.judged(trial, item)]


def _not_pressed(function: Function) -> Trial:
    return Trial(function, Verdict.CANNOT_TELL, "not-pressed")
