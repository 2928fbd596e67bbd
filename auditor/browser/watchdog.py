"""A clock outside the browser: kills it when a page or a single call takes too long, or it grows too large."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from auditor.browser import reaper
from auditor.model.error import ErrorKind

_TICK = 0.1
_TICKS_PER_WEIGHING = 20
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watchdog:
    """Watches one browser from a thread of its own; ``verdict`` says why it was killed."""

    def __init__(self, kill: Callable[[], None], heavier: Callable[[int], bool], most_bytes: int) -> None:
        self.verdict: ErrorKind | None = None
        self._kill = kill
        self._heavier = heavier
        self._most_bytes = most_bytes
        self._page_ends: float | None = None
        self._call_ends: float | None = None
        self._done = Event()
        self._thread = Thread(target=self._watch, name="browser-watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def page(self, seconds: float) -> Iterator[None]:
        """All that is done within the block shares this much time."""
        self._page_ends = monotonic() + seconds
        try:
            yield
        finally:
            self._page_ends = None

    @contextmanager
    def call(self, seconds: float) -> Iterator[None]:
        """One command to the browser; silence beyond this is a hang."""
        self._call_ends = monotonic() + seconds
        try:
            yield
        finally:
            self._call_ends = None

    def stop(self) -> None:
        """End the watch."""
        self._done.set()

    def _watch(self) -> None:
        ticks = 0
        while not self._done.wait(_TICK):
            ticks += 1
            self.verdict = self._late() or (self._heavy() if ticks % _TICKS_PER_WEIGHING == 0 else None)
            if self.verdict is not None:
                self._kill()
                return

    def _late(self) -> ErrorKind | None:
        now, call, page = monotonic(), self._call_ends, self._page_ends
        if call is not None and now > call:
            return ErrorKind.RENDERER_HANG
        return ErrorKind.RENDER_TIMEOUT if page is not None and now > page else None

    def _heavy(self) -> ErrorKind | None:
        busy = self._page_ends is not None or self._call_ends is not None
        return ErrorKind.RENDER_MEMORY if busy and self._heavier(self._most_bytes) else None


def heavier(leader: int, most: int) -> bool:
    """True when all processes of a session together hold more bytes of memory, what they share counted once (PSS).

    False where that is not told. Counting so takes the kernel tens of milliseconds; it is done only when the processes
    have more with all counted in full, which costs next to nothing.
    """
    processes = reaper.members(leader)
    return sum(map(_resident, processes)) > most and sum(map(_pss, processes)) > most


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _PAGE
    except OSError:
        return 0


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
