"""The page in front of us while its retrofit is used: what can be pressed, how text is drawn, what was heard."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from selenium.common.exceptions import WebDriverException

from auditor.browser.aging.vocabulary import is_apart
from auditor.browser.personal import kept_picture
from auditor.browser.tab import WORLD, ScriptError, Tab, script
from auditor.browser.trouble import BrowserTrouble
from auditor.model.node import Box, Node

LOST = (ScriptError, BrowserTrouble, WebDriverException)
"""What talking to a page can end in when it navigates or dies meanwhile."""
SETTLE = 0.45
"""Seconds that a control is given for its effect."""
_PATIENCE = 5.0
"""Seconds that an entry is given."""
_MOST_TEXTS = 400


class OutOfTime(Exception):
    """The budget of the site is used up."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something visible that can be pressed or carries a name. Its box is in the window."""

    id: int
    frame: str
    names: Mapping[str, str]
    clickable: bool
    shadowed: bool
    href: str
    box: Box
    origin: tuple[float, float] = (0.0, 0.0)

    @property
    def signature(self) -> tuple[str, ...]:
        """What it is recognised by in another state of the page."""
        return tuple(self.names[name] for name in ("text", "title", "alt", "label", "code"))


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text as it is drawn."""

    key: str
    shown: bool
    clipped: bool
    width: float
    size: float
    box: Box
    color: str
    length: int = 1
    """Characters of the whole of it."""


@dataclass(frozen=True, slots=True)
class State:
    """What a site may remember a mode by, and the outline of the page."""

    url: str
    local: Mapping[str, str]
    session: Mapping[str, str]
    cookies: Mapping[str, tuple[str, float]]
    """Value and expiry; -1 for the end of the session."""
    marks: str
    elements: int
    overflow: float
    scripts: tuple[str, ...]
    ids: tuple[str, ...]


@dataclass(slots=True)
class Heard:
    """What the page tried to do that we spy on."""

    speech: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    windows: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Script and other files that the site itself says it does not have."""
    going: list[str] = field(default_factory=list)
    """Addresses that the page was sent to, also those that are no page."""
    downloads: list[str] = field(default_factory=list)
    """Addresses that were to be saved as files."""


