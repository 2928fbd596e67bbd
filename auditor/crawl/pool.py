"""The fetching workers as seen from the crawl: plain subprocesses on socket pairs."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from auditor.crawl.forked import Forked
from auditor.crawl.lease import Lease
from auditor.crawl.wire import HEADER_BYTES, pack, unpack
from auditor.model.limits import Limits
from auditor.model.options import RunOptions

RESULT_FIELDS = ("id", "attempts", "location", "page", "document")
"""Of one finished lease as a worker sends it: attempts are the fields of model.FetchAttempt, page is Digest.page."""


class WorkerDied(RuntimeError):
    """A fetching worker ended while it was needed."""


def workers(options: RunOptions) -> int:
    """How many a run has."""
    return options.workers or min(os.cpu_count() or 1, 4)


class Pool:
    """Workers by number. ``pull`` hands over leases and returns finished results; one pull at a time per worker.

    ``pace`` is the folder in which runs of one campaign agree on the pace of servers; empty for a run of its own.
    ``forked`` are workers that wait already; without them new processes are started.
    """

    def __init__(
        self, options: RunOptions, limits: Limits, allowed: list[str], pace: str = "", forked: Sequence[Forked] = ()
    ) -> None:
        self.size = len(forked) or workers(options)
        self._forked = forked
        self._config = {
            "origins": [],
            "user_agent": options.user_agent,
            "delay": 0.0,
            "concurrency": options.concurrency,
            "allowed": allowed,
            "limits": asdict(limits),
            "pace": pace,
        }
        self._channels: list[socket.socket] = []
        self._processes: list[asyncio.subprocess.Process | Forked] = []

    async def start(self) -> None:
        """Start the workers, without a pace and without a site: what preflight needs."""
        loop = asyncio.get_running_loop()
        for number in range(self.size):
            process: asyncio.subprocess.Process | Forked
            if self._forked:
                ours, process = self._forked[number].channel, self._forked[number]
            else:
                ours, process = await _started()
            ours.setblocking(False)
            self._processes.append(process)
            self._channels.append(ours)
            await loop.sock_sendall(ours, pack(self._config))

    async def configure(self, origins: list[str], delay: float) -> None:
        """Tell the workers the audited site (its origins) and its pace in seconds; nothing may be under way."""
        self._config |= {"origins": origins, "delay": delay}
        for channel in self._channels:
            await asyncio.get_running_loop().sock_sendall(channel, pack(self._config))

    async def pull(self, number: int, leases: list[Lease]) -> list[dict[str, Any]]:
        """Hand leases to worker ``number``; returns what has finished there since, perhaps nothing yet."""
        channel = self._channels[number]
        await asyncio.get_running_loop().sock_sendall(channel, pack(leases))
        length = int.from_bytes(await self._receive(number, HEADER_BYTES), "big")
        results = unpack(await self._receive(number, length))
        return [dict(zip(RESULT_FIELDS, result, strict=True)) for result in results]

    async def _receive(self, number: int, length: int) -> bytearray:
        """Exactly ``length`` bytes from a worker; raises WorkerDied."""
        buffer = bytearray(length)
        view, got = memoryview(buffer), 0
        while got < length:
            count = await asyncio.get_running_loop().sock_recv_into(self._channels[number], view[got:])
            if not count:
                raise WorkerDied(f"抓取进程 {number} 意外退出")
            got += count
        return buffer

    async def fetch(self, lease: Lease) -> dict[str, Any]:
        """Fetch one lease by worker 0 and wait for it; only while no pull is under way."""
        results = await self.pull(0, [lease])
        while not results:
            results = await self.pull(0, [])
        return results[0]

    async def close(self) -> None:
        """Close the channels, which ends the workers, and wait for them."""
        for channel in self._channels:
            channel.close()
        for process in self._processes:
            try:
                await asyncio.wait_for(process.wait(), timeout=3)
            except TimeoutError:
                process.kill()
                await process.wait()
        self._channels, self._processes = [], []


async def _started() -> tuple[socket.socket, asyncio.subprocess.Process]:
    ours, theirs = socket.socketpair()
    arguments = (sys.executable, "-m", "auditor.crawl.worker", str(theirs.fileno()))
    process = await asyncio.create_subprocess_exec(*arguments, pass_fds=(theirs.fileno(),))
    theirs.close()
    return ours, process
