"""Presses one entry and measures what it leads to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.browser.aging import entrance, leading, observe, trials
from auditor.browser.aging.compare import GROWN
from auditor.browser.aging.desk import Desk
from auditor.browser.aging.entrance import Before, Pressed
from auditor.browser.aging.exercise.sizes import enlarge
from auditor.browser.aging.lasting import On, follow, open_anew, stored
from auditor.browser.aging.scene import LOST, Item, OutOfTime, Run, Scene, State
from auditor.browser.aging.surface import surface
from auditor.browser.aging.vocabulary import is_elder, is_for_elders, shortcut_of, vendors_of
from auditor.browser.tab import Tab
from auditor.model.aging import Entry, Floating, Function, Mode, ModeKind, Trial, Verdict
from auditor.model.axe import AxeRun

_WATCH = 8.0
"""Seconds for which floating things are watched at first: everything else that is measured must not be short of time."""
_WATCH_LONGEST = 30.0
"""Seconds of the standard's recipe, for which they are watched at the end, as far as there is time."""
_SPARE = 4.0
_PHONE = (390, 844)
_DESKTOP = (1280, 800)
_LIMIT = "aging-time"
_MOST_CLOSED = 2
_ELDER_TEXT = 18.0
"""Pixels of ordinary text that make a page one for elders."""
_PATIENCE = 3.0
_ERROR, _GONE = 400, (404, 410)
_STATUS = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all modes of a site share."""

    home: str
    inner: Mapping[str, Mapping[str, Run]]
    """Text of inner pages without any mode."""
    unreadable: tuple[str, ...]
    axe: Callable[[Tab], AxeRun] | None

    def axe_run(self, tab: Tab) -> AxeRun | None:
        """Run axe; None without it, or where it did not get through."""
        try:
            return self.axe(tab) if self.axe else None
        except LOST:
            return None


@dataclass(slots=True)
class Press:
    """One entry to be pressed."""

    scene: Scene
    around: Surroundings
    entry: Entry
    before: Before | None = None
    limits: list[str] = field(default_factory=list)

    @property
    def elder(self) -> bool:
        """True for an elders' version."""
        return is_elder(f"{self.entry.words} {self.entry.node.text} {self.entry.node.html[:200]}")

    def find(self) -> Item | None:
        """Open the home page as for the first time and find the entry in it."""
        open_anew(self.scene, self.around.home, everything=True)
        found: list[Item] = []

        def there() -> bool:
            found[:] = [
                one.item
                for one in entrance.entries(self.scene)
                if (one.entry.by, one.entry.words) == (self.entry.by, self.entry.words)
            ]
            return bool(found)

        self.scene.until(there, _PATIENCE)
        return found[0] if found else None


def use(press: Press) -> tuple[Mode, tuple[str, ...]]:
    """Press an entry, exercise what it offers; returns the mode and the limits that bit."""
    mode = Mode(press.entry, ModeKind.CANNOT_TELL, detail="not-found-again")
    item: Item | None = None
    try:
        item = press.find()
        if item is None:
            return mode, ()
        known = {one.signature for one in press.scene.items()}
        press.scene.wait(1.0)  # What comes and goes by itself must not be taken for the effect of the press.
        before = entrance.look(press.scene)
        press.before = replace(before, known=before.known | known)
        picture = press.scene.shot("mode-before")
        pressed = entrance.press(press.scene, item, press.before)
        mode, desk = _led_to(press, pressed)
        mode = mode if desk else _departed(press, mode, item, pressed)
        mode = replace(mode, before=picture, after=press.scene.shot("mode-after"))
    except OutOfTime:
        return replace(mode, detail="time"), (_LIMIT,)
    except LOST:
        led = leading.departure([item] if item else [], ())
        return replace(mode, detail="page-lost", led=led), ("aging-lost",)
    return (_measured(press, mode, desk), tuple(dict.fromkeys(press.limits))) if desk else (mode, ())


