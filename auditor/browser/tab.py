"""One reused tab of one Chromium: everything that is done to a page goes through it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from time import monotonic
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from auditor.browser.limits import BrowserLimits
from auditor.browser.trouble import BrowserTrouble, named
from auditor.browser.watchdog import Watchdog
from auditor.browser.wire import DocumentGone, ScriptError, Wire
from auditor.model.error import ErrorKind, Fault
from auditor.model.node import Box

__all__ = ["WORLD", "DocumentGone", "Opened", "ScriptError", "Tab", "script"]

WORLD = "xunwang"
"""Name of the isolated world in which our scripts run: what a page overwrites does not reach them."""
_DESKTOP = (1280, 800)
_HELD = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
_KEYS = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Escape": ("Escape", 27, ""),
    " ": ("Space", 32, " "),
    "ArrowLeft": ("ArrowLeft", 37, ""),
    "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowRight": ("ArrowRight", 39, ""),
    "ArrowDown": ("ArrowDown", 40, ""),
    **{str(digit): (f"Digit{digit}", 48 + digit, str(digit)) for digit in range(10)},
}
"""DOM name of a key: its code, its number, what it types."""


_PAGES = {"text/html", "application/xhtml+xml", "application/xml", "text/xml"}
_OF_THE_PAGE = {
    ErrorKind.RENDERER_HANG, ErrorKind.RENDERER_CRASH, ErrorKind.RENDER_TIMEOUT, ErrorKind.PAGE_GONE,
    ErrorKind.NOT_A_PAGE, ErrorKind.HTTP_AUTH,
}  # fmt: skip
_ERROR = 400
_STALE = "xunwang-stale"
_CLOSE_SECONDS = 2.0
_RETURN_SECONDS = 1.0
"""Left for settling when the document itself took all the time there was."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening a page."""

    final_url: str = ""
    status: int = 0
    """HTTP status of the document."""
    loaded: bool = True
    """The document and all it is made of were loaded in time."""
    settled: bool = True
    """It then kept still for a while; False: it still changed when the time was over."""
    changes: int = 0
    """How often the DOM had changed by then; equal numbers mean: it is as it was."""


