"""Reads what a page says, in all its frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec

from auditor.browser.tab import WORLD, DocumentGone, ScriptError, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.semantics import Semantics

_FRAMES = 12
"""Frames that are read at most besides the page."""
_SINGLE = ("title", "text", "passages", "manifest", "bypass", "full")
_LISTS = tuple(one.name for one in fields(Semantics) if one.name not in _SINGLE)
_ERROR = 400
_FILMS = 3
"""Films whose sound is listened to."""
_FORM = 2
"""Fields of which one can be told from another by its colour."""
_OWNER = """function () {
  const box = xunwang.box(this);
  return { selector: xunwang.selector(this), x: box.x + this.clientLeft, y: box.y + this.clientTop };
}"""
_INTO = " >>> "
_SCROLLED = "() => [scrollX, scrollY]"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a frame stands in the page."""

    identity: str
    prefix: str
    x: float
    y: float


def read_semantics(tab: Tab) -> Semantics:
    """What the page of the tab says; raises ScriptError when the page itself cannot be read."""
    said = msgspec.convert(_read(tab, True), Semantics)
    tree = tab.cdp("Page.getFrameTree")["frameTree"]
    known = {tree["frame"]["id"]: _Frame(tree["frame"]["id"], "", 0, 0)}
    frames = list(_family(tree))
    for identity, parent in frames[:_FRAMES]:
        try:
            frame = known[identity] = _place(tab, identity, known[parent])
            inner = _moved(_read(tab, False, identity), frame)
            inner["frames"] = _shown(inner, frame)
        except (KeyError, ScriptError, BrowserTrouble):
            # Frames come and go, and some stand in another process; what was not read is said.
            said = replace(said, full=True)
            continue
        said = _joined(said, msgspec.convert(inner, Semantics))
    return replace(said, full=said.full or len(frames) > _FRAMES)


def _silent(tab: Tab, media: list[dict[str, Any]]) -> None:
    """Note which films have a track of sound with nothing on it."""
    for film in [one for one in media if one["sound"]][:_FILMS]:
        if tab.facts("silence", film["node"]["selector"]):
            film["sound"] = False


def _read(tab: Tab, top: bool, frame: str = "") -> dict[str, Any]:
    found: dict[str, Any] = tab.facts("sem_page", top, frame=frame)
    if sum(one["kind"] == "field" for one in found["named"]) >= _FORM:
        try:
            found["coloured"] = tab.facts("sem_colours", frame=frame)
        except DocumentGone:
            raise
        except ScriptError:
            found["full"] = True
    if top:
        _silent(tab, found["media"])
    return found


def _family(tree: Any) -> Iterator[tuple[str, str]]:
    """Id of every frame below the top one and of the frame around it, outermost first."""
    for child in tree.get("childFrames", ()):
        yield child["frame"]["id"], tree["frame"]["id"]
        yield from _family(child)


def _place(tab: Tab, identity: str, around: _Frame) -> _Frame:
    """Ask the document around a frame, which the frame itself may not look into, where the frame stands."""
    world = tab.cdp("Page.createIsolatedWorld", frameId=around.identity, worldName=WORLD)["executionContextId"]
    owner = tab.cdp("DOM.getFrameOwner", frameId=identity)["backendNodeId"]
    element = tab.cdp("DOM.resolveNode", backendNodeId=owner, executionContextId=world)["object"]["objectId"]
    answer = tab.cdp("Runtime.callFunctionOn", functionDeclaration=_OWNER, objectId=element, returnByValue=True)
    at = answer["result"].get("value")
    if not at:
        raise ScriptError("the frame's element is gone")
    x, y = tab.run(_SCROLLED, frame=identity)
    return _Frame(identity, f"{around.prefix}{at['selector']}{_INTO}", around.x + at["x"] - x, around.y + at["y"] - y)


def _moved(value: Any, frame: _Frame) -> Any:
    """Facts of a frame with every node as it stands in the page."""
    if isinstance(value, list):
        return [_moved(one, frame) for one in value]
    if not isinstance(value, Mapping):
        return value
    if "selector" not in value or "place" not in value:
        return {name: _moved(one, frame) for name, one in value.items()}
    box = value.get("box")
    placed = box and {**box, "x": box["x"] + frame.x, "y": box["y"] + frame.y}
    return {
        **value, "selector": frame.prefix + value["selector"], "place": f"frame>{value['place']}", "box": placed,
    }  # fmt: skip


def _shown(inner: Mapping[str, Any], frame: _Frame) -> list[dict[str, str]]:
    """What the frame shows, under the selector of its element; nothing where it shows an error."""
    if inner["status"] >= _ERROR or not inner["text"]:
        return []
    return [{"selector": frame.prefix.removesuffix(_INTO), "title": inner["title"], "text": inner["text"]}]


def _joined(page: Semantics, frame: Semantics) -> Semantics:
    joined = {name: getattr(page, name) + getattr(frame, name) for name in _LISTS}
    return replace(page, passages=page.passages + frame.passages, full=page.full or frame.full, **joined)
