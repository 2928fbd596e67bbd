"""Printable keys pressed while no field has the focus, and what they do to the page."""

from __future__ import annotations

from auditor.browser.conduct.budget import Budget
from auditor.browser.tab import ScriptError, Tab
from auditor.model.conduct import Shortcut

_PUNCTUATION = {
    "+": ("Equal", 187), "-": ("Minus", 189), "=": ("Equal", 187), "/": ("Slash", 191), "?": ("Slash", 191),
    ".": ("Period", 190), ",": ("Comma", 188), ";": ("Semicolon", 186), "[": ("BracketLeft", 219),
    "]": ("BracketRight", 221), "*": ("Digit8", 56), "!": ("Digit1", 49), "#": ("Digit3", 51), "<": ("Comma", 188),
    ">": ("Period", 190), "@": ("Digit2", 50), "$": ("Digit4", 52), "%": ("Digit5", 53),
}  # fmt: skip
"""Where these are on a keyboard: code and number."""
_TYPED = [*_PUNCTUATION, *"abcdefghijklmnopqrstuvwxyz0123456789"]


def shortcuts(tab: Tab, budget: Budget) -> tuple[Shortcut, ...]:
    """Press every printable key twice over: only what acts both times is the key's doing, not the page's own."""
    found = _round(tab, _TYPED, budget)
    if not found:
        return ()
    again = dict(_round(tab, list(dict(found)), budget))
    return tuple(Shortcut(key, effect) for key, effect in found if key in again)


def _round(tab: Tab, keys: list[str], budget: Budget) -> list[tuple[str, str]]:
    tab.facts("con_keys", True)
    at = tab.url
    for key in keys:
        if not budget.left("conduct-keys"):
            break
        _press(tab, key)
    try:
        noted = tab.facts("con_keys", False)
        if noted or tab.url == at:
            return [(str(key), str(effect)) for key, effect in noted]
    except ScriptError:
        pass
    return []


def _press(tab: Tab, key: str) -> None:
    if key not in _PUNCTUATION:
        tab.press(key)
        return
    code, number = _PUNCTUATION[key]
    words = {"key": key, "code": code, "windowsVirtualKeyCode": number}
    tab.cdp("Input.dispatchKeyEvent", type="keyDown", text=key, **words)
    tab.cdp("Input.dispatchKeyEvent", type="keyUp", **words)
