"""The very last step of a run: refused handshakes looked into, names and pages over IPv6, HTTPS, and frames.

What is asked by HTTP are rows of the frontier like all others, fetched by the workers at the run's pace. Names and TLS
are asked by a task of the event loop that commits what it has learnt as it goes, so that a killed run goes on there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, replace
from enum import Enum, auto
from urllib.parse import urlsplit

from auditor.crawl.destination import Destinations
from auditor.crawl.politeness import OUTSIDE_DELAY
from auditor.model.error import ErrorKind
from auditor.model.limits import Limits
from auditor.model.transport import Route, TlsFacts
from auditor.probe import ipv6, tls
from auditor.store import names6, probes
from auditor.store.bundle import Bundle
from auditor.store.frontier import Frontier
from auditor.store.probes import Ask, Purpose
from auditor.urls.guard import is_private
from auditor.urls.order import is_attachment, is_image

_BATCH = 50
_OTHER = {"http": "https", "https": "http"}
_HTTPS = 443
_HANDSHAKES_AT_ONCE = 8
_FOLLOWED = (Purpose.HOME4, Purpose.HOME6, Purpose.FRAME)
"""Requests whose redirects are followed."""
_PURPOSES = (*_FOLLOWED, Purpose.LINK6, Purpose.RESOURCE6)


class Progress(Enum):
    """What a call of ``advance`` came to."""

    MARKED = auto()
    """There is something to fetch."""
    WAITING = auto()
    """A task is at work; its end is signalled."""
    DONE = auto()


@dataclass(frozen=True, slots=True)
class Means:
    """What the stage works with; ``changed`` is called when a task has ended."""

    destinations: Destinations
    limits: Limits
    delay: float
    """Seconds between two connections to one server of ours; others rest at least ``OUTSIDE_DELAY``."""
    changed: Callable[[], None]


class TransportStage:
    """Decides what to ask; each step is one transaction, so that a resume goes on."""

    def __init__(self, bundle: Bundle, frontier: Frontier, home: str, means: Means) -> None:
        self.bundle = bundle
        self.frontier = frontier
        self.home = home
        self.host = urlsplit(home).hostname or ""
        self.means = means
        self._task: asyncio.Task[None] | None = None
        self._steps: tuple[Callable[[], Progress], ...] = (self._look_into_handshakes,)
        if "transport" in bundle.options.families:
            self._steps += (self._plan, self._look, self._ask_homes, self._settle, self._ask_links, self._settle)
        means.destinations.recorded6 = lambda host: names6.addresses(bundle, host)

    def advance(self) -> Progress:
        """Mark what comes next, or begin what takes its time."""
        while (number := int(self.bundle.get("transport_step", 0))) < len(self._steps):
            with self.bundle.transaction():
                progress = self._steps[number]()
                if progress is Progress.DONE:
                    self.bundle.set("transport_step", number + 1)
            if progress is not Progress.DONE:
                return progress
        return Progress.DONE

    async def close(self) -> None:
        """Stop a task that is still at work."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    def _plan(self) -> Progress:
        origins = self.bundle.get("site")["origins"]
        own = dict.fromkeys([self.host, *(urlsplit(origin).hostname or "" for origin in origins)])
        mapped = frozenset(self.means.destinations.maps)
        names6.plan(self.bundle, list(own), mapped, self.means.limits.ipv6_hosts)
        return self._marked(self._frames())

    def _marked(self, asks: list[Ask]) -> Progress:
        """Mark requests; DONE when all of them were made before, so that their step is over."""
        return Progress.MARKED if probes.add(self.bundle, asks) else Progress.DONE

    def _frames(self) -> list[Ask]:
        rows = probes.frame_rows(self.bundle)
        asks = [self._frame(url, url) for url, crawled in rows.values() if not crawled and self._may_ask(url)]
        return asks[: self.means.limits.frames]

    def _frame(self, subject: str, url: str, hop: int = 0) -> Ask:
        return Ask(Purpose.FRAME, subject, url, "view", True, hop)

    def _may_ask(self, url: str) -> bool:
        rules = self.frontier.rules
        return rules.scope.internal(url) and rules.allowed(url)

    def _look_into_handshakes(self) -> Progress:
        if not probes.refused_handshakes(self.bundle, 1):
            return Progress.DONE
        return self._run("handshakes_looked", self._find_national)

    def _look(self) -> Progress:
        return self._run("transport_looked", self._ask_world)

    def _run(self, done: str, work: Callable[[], Coroutine[None, None, None]]) -> Progress:
        """Let a task do the work, unless the bundle says by the value ``done``, which the work sets, that it is done."""
        if self._task is None:
            if self.bundle.get(done):
                return Progress.DONE
            self._task = asyncio.get_running_loop().create_task(work())
            self._task.add_done_callback(lambda _task: self.means.changed())
        if not self._task.done():
            return Progress.WAITING
        task, self._task = self._task, None
        task.result()
        return Progress.DONE

    async def _find_national(self) -> None:
        """Which servers that refused our handshake speak the national algorithms alone."""
        gate = asyncio.Semaphore(_HANDSHAKES_AT_ONCE)
        turns: dict[str, asyncio.Lock] = {}

        async def inspected(url: str) -> str:
            parts = urlsplit(url)
            found = await self.means.destinations.find(parts.hostname or "")
            door = tls.Door(parts.hostname or "", found.address, found.port or parts.port or _HTTPS, found.mapped)
            # One after another at one server, however many names it has.
            async with turns.setdefault(found.server, asyncio.Lock()), gate:
                facts = None if found.error is not None else await self._inspect(door)
            return door.host if facts is not None and facts.state == "gm" else ""

        urls = probes.refused_handshakes(self.bundle, self.means.limits.handshakes)
        hosts = await asyncio.gather(*map(inspected, urls))
        with self.bundle.transaction():
            self.bundle.set("national", sorted(filter(None, hosts)))
            self.bundle.set("handshakes_looked", True)

    async def _inspect(self, door: tls.Door) -> TlsFacts:
        limits, delay = self.means.limits, self.means.delay
        pause = delay if door.mapped or not delay else max(delay, OUTSIDE_DELAY)
        await asyncio.sleep(pause)
        guard = self.means.destinations.guard
        return await tls.inspect(door, guard, limits.connect_seconds, limits.response_seconds, pause)

    async def _ask_world(self) -> None:
        """Names, then the way out, then TLS: all that is asked without HTTP."""
        await self._ask_names()
        if self.bundle.get("ipv6_route") is None:
            route = Route(None)
            if any(not is_private(address) for address in self._own_addresses()):
                route = await ipv6.find_route(self.means.destinations.guard, self.means.limits.ipv6_route_seconds)
            with self.bundle.transaction():
                self.bundle.set("ipv6_route", asdict(route))
        door = await self._door()
        found = [] if door is None else [await self._inspect(door)]
        with self.bundle.transaction():
            self.bundle.set("tls", [asdict(one) for one in found])
            self.bundle.set("transport_looked", True)

    async def _ask_names(self) -> None:
        waiting = names6.pending(self.bundle)
        maps6 = self.means.destinations.maps6
        batch: list[ipv6.Found] = [ipv6.Found(host, (maps6[host][0],), True) for host in waiting if host in maps6]
        async for found in ipv6.look_up(self.means.destinations.names, [host for host in waiting if host not in maps6]):
            batch.append(self._of_mapped(found))
            if len(batch) >= _BATCH:
                self._record(batch)
                batch = []
        self._record(batch)

    def _record(self, batch: list[ipv6.Found]) -> None:
        with self.bundle.transaction():
            names6.record(self.bundle, [(one.host, one.addresses, one.ipv4, one.error) for one in batch])

    def _of_mapped(self, found: ipv6.Found) -> ipv6.Found:
        """Of a mapped name, DNS is believed only where it speaks of the same network: a staging copy is not the site."""
        mapped = self.means.destinations.maps.get(found.host)
        if mapped is None:
            return found
        private = is_private(mapped[0])
        same = tuple(address for address in found.addresses if is_private(address) == private)
        if same:
            return replace(found, addresses=same, ipv4=True)
        if mapped[0] in found.plain:  # DNS names the very server that was mapped.
            return found
        return replace(found, addresses=(), ipv4=True, error=ErrorKind.DNS_UNPROVEN) if private else found

    def _own_addresses(self) -> tuple[str, ...]:
        return names6.addresses(self.bundle, self.host)

    async def _door(self) -> tls.Door | None:
        """Where the site's HTTPS is; None where a port of its own leaves no room for it."""
        parts = urlsplit(self.home)
        found = await self.means.destinations.find(self.host)
        if found.error is not None or (parts.scheme == "http" and (found.port or parts.port)):
            return None
        return tls.Door(self.host, found.address, found.port or parts.port or _HTTPS, found.mapped)

    def _ask_homes(self) -> Progress:
        if not self._own_addresses():
            return Progress.DONE
        asks = [
            Ask(purpose, url, url, "view", True)
            for purpose in (Purpose.HOME4, Purpose.HOME6)
            for url in self._homes(purpose)
        ]
        hosts = names6.sample_hosts(self.bundle)[: self.means.limits.ipv6_resources]
        return self._marked(asks + [Ask(Purpose.RESOURCE6, url, url, _mode(url), False) for _, url in hosts])

    def _homes(self, purpose: Purpose) -> list[str]:
        """The home page under both schemes; under its own alone where a port was given, which speaks one."""
        maps = self.means.destinations.maps
        where = self.means.destinations.maps6.get(self.host) if purpose.family == 6 else None
        port = (where or maps.get(self.host, ("", 0)))[1]
        parts = urlsplit(self.home)
        if port or parts.port:
            return [self.home]
        return [self.home, parts._replace(scheme=_OTHER[parts.scheme]).geturl()]

    def _settle(self) -> Progress:
        """Redirects, then once more what failed, until there is nothing left."""
        asks = [ask for ask in probes.redirected(self.bundle, *_FOLLOWED) if self._may_follow(ask)]
        return (
            Progress.MARKED
            if probes.add(self.bundle, asks) or probes.ask_again(self.bundle, *_PURPOSES)
            else Progress.DONE
        )

    def _may_follow(self, ask: Ask) -> bool:
        if ask.hop > self.means.limits.view_redirects:
            return False
        if ask.purpose is Purpose.FRAME:
            return self._may_ask(ask.url)
        parts = urlsplit(ask.url)
        host = parts.hostname or ""
        if host.removeprefix("www.") != self.host.removeprefix("www."):
            return False
        maps = self.means.destinations.maps
        if host in maps and maps[host][1] and parts.scheme != urlsplit(self.home).scheme:
            return False  # A mapped port speaks one scheme only.
        return ask.purpose.family == 4 or bool(names6.addresses(self.bundle, host))

    def _ask_links(self) -> Progress:
        if not probes.answered(self.bundle, Purpose.HOME6):
            return Progress.DONE
        asks: list[Ask] = []
        for level in names6.ASKED:
            chosen = _spread(names6.links(self.bundle, level), self.means.limits.ipv6_links)
            asks += [Ask(Purpose.LINK6, url, url, _mode(url), True, level=level) for url in chosen]
        own = _spread(names6.assets(self.bundle), self.means.limits.ipv6_resources)
        return self._marked(asks + [Ask(Purpose.RESOURCE6, url, url, _mode(url), True) for url in own])


def _mode(url: str) -> str:
    return "first-bytes" if is_image(url) or is_attachment(url) else "head"


def _spread(urls: list[str], most: int) -> list[str]:
    """At most so many of them, evenly over the whole list."""
    if len(urls) <= most:
        return urls
    return [urls[at * len(urls) // most] for at in range(most)]
