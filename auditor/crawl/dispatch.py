"""Which waiting URL goes to which worker, and in what way it is asked.

Reads the frontier in order, finds each host's destination once, and fills the windows of the workers. A server
belongs to one worker, where its pace is kept; only a run without delay may spread one server over all workers.
"""

import asyncio
import time
import zlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from auditor.crawl.destination import Destination, Destinations
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.sharing import Sharing
from auditor.model.error import ErrorKind
from auditor.model.link import TargetKind
from auditor.model.options import RunOptions
from auditor.store.bundle import BEIJING
from auditor.store.frontier import Frontier, Row
from auditor.store.probes import OVER_IPV6
from auditor.store.shared import Turn
from auditor.store.state import Role
from auditor.urls.guard import is_private
from auditor.urls.order import is_attachment, is_image

WINDOW = 256
"""Leases under way at one worker."""
_PER_SERVER = 16
"""Leases of one server under way at once, so that a slow server does not fill a worker's window."""
_SHARE = 64
"""Leases handed over at once in a run without delay: what one worker does not take is there for the other."""
_LEAST = 8
"""Fewer are not worth handing over, even where few are left."""
_BATCH = 2000
_SOON = 0.5
"""Seconds after which it is looked whether another run has its answer."""


@dataclass(slots=True)
class Lane:
    """Rows read from the frontier that wait for their host, in order; ``cursor`` is the last id read."""

    pages: bool
    cursor: int = 0
    parked: dict[str, deque[Row]] = field(default_factory=dict)
    size: int = 0


@dataclass(slots=True)
class Handout:
    """Leases being gathered for one worker: its number among how many, the time, and how many it may take."""

    worker: int
    workers: int
    room: int
    now: float
    leases: list[Lease] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """No more may be added."""
        return len(self.leases) >= self.room


