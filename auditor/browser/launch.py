"""Starts one Chromium with its driver: own session, own profile, and no way out but the one it is given."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from selenium.common.exceptions import WebDriverException
from selenium.webdriver import ChromeOptions
from selenium.webdriver.chrome.remote_connection import ChromeRemoteConnection
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.webdriver import WebDriver
from urllib3.exceptions import HTTPError

from auditor.browser import reaper
from auditor.browser.limits import BrowserLimits
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.browser.watchdog import Watchdog, heavier
from auditor.model.error import ErrorKind

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
"""The first is the same engine without a window to draw: a page costs it a tenth less."""
DRIVERS = ("chromedriver",)
_STARTED = re.compile(rb"started successfully on port (\d+)")
_FEATURES_OFF = (
    "IsolateOrigins,site-per-process,BackForwardCache,Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,"
    "RenderDocument"  # else our boot scripts, which are long, travel to every document anew
)
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-auto-reload",
    "--disable-hang-monitor",
    "--disable-quic",
    "--deny-permission-prompts",
    "--noerrdialogs",
    "--disable-dev-shm-usage",
    "--disable-site-isolation-trials",
    f"--disable-features={_FEATURES_OFF}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--metrics-recording-only",
    "--password-store=basic",
    "--use-mock-keychain",
    "--mute-audio",
    "--hide-scrollbars",
    "--lang=zh-CN",
    "--window-size=1280,800",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
    "--js-flags=--no-opt,--no-maglev",  # every page is new code: optimising it costs more than it saves, and is attack surface
)

_BLOCK = 2
_ASKED = (
    "geolocation notifications media_stream_camera media_stream_mic midi_sysex popups protocol_handlers usb_guard "
    "serial_guard bluetooth_guard hid_guard sensors clipboard idle_detection local_fonts window_placement"
)
_PREFERENCES = {
    "download_restrictions": 3,  # all of them
    "plugins.always_open_pdf_externally": True,  # which makes it a download, and that is refused
    "intl.accept_languages": "zh-CN,zh",
    "profile.default_content_setting_values": dict.fromkeys(_ASKED.split(), _BLOCK),
    "credentials_enable_service": False,
    "safebrowsing.enabled": False,
    "search.suggest_enabled": False,
    "net.network_prediction_options": _BLOCK,
}
_CLIENT_MARGIN = 15
"""Seconds that the HTTP client of the driver waits longer than the watchdog, which has the word."""
_DIRECT = {"proxyType": ProxyType.DIRECT}


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """How browsers are started and what a page may cost them. Paths empty = looked for by their usual names."""

    binary: str = ""
    driver: str = ""
    proxy: str = ""
    """``host:port`` of our proxy, the only way out; empty is for tests on loopback alone."""
    reason: Callable[[str], ErrorKind | None] | None = None
    """Says why the proxy did not reach the server of a URL."""
    before_load: Callable[[str], None] | None = None
    """Called with every URL before it is loaded; may wait."""
    user_agent: str = ""
    """Empty = Chromium's own, without the word that it runs without a window: sites serve that another page."""
    limits: BrowserLimits = field(default_factory=BrowserLimits)


class WebDriverClient(WebDriver):
    """A remote WebDriver that knows Chromium's DevTools commands."""

    def execute_cdp_cmd(self, method: str, parameters: dict[str, object]) -> object:
        """One DevTools command."""
        return self.execute("executeCdpCommand", {"cmd": method, "params": parameters})["value"]


