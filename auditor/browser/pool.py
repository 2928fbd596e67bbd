"""A few browsers that measure pages side by side, replaced before they grow and whenever one hangs or crashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from math import ceil
from threading import Event
from typing import Generic, TypeVar

from auditor.browser.launch import Browser, BrowserSettings, programs
from auditor.browser.machine import cores, free_memory
from auditor.browser.tab import DocumentGone, ScriptError, Tab
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind

Job = TypeVar("Job")
Result = TypeVar("Result")

AGAIN = frozenset(
    {
        ErrorKind.RENDERER_HANG,
        ErrorKind.RENDERER_CRASH,
        ErrorKind.RENDER_TIMEOUT,
        ErrorKind.RENDER_MEMORY,
        ErrorKind.BROWSER_FAILED,
        ErrorKind.PAGE_GONE,
    }
)
"""After these the browser is of no more use, and the page gets one more chance in a new one."""
_CORES_PER_BROWSER = 1.5
_BYTES_PER_BROWSER = 900 << 20
_PAGES_PER_WEIGHING = 5
_STARTS = 3
"""Browsers in a row that do not start, after which none is tried any more."""
_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """How many browsers, of which kind, and until when."""

    browser: BrowserSettings = field(default_factory=BrowserSettings)
    count: int = 0
    """0 = as many as the cores and the memory carry."""
    page_seconds: float = 0.0
    """Wall clock for one job; 0 = as the limits of a page say."""
    stop: Event = field(default_factory=Event)
    """When set, pages that are being measured are given up and no further ones are begun."""


def measure_all(
    jobs: Iterable[Job | None], work: Callable[[Tab, Job], Result], settings: PoolSettings
) -> Iterator[tuple[Job, Result | ErrorKind]]:
    """Yield every job with its result, or with why the browser could not do it, in the order of completion.

    ``jobs`` is drawn from in the caller's thread, one when a browser is free, after the last result was yielded: it may
    depend on the results so far. None from it means that nothing is to be done before a further result is there.
    ``work`` runs in the thread of a browser. What it raises besides BrowserTrouble and ScriptError is raised here.
    """
    workers = [_Worker(work, settings) for _ in range(settings.count or suits())]
    try:
        with ThreadPoolExecutor(len(workers), "browser") as threads:
            try:
                yield from _results(iter(jobs), workers, threads, settings.stop)
            finally:
                for worker in workers:
                    worker.end()
    finally:
        for worker in workers:
            worker.discard()


def _results(
    jobs: Iterator[Job | None], workers: list[_Worker[Job, Result]], threads: ThreadPoolExecutor, stop: Event
) -> Iterator[tuple[Job, Result | ErrorKind]]:
    """Hand jobs to idle workers, yield what comes back."""
    idle = list(workers)
    busy: dict[Future[Result | ErrorKind], tuple[_Worker[Job, Result], Job]] = {}
    while not stop.is_set():
        while idle and (job := next(jobs, None)) is not None:
            worker = idle.pop()
            busy[threads.submit(worker.measure, job)] = (worker, job)
        if not busy:
            return
        done, _ = wait(busy, _LOOK, FIRST_COMPLETED)
        for future in done:
            worker, job = busy.pop(future)
            idle.append(worker)
            yield job, future.result()


def suits() -> int:
    """Number of browsers that this machine carries: about one per one and a half cores, and what memory is free."""
    return max(1, min(ceil(cores() / _CORES_PER_BROWSER), free_memory() // _BYTES_PER_BROWSER))


class _Worker(Generic[Job, Result]):
    """One place for a browser, and the browsers that fill it one after the other; used by one thread at a time."""

    def __init__(self, work: Callable[[Tab, Job], Result], settings: PoolSettings) -> None:
        self._work = work
        self._settings = settings.browser
        self._page_seconds = settings.page_seconds or settings.browser.limits.page_seconds
        self._ended = Event()
        self._browser: Browser | None = None
        self._pages = 0
        self._failed_starts = 0

    def end(self) -> None:
        """Give up what is being done, from another thread."""
        self._ended.set()
        running = self._browser
        if running is not None:
            running.kill()

    def measure(self, job: Job) -> Result | ErrorKind:
        """The result; a page that brought a browser down is tried once more in a new one, never a third time."""
        kind = ErrorKind.INTERRUPTED
        for _ in range(2):
            if self._ended.is_set():
                return ErrorKind.INTERRUPTED
            try:
                return self._once(job)
            except BrowserTrouble as trouble:
                kind = trouble.kind
            except DocumentGone:
                kind = ErrorKind.PAGE_GONE
            except ScriptError:
                return ErrorKind.RENDER_SCRIPT
            if kind not in AGAIN:
                return kind
            self.discard()
        return kind

    def _once(self, job: Job) -> Result:
        running = self._ready()
        with running.watchdog.page(self._page_seconds):
            if self._pages:
                running.tab.tidy()
            self._pages += 1
            return self._work(running.tab, job)

    def _ready(self) -> Browser:
        """A browser that is fit for one more page."""
        if self._browser is not None and self._worn(self._browser):
            self.discard()
        if self._browser is None:
            if self._failed_starts >= _STARTS:
                raise BrowserTrouble(ErrorKind.BROWSER_FAILED, "none starts")
            programs(self._settings)
            self._failed_starts += 1
            self._browser = Browser(self._settings)
            self._failed_starts = 0
            self._pages = 0
        return self._browser

    def _worn(self, running: Browser) -> bool:
        limits = self._settings.limits
        if not running.alive or self._pages >= limits.recycle_pages:
            return True
        return self._pages % _PAGES_PER_WEIGHING == 0 and running.heavier(limits.recycle_bytes)

    def discard(self) -> None:
        """End its browser."""
        if self._browser is not None:
            self._browser.close()
            self._browser = None
