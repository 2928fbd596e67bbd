"""One look at a page for what its bytes leave open: which links are seen, what appears when it is used, what a way out says.

Rule: standards on hidden links, section 5 (confirm in a browser) and on footers, sections 0 and 2.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import monotonic, sleep
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageChops

from auditor.browser.personal import kept_picture
from auditor.browser.tab import WORLD, DocumentGone, ScriptError, Tab, script
from auditor.html.identity.words import prompt
from auditor.model.look import Looked, Prompt, SeenLink, Sight
from auditor.model.node import Box
from auditor.urls.scope import registrable

_LINKS = 3_000
_TRIGGERS = 16
_MARKUP = 3_000_000
"""Characters of a document that are kept."""
_WORDS = 60_000
_HEIGHT = 12_000
"""CSS pixels of a page whose links are compared by pixels."""
_FAINT = 6
"""Where no channel differs by more with and without a link, nobody sees it."""
_APPEAR = 0.35
"""Seconds a menu has to open."""
_LEAVE = 2.0
_STEP = 0.1
_FRAMES = 10
_ASKED = 300
"""Files of each kind that are asked about."""
_ABSENT = (404, 410)
_REFUSED = 400
_CLICKS = 3
"""Links tried for a prompt: some stand where the pointer does not reach them."""


@dataclass(frozen=True, slots=True)
class LookTask:
    """A page, the addresses whose links are to be made to appear, and those of which one is to be clicked."""

    url: str
    causes: tuple[str, ...] = ()
    reveal: frozenset[str] = frozenset()
    click: frozenset[str] = frozenset()
    footer: bool = False
    """Its markup and a picture of its footer are wanted."""
    read: bool = False
    """Its markup is wanted."""


def look(tab: Tab, task: LookTask) -> tuple[Looked, bytes]:
    """Look at a page; returns what was seen and the picture of its footer (PNG, or empty).

    Raises BrowserTrouble when it cannot be shown, DocumentGone when it does not stay.
    """
    tab.boot(script("look_spies"))
    tab.boot(script("look_told"), world=WORLD)
    opened = tab.open(task.url)
    address = tab.url
    unloaded, unpainted = _lacking(tab)
    seen = Looked(
        task.url, task.causes, settled=opened.loaded and opened.settled, unloaded=unloaded, unpainted=unpainted
    )
    picture = b""
    if task.footer or task.read:
        seen = replace(seen, markup=_markup(tab))
    if task.footer:
        picture = kept_picture(tab, Box(**tab.facts("look_footer")))
    seen = replace(seen, links=_sights(tab, task.reveal))
    # What was tried to make links appear may have led away: the known links are those of a document that is gone then.
    return (_clicked(tab, task, seen) if task.click and tab.url == address else seen), picture


def _markup(tab: Tab) -> str:
    """Markup of the page and its frames; empty when it is too long."""
    parts = _in_frames(tab, "look_markup", _MARKUP)
    markup = "\n".join(parts)
    return markup if parts[0] and len(markup) <= _MARKUP else ""


def _lacking(tab: Tab) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Files of code and of paint that the browser was not given: not reached, refused, or failed without a word. That a
    server has none (404) is an answer."""
    lacking: dict[str, dict[str, None]] = {"code": {}, "paint": {}}
    for url, kind, failed, status in (one for told in _in_frames(tab, "look_asked", _ASKED) for one in told):
        if status not in _ABSENT and (failed or status >= _REFUSED or tab.unreached(url)):
            lacking[kind][url] = None
    return tuple(lacking["code"]), tuple(lacking["paint"])


def _in_frames(tab: Tab, name: str, limit: int) -> list[Any]:
    """What a fact script says in the page and then in its frames, as far as they can be asked."""
    said = [tab.facts(name, limit)]
    for frame, _ in tab.frames()[:_FRAMES]:
        with suppress(ScriptError):  # Frames come and go, and some stand in another process.
            said.append(tab.facts(name, limit, frame=frame))
    return said


def _sights(tab: Tab, reveal: frozenset[str]) -> tuple[SeenLink, ...]:
    """Every link out, as it is met; those to ``reveal`` after all that a visitor would try."""
    found = tab.facts("look_links", _LINKS)
    by = [tuple(one["by"]) for one in found]
    for number in _unseen_in_pixels(tab, found):
        by[number] = ("pixels",)
    sights = [Sight.HIDDEN if reasons else Sight.SHOWN for reasons in by]
    asked = [at for at, one in enumerate(found) if one["url"] in reveal and sights[at] is Sight.HIDDEN]
    # What is hidden by its colour or by what lies over it stays so for a pointer: it appears only in another place.
    for number, sight in _appearing(tab, [at for at in asked if by[at] != ("pixels",)]):
        sights[number] = sight
    return tuple(
        SeenLink(
            one["url"], one["host"], registrable(one["host"]), one["text"], sights[at], by[at] if sights[at] is not Sight.SHOWN else (),
            one["image"],
        )
        for at, one in enumerate(found)
    )  # fmt: skip


