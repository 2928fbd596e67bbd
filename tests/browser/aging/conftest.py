"""Runs the collector over pages served on loopback."""

from collections.abc import Callable, Mapping
from itertools import count

import pytest

from auditor.browser.aging import modes
from auditor.browser.aging.run import AgingPages, run_aging
from auditor.browser.tab import Tab
from auditor.model.aging import AgingRun

Use = Callable[[Mapping[str, object]], AgingRun]


@pytest.fixture
def use(tab: Tab, serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> Use:
    """Serve a site and use its retrofit; what floats is watched for a short while only."""
    monkeypatch.setattr(modes, "_WATCH", 3.0)
    monkeypatch.setattr(modes, "_WATCH_LONGEST", 3.0)

    def run(pages: Mapping[str, object]) -> AgingRun:
        origin, number = serve(pages), count()
        inner = (f"{origin}/inner",) if "/inner" in pages else ()
        return run_aging(tab, AgingPages(f"{origin}/", inner), lambda name, _: f"{next(number)}-{name}.png")

    return run
