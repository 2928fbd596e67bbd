"""Finds the entries of a page and presses one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditor.browser.aging.compare import growth
from auditor.browser.aging.scene import Heard, Item, Run, Scene, State, as_node
from auditor.browser.aging.vocabulary import beyond_the_page, entry_words, is_elder
from auditor.model.aging import Entry

_MOST = 6
_NEW_CONTROLS = 3
_BESIDE = 250.0
"""Pixels from an entry within which its menu opens."""
_LARGER = 0.3
"""Share of the text that must be larger for a mode without a toolbar."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry and where it is pressed."""

    entry: Entry
    item: Item

    @property
    def elder(self) -> bool:
        """True for an elders' version."""
        return is_elder(f"{self.entry.words} {self.item.names['code']} {self.item.names['files']}")


@dataclass(frozen=True, slots=True)
class Before:
    """A page before an entry was pressed."""

    state: State
    texts: Mapping[str, Run]
    known: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press changed."""

    reached: bool
    changes: tuple[str, ...]
    heard: Heard


def entries(scene: Scene) -> list[Found]:
    """Entries of the page in front of us, the best one of each kind first."""
    items = [(item, found) for item in scene.items() if (found := entry_words(item.names))]
    items.sort(key=lambda pair: (not pair[0].clickable, pair[0].box.width * pair[0].box.height))
    chosen: list[tuple[Item, tuple[str, str]]] = []
    for item, found in items:
        if not any(_same(item, other) for other, _ in chosen):
            chosen.append((item, found))
    made = [_found(scene, item, *found) for item, found in chosen[:_MOST]]
    return sorted((one for one in made if one), key=lambda one: (not one.entry.first_view, one.item.box.y))


def _same(one: Item, other: Item) -> bool:
    x, y = one.box.x + one.box.width / 2, one.box.y + one.box.height / 2
    outer = other.box
    inside = outer.x <= x <= outer.x + outer.width and outer.y <= y <= outer.y + outer.height
    around = one.box.x <= outer.x + outer.width / 2 <= one.box.x + one.box.width
    around = around and one.box.y <= outer.y + outer.height / 2 <= one.box.y + one.box.height
    return inside or around or (bool(one.href) and one.href == other.href)


def _found(scene: Scene, item: Item, by: str, words: str) -> Found | None:
    facts = scene.tab.facts("aging_entry", item.id, frame=item.frame)
    node = as_node(facts["node"]) if facts else None
    if node is None:
        return None
    first = facts["first"] and item.box.y + item.box.height <= 800 and item.box.y >= 0
    where = "frame" if item.frame else "shadow" if item.shadowed else "page"
    entry = Entry(
        node,
        words,
        by,
        where,
        first,
        facts["covered"],
        facts["opacity"] > 0.1,
        facts["keyboard"],
        facts["named"],
        item.href,
    )
    return Found(entry, item)


def shown(texts: Mapping[str, Run]) -> dict[str, Run]:
    """Text that is seen: what lies hidden may belong to the toolbar."""
    return {key: run for key, run in texts.items() if run.shown}


def look(scene: Scene) -> Before:
    """Remember a page as it is."""
    return Before(scene.state(), shown(scene.texts()), frozenset(one.signature for one in scene.items()))


def press(scene: Scene, item: Item, before: Before) -> Pressed:
    """Press an entry and wait for what it changes, at most five seconds."""
    earlier = scene.heard().windows
    if not scene.press(item):
        return Pressed(False, (), scene.heard())
    changed: list[tuple[str, ...]] = [()]

    def happened() -> bool:
        changed[0] = _changes(scene, before, item)
        return bool(changed[0])

    if scene.until(happened):
        scene.wait(0.8)
        scene.until(lambda: scene.tab.run("() => document.readyState === 'complete'"), 4.0)
        scene.pierce()
        happened()
    heard = scene.heard()
    if heard.dialogs and not changed[0]:
        changed[0] = ("dialog",)
    # Windows that the page opens by itself, over and over, are not what the press led to.
    opened = [
        url for url in heard.windows if url.startswith("http") and url not in earlier and not beyond_the_page(url)
    ]
    if opened and not {"url", "controls", "text"} & set(changed[0]):
        scene.open(opened[0])
        changed[0] = ("url",)
        heard = scene.heard()
    return Pressed(True, changed[0], heard)


def _changes(scene: Scene, before: Before, entry: Item) -> tuple[str, ...]:
    now, was = scene.state(), before.state
    found: list[str] = []
    if now.url.split("#")[0] != was.url.split("#")[0]:
        found.append("url")
    if (now.local, now.session) != (was.local, was.session) or {
        name: value for name, (value, _) in now.cookies.items()
    } != {name: value for name, (value, _) in was.cookies.items()}:
        found.append("storage")
    if now.marks != was.marks:
        found.append("marks")
    if now.elements > was.elements:
        scene.pierce()
    fresh = [one for one in scene.items() if one.signature not in before.known]
    if len(fresh) >= _NEW_CONTROLS:
        found.append("controls")
    elif any(_near(one, entry) for one in fresh):
        found.append("menu")
    if growth(before.texts, scene.texts()).grown >= _LARGER:
        found.append("text")
    return tuple(found)


def _near(one: Item, entry: Item) -> bool:
    """True for what appears beside an entry, such as a menu of it; slides that change by themselves are elsewhere."""
    across = one.box.x + one.box.width / 2 - entry.box.x - entry.box.width / 2
    down = one.box.y + one.box.height / 2 - entry.box.y - entry.box.height / 2
    return abs(across) < _BESIDE and abs(down) < _BESIDE
