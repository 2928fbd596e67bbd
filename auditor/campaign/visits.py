"""Single visits to home pages, outside any crawl: canaries, the look ahead, availability. Every one passes the guard."""

import asyncio
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from auditor.crawl.destination import Destinations
from auditor.crawl.lease import Lease, Mode
from auditor.crawl.second import Answer, fetch
from auditor.html.walls import wall
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.options import RunOptions
from auditor.probe.dns import Names
from auditor.store.office.database import now
from auditor.urls.guard import Guard, confined, networks
from auditor.urls.resolve import join

_REDIRECTED = frozenset({301, 302, 303, 307, 308})
_HOPS = 4
MOST_REQUESTS = 1 + _HOPS + 2 + 1
"""Of one visit: redirects, a circle with cookies, a certificate that is not trusted."""
_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit came to. ``error`` None and ``wall`` empty: a page was shown, whatever its status."""

    url: str
    at: str
    status: int | None
    error: ErrorKind | None
    wall: str
    ms: int
    final_url: str
    address: str
    requests: int
    trusted: bool = True
    """The certificate was valid, where there was one."""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def answered(self) -> bool:
        """A server spoke HTTP to us."""
        return self.status is not None


class Visitor:
    """Makes visits with the means of one run; many at once, at one server one after another with the run's delay between."""

    def __init__(self, options: RunOptions, limits: Limits | None = None) -> None:
        self.options = options
        self.limits = replace(limits or Limits(), redirects=2)
        guard = Guard(confined(), networks(options.allow_address))
        self.destinations = Destinations(options.map, Names(options.resolver), guard)
        self._threads = ThreadPoolExecutor(_AT_ONCE)
        self._turns: dict[str, asyncio.Lock] = {}

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def all(self, urls: Iterable[str]) -> list[Visit]:
        """One visit to each, in the order given."""
        return list(await asyncio.gather(*map(self.one, urls)))

    async def one(self, url: str, hops: int = _HOPS) -> Visit:
        """Visit a page, following so many redirects to wherever they lead."""
        first, at, started = url, now(), time.monotonic()
        requests, followed, trusted, mode = 0, 0, True, Mode.PAGE
        while True:
            found = await self.destinations.find(urlsplit(url).hostname or "")
            if found.error is not None:
                answer = Answer(url, error=found.error)
                break
            lease = Lease(0, url, mode, 0, found.address, found.port, found.mapped, found.server, trusted, True)
            answer = await self._ask(lease)
            requests += self.limits.redirects if mode is Mode.COOKIES else 1
            if answer.error is ErrorKind.TLS_CERTIFICATE and trusted:
                trusted = False
                continue
            target = join(answer.url, answer.headers.get("location", "")) if answer.status in _REDIRECTED else None
            if target is None or followed >= hops or mode is Mode.COOKIES:
                break
            if target == answer.url and "set-cookie" in answer.headers:
                mode = Mode.COOKIES  # Sent round in a circle until a cookie comes back.
            followed += 1
            url = target
        name = wall(answer.status, answer.headers, answer.body) if answer.status else ""
        milliseconds = int((time.monotonic() - started) * 1000)
        return Visit(
            first, at, answer.status, answer.error, name, milliseconds, answer.url, found.address,
            requests, trusted, answer.headers, answer.body,
        )  # fmt: skip

    async def _ask(self, lease: Lease) -> Answer:
        async with self._turns.setdefault(lease.server, asyncio.Lock()):
            arguments = (lease, self.limits, self.destinations.guard, self.options.user_agent)
            answer = await asyncio.get_running_loop().run_in_executor(self._threads, fetch, *arguments)
            await asyncio.sleep(self.options.delay)
            return answer
