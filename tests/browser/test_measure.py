"""What the choice of further pages learns from a measured page."""

import socket
import threading
from collections.abc import Iterator

import pytest

from auditor.browser.launch import Browser, BrowserSettings
from auditor.browser.limits import BrowserLimits
from auditor.browser.measure import Task, learned, measure
from auditor.model.axe import VIOLATION, AxeNode, AxeRule, AxeRun
from auditor.model.conduct import Conduct, Control, Focus
from auditor.model.node import Node
from auditor.model.rendered import RenderedPage
from auditor.model.semantics import Mark, Semantics
from tests.browser.conftest import Serve
from tests.sites.browsers import needs_browser

URL = "http://www.a.gov.cn/"
IN_TEXT = Node("html > body > p", "body>p", "", "<p>")
IN_MENU = Node("html > body > nav > a", "body>nav>a", "nav", "<a>")


def test_faults_count_whoever_found_them_and_what_may_be_in_order_does_not() -> None:
    rule = AxeRule("image-alt", VIOLATION, "serious", "图片", (), (), 1, (AxeNode(IN_TEXT, "没有"),))
    conduct = Conduct(
        focus=Focus(2, True, unseen=(IN_MENU,), hidden=(IN_TEXT,)), controls=(Control(IN_TEXT, "listener"),)
    )
    semantics = Semantics(prohibited=(Mark(IN_TEXT, "aria-label"),))
    page = RenderedPage(URL, URL, axe=AxeRun("4", (rule,)), conduct=conduct, semantics=semantics)
    assert learned(page, "c") == {
        "image-alt|c|body>p", "focus||body>nav>a", "hidden-focus|c|body>p", "prohibited|c|body>p",
    }  # fmt: skip
    assert learned(RenderedPage(URL, URL), "c") == frozenset()


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes what it is asked and never answers."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hold() -> None:
            try:
                while True:
                    held.append(server.accept()[0])
            except OSError:
                return

        threading.Thread(target=hold, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
    for one in held:
        one.close()


@needs_browser
def test_a_page_that_waits_for_its_style_sheet_is_measured_without_pictures(serve: Serve, silent: str) -> None:
    head = f"<link rel=stylesheet href={silent}/a.css><script src={silent}/a.js></script>"
    origin = serve(
        {"/": f"<!DOCTYPE html><html lang=zh><head><title>页</title>{head}</head><body><img src=x.png><p>正文</p>"}
    )
    running = Browser(BrowserSettings(limits=BrowserLimits(load_seconds=3, call_seconds=20)))
    try:
        found = measure(running.tab, Task(f"{origin}/", "c", home=True))
    finally:
        running.close()
    assert "unpainted" in found.page.limits
    assert found.page.axe is not None
    assert (found.page.conduct, found.page_shot) == (None, b"")
