"""The fetching workers as seen from the crawl: plain subprocesses on socket pairs."""

import asyncio
import os
import socket
import sys
from dataclasses import asdict
from typing import Any

from auditor.crawl.lease import Lease
from auditor.crawl.wire import FrameReader, pack
from auditor.model.limits import Limits
from auditor.model.options import RunOptions

RESULT_FIELDS = ("id", "attempts", "location", "page", "document")
"""Of one finished lease as a worker sends it: attempts are the fields of model.FetchAttempt, page is Digest.page."""


class WorkerDied(RuntimeError):
    """A fetching worker ended while it was needed."""


class Pool:
    """Workers by number. ``pull`` hands over leases and returns finished results; one pull at a time per worker."""

    def __init__(self, options: RunOptions, limits: Limits, allowed: list[str]) -> None:
        self.size = options.workers or min(os.cpu_count() or 1, 4)
        self._config = {
            "origins": [],
            "user_agent": options.user_agent,
            "delay": options.delay,
            "concurrency": options.concurrency,
            "allowed": allowed,
            "limits": asdict(limits),
        }
        self._channels: list[socket.socket] = []
        self._readers: list[FrameReader] = []
        self._processes: list[asyncio.subprocess.Process] = []

    async def start(self, origins: list[str], delay: float) -> None:
        """Start the workers; ``origins`` are the audited site, ``delay`` its pace in seconds."""
        self._config |= {"origins": origins, "delay": delay}
        loop = asyncio.get_running_loop()
        for _ in range(self.size):
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            arguments = (sys.executable, "-m", "auditor.crawl.worker", str(theirs.fileno()))
            self._processes.append(await asyncio.create_subprocess_exec(*arguments, pass_fds=(theirs.fileno(),)))
            theirs.close()
            self._channels.append(ours)
            self._readers.append(FrameReader())
            await loop.sock_sendall(ours, pack(self._config))

    async def pull(self, number: int, leases: list[Lease]) -> list[dict[str, Any]]:
        """Hand leases to worker ``number``; returns what has finished there since, perhaps nothing yet."""
        loop, channel, reader = asyncio.get_running_loop(), self._channels[number], self._readers[number]
        await loop.sock_sendall(channel, pack(leases))
        while True:
            data = await loop.sock_recv(channel, 1 << 20)
            if not data:
                raise WorkerDied(f"抓取进程 {number} 意外退出")
            for results in reader.feed(data):
                return [dict(zip(RESULT_FIELDS, result, strict=True)) for result in results]

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
        self._channels, self._readers, self._processes = [], [], []