class Dispatch:
    """The state of what is under way. ``record_host`` is called with every DNS answer."""

    def __init__(
        self,
        options: RunOptions,
        frontier: Frontier,
        destinations: Destinations,
        record_host: Callable[[str, Any], None],
    ) -> None:
        self.options = options
        self.delay = options.delay
        """Of the run: more than was chosen where the site's robots.txt asks for it."""
        self.frontier = frontier
        self.destinations = destinations
        self.record_host = record_host
        self.verify_internal = True
        self.mandated: frozenset[str] = frozenset()
        """Hosts that may be asked as somebody else wherever they are."""
        self.sharing: Sharing | None = None
        """What other site runs of the same campaign bring; None for a run of its own."""
        self.under_way: dict[int, str] = {}
        self.local_results: list[dict[str, Any]] = []
        self.changed = asyncio.Event()
        self._lanes = [Lane(pages=True), Lane(pages=False)]
        self._known: dict[str, Destination] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._per_server: dict[str, int] = {}
        self._waiting: dict[str, float] = {}
        """Hosts whose next rows another run is asking → when to look again."""

    def rewind(self) -> None:
        """Read the frontier from its start again: rows were marked behind the cursors."""
        for lane in self._lanes:
            lane.cursor = 0

    def forget_failed_hosts(self) -> None:
        """Ask DNS again for every name it could not resolve."""
        self._known = {
            host: found for host, found in self._known.items() if found.error is None or found.answer is None
        }

    def leases(self, worker: int, workers: int, room: int) -> list[Lease]:
        """Leases for one worker, pages first, at most ``room``."""
        for lane in self._lanes:
            self._read(lane)
        handout = Handout(worker, workers, room if self.delay else min(room, self._share(workers)), time.time())
        for lane in self._lanes:
            for host in list(lane.parked):
                if handout.full:
                    return handout.leases
                if self._waiting.get(host, 0.0) > handout.now:
                    continue
                self._waiting.pop(host, None)
                self._from_host(lane, host, handout)
        return handout.leases

    def _share(self, workers: int) -> int:
        """How many leases a worker takes at a time; fewer when there are few left, so that all end together."""
        waiting = sum(lane.size for lane in self._lanes)
        return max(_LEAST, min(_SHARE, -(-waiting // workers)))

    def next_due(self) -> float:
        """Seconds until a parked row whose time has not come becomes due; infinite when there is none."""
        due = [
            queue[0].tried_at + self.options.retry_gap
            for lane in self._lanes
            for queue in lane.parked.values()
            if queue[0].phase
        ]
        now = time.time()
        # What has passed is looked at as soon as there is room again.
        due += [moment for moment in self._waiting.values() if moment > now]
        return max(0.0, min(due) - now) if due else float("inf")

    def finished(self, ids: list[int]) -> None:
        """Note that results for these were committed."""
        for identity in ids:
            server = self.under_way.pop(identity, None)
            if server is not None:
                self._per_server[server] -= 1

    def _read(self, lane: Lane) -> None:
        if lane.size >= _BATCH:
            return
        rows = self.frontier.marked(lane.cursor, lane.pages, _BATCH)
        waiting = {row.id for queue in lane.parked.values() for row in queue} if rows and lane.size else set()
        for row in rows:
            lane.cursor = row.id
            if row.id not in self.under_way and row.id not in waiting:
                lane.parked.setdefault(row.host, deque()).append(row)
                lane.size += 1

    def _from_host(self, lane: Lane, host: str, handout: Handout) -> None:
        destination = self._known.get(host)
        if destination is None:
            if host not in self._asking:
                self._asking[host] = asyncio.get_running_loop().create_task(self._ask(host))
            return
        queue, waiting = lane.parked[host], deque[Row]()
        if destination.error is None and self._elsewhere(destination.server, handout):
            return
        while queue and not handout.full and self._ready(queue[0], destination, lane, handout.now):
            row = queue.popleft()
            lane.size -= 1
            if destination.error is not None:
                self._answer_locally(row, destination)
            elif dress_of(row) and row.host not in self.mandated and not is_private(destination.address):
                # A staging copy that has gone public since: the address connected to has the last word.
                self._answer_locally(row, replace(destination, error=ErrorKind.GUARD))
            elif self._ours(row, waiting):
                handout.leases.append(self._lease(row, destination))
            elif len(waiting) >= _PER_SERVER:
                break
        if waiting:
            queue.extendleft(reversed(waiting))
            lane.size += len(waiting)
            self._waiting[host] = handout.now + _SOON
        if not queue:
            del lane.parked[host]

    def _ours(self, row: Row, waiting: deque[Row]) -> bool:
        """True when we have to ask; else another run's answer was taken, or the row waits for it."""
        found = Turn.OURS if self.sharing is None else self.sharing.find(row, mode_of(row))
        if found is Turn.WAIT:
            waiting.append(row)
        elif not isinstance(found, Turn):
            self._without_request(row, found)
        return found is Turn.OURS

    def _elsewhere(self, server: str, handout: Handout) -> bool:
        return self.delay > 0 and zlib.crc32(server.encode()) % handout.workers != handout.worker

    def _ready(self, row: Row, destination: Destination, lane: Lane, now: float) -> bool:
        if row.phase and row.tried_at + self.options.retry_gap > now:
            return False
        if destination.error is not None:
            return True
        polite = self.delay > 0
        if row.internal and polite and not lane.pages and self._lanes[0].size:
            return False
        return not polite or self._per_server.get(destination.server, 0) < _PER_SERVER

    async def _ask(self, host: str) -> None:
        name = host.removeprefix(OVER_IPV6)
        find = self.destinations.find6 if name != host else self.destinations.find
        destination = await find(name)
        if destination.answer is not None:
            self.record_host(host, destination.answer)
        self._known[host] = destination
        del self._asking[host]
        self.changed.set()

    def _lease(self, row: Row, destination: Destination) -> Lease:
        self.under_way[row.id] = destination.server
        self._per_server[destination.server] = self._per_server.get(destination.server, 0) + 1
        if self.sharing is not None:
            self.sharing.asked(row, mode_of(row))
        verify = self.verify_internal or not row.internal
        return Lease(
            row.id, row.url, mode_of(row), row.phase, destination.address, destination.port, destination.mapped,
            destination.server, verify, row.internal, dress_of(row),
        )  # fmt: skip

    def _answer_locally(self, row: Row, destination: Destination) -> None:
        """A name without an address, or an address we must not touch, is a result without a request."""
        method = "DNS" if destination.answer is not None else "GUARD"
        at = datetime.now(BEIJING).isoformat(timespec="milliseconds")
        attempt = [
            row.phase, method, "dns", at, 0, destination.address, None, destination.error, "", "", "", "", "", [], "",
        ]  # fmt: skip
        self._without_request(
            row, {"id": row.id, "attempts": [attempt], "location": "", "page": None, "document": None}
        )

    def _without_request(self, row: Row, result: dict[str, Any]) -> None:
        self.under_way[row.id] = ""
        self._per_server[""] = self._per_server.get("", 0) + 1
        self.local_results.append(result)


def dress_of(row: Row) -> str:
    """As whom a row is asked; empty for ourselves."""
    return row.mode.partition(":")[2]


def mode_of(row: Row) -> Mode:
    """How a row is asked: its own mode, else by what it is."""
    if row.mode:
        return Mode(row.mode.partition(":")[0])
    if row.role is Role.SITEMAP:
        return Mode.SITEMAP
    if row.kind is TargetKind.PAGE:
        return Mode.PAGE
    if row.role is Role.RANDOM:
        return Mode.LOOK
    if row.kind is TargetKind.ASSET and (is_image(row.url) or is_attachment(row.url)):
        return Mode.FIRST_BYTES
    return Mode.HEAD
