"""Looks whether a phone-sized window offers the entry as well, and whether it does something there."""

from __future__ import annotations

from auditor.browser.aging.entrance import Found, entries, look, press
from auditor.browser.aging.lasting import open_anew
from auditor.browser.aging.scene import LOST, OutOfTime, Scene
from auditor.model.aging import PhoneEntry

SECONDS = 9.0
"""For all of it: what the toolbar does on the desktop matters more."""
_WINDOW = (390, 844)
_LATE = 2.0
_MADE = """() => [...document.querySelectorAll("meta[name=viewport i]")]
  .some((one) => /width\\s*=\\s*device-width/i.test(one.content))"""


def on_phone(scene: Scene, home: str) -> PhoneEntry | None:
    """Open the home page as for the first time in a small window and press its first entry; None when it was not measured."""
    width, height = _WINDOW
    scene.tab.window(width, height)
    try:
        with scene.budget(min(SECONDS, scene.left() / 4)):
            open_anew(scene, home, everything=True)
            # Without it a phone shows the page as a desktop does, only smaller.
            if not scene.tab.run(_MADE):
                return PhoneEntry(made=False)
            scene.until(lambda: bool(entries(scene)), _LATE)
            found = entries(scene)
            return (
                _pressed(scene, found[0]) if found else PhoneEntry(found=False, unreadable=bool(scene.heard().failed))
            )
    except (OutOfTime, *LOST):
        return None


def _pressed(scene: Scene, found: Found) -> PhoneEntry:
    entry = found.entry
    picture = scene.shot("phone")
    pressed = press(scene, found.item, look(scene))
    silent = bool(pressed.heard.failed or pressed.heard.missing) or not pressed.reached
    works = True if pressed.changes else None if silent else False
    return PhoneEntry(node=entry.node, words=entry.words, first_view=entry.first_view, works=works, picture=picture)