def _unseen_in_pixels(tab: Tab, found: Sequence[Any]) -> Iterator[int]:
    """Links that by their style should be seen, and without which the picture of the page is the same."""
    numbers = [
        at for at, one in enumerate(found) if not one["by"] and one["box"] and 0 <= one["box"]["y"] < _HEIGHT - 100
    ]
    if not numbers:
        return
    height = min(max(found[at]["box"]["y"] + found[at]["box"]["height"] for at in numbers) + 4, _HEIGHT)
    clip = Box(0, 0, tab.run("() => document.documentElement.clientWidth"), max(height, 1))
    plain = tab.screenshot(clip)
    tab.facts("look_veil", numbers, True)
    try:
        veiled = tab.screenshot(clip)
    finally:
        tab.facts("look_veil", numbers, False)
    with Image.open(io.BytesIO(plain)) as one, Image.open(io.BytesIO(veiled)) as other:
        difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    for number in numbers:
        box = found[number]["box"]
        area = (int(box["x"]), int(box["y"]), int(box["x"] + box["width"]) + 1, int(box["y"] + box["height"]) + 1)
        inside = (max(area[0], 0), max(area[1], 0), min(area[2], difference.width), min(area[3], difference.height))
        if inside[2] <= inside[0] or inside[3] <= inside[1]:
            continue  # beside the picture: a page that scrolls sideways
        if max(high for _, high in difference.crop(inside).getextrema()) <= _FAINT:  # type: ignore[misc]
            yield number


def _appearing(tab: Tab, hidden: list[int]) -> Iterator[tuple[int, Sight]]:
    """Scroll, point and click where something may open; yields what came to be seen, and by what."""
    waiting = set(hidden)
    if not waiting:
        return
    address = tab.url
    tab.run(
        "async () => { for (let y = 0; y < Math.min(document.documentElement.scrollHeight, 20000); y += innerHeight)"
        " { scrollTo(0, y); await new Promise((done) => setTimeout(done, 60)); } scrollTo(0, 0); }"
    )
    yield from _come(tab, waiting, Sight.SCROLLED)
    if not waiting:
        return
    for number, kind in enumerate(tab.facts("look_triggers", sorted(waiting), _TRIGGERS)):
        point = tab.facts("look_point", "triggers", number)
        if point is None:
            continue
        (tab.click if kind == "click" else tab.move)(*point)
        sleep(_APPEAR)
        if tab.url != address:
            return  # It leads away: the links are those of another document now.
        yield from _come(tab, waiting, Sight.CLICKED if kind == "click" else Sight.HOVERED)
        if not waiting:
            return
        tab.move(1, 1)


def _come(tab: Tab, waiting: set[int], sight: Sight) -> Iterator[tuple[int, Sight]]:
    """Of the links that are waited for, those that are seen now."""
    now = tab.run(
        "(numbers) => numbers.map((at) => xunwang.links[at]?.isConnected && !xunwang.unseen(xunwang.links[at]).length)",
        sorted(waiting),
    )
    for number, seen in zip(sorted(waiting), now, strict=True):
        if seen:
            waiting.discard(number)
            yield number, sight


def _clicked(tab: Tab, task: LookTask, seen: Looked) -> Looked:
    """Really click one of the links that are seen, and listen to what is said."""
    numbers = [at for at, link in enumerate(seen.links) if link.url in task.click and link.sight is Sight.SHOWN]
    for number in numbers[:_CLICKS]:
        point = tab.facts("look_point", "links", number)
        if point is None:
            continue
        before = tab.facts("look_words", _WORDS)["words"]
        tab.click(*point)
        said = _warned(tab, task.url, before)
        kind = Prompt.SEEN if said else Prompt.NONE
        return replace(seen, prompt=kind, clicked=seen.links[number].url, said=said)
    return seen


def _warned(tab: Tab, url: str, before: str) -> str:
    """The words of a warning that came within the time it may take; empty when none came."""
    had, own = _sentence(before), urlsplit(url).hostname
    ends = monotonic() + _LEAVE
    windows: list[str] = []
    while monotonic() < ends:
        try:
            found = tab.facts("look_words", _WORDS)
        except DocumentGone:
            break  # The page went on: what it went to is looked at below.
        spoken = [text for kind, text in found["told"] if kind == "dialog"]
        windows += [text for kind, text in found["told"] if kind == "window"]
        words = found["words"] if urlsplit(found["url"]).hostname == own else ""  # Others may warn of leaving them.
        said = next(filter(None, map(_sentence, spoken)), "") or _sentence(words)
        if said and said != had:
            return said
        sleep(_STEP)
    return _in_between(tab, url, windows)


def _in_between(tab: Tab, url: str, windows: Sequence[str]) -> str:
    """The warning of a page of the site that stands between: in a new window, or where the tab is now."""
    own = urlsplit(url).hostname
    for window in windows[:1]:
        if urlsplit(window).hostname == own and window != url:
            tab.open(window)
            return _sentence(tab.facts("look_words", _WORDS)["words"])
    if tab.url != url and urlsplit(tab.url).hostname == own:
        tab.settle()
        return _sentence(tab.facts("look_words", _WORDS)["words"])
    return ""


def _sentence(text: str) -> str:
    found = next(prompt(text), None)
    return found.raw if found else ""
