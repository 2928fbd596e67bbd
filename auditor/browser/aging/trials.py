"""Exercises every function of one toolbar, in an order in which each leaves the page fit for the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from auditor.browser.aging.desk import Desk
from auditor.browser.aging.exercise import bar, follow, looks, sizes
from auditor.browser.aging.leading import departure, fresh_words
from auditor.browser.aging.scene import LOST, Item
from auditor.model.aging import Function, Trial, Verdict

_Exercise = Callable[[Desk], list[Trial]]
_LEFT_ON: tuple[tuple[Function, _Exercise], ...] = (
    (Function.ZOOM_IN, sizes.zoom),
    (Function.SCHEME, looks.scheme),
    (Function.CURSOR, looks.cursor),
)
"""Stay on until reset is pressed."""
_SWITCHED_BACK: tuple[tuple[Function, _Exercise], ...] = (
    (Function.GUIDE_LINE, follow.guide_line),
    (Function.CAPTION, follow.caption),
    (Function.READ_ALOUD, follow.read_aloud),
    (Function.PIN, bar.pin),
)
_STARTED_ANEW: tuple[tuple[Function, _Exercise], ...] = (
    (Function.PLAIN_TEXT, looks.plain_text),
    (Function.HELP, bar.help_),
)
_OF_THE_PAGE = frozenset({Function.ZOOM_IN, Function.CAPTION})
"""Must not depend on the browser or on anything to be installed (网站规范 1.2.3)."""


def exercise(desk: Desk, found: list[Trial]) -> None:
    """Exercise what the toolbar offers, adding to ``found``. Raises OutOfTime."""
    plain, colours = desk.scene.texts(), desk.paints()
    shapes = desk.scene.tab.facts("aging_cursors")["kinds"]
    left_on = 0
    for function, how in _LEFT_ON:
        for trial in _one(desk, function, how):
            found.append(trial)
            left_on += trial.verdict in (Verdict.WORKS, Verdict.PARTIAL)
    if left_on:
        found += _one(desk, Function.RESET, lambda at: bar.reset(at, plain, colours, shapes))
        if found[-1].function is not Function.RESET or found[-1].verdict is not Verdict.WORKS:
            desk.reopen()
    for function, how in _SWITCHED_BACK:
        found += _one(desk, function, how)
    if Function.ZOOM_IN in desk.controls:
        found += _guarded(desk, Function.SHORTCUTS, bar.shortcuts)
        desk.reopen()
    for function, how in _STARTED_ANEW:
        if function in desk.controls:
            found += _one(desk, function, how)
            desk.reopen()


def leave(desk: Desk, found: list[Trial]) -> None:
    """Exercise exit, with larger text on where that works: it must go too."""
    if Function.EXIT not in desk.controls:
        return
    desk.reopen()
    colours = {key: paint for key, paint in desk.paints().items() if not _coloured(found)}
    if any(one.function is Function.ZOOM_IN and one.verdict is Verdict.WORKS for one in found):
        desk.press_function(Function.ZOOM_IN)
    found += _one(desk, Function.EXIT, lambda at: bar.leave(at, desk.plain, colours))


def _coloured(found: list[Trial]) -> bool:
    return not any(one.function is Function.SCHEME for one in found)


def _one(desk: Desk, function: Function, how: _Exercise) -> Iterator[Trial]:
    if function in desk.controls:
        yield from _guarded(desk, function, how)


def _guarded(desk: Desk, function: Function, how: _Exercise) -> list[Trial]:
    """A function that takes the page away must not take the others along."""
    address = desk.scene.tab.url
    desk.listen()
    desk.told.clear()
    control = desk.controls.get(function, [])[:1]
    known = desk.scene.texts().keys() if function in _OF_THE_PAGE else ()
    try:
        found = how(desk)
    except LOST:
        led = departure(control, desk.told) if function in _OF_THE_PAGE else None
        desk.reopen()
        return [Trial(function, Verdict.CANNOT_TELL, "page-lost", led=led)]
    if function in _OF_THE_PAGE:
        found = [_led(desk, one, control, known) if one.function is function else one for one in found]
    try:
        away = desk.scene.tab.url.split("#")[0] != address.split("#")[0]
    except LOST:
        away = True
    if away:
        desk.reopen()
    return found


def _led(desk: Desk, trial: Trial, control: list[Item], known: Collection[str]) -> Trial:
    """Where a control leads that had no effect in the page."""
    if trial.verdict in (Verdict.WORKS, Verdict.PARTIAL):
        return trial
    try:
        fresh = fresh_words(desk.scene.texts(), known)
    except LOST:
        fresh = []
    return replace(trial, led=departure(control, desk.told, fresh))
