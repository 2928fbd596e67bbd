"""Follows a mode to an inner page, a reload, a new tab and the next day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.browser.aging.compare import GROWN, growth
from auditor.browser.aging.desk import sorted_controls
from auditor.browser.aging.scene import LOST, Item, Run, Scene, State
from auditor.browser.tab import WORLD
from auditor.model.aging import Kept, Persistence

_SAME = 0.1
_PATIENCE = 2.5
_FORGET_TAB = "try { sessionStorage.clear(); } catch { /* none here */ }"
_FORGET_ALL = "try { sessionStorage.clear(); localStorage.clear(); } catch { /* none here */ }"


@dataclass(frozen=True, slots=True)
class On:
    """A mode that is on: what it is recognised by."""

    controls: Sequence[Item]
    factor: float
    """By how much text is larger."""
    home: str
    plain: Mapping[str, Run]
    """Text of the home page without the mode."""


def open_anew(scene: Scene, url: str, everything: bool = False) -> int:
    """Load a page as in a new tab, or as somebody who has never been here; returns its HTTP status."""
    if everything:
        scene.tab.cdp("Network.clearBrowserCookies")
    boot = scene.tab.boot(_FORGET_ALL if everything else _FORGET_TAB, world=WORLD)
    try:
        return scene.open(url)
    finally:
        scene.tab.unboot(boot)


def follow(scene: Scene, on: On, inner: str, inner_plain: Mapping[str, Run], stored: tuple[str, ...]) -> Persistence:
    """Open the inner page with the mode on, the home page again, then as in a new tab and the next day."""
    found = {"inner": Kept.UNKNOWN, "reload": Kept.UNKNOWN, "new_tab": Kept.UNKNOWN, "next_day": Kept.UNKNOWN}
    try:
        if inner:
            scene.open(inner)
            found["inner"] = _kept(scene, on, inner_plain)
        scene.open(on.home)
        found["reload"] = _kept(scene, on, on.plain)
        open_anew(scene, on.home)
        found["new_tab"] = _kept(scene, on, on.plain)
        found["next_day"] = _next_day(scene, on) if found["new_tab"] is not Kept.LOST else Kept.LOST
    except LOST:
        pass  # What was not reached stays unknown.
    return Persistence(**found, inner_url=inner, stored=stored)


def _next_day(scene: Scene, on: On) -> Kept:
    """Without what browsers forget when they are closed."""
    for cookie in scene.tab.cdp("Network.getCookies")["cookies"]:
        if cookie.get("session", cookie.get("expires", -1) == -1):
            scene.tab.cdp("Network.deleteCookies", name=cookie["name"], domain=cookie["domain"], path=cookie["path"])
    open_anew(scene, on.home)
    return _kept(scene, on, on.plain)


def _kept(scene: Scene, on: On, plain: Mapping[str, Run]) -> Kept:
    seen = [Kept.UNKNOWN]

    def there() -> bool:
        seen[0] = _look(scene, on, plain)
        return seen[0] is Kept.KEPT

    scene.until(there, _PATIENCE)
    return seen[0]


def _look(scene: Scene, on: On, plain: Mapping[str, Run]) -> Kept:
    parts: list[bool] = []
    if on.controls:
        items = scene.items()
        now = {one.signature for one in items}
        functions = set(sorted_controls(items)[0])
        wanted = set(sorted_controls(list(on.controls))[0])
        same = sum(one.signature in now for one in on.controls) >= len(on.controls) * 0.5
        parts.append(same or (len(wanted) >= 4 and len(wanted & functions) >= len(wanted) * 0.7))
    if on.factor >= GROWN:
        grown = growth(plain, scene.texts())
        if not grown.runs:
            return Kept.UNKNOWN
        parts.append(abs(grown.typical - on.factor) <= on.factor * _SAME and grown.grown >= 0.5)
    if not parts:
        return Kept.UNKNOWN
    return Kept.KEPT if all(parts) else Kept.PARTLY if any(parts) else Kept.LOST


def stored(before: State, after: State) -> tuple[str, ...]:
    """Kinds and names of what a mode stored."""
    cookies = [
        f"cookie:{name}" for name, (value, _) in after.cookies.items() if before.cookies.get(name, ("",))[0] != value
    ]
    local = [f"local:{name}" for name, value in after.local.items() if before.local.get(name) != value]
    session = [f"session:{name}" for name, value in after.session.items() if before.session.get(name) != value]
    return (*cookies, *local, *session)[:20]
