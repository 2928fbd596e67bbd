"""Politeness of the browser: a gap between the loads of two documents of one server."""

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic
from urllib.parse import urlsplit


class Pace:
    """Shared by all browsers of a run; ``server`` names the server of a host, ``gap`` seconds lie between its pages."""

    def __init__(self, gap: float, server: Callable[[str], str] = lambda host: host) -> None:
        self._gap = gap
        self._server = server
        self._free: dict[str, float] = {}
        self._lock = Lock()
        self._never = Event()

    def wait(self, url: str) -> None:
        """Return when it is the turn of ``url``."""
        key = self._server((urlsplit(url).hostname or "").lower())
        with self._lock:
            now = monotonic()
            turn = max(now, self._free.get(key, now))
            self._free[key] = turn + self._gap
        self._never.wait(turn - now)
