"""A browser starts, shows a page, and leaves nothing behind."""

from auditor.browser.tab import Tab
from tests.browser.conftest import Serve


def test_a_page_is_opened_and_read(tab: Tab, serve: Serve) -> None:
    origin = serve({"/": "<title>x</title><p>你好</p>"})
    tab.open(origin + "/")
    assert tab.run("() => document.querySelector('p').textContent") == "你好"
