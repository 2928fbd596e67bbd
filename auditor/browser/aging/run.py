"""Uses the retrofit of a site: finds its entries, presses each, exercises what it offers and follows it elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from auditor.browser.aging import entrance, observe
from auditor.browser.aging.lasting import open_anew
from auditor.browser.aging.modes import Press, Surroundings, use
from auditor.browser.aging.phone import SECONDS as PHONE_SECONDS
from auditor.browser.aging.phone import on_phone
from auditor.browser.aging.scene import LOST, OutOfTime, Run, Scene
from auditor.browser.aging.vocabulary import entry_words, vendors_of
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.aging import AgingRun, InnerEntry, Mode, ModeKind, Reading
from auditor.model.axe import AxeRun
from auditor.model.error import ErrorKind

SECONDS = 88.0
"""For a whole site."""
_LATE = 2.5
"""Seconds after loading until which an entry may still be put in."""
_MOST_INNER = 3
_MOST_PRESSES = 4
_CONCEALED = """(most) => [...document.querySelectorAll("a, button, [onclick], [role=button]")]
  .filter((one) => !xunwang.visible(one)).slice(0, most).map((one) => xunwang.flat(one.textContent || one.title, 40))"""
_MOST_CONCEALED = 1_000
_INNER_SHARE = 0.2
_LIMIT = "aging-time"
_REFUSED = 400
_NOTHING = frozenset({ModeKind.DEAD, ModeKind.CANNOT_TELL, ModeKind.OTHER})
"""What an entry leads to that brings no mode on."""
_WINDOW = (1280, 800)


@dataclass(frozen=True, slots=True)
class AgingPages:
    """Where a retrofit is looked for."""

    home: str
    inner: tuple[str, ...] = ()
    """Inner pages, best one of each template."""


def run_aging(
    tab: Tab, pages: AgingPages, shots: Callable[[str, bytes], str], axe: Callable[[Tab], AxeRun] | None = None,
    seconds: float = SECONDS,
) -> AgingRun:  # fmt: skip
    """Use the retrofit of a site; ``shots`` keeps a PNG and returns its file name. Bounded by ``seconds``."""
    started = time.monotonic()
    tab.window(*_WINDOW)
    scene = Scene(tab, seconds, shots)
    try:
        run = _Site(scene, pages, axe).run()
    finally:
        scene.close()
    return replace(run, seconds=round(time.monotonic() - started, 1))


class _Site:
    def __init__(self, scene: Scene, pages: AgingPages, axe: Callable[[Tab], AxeRun] | None) -> None:
        self._scene = scene
        self._pages = pages
        self._axe = axe
        self._inner_plain: dict[str, Mapping[str, Run]] = {}
        self._run = AgingRun(home=pages.home)

    def run(self) -> AgingRun:
        """Everything, as far as time and the page allow."""
        steps = (self._home, self._inner, self._modes, self._phone)
        for step in steps:
            try:
                step()
                if self._run.error:
                    break
            except OutOfTime:
                self._run = replace(self._run, limits=(*self._run.limits, _LIMIT))
                break
            except BrowserTrouble as trouble:
                self._give_up(trouble.kind)
                break
            except LOST:
                self._give_up(ErrorKind.BROWSER_FAILED)
                break
        return self._run

    def _give_up(self, kind: ErrorKind) -> None:
        if not self._run.picture:
            self._run = replace(self._run, error=str(kind))
        self._run = replace(self._run, limits=(*self._run.limits, "aging-lost"))

    def _home(self) -> None:
        scene = self._scene
        status = open_anew(scene, self._pages.home, everything=True)
        if status >= _REFUSED:
            self._run = replace(self._run, error=f"http-{status}")
            return
        scene.until(lambda: bool(entrance.entries(scene)), _LATE)
        state = scene.state()
        found = tuple(one.entry for one in entrance.entries(scene))
        self._run = replace(
            self._run, entries=found, unseen="" if found else _unseen(scene), unreadable=tuple(dict.fromkeys(scene.heard().failed))[:20],
            vendors=vendors_of(state.scripts, state.ids), picture=scene.shot("home"), plain=_plain(scene),
            axe=Surroundings(self._pages.home, {}, (), self._axe).axe_run(scene.tab),
        )  # fmt: skip

    def _inner(self) -> None:
        scene = self._scene
        enough = scene.left() * (1 - _INNER_SHARE)
        for url in self._pages.inner[:_MOST_INNER]:
            if scene.left() < enough and self._run.inner:
                break
            try:
                status = open_anew(scene, url)
                if status >= _REFUSED:
                    self._add_inner(InnerEntry(url, error=f"http-{status}"))
                    continue
                found = scene.until(lambda: bool(entrance.entries(scene)), _LATE if self._run.entries else 1.0)
                self._inner_plain[url] = scene.texts()
                inner = InnerEntry(url, found)
            except BrowserTrouble as trouble:
                inner = InnerEntry(url, error=str(trouble.kind))
            except LOST:
                inner = InnerEntry(url, error=str(ErrorKind.BROWSER_FAILED))
            self._add_inner(inner)

    def _add_inner(self, inner: InnerEntry) -> None:
        self._run = replace(self._run, inner=(*self._run.inner, inner))

    def _phone(self) -> None:
        """Whether a phone offers what works on the desktop."""
        if any(mode.kind not in _NOTHING for mode in self._run.modes):
            self._run = replace(self._run, phone=on_phone(self._scene, self._pages.home))
            self._scene.tab.window(*_WINDOW)

    def _modes(self) -> None:
        with self._scene.budget(self._scene.left() - PHONE_SECONDS):
            self._press_entries()

    def _press_entries(self) -> None:
        """Press one entry of each kind; the next one of a kind only when the first led nowhere."""
        waiting = list(self._run.entries)
        surroundings = Surroundings(self._pages.home, self._inner_plain, self._run.unreadable, self._axe)
        served: set[bool] = set()
        presses = 0
        while waiting and presses < _MOST_PRESSES:
            press = Press(self._scene, surroundings, waiting.pop(0))
            if press.elder in served:
                continue
            presses += 1
            kinds = {press.elder, *(Press(self._scene, surroundings, one).elder for one in waiting)} - served
            with self._scene.budget(self._scene.left() / max(1, len(kinds))):
                mode, limits = use(press)
            self._add(mode, limits)
            if mode.kind not in _NOTHING:
                served.add(press.elder)

    def _add(self, mode: Mode, limits: tuple[str, ...]) -> None:
        self._run = replace(self._run, modes=(*self._run.modes, mode), limits=(*self._run.limits, *limits))


def _plain(scene: Scene) -> Reading | None:
    """How the page reads; a page that cannot be asked is no reason to give it up."""
    try:
        return observe.reading(scene, _WINDOW[0])
    except LOST:
        return None


def _unseen(scene: Scene) -> str:
    """Words of an entry among the controls that are not seen."""
    names = scene.tab.run(_CONCEALED, _MOST_CONCEALED)
    return next((name for name in names if entry_words({"text": name})), "")
