"""Browsers for an event loop: batches share them, and what goes wrong reaches whoever waits."""

import asyncio

import pytest

from auditor.browser.crew import Crew
from auditor.browser.launch import BrowserSettings
from auditor.browser.pool import PoolSettings
from auditor.browser.tab import Tab
from tests.browser.conftest import Serve
from tests.sites.browsers import needs_browser

pytestmark = needs_browser


def test_batches_share_a_browser(serve: Serve) -> None:
    origin = serve({"/": "<title>a</title><p>a</p>", "/b": "<title>b</title><p>b</p>"})

    def title(path: str):  # type: ignore[no-untyped-def]
        def job(tab: Tab) -> tuple[int, str]:
            tab.open(origin + path)
            return id(tab), str(tab.run("() => document.title"))

        return job

    async def both() -> list[tuple[int, str]]:
        crew = Crew(PoolSettings(BrowserSettings(), 1))
        try:
            return [found for path in ("/", "/b") async for _, found in crew.outcomes([title(path)])]
        finally:
            await crew.close()

    (first, a), (second, b) = asyncio.run(both())
    assert (a, b) == ("a", "b")
    assert first == second


def test_a_fault_of_ours_is_raised_and_nobody_waits_for_ever() -> None:
    def broken(_tab: Tab) -> None:
        raise ZeroDivisionError

    async def run() -> None:
        crew = Crew(PoolSettings(BrowserSettings(), 1))
        try:
            async for _ in crew.outcomes([broken, broken]):
                pass
        finally:
            with pytest.raises(ZeroDivisionError):
                await crew.close()

    with pytest.raises(ZeroDivisionError):
        asyncio.run(asyncio.wait_for(run(), 60))
