"""Exercises what concerns the toolbar itself: reset, exit, staying in view, help, shortcuts."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.browser.aging.compare import growth
from auditor.browser.aging.desk import Desk
from auditor.browser.aging.pixels import Paint, differs
from auditor.browser.aging.scene import Run
from auditor.browser.aging.vocabulary import shortcut_of
from auditor.model.aging import Function, Trial, Verdict

_SAME = 0.03
_CHANGED = 0.3
_HELPFUL = 20
"""Characters of new text that make a help."""


def reset(desk: Desk, plain: Mapping[str, Run], colours: Mapping[str, Paint], shapes: Mapping[str, str]) -> list[Trial]:
    """Press reset after other functions were left on: size, colours and pointer must be back."""
    before = desk.scene.shot("reset-before")
    item = desk.press_function(Function.RESET)
    if item is None:
        return [
            desk.judged(Trial(Function.RESET, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.RESET][0])
        ]
    left = _still(desk, plain, colours, shapes)
    figures = tuple((name, 1.0) for name in left)
    verdict = (Verdict.PARTIAL, f"left-{left[0]}") if left else (Verdict.WORKS, "")
    if len(left) == 3:
        verdict = (Verdict.NO_EFFECT, "no-change")
    trial = Trial(Function.RESET, *verdict, None, figures, before=before, after=desk.scene.shot("reset-after"))
    return [desk.judged(trial, item)]


def _still(desk: Desk, plain: Mapping[str, Run], colours: Mapping[str, Paint], shapes: Mapping[str, str]) -> list[str]:
    """Names of what is not as it was."""
    left: list[str] = []
    sizes = growth(plain, desk.scene.texts(), desk.plain.keys())
    if abs(sizes.factor - 1) > _SAME or sizes.grown > _CHANGED:
        left.append("size")
    now = desk.paints()
    both = [key for key in colours if key in now]
    if both and sum(differs(colours[key], now[key]) for key in both) / len(both) >= _CHANGED:
        left.append("colour")
    if desk.scene.tab.facts("aging_cursors")["kinds"] != shapes:
        left.append("cursor")
    return left


def leave(desk: Desk, plain: Mapping[str, Run], colours: Mapping[str, Paint]) -> list[Trial]:
    """Press exit: the toolbar must be gone and the text as it was before the mode."""
    before = desk.scene.shot("exit-before")
    desk.refresh()
    others = {one.signature for same in desk.controls.values() for one in same}
    item = desk.press_function(Function.EXIT) if Function.EXIT in desk.controls else None
    if item is None:
        same = desk.controls.get(Function.EXIT, [])
        return [desk.judged(Trial(Function.EXIT, Verdict.CANNOT_TELL, "not-pressed"), same[0])] if same else []

    def gone() -> bool:
        now = {one.signature for one in desk.scene.items()}
        return len(others & now) < len(others) * 0.5

    left = [] if desk.scene.until(gone, 2.0) else ["toolbar"]
    sizes = growth(plain, desk.scene.texts(), plain.keys())
    if abs(sizes.factor - 1) > _SAME or sizes.grown > _CHANGED:
        left.append("size")
    now = desk.paints()
    both = [key for key in colours if key in now]
    if both and sum(differs(colours[key], now[key]) for key in both) / len(both) >= _CHANGED:
        left.append("colour")
    verdict = (Verdict.WORKS, "") if not left else (Verdict.PARTIAL, f"left-{left[0]}")
    if left and left[0] == "toolbar":
        verdict = (Verdict.NO_EFFECT, "left-toolbar")
    trial = Trial(Function.EXIT, *verdict, before=before, after=desk.scene.shot("exit-after"))
    return [desk.judged(trial, None if not left else item)]


def pin(desk: Desk) -> list[Trial]:
    """Press pin and scroll: the toolbar must still be in the window."""
    before = desk.scene.shot("pin-before")
    item = desk.press_function(Function.PIN)
    if item is None:
        return [desk.judged(Trial(Function.PIN, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.PIN][0])]
    moved = desk.scene.tab.run("() => { scrollTo(0, 700); return scrollY; }")
    desk.scene.wait(0.3)
    known = {one.signature for same in desk.controls.values() for one in same}
    seen = [one for one in desk.scene.items() if one.signature in known and 0 <= one.box.y < 800]
    after = desk.scene.shot("pin-after")
    desk.scene.tab.run("() => scrollTo(0, 0)")
    if moved < 100:
        verdict = (Verdict.CANNOT_TELL, "short-page")
    else:
        verdict = (Verdict.WORKS, "") if len(seen) >= len(known) / 2 else (Verdict.NO_EFFECT, "scrolls-away")
    return [desk.judged(Trial(Function.PIN, *verdict, before=before, after=after), item)]


def help_(desk: Desk) -> list[Trial]:
    """Press help: text that was not there, or a window, must appear."""
    before, texts, address = desk.scene.shot("help-before"), desk.scene.texts(), desk.scene.tab.url
    desk.listen()
    item = desk.press_function(Function.HELP)
    if item is None:
        return [desk.judged(Trial(Function.HELP, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[Function.HELP][0])]
    heard = desk.listen()
    seen = {key for key, run in texts.items() if run.shown}
    fresh = sum(len(key) for key, run in desk.scene.texts().items() if run.shown and key not in seen)
    opened = bool(heard.windows or heard.dialogs) or desk.scene.tab.url != address
    verdict = (Verdict.WORKS, "") if opened or fresh >= _HELPFUL else (Verdict.NO_EFFECT, "no-change")
    trial = Trial(Function.HELP, *verdict, float(fresh), before=before, after=desk.scene.shot("help-after"))
    return [desk.judged(trial, item, heard)]


def shortcuts(desk: Desk) -> list[Trial]:
    """Send the keys that are announced for larger text: they must do what the click did."""
    for item in desk.controls.get(Function.ZOOM_IN, ()):
        keys = shortcut_of(item.names)
        if keys is None:
            continue
        before = desk.scene.texts()
        desk.scene.tab.move(640, 500)
        for _ in range(2):
            desk.scene.tab.press(keys[1], *keys[0])
            desk.scene.wait(0.3)
        grown = growth(before, desk.scene.texts(), desk.plain.keys())
        verdict = (Verdict.WORKS, "") if grown.typical > 1.02 else (Verdict.NO_EFFECT, "no-change")
        figures = (("factor", grown.typical),)
        return [desk.judged(Trial(Function.SHORTCUTS, *verdict, None, figures), item)]
    return []
