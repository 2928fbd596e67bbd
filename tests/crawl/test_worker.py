"""A fetching worker in a process of its own against real servers: pace, limits, second questions, its end."""

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from auditor.crawl.lease import Lease, Mode
from auditor.crawl.pool import Pool, WorkerDied
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.options import RunOptions
from tests.sites.server import Host, Served, Visit, article, serve

HOST = "www.yunze.gov.cn"
_STATUS, _ERROR = 6, 7


@dataclass
class Load:
    """How many requests were open at once, and when each arrived."""

    open: int = 0
    most: int = 0
    times: list[float] = field(default_factory=list)

    async def slow(self, visit: Visit) -> None:
        self.times.append(time.monotonic())
        self.open += 1
        self.most = max(self.most, self.open)
        await asyncio.sleep(0.1)
        self.open -= 1
        await visit.send(200, b"<html>")

    async def busy(self, visit: Visit) -> None:
        self.times.append(time.monotonic())
        await visit.send(503 if len(self.times) == 1 else 200, b"<html>", Retry_After="1")


async def no_head(visit: Visit) -> None:
    await visit.send(405 if visit.method == "HEAD" else 200, b"<html>")


async def no_range(visit: Visit) -> None:
    await visit.send(416 if "range" in visit.headers else 200, b"%PDF-1.4", "application/pdf")


async def circle(visit: Visit) -> None:
    if "k=v" in visit.headers.get("cookie", ""):
        await visit.page("进来了", "<p>x</p>")
    else:
        await visit.send(302, Location="/circle", Set_Cookie="k=v")


@pytest.fixture
def load() -> Load:
    return Load()


@pytest.fixture
def served(load: Load, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    monkeypatch.setenv("AUDITOR_ONLY", "127.0.0.0/8,::1/128")
    routes = {
        "/": article("首页", "/a.html"), "/nohead": no_head, "/norange": no_range, "/circle": circle, "/busy": load.busy,
        **{f"/slow{n}": load.slow for n in range(12)},
    }  # fmt: skip
    with serve({HOST: Host(routes)}) as running:
        yield running


def lease(served: Served, path: str, mode: Mode = Mode.PAGE, number: int = 1, **changes: Any) -> Lease:
    address, port = served.where[HOST]
    made = Lease(number, f"http://{HOST}{path}", mode, 0, address, port, True, f"{address}:{port}", True, True)
    return made._replace(**changes)


def fetched(leases: list[Lease], delay: float = 0.0, concurrency: int = 4) -> list[dict[str, Any]]:
    """All results of one worker, by lease number."""

    async def run() -> list[dict[str, Any]]:
        pool = Pool(RunOptions("http://x/", delay=delay, concurrency=concurrency, workers=1), Limits(), [])
        await pool.start()
        await pool.configure([f"http://{HOST}:80"], delay)
        try:
            results = await pool.pull(0, leases)
            while len(results) < len(leases):
                results += await pool.pull(0, [])
        finally:
            await pool.close()
        return sorted(results, key=lambda result: result["id"])

    return asyncio.run(run())


def test_a_page_comes_back_scanned(served: Served):
    (result,) = fetched([lease(served, "/")])
    assert result["attempts"][0][_STATUS] == 200 and result["page"]["text"][0] == "首页"
    assert len(result["page"]["new"]) == 1


def test_each_attempt_says_where_its_connection_came_from(served: Served):
    leases = [lease(served, "/", number=1), lease(served, "/", Mode.SECOND, 2), lease(served, "/", number=3, port=1)]
    last = [result["attempts"][-1][-1] for result in fetched(leases)]
    assert last[0].startswith("127.") and last[1].startswith("127.") and last[2] == ""


def test_requests_on_one_server_keep_their_distance_whatever_the_name(served: Served, load: Load):
    begun = time.monotonic()
    leases = [lease(served, f"/slow{n}", number=n) for n in range(8)]
    leases = [one._replace(url=one.url.replace(HOST, "mirror.gov.cn")) if one.id % 2 else one for one in leases]
    fetched(leases, delay=0.2)
    assert len(load.times) == 8
    assert all(at - begun >= number * 0.2 * 0.9 for number, at in enumerate(sorted(load.times)))


@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_requests_at_once_than_allowed(served: Served, load: Load, concurrency: int):
    fetched([lease(served, f"/slow{n}", number=n) for n in range(12)], concurrency=concurrency)
    assert load.most == concurrency and len(load.times) == 12


def test_retry_after_is_waited_for(served: Served, load: Load):
    results = fetched([lease(served, "/busy", number=n) for n in range(3)], concurrency=1)
    assert [result["attempts"][0][_STATUS] for result in results] == [503, 200, 200]
    assert load.times[1] - load.times[0] >= 0.95


@pytest.mark.parametrize(
    ("path", "mode", "methods"),
    [
        ("/nohead", Mode.HEAD, ["HEAD", "GET"]),
        ("/norange", Mode.FIRST_BYTES, ["RANGE", "GET"]),
        ("/missing", Mode.HEAD, ["HEAD", "GET"]),
        ("/", Mode.HEAD, ["HEAD"]),
    ],
)
def test_a_refused_head_or_range_is_asked_again_in_full(served: Served, path: str, mode: Mode, methods: list[str]):
    (result,) = fetched([lease(served, path, mode)])
    assert [attempt[1] for attempt in result["attempts"]] == methods


def test_in_a_retry_a_head_is_a_get_at_once(served: Served):
    (result,) = fetched([lease(served, "/missing", Mode.HEAD, phase=1)])
    assert [attempt[:2] for attempt in result["attempts"]] == [[1, "GET"]]


def test_a_circle_that_sets_a_cookie_is_walked(served: Served):
    (result,) = fetched([lease(served, "/circle")])
    assert [(attempt[2], attempt[_STATUS]) for attempt in result["attempts"]] == [("curl", 302), ("python", 200)]
    assert result["page"]["text"][0] == "进来了"


@pytest.mark.parametrize("mode", [Mode.PAGE, Mode.SECOND])
def test_the_guard_stands_before_every_client(served: Served, mode: Mode):
    refused = fetched(
        [lease(served, "/", mode, mapped=False), lease(served, "/", mode, 2, address="192.0.2.7", server="x")]
    )
    assert [result["attempts"][-1][_ERROR] for result in refused] == [ErrorKind.PRIVATE_ADDRESS, ErrorKind.GUARD]
    assert served.asked == []


def test_an_interrupt_is_not_the_workers_business_and_its_end_is_that_of_the_channel(served: Served):
    async def run() -> None:
        pool = Pool(RunOptions("http://x/", delay=0, workers=1), Limits(), [])
        await pool.start()
        await pool.fetch(lease(served, "/"))
        pid = pool._processes[0].pid
        os.kill(pid, signal.SIGINT)
        assert (await pool.fetch(lease(served, "/")))["attempts"][0][_STATUS] == 200
        pool._channels[0].close()
        assert await asyncio.wait_for(pool._processes[0].wait(), 5) == 0
        await pool.close()

    asyncio.run(run())


def test_a_killed_worker_is_noticed(served: Served):
    async def run() -> None:
        pool = Pool(RunOptions("http://x/", delay=0, workers=1), Limits(), [])
        await pool.start()
        await pool.fetch(lease(served, "/"))
        pool._processes[0].kill()
        await pool._processes[0].wait()
        with pytest.raises((WorkerDied, ConnectionError)):
            await pool.fetch(lease(served, "/"))
            await pool.fetch(lease(served, "/"))
        await pool.close()

    asyncio.run(run())
