"""A mode that is on: the page, its toolbar's controls, and what all exercises of them share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from auditor.browser.aging.compare import Growth, growth
from auditor.browser.aging.pixels import Paint, paints
from auditor.browser.aging.scene import SETTLE, Heard, Item, Run, Scene
from auditor.browser.aging.vocabulary import function_of
from auditor.model.aging import Function, Trial, Verdict

_MOST_PAINTS = 24
_WINDOW = (1280, 800)


@dataclass(slots=True)
class Desk:
    """One mode at work. ``known`` are the signatures of what was there without it."""

    scene: Scene
    known: Collection[tuple[str, ...]]
    plain: Mapping[str, Run]
    """Text of the page before its mode was switched on."""
    controls: dict[Function, list[Item]] = field(default_factory=dict)
    others: list[Item] = field(default_factory=list)
    reopen: Callable[[], bool] = lambda: False
    """Starts anew with nothing remembered and the mode on."""
    failed: set[str] = field(default_factory=set)
    told: list[Heard] = field(default_factory=list)
    """Everything heard since a function began to be exercised."""

    def refresh(self) -> None:
        """Look at what controls there are now."""
        self.controls, self.others = sorted_controls(
            [one for one in self.scene.items() if one.signature not in self.known]
        )

    def press(self, item: Item, wait: float = SETTLE) -> bool:
        """Press a control, found again when the toolbar was drawn anew meanwhile."""
        pressed = self.scene.press(item)
        if not pressed:
            same = next((one for one in self.scene.items() if one.signature == item.signature), None)
            pressed = same is not None and self.scene.press(same)
        self.scene.wait(wait)
        return pressed

    def press_function(self, function: Function) -> Item | None:
        """Press the control of a function; None when there is none that can be pressed."""
        for item in self.controls.get(function, ())[:3]:
            if self.press(item):
                return item
        return None

    def revealed(self, before: Collection[tuple[str, ...]]) -> list[Item]:
        """What can be pressed now and could not before: a menu that a control opened."""
        return [
            one
            for one in self.scene.items()
            if one.signature not in before and one.signature not in self.known and one.clickable
        ]

    def grown(self, after: Mapping[str, Run] | None = None, before: Mapping[str, Run] | None = None) -> Growth:
        """Compare the page's own text with how it was."""
        return growth(before or self.plain, after or self.scene.texts(), self.plain.keys())

    def paints(self) -> dict[str, Paint]:
        """Colours of text of the page that is in the window."""
        runs = [one for key, one in self.scene.texts().items() if key in self.plain and one.shown and _in_window(one)]
        step = max(1, len(runs) // _MOST_PAINTS)
        runs = runs[::step][:_MOST_PAINTS]
        tab = self.scene.tab
        plain = tab.screenshot()
        tab.facts("aging_veil", True)
        veiled = tab.screenshot()
        tab.facts("aging_veil", False)
        found = paints(plain, veiled, [one.box for one in runs])
        return {run.key: paint for run, paint in zip(runs, found, strict=True) if paint}

    def listen(self) -> Heard:
        """What was heard since the last time; files count as failed once."""
        heard = self.scene.heard()
        fresh = [one for one in heard.failed if one not in self.failed]
        self.failed.update(fresh)
        heard.failed = fresh
        self.told.append(heard)
        return heard

    def judged(self, trial: Trial, item: Item | None, heard: Heard | None = None) -> Trial:
        """Complete a trial: its control, errors of scripts, and doubt where files of it could not be loaded."""
        heard = heard or self.listen()
        if item is not None:
            found = function_of(item.names)
            trial = replace(trial, label=found[1] if found else "", control=self.scene.node(item))
        if heard.failed and trial.verdict is Verdict.NO_EFFECT:
            trial = replace(trial, verdict=Verdict.CANNOT_TELL, detail="not-loaded")
        return replace(trial, errors=tuple(heard.errors[:5]))


def sorted_controls(items: list[Item]) -> tuple[dict[Function, list[Item]], list[Item]]:
    """Match controls to functions by their names; returns those matched and those that are named otherwise."""
    controls: dict[Function, list[Item]] = {}
    others: list[Item] = []
    for item in sorted(items, key=lambda one: (not one.clickable, one.box.width * one.box.height)):
        found = function_of(item.names)
        if found is None:
            others += [item] if item.clickable else []
            continue
        same = controls.setdefault(found[0], [])
        if not any(_overlap(one, item) for one in same):
            same.append(item)
    for same in controls.values():
        same.sort(key=lambda one: (not one.clickable, one.box.y, one.box.x))
    return controls, others


def _overlap(one: Item, other: Item) -> bool:
    x, y = one.box.x + one.box.width / 2, one.box.y + one.box.height / 2
    box = other.box
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def _in_window(run: Run) -> bool:
    box = run.box
    return box.x >= 0 and box.y >= 0 and box.x + 4 < _WINDOW[0] and box.y + box.height < _WINDOW[1]