def _led_to(press: Press, pressed: Pressed) -> tuple[Mode, Desk | None]:
    scene, before = press.scene, press.before
    assert before is not None
    state = scene.state()
    mode = Mode(press.entry, ModeKind.DEAD, state.url, changes=pressed.changes, vendor=_vendor(state))
    if not pressed.reached:
        return replace(mode, kind=ModeKind.CANNOT_TELL, detail="covered"), None
    unreadable = bool(press.around.unreadable or pressed.heard.failed)
    desk = Desk(scene, before.known, before.texts, failed={*press.around.unreadable, *pressed.heard.failed})
    if _elsewhere(before.state.url, state.url):
        if refused := _refused(scene, state.url):
            return replace(mode, kind=refused[0], detail=refused[1]), None
        desk.known, desk.plain = frozenset(), entrance.shown(scene.texts())
        desk.refresh()
        desk.reopen = lambda: _reopen_site(desk, state.url)
        if not _is_for_elders(desk, state.url):
            return replace(mode, kind=ModeKind.OTHER, detail="ordinary-page"), None
        return replace(mode, kind=ModeKind.SITE), desk
    desk.refresh()
    desk.reopen = lambda: _reopen(press, desk)
    if len(desk.controls) >= 2 or (desk.controls and len(desk.others) >= 3):
        return replace(mode, kind=ModeKind.TOOLBAR), desk
    if "text" in pressed.changes:
        return replace(mode, kind=ModeKind.LARGER), desk
    if unreadable:
        return replace(mode, kind=ModeKind.CANNOT_TELL, detail="not-loaded"), None
    if pressed.changes:
        return replace(mode, kind=ModeKind.OTHER, detail="nothing-known"), None
    if any(urlsplit(url).path.endswith(".js") for url in pressed.heard.missing):
        return replace(mode, detail="missing-script"), None
    return replace(mode, detail="script-error" if pressed.heard.errors else "no-change"), None


def _refused(scene: Scene, url: str) -> tuple[ModeKind, str] | None:
    """What a press that ended on an error page comes to: nothing there is the site's."""
    status = int(scene.tab.run(_STATUS))
    if status in _GONE:
        return ModeKind.DEAD, "missing-page"
    return (ModeKind.CANNOT_TELL, "not-loaded") if status >= _ERROR or not url.startswith("http") else None


def _departed(press: Press, mode: Mode, item: Item, pressed: Pressed) -> Mode:
    """Where an entry leads that brought no mode on: something to be installed is no answer, but the entry is not dead."""
    if not pressed.reached:
        return mode
    known = press.before.texts.keys() if press.before else ()
    led = leading.departure([item], [pressed.heard], leading.fresh_words(press.scene.texts(), known))
    if led is None or mode.kind is not ModeKind.DEAD:
        return replace(mode, led=led)
    return replace(mode, kind=ModeKind.OTHER, detail="leads-away", led=led)


def _is_for_elders(desk: Desk, url: str) -> bool:
    """Words such as 无障碍服务 may lead to a column of the site: a version of its own says so, offers functions, or is large."""
    functions = set(desk.controls) - {Function.HELP, Function.EXIT}
    if len(functions) >= 2 or is_for_elders(url, desk.scene.tab.run("() => document.title")):
        return True
    return (observe.reading(desk.scene, _DESKTOP[0]).median_size or 0) >= _ELDER_TEXT


def _vendor(state: State) -> str:
    return next(iter(vendors_of(state.scripts, state.ids)), "")


def _elsewhere(before: str, after: str) -> bool:
    one, other = urlsplit(before), urlsplit(after)
    return (one.netloc, one.path.rstrip("/")) != (other.netloc, other.path.rstrip("/"))


def _reopen(press: Press, desk: Desk) -> bool:
    item = press.find()
    if item is None or press.before is None:
        return False
    pressed = entrance.press(press.scene, item, press.before)
    desk.refresh()
    return bool(pressed.changes)


def _reopen_site(desk: Desk, url: str) -> bool:
    desk.scene.open(url)
    desk.scene.wait(0.5)
    desk.refresh()
    return True


def _measured(press: Press, mode: Mode, desk: Desk) -> Mode:
    """Each step for itself: what takes the page away or the time must not take what was measured before."""
    results = _Results(mode)
    steps: tuple[Callable[[Press, Desk, _Results], None], ...] = (
        _read, _paint, _watch, _exercise, _leave, _follow, _phone, _watch_on,
    )  # fmt: skip
    for step in steps:
        try:
            step(press, desk, results)
        except OutOfTime:
            press.limits.append(_LIMIT)
            break
        except LOST:
            press.limits.append("aging-lost")
            try:
                desk.reopen()
            except (OutOfTime, *LOST):
                break
    if not results.trials:
        return results.mode
    return replace(results.mode, trials=tuple(results.trials))


@dataclass(slots=True)
class _Results:
    mode: Mode
    trials: list[Trial] = field(default_factory=list)


def _read(press: Press, desk: Desk, results: _Results) -> None:
    scene = press.scene
    named = [one for same in desk.controls.values() for one in same]
    shortcuts = [" + ".join((*keys[0], keys[1].upper())) for one in named if (keys := shortcut_of(one.names))]
    unknown = [one.names["text"] or one.names["title"] or one.names["label"] or one.names["alt"] for one in desk.others]
    results.mode = replace(
        results.mode, reading=(observe.reading(scene, _DESKTOP[0]),), inducements=observe.inducements(scene),
        shortcuts=tuple(dict.fromkeys(shortcuts)), axe=press.around.axe_run(scene.tab),
        unknown_controls=tuple(dict.fromkeys(filter(None, unknown)))[:30] if results.mode.kind is ModeKind.TOOLBAR else (),
    )  # fmt: skip


