"""A worker that is a copy of its crawl: it fetches like any other and ends with its channel, however the crawl ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from demo import tls
from tests.sites.run import environment
from tests.sites.server import Host, Served, article, serve

HOST = "www.yunze.gov.cn"
CRAWL = """
import asyncio, os, sys, time
from auditor.crawl.forked import fork_worker
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.pool import Pool
from auditor.model.limits import Limits
from auditor.model.options import RunOptions
worker = fork_worker()
print(worker.pid, flush=True)
address, port = sys.argv[1], int(sys.argv[2])
async def crawl():
    pool = Pool(RunOptions("http://x/", delay=0), Limits(), [], forked=[worker])
    await pool.start()
    await pool.configure(["https://www.yunze.gov.cn:443"], 0)
    got = await pool.fetch(Lease(1, "https://www.yunze.gov.cn/", Mode.PAGE, 0, address, port, True, address, False, True))
    print(pool.size, got["attempts"][-1][6], got["page"]["text"][0], flush=True)
    time.sleep(float(sys.argv[3]))
    await pool.close()
asyncio.run(crawl())
print("over")
"""


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve({HOST: Host({"/": article("首页")}, tls=tls.expired(HOST))}) as running:
        yield running


def crawl(served: Served, pause: float) -> "subprocess.Popen[str]":
    words = [sys.executable, "-c", CRAWL, *map(str, served.where[HOST]), str(pause)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment())


def ended(pid: int) -> bool:
    """The process is gone, or nobody but init has to note its end."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_it_fetches_and_ends_when_the_crawl_is_over(served: Served):
    run = crawl(served, 0)
    said, _ = run.communicate(timeout=60)
    pid, answer, over = said.splitlines()
    assert (answer, over, run.returncode) == ("1 200 首页", "over", 0) and ended(int(pid))


def test_it_does_not_outlive_a_crawl_that_is_killed(served: Served):
    run = crawl(served, 60)
    assert run.stdout is not None
    pid = int(run.stdout.readline())
    assert "首页" in run.stdout.readline()
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert ended(pid)