class Tab:
    """Drives one tab through a WebDriver session. Sizes are CSS pixels.

    Raises ScriptError when a script fails in the page (its subclass DocumentGone when the page went away under it) and
    BrowserTrouble when the page or the browser cannot be used any more.
    """

    def __init__(
        self, driver: WebDriver, watchdog: Watchdog | None = None, limits: BrowserLimits | None = None
    ) -> None:
        self.driver = driver
        self._wire = Wire(driver, watchdog, limits or BrowserLimits())
        self._limits = self._wire.limits
        self._contexts: dict[tuple[str, str], tuple[int, str]] = {}
        self._boots: list[str] = []
        self._window = driver.current_window_handle
        """Also the id of the top frame, whatever it shows."""
        self._size: tuple[object, ...] = ()
        self._touched = False
        self._at = ""
        self._whole = True
        self._reason: Callable[[str], ErrorKind | None] | None = None
        self._before_load: Callable[[str], None] | None = None
        self._marks = 0
        self.boot(script("manners"))
        self.boot(script("drawn"))
        self.boot(script("node"), world=WORLD)
        self.boot(script("calm"), world=WORLD)
        self._own_boots = len(self._boots)
        self.window(*_DESKTOP)

    def surroundings(
        self, reason: Callable[[str], ErrorKind | None] | None, before_load: Callable[[str], None] | None
    ) -> None:
        """Whom to ask why a server was not reached, and whom before a page is loaded."""
        self._reason = reason
        self._before_load = before_load

    def cdp(self, method: str, **parameters: Any) -> Any:
        """One DevTools command; returns its result."""
        return self._wire.cdp(method, parameters)

    def boot(self, source: str, world: str = "") -> str:
        """Run a script in every document and frame before its own scripts, from the next navigation on; returns its id."""
        words = {"source": source, "worldName": world} if world else {"source": source}
        self._boots.append(str(self.cdp("Page.addScriptToEvaluateOnNewDocument", **words)["identifier"]))
        return self._boots[-1]

    def unboot(self, identifier: str) -> None:
        """Take a boot script back."""
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)
        self._boots.remove(identifier)

    def open(self, url: str, quiet: float | None = None) -> Opened:
        """Load a page and wait until its DOM was still for ``quiet`` seconds, within the budget.

        Raises BrowserTrouble when there is no page to look at.
        """
        if not url.lower().startswith(("http://", "https://")):
            raise BrowserTrouble(ErrorKind.NOT_HTTP, url[:80])
        if "#" in url and url.partition("#")[0] == self._at.partition("#")[0]:
            self._wire.get("about:blank")  # else only the fragment would change, within the same document
        if self._before_load is not None:
            self._before_load(url)
        self._contexts.clear()
        try:
            opened = self._load(url, quiet)
        except BrowserTrouble as trouble:
            raise self._explained(trouble, url) from trouble
        self._at = opened.final_url
        self._whole = opened.loaded
        return opened

    def _load(self, url: str, quiet: float | None) -> Opened:
        if self._wire.get(url):
            return self._settled(quiet, self._limits.settle_seconds)
        self._wire.cdp("Page.stopLoading", {}, self._limits.answer_seconds)
        try:
            return replace(self._settled(quiet, _RETURN_SECONDS), loaded=False)
        except ScriptError as nothing:  # there is no document that our scripts were booted in
            raise BrowserTrouble(ErrorKind.RENDER_TIMEOUT, "no answer") from nothing
        except BrowserTrouble as trouble:
            unanswered = trouble.kind is ErrorKind.NOT_A_PAGE
            raise BrowserTrouble(ErrorKind.RENDER_TIMEOUT, "no answer") if unanswered else trouble from trouble

    def unreached(self, url: str) -> bool:
        """True when the server of an address could not be reached when it was last tried."""
        return self._reason is not None and self._reason(url) is not None

    def _explained(self, trouble: BrowserTrouble, url: str) -> BrowserTrouble:
        """The proxy knows better than the browser why there was no answer."""
        ours = trouble.kind.fault is Fault.US and trouble.kind is not ErrorKind.NETWORK_TROUBLE
        if self._reason is None or ours or trouble.kind in _OF_THE_PAGE:
            return trouble
        with suppress(ScriptError, BrowserTrouble):
            frame = self.cdp("Page.getFrameTree")["frameTree"]["frame"]
            kind = self._reason(frame.get("unreachableUrl") or frame["url"])
            return trouble if kind is None else BrowserTrouble(kind, trouble.detail)
        return trouble

    def settle(self, quiet: float | None = None) -> Opened:
        """Wait again until the DOM keeps still, or the budget is spent, after something was done."""
        return self._settled(quiet, self._limits.settle_seconds, fresh=False)

    def _settled(self, quiet: float | None, most: float, fresh: bool = True) -> Opened:
        """Follow the page, wherever it goes by itself, until it is still."""
        quiet = self._limits.quiet_seconds if quiet is None else quiet
        ends = monotonic() + most
        while True:
            left = max(ends - monotonic(), 0.0)
            try:
                words = f"{quiet * 1000}, {left * 1000}, {json.dumps(fresh)}"
                seconds = left + self._limits.answer_seconds
                return _received(self._evaluate(WORLD, "", f"({script('settle')})({words})", seconds))
            except DocumentGone as gone:
                if left <= 0:
                    raise BrowserTrouble(ErrorKind.PAGE_GONE, "goes from page to page") from gone

    @property
    def url(self) -> str:
        """Where the tab is now."""
        return str(self.run("() => location.href"))

    def tidy(self) -> None:
        """Leave nothing of one page to the next: cookies, storage, further windows, boot scripts, size of the window."""
        with suppress(ScriptError):
            self.run("() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* has none */ } }")
        self.cdp("Network.clearBrowserCookies")
        for identifier in self._boots[self._own_boots :]:
            self.unboot(identifier)
        if self._size != (*_DESKTOP, 1.0, False):
            self.window(*_DESKTOP)
        if self._touched:
            self.close_others()
            self._touched = False

    def others(self) -> list[tuple[str, str]]:
        """Id and URL of further windows that the page opened."""
        found = self.cdp("Target.getTargets")["targetInfos"]
        return [
            (one["targetId"], one["url"]) for one in found if one["type"] == "page" and one["targetId"] != self._window
        ]

    def close_others(self) -> None:
        """Close the further windows and wait a moment until they are gone."""
        ends = monotonic() + _CLOSE_SECONDS
        while (left := self.others()) and monotonic() < ends:
            for target, _ in left:
                with suppress(ScriptError):
                    self.cdp("Target.closeTarget", targetId=target)

    def run(self, function: str, *arguments: object, world: str = WORLD, frame: str = "") -> Any:
        """Call a JavaScript function (``(a, b) => …``, may be async) in a world of the top or a given frame.

        Arguments and result are JSON values; ``world=""`` is the page's own. Raises ScriptError. A function that waits
        while its document is replaced is called once more, in the new one.
        """
        words = ", ".join(json.dumps(argument) for argument in arguments)
        return self._evaluate(world, frame, f"({function})({words})")

    def _evaluate(self, world: str, frame: str, expression: str, seconds: float = 0.0) -> Any:
        """The JSON value of an expression. A context that is gone is made anew once, before anything ran in it."""
        if frame and not world:
            return self._evaluate_in_page(frame, expression)
        if not world:
            return _value(self._wire.cdp("Runtime.evaluate", _words(expression), seconds))
        place = (world, frame)
        if place in self._contexts:
            context, mark = self._contexts[place]
            guarded = f"globalThis.xunwangMark === {json.dumps(mark)} ? ({expression}) : {json.dumps(_STALE)}"
            try:
                answer = self._wire.cdp("Runtime.evaluate", _words(guarded, context), seconds)
                if answer["result"].get("value") != _STALE:
                    return _value(answer)
            except DocumentGone:
                pass
            del self._contexts[place]
        context, mark = self._make_context(world, frame)
        first = f"(globalThis.xunwangMark = {json.dumps(mark)}, ({expression}))"
        answer = self._wire.cdp("Runtime.evaluate", _words(first, context), seconds)
        self._contexts[place] = (context, mark)
        return _value(answer)

    def facts(self, name: str, *arguments: object, frame: str = "") -> Any:
        """Call the function that ``facts/<name>.js`` consists of, in our world."""
        return self.run(script(name), *arguments, frame=frame)

    def _make_context(self, world: str, frame: str) -> tuple[int, str]:
        """A world in a frame, and the mark that tells it from one that later gets the same number elsewhere."""
        self._marks += 1
        where = frame or self._window
        made = self.cdp("Page.createIsolatedWorld", frameId=where, worldName=world, grantUniveralAccess=False)
        return made["executionContextId"], f"{id(self)}-{self._marks}"

    def _evaluate_in_page(self, frame: str, expression: str) -> Any:
        """In the page's own world of a frame, which DevTools reaches through the frame's document alone."""
        owner = self.cdp("DOM.getFrameOwner", frameId=frame)["backendNodeId"]
        inside = self.cdp("DOM.describeNode", backendNodeId=owner, depth=1, pierce=True)["node"].get("contentDocument")
        if inside is None:
            raise DocumentGone(frame)
        document = self.cdp("DOM.resolveNode", backendNodeId=inside["backendNodeId"])["object"]["objectId"]
        function = f"function () {{ return ({expression}); }}"
        answer = self.cdp(
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            objectId=document,
            awaitPromise=True,
            returnByValue=True,
        )
        return _value(answer)

    def frames(self) -> list[tuple[str, str]]:
        """Id and URL of every frame below the top one, outermost first."""
        found: list[tuple[str, str]] = []

        def walk(tree: Any) -> None:
            for child in tree.get("childFrames", ()):
                found.append((child["frame"]["id"], child["frame"]["url"]))
                walk(child)

        walk(self.cdp("Page.getFrameTree")["frameTree"])
        return found

    def window(self, width: int, height: int, zoom: float = 1.0, mobile: bool = False) -> None:
        """Set the size of the window as it is at a zoom of the browser: at 2 a window of 1280 shows 640 CSS pixels."""
        self._size = (width, height, zoom, mobile)
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=round(width / zoom), height=round(height / zoom),
            deviceScaleFactor=zoom, mobile=mobile,
        )  # fmt: skip

    def press(self, key: str, *held: str) -> None:
        """Press and release a real key, by its DOM name (``Tab``, ``Escape``, ``a``), while others are held (``Shift``, ``Alt``)."""
        self._touched = True
        held_bits = sum(_HELD[name] for name in held)
        code, number, text = _KEYS.get(key, (f"Key{key.upper()}", ord(key.upper()[:1]), key))
        words: dict[str, object] = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": held_bits}
        typed = {"text": text} if text and not held_bits & ~_HELD["Shift"] else {}
        self.cdp("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown", **words, **typed)
        self.cdp("Input.dispatchKeyEvent", type="keyUp", **words)

    def move(self, x: float, y: float) -> None:
        """Move the real pointer to a place of the viewport."""
        self.cdp("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    def click(self, x: float, y: float) -> None:
        """A real click at a place of the viewport."""
        self._touched = True
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def paints(self) -> bool:
        """Whether the page draws anything: one that waits for a style sheet does not, and asked for a picture it hangs."""
        return self._whole or bool(self.run(_FRAME))

    def screenshot(self, clip: Box | None = None) -> bytes:
        """PNG of the viewport, or of a box of the page; raises BrowserTrouble where nothing is drawn."""
        if not self.paints():
            raise BrowserTrouble(ErrorKind.RENDER_TIMEOUT, "nothing is drawn")
        words: dict[str, object] = {"format": "png"}
        if clip is not None:
            words |= {
                "clip": {"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height, "scale": 1},
                "captureBeyondViewport": True,
            }
        return base64.b64decode(self.cdp("Page.captureScreenshot", **words)["data"])


_FRAME = """() => new Promise((done) => {
  requestAnimationFrame(() => done(true));
  setTimeout(done, 1000, false);
})"""


def _words(expression: str, context: int = 0) -> dict[str, Any]:
    where = {"contextId": context} if context else {}
    return {"expression": expression, "awaitPromise": True, "returnByValue": True, **where}


def _value(answer: Any) -> Any:
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise ScriptError(str(details.get("exception", {}).get("description") or details.get("text")))
    return answer["result"].get("value")


def _received(answer: Any) -> Opened:
    """What the settled page says of itself; raises BrowserTrouble when it is none."""
    if answer["again"]:
        raise BrowserTrouble(ErrorKind.NOT_A_PAGE, "nothing was shown: a download or an empty answer")
    if answer["status"] in (401, 407):
        raise BrowserTrouble(ErrorKind.HTTP_AUTH)
    if answer["url"].startswith("chrome-error:"):
        raise BrowserTrouble(named(answer["error"]) or ErrorKind.PROTOCOL, answer["error"])
    # Chromium puts a page of its own in the place of an empty error, its shell does not.
    if answer["status"] >= _ERROR and answer["empty"]:
        raise BrowserTrouble(ErrorKind.EMPTY_REPLY, str(answer["status"]))
    if answer["type"] not in _PAGES:
        raise BrowserTrouble(ErrorKind.NOT_A_PAGE, answer["type"])
    return Opened(answer["url"], answer["status"], answer["loaded"], answer["settled"], answer["changes"])


@cache
def script(name: str) -> str:
    """Text of ``facts/<name>.js``."""
    return resources.files(__package__).joinpath(f"facts/{name}.js").read_text("utf-8")
