"""Browsers for an event loop: batches of jobs go in, outcomes come out, and the browsers stay between the batches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from auditor.browser.pool import PoolSettings, measure_all
from auditor.browser.tab import Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind

Job = Callable[[Tab], Any]


class Crew:
    """A pool of browsers that a thread of its own drives from the first batch on. ``close`` it in any case."""

    def __init__(self, settings: PoolSettings) -> None:
        self._settings = settings
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._arrived: asyncio.Queue[tuple[Job, Any] | None] = asyncio.Queue()
        self._driving: asyncio.Task[None] | None = None
        self._open = 0
        """Jobs that the pool has and has not answered; only the driving thread touches it."""

    async def outcomes(self, jobs: Sequence[Job]) -> AsyncIterator[tuple[Job, Any | ErrorKind]]:
        """What comes of a batch, in the order of completion. What a job raises of its own fault is raised here."""
        if jobs and self._driving is None:
            self._driving = asyncio.create_task(asyncio.to_thread(self._drive, asyncio.get_running_loop()))
        for job in jobs:
            self._jobs.put(job)
        for _ in jobs:
            found = await self._arrived.get()
            if found is None:
                break
            yield found
        else:
            return
        assert self._driving is not None
        await self._driving  # The browsers are gone: what went wrong is raised here.
        raise BrowserTrouble(ErrorKind.INTERRUPTED)

    async def close(self) -> None:
        """Give up what is being done and end the browsers."""
        self._settings.stop.set()
        self._jobs.put(None)
        if self._driving is not None:
            await self._driving

    def _drive(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            for found in measure_all(self._drawn(), _do, self._settings):
                self._open -= 1
                loop.call_soon_threadsafe(self._arrived.put_nowait, found)
        finally:
            loop.call_soon_threadsafe(self._arrived.put_nowait, None)

    def _drawn(self) -> Iterator[Job | None]:
        """Jobs as they are there; None while there are none and answers are still to come."""
        while True:
            try:
                job = self._jobs.get(block=not self._open)
            except Empty:
                yield None
                continue
            if job is None:
                return
            self._open += 1
            yield job


def _do(tab: Tab, job: Job) -> Any:
    return job(tab)
