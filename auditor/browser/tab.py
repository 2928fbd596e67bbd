"""One reused tab of one Chromium: everything that is done to a page goes through it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from selenium.webdriver.remote.webdriver import WebDriver

from auditor.model.node import Box

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


class ScriptError(Exception):
    """A fact script failed in the page."""


class Tab:
    """Drives one tab through a WebDriver session. Sizes are CSS pixels."""

    def __init__(self, driver: WebDriver) -> None:
        self._driver = driver
        self._frame = ""
        self.boot(script("node"), world=WORLD)
        self.window(*_DESKTOP)

    def cdp(self, method: str, **parameters: Any) -> Any:
        """One DevTools command; returns its result."""
        return self._driver.execute_cdp_cmd(method, parameters)

    def boot(self, source: str, world: str = "") -> str:
        """Run a script in every document and frame before its own scripts, from the next navigation on; returns its id."""
        words = {"source": source, "worldName": world} if world else {"source": source}
        return str(self.cdp("Page.addScriptToEvaluateOnNewDocument", **words)["identifier"])

    def unboot(self, identifier: str) -> None:
        """Take a boot script back."""
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)

    def open(self, url: str) -> None:
        """Load a page and wait until it stays as it is, within the budget."""
        self._driver.get(url)

    @property
    def url(self) -> str:
        """Where the tab is now."""
        return str(self.run("() => location.href"))

    def run(self, function: str, *arguments: object, world: str = WORLD, frame: str = "") -> Any:
        """Call a JavaScript function (``(a, b) => …``, may be async) in a world of the top or a given frame.

        Arguments and result are JSON values; ``world=""`` is the page's own. Raises ScriptError.
        """
        context = self._context(world, frame)
        words = ", ".join(json.dumps(argument) for argument in arguments)
        answer = self.cdp(
            "Runtime.evaluate", expression=f"({function})({words})", awaitPromise=True, returnByValue=True, **context
        )
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise ScriptError(str(details.get("exception", {}).get("description") or details.get("text")))
        return answer["result"].get("value")

    def facts(self, name: str, *arguments: object, frame: str = "") -> Any:
        """Call the function that ``facts/<name>.js`` consists of, in our world."""
        return self.run(script(name), *arguments, frame=frame)

    def _context(self, world: str, frame: str) -> Mapping[str, object]:
        if not world and not frame:
            return {}
        if not frame:
            frame = self.cdp("Page.getFrameTree")["frameTree"]["frame"]["id"]
        made = self.cdp("Page.createIsolatedWorld", frameId=frame, worldName=world, grantUniveralAccess=False)
        return {"contextId": made["executionContextId"]}

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
        self.cdp(
            "Emulation.setDeviceMetricsOverride", width=round(width / zoom), height=round(height / zoom),
            deviceScaleFactor=zoom, mobile=mobile,
        )  # fmt: skip

    def press(self, key: str, *held: str) -> None:
        """Press and release a real key, by its DOM name (``Tab``, ``Escape``, ``a``), while others are held (``Shift``, ``Alt``)."""
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
        self.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            self.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, clip: Box | None = None) -> bytes:
        """PNG of the viewport, or of a box of the page."""
        words: dict[str, object] = {"format": "png"}
        if clip is not None:
            words |= {
                "clip": {"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height, "scale": 1},
                "captureBeyondViewport": True,
            }
        return base64.b64decode(self.cdp("Page.captureScreenshot", **words)["data"])


@cache
def script(name: str) -> str:
    """Text of ``facts/<name>.js``."""
    return resources.files(__package__).joinpath(f"facts/{name}.js").read_text("utf-8")
