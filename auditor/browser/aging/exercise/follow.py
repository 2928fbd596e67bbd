"""Exercises what follows the pointer: guide lines, captions, reading aloud."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import unquote

from auditor.browser.aging.desk import Desk
from auditor.browser.aging.scene import Item, as_node
from auditor.model.aging import Function, NonText, Trial, Verdict

_POINTS = ((400, 330), (760, 470), (560, 640))
_NEAR = 15.0
"""Pixels by which a guide line may be beside the pointer (a known toolbar keeps 10 away)."""
_LIKE = 0.75
_UNSAID = re.compile(r"\W+")
_FILE = re.compile(r"\.(png|jpe?g|gif|svg|webp|bmp|ico)\b", re.I)
_OF_EACH_KIND = 2
_MOST_SILENT = 3
"""Silent ones after which no further ones are asked: each takes its time."""
_ENOUGH = 25.0
"""Seconds that must be left for pointing at pictures and buttons as well."""


def guide_line(desk: Desk) -> list[Trial]:
    """Press for guide lines, move the pointer, and see whether lines come along and let clicks through."""
    before = desk.scene.shot("guide-before")
    item = desk.press_function(Function.GUIDE_LINE)
    if item is None:
        return [_not_pressed(desk, Function.GUIDE_LINE)]
    seen = [_lines(desk, x, y) for x, y in _POINTS]
    after = desk.scene.shot("guide-after")
    there = set.intersection(*(set(one) for one in seen))
    following = [one for one in there if all(abs(lines[one]["away"]) <= _NEAR for lines in seen)]
    swallows = any(lines[one]["swallows"] for lines in seen for one in following)
    figures = (("lines", float(len(following))), ("standing", float(len(there) - len(following))))
    if swallows:
        verdict = (Verdict.PARTIAL, "swallows-clicks")
    elif following:
        verdict = (Verdict.WORKS, "")
    else:
        verdict = (Verdict.NO_EFFECT, "no-line")
    trial = desk.judged(
        Trial(Function.GUIDE_LINE, *verdict, float(len(following)), figures, before=before, after=after), item
    )
    desk.press(item)
    return [trial]


def _lines(desk: Desk, x: int, y: int) -> dict[int, Any]:
    desk.scene.tab.move(x - 3, y - 3)
    desk.scene.tab.move(x, y)
    desk.scene.wait(0.25)
    return {one["id"]: one for one in desk.scene.tab.facts("aging_lines", x, y)["lines"]}


def caption(desk: Desk) -> list[Trial]:
    """Press for the caption screen and hover over text."""
    before = desk.scene.shot("caption-before")
    known = desk.scene.tab.facts("aging_caption", "", [])["ids"]
    item = desk.press_function(Function.CAPTION)
    if item is None:
        return [_not_pressed(desk, Function.CAPTION)]
    strips = [(target, _strip(desk, target, known)) for target in desk.scene.tab.facts("aging_hover", 3)]
    after = desk.scene.shot("caption-after")
    right = [(target, strip) for target, strip in strips if strip and strip["matches"]]
    said = tuple((target["text"], strip["text"] if strip else "") for target, strip in strips)
    size = min((strip["size"] for _, strip in right), default=None)
    if not strips:
        verdict = (Verdict.CANNOT_TELL, "no-text")
    elif not right:
        verdict = (
            (Verdict.PARTIAL, "other-text") if any(strip for _, strip in strips) else (Verdict.NO_EFFECT, "no-strip")
        )
    elif len(right) < len(strips):
        verdict = (Verdict.PARTIAL, "some-text")
    elif any(strip["size"] <= target["size"] for target, strip in right):
        verdict = (Verdict.PARTIAL, "not-larger")
    else:
        verdict = (Verdict.WORKS, "")
    trial = desk.judged(Trial(Function.CAPTION, *verdict, size, before=before, after=after, said=said), item)
    desk.press(item)
    return [trial]


def _strip(desk: Desk, target: dict[str, Any], known: list[int]) -> Any:
    found: list[Any] = [None]

    def shown() -> bool:
        found[0] = desk.scene.tab.facts("aging_caption", target["text"], known)["best"] or found[0]
        return bool(found[0] and found[0]["matches"])

    _hover(desk, target)
    desk.scene.until(shown, 1.5)
    return found[0]


def _hover(desk: Desk, target: dict[str, Any]) -> None:
    desk.scene.tab.move(5, 795)
    desk.scene.tab.move(target["x"] - 2, target["y"])
    desk.scene.tab.move(target["x"], target["y"])


def read_aloud(desk: Desk) -> list[Trial]:
    """Listen while hovering over text before, while and after the function is on.

    Toolbars may begin with the voice on: whichever of the states speaks is on, and another one must be silent.
    """
    desk.listen()
    targets = desk.scene.tab.facts("aging_hover", 3)
    if not targets:
        return [Trial(Function.READ_ALOUD, Verdict.CANNOT_TELL, "no-text")]
    before = desk.scene.shot("read-before")
    heard = [_said(desk, targets[:1])]
    item: Item | None = None
    # One control may switch the voice on, another choose what is read; the second press of one is to switch it off again.
    for control in desk.controls[Function.READ_ALOUD][:3]:
        if not desk.press(control, 0.8):
            continue
        item = item or control
        heard.append(_said(desk, targets))
        if any(said for _, said in heard[-1]):
            item = control
            break
    if item is None:
        return [_not_pressed(desk, Function.READ_ALOUD)]
    after = desk.scene.shot("read-after")
    nontext = point_at_nontext(desk, heard[-1])
    if any(said for _, said in (*heard[0], *heard[-1])):
        desk.press(item, 0.8)
        desk.listen()
        # Another text than the last one: toolbars do not say the same twice.
        heard.append(_said(desk, targets[-2:-1] or targets))
        nontext = point_at_nontext(desk, heard[-1]) if nontext is None else nontext
    verdict, detail, spoken = _speech_verdict(heard)
    figures = (("right", float(sum(_same(target, said) for target, said in spoken))), ("asked", float(len(spoken))))
    trial = Trial(
        Function.READ_ALOUD, verdict, detail, None, figures, before=before, after=after,
        said=tuple((target["text"], said) for target, said in spoken), nontext=nontext,
    )  # fmt: skip
    return [desk.judged(trial, item)]


def point_at_nontext(desk: Desk, heard: _Spoken) -> tuple[NonText, ...] | None:
    """Point at pictures and buttons while the voice is on; None where it does not follow the pointer by itself."""
    if not any(target["hovered"] for target, _ in heard) or desk.scene.left() < _ENOUGH:
        return None
    # In a page of its own everything is new, the controls apart.
    bar = [one for same in desk.controls.values() for one in same] + (list(desk.others) if desk.known else [])
    boxes = [(one.box.x, one.box.y, one.box.width, one.box.height) for one in bar]
    found: list[NonText] = []
    for one in desk.scene.tab.facts("aging_nontext", boxes, _OF_EACH_KIND):
        if sum(known.heard == "nothing" for known in found) >= _MOST_SILENT:
            break
        node = as_node(one["node"])
        said = _pointed_at(desk, one)
        name = one["names"][0] if one["names"] else ""
        if node is not None:
            found.append(NonText(node, one["kind"], name, said[:200], _heard_as(one, said)))
    return tuple(found)


def _pointed_at(desk: Desk, one: dict[str, Any]) -> str:
    """What is said; asked twice before it counts as nothing."""
    for seconds in (0.7, 1.0):
        desk.scene.heard()
        _hover(desk, one)
        if said := _words(desk, seconds):
            return said
    return ""


def _heard_as(one: dict[str, Any], said: str) -> str:
    if not said:
        return "nothing"
    if said.startswith(("http", "blob:", "data:")):
        return "recording"
    stem = one["file"].rpartition(".")[0]
    if _FILE.search(said) or (len(stem) >= 4 and said.strip() == stem and stem not in one["names"]):
        return "file"
    named = any(_same({"text": name, "block": name}, said) for name in one["names"])
    return "name" if named else "other"


_Spoken = list[tuple[dict[str, Any], str]]


def _said(desk: Desk, targets: Sequence[dict[str, Any]]) -> _Spoken:
    found: _Spoken = []
    for target in targets:
        _hover(desk, target)
        words = _words(desk, 0.7)
        target = {**target, "hovered": bool(words)}
        if not words and not target["linked"]:
            desk.scene.tab.click(target["x"], target["y"])
            words = _words(desk, 0.4)
        found.append((target, words))
    return found


def _words(desk: Desk, seconds: float) -> str:
    """What is heard within a while; recordings are told by their addresses, which may hold the words."""
    said: list[str] = []

    def heard() -> bool:
        told = desk.scene.heard()
        said.extend(told.speech or [unquote(url) for url in told.media])
        return bool(said)

    desk.scene.until(heard, seconds)
    return " ".join(said)


def _speech_verdict(heard: Sequence[_Spoken]) -> tuple[Verdict, str, _Spoken]:
    loudest = max(heard, key=lambda spoken: (sum(_same(*one) for one in spoken), sum(bool(said) for _, said in spoken)))
    spoken = [said for _, said in loudest if said]
    if not spoken:
        return Verdict.NO_EFFECT, "silent", loudest
    right = sum(_same(target, said) for target, said in loudest)
    if not right and all(said.startswith(("http", "blob:", "data:")) for said in spoken):
        # Recorded voices: their words are not known, but another file for another text is told from one for all.
        return (
            (Verdict.WORKS, "words-unknown", loudest)
            if len(set(spoken)) > 1
            else (Verdict.PARTIAL, "words-unknown", loudest)
        )
    if not right:
        return Verdict.PARTIAL, "other-text", loudest
    if right < len(loudest):
        return Verdict.PARTIAL, "some-text", loudest
    silent = any(not any(said for _, said in one) for one in heard)
    return (Verdict.WORKS, "", loudest) if silent else (Verdict.PARTIAL, "not-off", loudest)


def _same(target: dict[str, Any], said: str) -> bool:
    """True when what was said is what the pointer rested on: its own words, or those of the block around it."""
    spoken = _UNSAID.sub("", said)
    for wanted in (_UNSAID.sub("", target["text"]), _UNSAID.sub("", target["block"])):
        if not spoken or not wanted:
            continue
        if wanted in spoken or (spoken in wanted and len(spoken) >= 4):
            return True
        if SequenceMatcher(None, spoken[:200], wanted[:200], autojunk=False).ratio() >= _LIKE:
            return True
    return False


def _not_pressed(desk: Desk, function: Function) -> Trial:
    return desk.judged(Trial(function, Verdict.CANNOT_TELL, "not-pressed"), desk.controls[function][0])
