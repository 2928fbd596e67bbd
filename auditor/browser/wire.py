"""Commands to one browser, each within its time, and the failures of all layers below under their names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.remote.webdriver import WebDriver
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as NoAnswer

from auditor.browser.limits import BrowserLimits
from auditor.browser.trouble import BrowserTrouble, named
from auditor.browser.watchdog import Watchdog
from auditor.model.error import ErrorKind

_VERDICT_WAIT = 0.3
_MOVED = (
    "no such execution context",
    "navigated or closed",
    "context was destroyed",
    "cannot find context",
    "collected",
)
_NOT_THERE = ("no frame", "frame with the given", "frame for given id", "no target with given id", "no target found")


class ScriptError(Exception):
    """A script or a command failed in the page."""


class DocumentGone(ScriptError):
    """The document, frame or further window that was asked is no longer there: replaced or taken away meanwhile."""


class Wire:
    """One WebDriver session under the eyes of a watchdog."""

    def __init__(self, driver: WebDriver, watchdog: Watchdog | None, limits: BrowserLimits) -> None:
        self.driver = driver
        self.limits = limits
        self._watchdog = watchdog
        with self._named(limits.call_seconds):
            driver.set_page_load_timeout(limits.load_seconds)

    def cdp(self, method: str, parameters: dict[str, Any], seconds: float = 0.0) -> Any:
        """One DevTools command; raises ScriptError when the page is the cause, else BrowserTrouble."""
        with self._named(seconds or self.limits.call_seconds):
            answer: Any = self.driver.execute("executeCdpCommand", {"cmd": method, "params": parameters})
            return answer["value"]

    def get(self, url: str) -> bool:
        """Navigate and wait until the document is read; False when that took too long."""
        try:
            with self._named(self.limits.load_seconds + self.limits.answer_seconds):
                self.driver.get(url)
        except _LoadTimeout:
            return False
        return True

    @contextmanager
    def _named(self, seconds: float) -> Iterator[None]:
        try:
            if self._watchdog is None:
                yield
                return
            with self._watchdog.call(seconds):
                yield
        except TimeoutException as error:
            raise self._timed_out(error) from error
        except WebDriverException as error:
            raise self._failed(str(error.msg)) from error
        except (HTTPError, OSError) as error:
            raise self._lost(error) from error

    def _timed_out(self, error: TimeoutException) -> Exception:
        message = str(error.msg)
        if any(words in message.lower() for words in _MOVED):
            return DocumentGone(_first_line(message))
        return self._verdict() or _LoadTimeout(ErrorKind.RENDERER_HANG, _first_line(message))

    def _failed(self, message: str) -> Exception:
        low = message.lower()
        if any(words in low for words in (*_MOVED, *_NOT_THERE)):
            return DocumentGone(_first_line(message))
        kind = named(message)
        if kind is None:
            return self._verdict() or ScriptError(_first_line(message))
        return self._verdict() or BrowserTrouble(kind, _first_line(message))

    def _lost(self, error: Exception) -> Exception:
        """The driver itself does not answer: killed by the watchdog, by somebody else, or dead."""
        if isinstance(error, NoAnswer):
            return self._verdict() or BrowserTrouble(ErrorKind.RENDERER_HANG, str(error))
        sleep(_VERDICT_WAIT)
        return self._verdict() or BrowserTrouble(ErrorKind.BROWSER_FAILED, str(error))

    def _verdict(self) -> BrowserTrouble | None:
        if self._watchdog is None or self._watchdog.verdict is None:
            return None
        return BrowserTrouble(self._watchdog.verdict, "ended by the watchdog")


class _LoadTimeout(BrowserTrouble):
    """The driver's own time for a navigation or a command is over."""


def _first_line(message: str) -> str:
    return message.partition("Stacktrace")[0].replace("\n", " ").strip()