class Browser:
    """One running Chromium with one tab. ``close()`` leaves no process and no folder."""

    def __init__(self, settings: BrowserSettings) -> None:
        binary, driver = programs(settings)
        self._profile = tempfile.mkdtemp(prefix="xunwang-")
        self.leader = 0
        try:
            self._reaper = _start_reaper(self._profile, driver)
        except OSError as error:
            shutil.rmtree(self._profile, ignore_errors=True)
            raise BrowserTrouble(ErrorKind.BROWSER_FAILED, str(error)) from error
        self.watchdog = Watchdog(self.kill, self.heavier, settings.limits.memory_bytes)
        try:
            with self.watchdog.call(settings.limits.start_seconds):
                self.leader, port = _announced(self._reaper)
                self.driver = _connect(port, binary, settings)
            self.tab = Tab(self.driver, self.watchdog, settings.limits)
            self.tab.surroundings(settings.reason, settings.before_load)
            if not settings.user_agent:
                usual = self.tab.cdp("Browser.getVersion")["userAgent"].replace("Headless", "")
                self.tab.cdp("Emulation.setUserAgentOverride", userAgent=usual)
        except (WebDriverException, HTTPError, OSError) as error:
            self.close()
            raise BrowserTrouble(ErrorKind.BROWSER_FAILED, str(error).partition("\n")[0]) from error
        except BaseException:
            self.close()
            raise

    @property
    def alive(self) -> bool:
        """False when the driver, or the child that watches it, is gone."""
        return self._reaper.poll() is None

    def kill(self) -> None:
        """End the browser at once, from any thread; whoever waits for its answer gets an error."""
        if self.leader:
            reaper.kill_session(self.leader, self._profile)
        elif self._reaper.stdin is not None:
            self._reaper.stdin.close()  # it alone knows the driver yet, and kills it at the end of this pipe

    def heavier(self, most: int) -> bool:
        """True when all its processes together hold more bytes of memory than that."""
        return bool(self.leader) and heavier(self.leader, most)

    def close(self) -> None:
        """End the browser and wait until nothing is left of it."""
        self.watchdog.stop()
        self.kill()
        for pipe in (self._reaper.stdin, self._reaper.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self._reaper.wait(10)
        shutil.rmtree(self._profile, ignore_errors=True)


@contextmanager
def browser(settings: BrowserSettings | None = None) -> Iterator[Browser]:
    """A running browser for as long as the block lasts; raises BrowserTrouble when there is none."""
    running = Browser(settings or BrowserSettings())
    try:
        yield running
    finally:
        running.close()


def programs(settings: BrowserSettings | None = None) -> tuple[str, str]:
    """Paths of the browser and its driver; raises BrowserTrouble(BROWSER_MISSING)."""
    given = settings or BrowserSettings()
    binary = _program(given.binary or os.environ.get("CHROMIUM", ""), BROWSERS)
    driver = _program(given.driver or os.environ.get("CHROMEDRIVER", ""), DRIVERS)
    if not binary or not driver:
        raise BrowserTrouble(ErrorKind.BROWSER_MISSING, "chromium" if not binary else "chromedriver")
    return binary, driver


def _program(given: str, usual: Sequence[str]) -> str:
    return next((path for name in ((given,) if given else usual) if (path := shutil.which(name))), "")


def _start_reaper(profile: str, driver: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-I", "-S", str(Path(reaper.__file__)), profile, driver, "--port=0"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=profile, start_new_session=True)


def _announced(child: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Process of the driver and the port it listens on, as both say at their start."""
    assert child.stdout is not None
    leader = port = 0
    for line in child.stdout:  # in either order: both write to one pipe
        if line.strip().isdigit():
            leader = int(line)
        elif found := _STARTED.search(line):
            port = int(found[1])
        if leader and port:
            return leader, port
    raise BrowserTrouble(ErrorKind.BROWSER_FAILED, "chromedriver did not start")


def _connect(port: int, binary: str, settings: BrowserSettings) -> WebDriverClient:
    options = ChromeOptions()
    options.binary_location = binary
    # The driver puts the browser's data in TMPDIR, which is the profile; with a folder of ours the shell opens no tab.
    flags = [*_FLAGS]
    if settings.proxy:
        flags.append(f"--proxy-server={settings.proxy}")
    if settings.user_agent:
        flags.append(f"--user-agent={settings.user_agent}")
    if os.geteuid() == 0:
        flags.append("--no-sandbox")  # Chromium refuses to sandbox what root runs
    for flag in flags:
        options.add_argument(flag)
    options.page_load_strategy = "eager"
    options.unhandled_prompt_behavior = "dismiss"
    options.accept_insecure_certs = True  # the crawl judges certificates; the page behind one is still measured
    options.add_experimental_option("excludeSwitches", ["enable-logging", "disable-popup-blocking"])
    options.add_experimental_option("prefs", _PREFERENCES)
    url = f"http://127.0.0.1:{port}"
    client = ClientConfig(
        remote_server_addr=url, timeout=int(settings.limits.call_seconds) + _CLIENT_MARGIN, proxy=Proxy(raw=_DIRECT)
    )
    connection = ChromeRemoteConnection(remote_server_addr=url, client_config=client)
    return WebDriverClient(command_executor=connection, options=options)
