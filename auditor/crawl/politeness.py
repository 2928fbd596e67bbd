"""How fast one server may be asked: delay, concurrency, Retry-After and back-off."""

from collections import deque

from auditor.crawl.lease import Lease

OUTSIDE_DELAY = 1.0
"""Seconds that servers of others are given at least between two requests."""
_SLOWEST = 16.0
_RECOVERY = 10
"""Good answers in a row that halve the slow-down."""


class Server:
    """The queue and the pace of one server (an address, or a platform of many sites).

    Times are seconds of a monotonic clock. ``strain`` is 1 when all is well; each 429, 503 or time-out doubles it,
    ten good answers halve it; it multiplies the delay and divides the concurrency.
    """

    __slots__ = ("_good", "_next_start", "concurrency", "delay", "open", "queue", "strain")

    def __init__(self, delay: float, concurrency: int) -> None:
        self.delay = delay
        self.concurrency = concurrency
        self.queue: deque[Lease] = deque()
        self.open = 0
        self.strain = 1.0
        self._next_start = 0.0
        self._good = 0

    def due(self, now: float) -> float:
        """Seconds until the next request may start; infinite when nothing waits or too many are under way."""
        if not self.queue or self.open >= max(1, int(self.concurrency / self.strain)):
            return float("inf")
        return max(0.0, self._next_start - now)

    def start(self, now: float) -> Lease:
        """Take the next lease and count it as under way."""
        self.open += 1
        self._next_start = now + self.gap
        return self.queue.popleft()

    @property
    def gap(self) -> float:
        """Seconds between two requests as things are."""
        return self.delay * self.strain

    def hold(self, until: float) -> None:
        """Start nothing before ``until``: somebody else asks the same server."""
        self._next_start = max(self._next_start, until)

    def finish(self, now: float, struggling: bool, retry_after: float) -> float:
        """Note an answer: ``struggling`` = 429, 503 or a time-out; ``retry_after`` seconds asked for (0 = none).

        Returns the seconds for which the server is left alone because of it.
        """
        self.open -= 1
        if struggling:
            self._good = 0
            self.strain = min(self.strain * 2, _SLOWEST)
            pause = retry_after or max(self.delay, 0.1) * self.strain
            self.hold(now + pause)
            return pause
        self._good += 1
        if self._good >= _RECOVERY and self.strain > 1:
            self._good = 0
            self.strain /= 2
        return 0.0