class Scene:
    """Asks and acts in one tab until a deadline; every method raises OutOfTime after it, ``LOST`` when the page is gone."""

    def __init__(self, tab: Tab, seconds: float, shots: Callable[[str, bytes], str]) -> None:
        self.tab = tab
        self._end = time.monotonic() + seconds
        self._shots = shots
        self._boots = [tab.boot(script("aging_spies")), tab.boot(script("aging_boot"), world=WORLD)]

    def close(self) -> None:
        """Take the boot scripts back."""
        for identifier in self._boots:
            self.tab.unboot(identifier)

    def left(self) -> float:
        """Seconds until the deadline."""
        return self._end - time.monotonic()

    @contextmanager
    def budget(self, seconds: float) -> Iterator[None]:
        """A nearer deadline for a part of the work."""
        end = self._end
        self._end = min(end, time.monotonic() + seconds)
        try:
            yield
        finally:
            self._end = end

    def wait(self, seconds: float) -> None:
        """Let the page work for a while."""
        if self.left() < seconds:
            raise OutOfTime
        time.sleep(seconds)

    def open(self, url: str) -> int:
        """Load a page; returns its HTTP status."""
        self.wait(0)
        opened = self.tab.open(url)
        self.pierce()
        return opened.status

    def pierce(self) -> None:
        """Hand shadow trees that are closed to scripts over to our world."""
        self.wait(0)
        found: list[tuple[int, int]] = []
        _closed_roots(self.tab.cdp("DOM.getDocument", depth=-1, pierce=True)["root"], found)
        self.tab.cdp("DOM.disable")
        if not found:
            return
        context = self.tab.cdp(
            "Page.createIsolatedWorld", frameId=self._top(), worldName=WORLD, grantUniveralAccess=False
        )["executionContextId"]
        for host, root in found[:200]:
            pair = [
                self.tab.cdp("DOM.resolveNode", backendNodeId=node, executionContextId=context)["object"]["objectId"]
                for node in (host, root)
            ]
            self.tab.cdp(
                "Runtime.callFunctionOn", objectId=pair[0], arguments=[{"objectId": pair[1]}],
                functionDeclaration="function (root) { globalThis.xunwangAging?.closed.set(this, root); }",
            )  # fmt: skip

    def _top(self) -> str:
        return str(self.tab.cdp("Page.getFrameTree")["frameTree"]["frame"]["id"])

    def items(self) -> list[Item]:
        """Everything visible in the page and its frames that could be pressed or carries a name."""
        self.wait(0)
        found = [_item(one, "", (0.0, 0.0)) for one in self.tab.facts("aging_items")]
        for frame, _ in self.tab.frames()[:10]:
            try:
                origin = self._origin(frame)
                found += [_item(one, frame, origin) for one in self.tab.facts("aging_items", frame=frame)]
            except LOST:
                continue  # A frame that went away meanwhile, or one that is not drawn.
        return found

    def _origin(self, frame: str) -> tuple[float, float]:
        owner = self.tab.cdp("DOM.getFrameOwner", frameId=frame)["backendNodeId"]
        quad = self.tab.cdp("DOM.getBoxModel", backendNodeId=owner)["model"]["content"]
        return float(quad[0]), float(quad[1])

    def press(self, item: Item) -> bool:
        """A real click on an item, or a real Enter where it is covered; False when neither reached it."""
        self.wait(0)
        spot = self.tab.facts("aging_reach", item.id, frame=item.frame)
        if spot is None:
            return False
        if not spot["covered"]:
            origin = self._origin(item.frame) if item.frame else (0.0, 0.0)
            self.tab.click(spot["x"] + origin[0], spot["y"] + origin[1])
            return True
        if not self.tab.facts("aging_focus", item.id, frame=item.frame):
            return False
        self.tab.press("Enter")
        return True

    def node(self, item: Item) -> Node | None:
        """An item as evidence."""
        return as_node(self.tab.facts("aging_node", item.id, frame=item.frame))

    def texts(self) -> dict[str, Run]:
        """Runs of text by their keys."""
        self.wait(0)
        return {one["key"]: _run(one) for one in self.tab.facts("aging_text", _MOST_TEXTS)}

    def state(self) -> State:
        """What the site remembers now."""
        self.wait(0)
        found = self.tab.facts("aging_state")
        kept = self.tab.cdp("Network.getCookies")["cookies"]
        return State(
            found["url"], found["local"], found["session"],
            {one["name"]: (one["value"], float(one.get("expires", -1))) for one in kept},
            found["marks"], found["elements"], found["overflow"], tuple(found["scripts"]), tuple(found["markup"]),
        )  # fmt: skip

    def heard(self) -> Heard:
        """What was heard since the last time, in the page and its frames."""
        told = Heard()
        kinds = {
            "speech": told.speech, "media": told.media, "audio": told.media, "window": told.windows,
            "dialog": told.dialogs, "error": told.errors, "failed": told.failed, "going": told.going, "download": told.downloads,
        }  # fmt: skip
        for frame in ("", *(frame for frame, _ in self.tab.frames()[:10])):
            try:
                found = self.tab.facts("aging_heard", frame=frame)
            except LOST:
                continue
            for kind, text in found["heard"]:
                kinds.get(kind, told.errors).append(text)
            for url, status in found["failed"]:
                if not is_apart(url):
                    (told.missing if self._is_missing(url, status) else told.failed).append(url)
        return told

    def _is_missing(self, url: str, status: int) -> bool:
        """True for a file that the site itself says it does not have: nobody else could have loaded it either."""
        return status in (404, 410) and urlsplit(url).netloc == urlsplit(self.tab.url).netloc

    def shot(self, name: str) -> str:
        """A picture of the window; returns its file name."""
        self.wait(0)
        return self._shots(name, kept_picture(self.tab))

    def until(self, happened: Callable[[], bool], seconds: float = _PATIENCE) -> bool:
        """Wait until something happened, at most for some seconds."""
        end = time.monotonic() + seconds
        while True:
            try:
                if happened():
                    return True
            except LOST:
                pass  # The document is being replaced.
            if time.monotonic() > end:
                return False
            self.wait(0.2)


def _closed_roots(tree: Any, found: list[tuple[int, int]]) -> None:
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for root in node.get("shadowRoots", ()):
            if root.get("shadowRootType") == "closed":
                found.append((node["backendNodeId"], root["backendNodeId"]))
            waiting.append(root)
        waiting += node.get("children", ())


def _run(one: Mapping[str, Any]) -> Run:
    box = Box(*one["box"])
    return Run(one["key"], one["shown"], one["clipped"], one["width"], one["size"], box, one["color"], one["length"])


def _item(one: Mapping[str, Any], frame: str, origin: tuple[float, float]) -> Item:
    names = {name: one[name] for name in ("text", "title", "alt", "label", "code", "files")}
    x, y, width, height = one["box"]
    box = Box(x + origin[0], y + origin[1], width, height)
    return Item(one["id"], frame, names, one["clickable"], one["shadowed"], one["href"], box, origin)


def as_node(found: Mapping[str, Any] | None) -> Node | None:
    """A node as our scripts tell it."""
    if found is None:
        return None
    box = Box(**found["box"]) if found["box"] else None
    return Node(**{**found, "box": box})