def _paint(press: Press, desk: Desk, results: _Results) -> None:
    results.mode = replace(results.mode, surface=surface(press.scene, _bar(desk, results.mode)))


def _bar(desk: Desk, mode: Mode) -> list[Item]:
    """Controls of a toolbar; what a page of its own offers is the page."""
    return [one for same in desk.controls.values() for one in same] if mode.kind is ModeKind.TOOLBAR else []


def _watch(press: Press, desk: Desk, results: _Results) -> None:
    _watch_for(_WATCH, press, desk, results)


def _watch_on(press: Press, desk: Desk, results: _Results) -> None:
    """Some windows take their time: once more from the start, with what is left of it."""
    seconds = min(_WATCH_LONGEST, press.scene.left() - _SPARE)
    if seconds > (results.mode.observed or 0.0) + 1 and desk.reopen():
        _watch_for(min(seconds, press.scene.left() - _SPARE), press, desk, results)


def _watch_for(seconds: float, press: Press, desk: Desk, results: _Results) -> None:
    scene, mode = press.scene, results.mode
    watched = observe.watch(scene, seconds, _bar(desk, mode))
    known = {(one.kind, one.node.selector) for one in mode.floating}
    found = [one for one in watched.floating if (one.kind, one.node.selector) not in known]
    picture = scene.shot("floating") if found else ""
    found = [replace(one, picture=picture) for one in found]
    results.mode = replace(
        mode, observed=max(watched.seconds, mode.observed or 0.0), floating=(*mode.floating, *found),
        windows=tuple(dict.fromkeys((*mode.windows, *watched.windows))),
    )  # fmt: skip
    if any(one.close for one in found):
        closed = _closed(scene, found, watched.keys)
        results.mode = replace(results.mode, floating=(*mode.floating, *closed))
        desk.reopen()


def _closed(scene: Scene, found: Sequence[Floating], keys: Mapping[str, observe.Known]) -> list[Floating]:
    """What floats, the first of it closed with its own button, and whether it came back."""
    url, done = scene.tab.url, 0
    answered: list[Floating] = []
    for one in found:
        if one.close and done < _MOST_CLOSED:
            done += 1
            closes, returns = observe.close_and_return(scene, keys[one.node.selector], url)
            one = replace(one, closes=closes, returns=returns)
        answered.append(one)
    return answered


def _exercise(press: Press, desk: Desk, results: _Results) -> None:
    # A page of its own has words such as 关闭 and 帮助 anyway: two functions make a toolbar.
    if results.mode.kind is ModeKind.TOOLBAR or len(set(desk.controls) - {Function.HELP, Function.EXIT}) >= 2:
        trials.exercise(desk, results.trials)


def _leave(press: Press, desk: Desk, results: _Results) -> None:
    if results.mode.kind is ModeKind.TOOLBAR:
        trials.leave(desk, results.trials)


def _follow(press: Press, desk: Desk, results: _Results) -> None:
    """Switch the mode on again, with larger text where that works, and go elsewhere."""
    if results.mode.kind is ModeKind.SITE or press.before is None or not desk.reopen():
        return
    works = any(
        one.function is Function.ZOOM_IN and one.verdict in (Verdict.WORKS, Verdict.PARTIAL) for one in results.trials
    )
    if works:
        for _ in range(3):
            desk.press_function(Function.ZOOM_IN)
        large = observe.reading(press.scene, _DESKTOP[0])
        results.mode = replace(results.mode, reading=(*results.mode.reading, large))
    grown = desk.grown()
    factor = grown.typical if grown.grown >= 0.3 else 1.0
    controls = [one for same in desk.controls.values() for one in same[:1]]
    on = On(controls, factor if factor >= GROWN else 1.0, press.around.home, press.before.texts)
    inner, plain = next(iter(press.around.inner.items()), ("", {}))
    kept = stored(press.before.state, press.scene.state())
    results.mode = replace(results.mode, persistence=follow(press.scene, on, inner, plain, kept))


def _phone(press: Press, desk: Desk, results: _Results) -> None:
    """Pages for elders are measured as a phone shows them."""
    if results.mode.kind is ModeKind.TOOLBAR:
        return
    tab = press.scene.tab
    tab.window(*_PHONE, mobile=True)
    try:
        if not desk.reopen():
            return  # Phones are not offered the mode, or not by this entry.
        small = observe.reading(press.scene, _PHONE[0])
        results.mode = replace(results.mode, reading=(*results.mode.reading, small))
        if enlarge(desk):
            large = replace(observe.reading(press.scene, _PHONE[0]), largest=True)
            results.mode = replace(results.mode, reading=(*results.mode.reading, large))
    finally:
        tab.window(*_DESKTOP)
