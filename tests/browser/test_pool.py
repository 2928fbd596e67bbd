"""Browsers that are killed, missing or told to stop: nothing is left behind, and every page has an answer."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from auditor.browser import reaper
from auditor.browser.launch import BrowserSettings, browser
from auditor.browser.limits import BrowserLimits
from auditor.browser.pool import PoolSettings, measure_all, suits
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind
from tests.browser.conftest import Serve
from tests.sites.browsers import needs_browser

ONE = PoolSettings(count=1)
AUDITOR = """
import sys, time
from auditor.browser.launch import Browser, BrowserSettings
running = Browser(BrowserSettings())
print(running.leader, flush=True)
time.sleep(60)
"""


pytestmark = needs_browser


def profile_of(leader: int) -> str:
    words = Path(f"/proc/{leader}/environ").read_bytes().split(b"\0")
    return next(word[5:].decode() for word in words if word.startswith(b"HOME="))


def all_gone(leader: int, profile: str) -> bool:
    """Waits for it, as nobody says when the last process has ended."""
    for _ in range(200):
        if not reaper.members(leader) and not reaper.strays(profile) and not Path(profile).exists():
            return True
        time.sleep(0.1)
    return False


def title(tab: Tab, url: str) -> str:
    tab.open(url)
    return str(tab.run("() => document.title"))


def test_closing_leaves_nothing() -> None:
    with browser() as running:
        leader, profile = running.leader, profile_of(running.leader)
        assert len(reaper.members(leader)) > 3
        assert running.heavier(50 << 20)
        assert not running.heavier(5_000 << 20)
    assert all_gone(leader, profile)


def test_nothing_is_left_when_the_auditor_is_killed() -> None:
    auditor = subprocess.Popen([sys.executable, "-c", AUDITOR], stdout=subprocess.PIPE)
    assert auditor.stdout is not None
    leader = int(auditor.stdout.readline())
    profile = profile_of(leader)
    assert reaper.members(leader)
    auditor.kill()
    auditor.wait()
    auditor.stdout.close()
    assert all_gone(leader, profile)


@pytest.mark.parametrize("victim", ["driver", "browser", "reaper"])
def test_a_killed_browser_is_replaced_and_the_page_measured(serve: Serve, victim: str) -> None:
    origin = serve({"/": "<title>good</title>"})
    seen: list[tuple[int, str]] = []

    def work(tab: Tab, url: str) -> str:
        driver = _driver_below(os.getpid())
        if not seen:
            seen.append((driver, profile_of(driver)))
            os.kill({"driver": driver, "browser": _child(driver), "reaper": _parent(driver)}[victim], signal.SIGKILL)
            time.sleep(0.5)
        return title(tab, url)

    jobs = [origin + "/", origin + "/?2"]
    assert list(measure_all(jobs, work, ONE)) == [(job, "good") for job in jobs]
    assert all_gone(*seen[0])


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def _children(process: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if _parent(int(entry.name)) == process:
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def _child(process: int) -> int:
    return min(_children(process))


def _driver_below(process: int) -> int:
    """The driver is the child of the reaper, which is a child of ours; the newest, where there are more."""
    below = [(one, child) for one in _children(process) for child in _children(one)]
    return max(child for _, child in below if b"chromedriver" in Path(f"/proc/{child}/cmdline").read_bytes())


def test_results_may_decide_what_comes_next(serve: Serve) -> None:
    origin = serve({f"/{number}": f"<title>{number}</title>" for number in range(4)})
    titles: list[object] = []

    def jobs() -> Iterator[str | None]:
        yield origin + "/0"
        yield None
        for number in range(1, 4):
            yield f"{origin}/{number}" if len(titles) == number else None

    for _, result in measure_all(jobs(), title, ONE):
        titles.append(result)
    assert titles[0] == "0"


def test_no_browser_is_an_answer_for_every_page() -> None:
    missing = PoolSettings(BrowserSettings(binary="no-such-browser"), count=1)
    assert [kind for _, kind in measure_all(["a", "b"], title, missing)] == [ErrorKind.BROWSER_MISSING] * 2


def test_a_driver_that_does_not_start_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    for driver in ("true", str(Path(__file__))):
        with pytest.raises(BrowserTrouble) as raised, browser(BrowserSettings(driver=driver)):
            pass
        assert raised.value.kind in (ErrorKind.BROWSER_FAILED, ErrorKind.BROWSER_MISSING)
    assert list(tmp_path.iterdir()) == []


def test_scripts_that_fail_are_named_and_faults_of_ours_are_raised(serve: Serve) -> None:
    origin = serve({"/": "<p>"})

    def work(tab: Tab, url: str) -> object:
        if url == "fault":
            raise KeyError("ours")
        tab.open(url)
        return tab.run("() => { throw new Error('x'); }")

    results = measure_all([origin + "/", "fault"], work, ONE)
    assert next(results) == (origin + "/", ErrorKind.RENDER_SCRIPT)
    with pytest.raises(KeyError):
        next(results)


def test_a_stop_ends_what_is_running(serve: Serve) -> None:
    origin = serve({"/": "<title>good</title>"})
    stop = Event()

    def work(tab: Tab, url: str) -> str:
        title(tab, url)
        stop.set()
        return str(tab.run("() => new Promise(() => undefined)"))

    assert list(measure_all([origin + "/"] * 3, work, PoolSettings(count=1, stop=stop))) == []


def test_the_machine_carries_at_least_one() -> None:
    assert 1 <= suits() <= (os.cpu_count() or 1)


def test_a_browser_is_replaced_before_it_grows_old(serve: Serve) -> None:
    origin = serve({"/": "<title>good</title>"})
    settings = PoolSettings(BrowserSettings(limits=BrowserLimits(recycle_pages=2)), count=1)
    used: list[object] = []

    def work(tab: Tab, url: str) -> str:
        used.append(tab)
        return title(tab, url)

    assert [result for _, result in measure_all([origin + "/"] * 3, work, settings)] == ["good"] * 3
    assert used[0] is used[1]
    assert used[2] is not used[1]
