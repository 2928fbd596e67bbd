"""IPv6 addresses of many hosts, asked at once, and whether this machine reaches the IPv6 internet at all.

That no IPv6 comes out of this machine is found by trying to connect to servers known to be there, never concluded from
interfaces or routes: an address on an interface promises nothing.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from errno import EADDRNOTAVAIL, EAFNOSUPPORT, EHOSTUNREACH, ENETDOWN, ENETUNREACH
from itertools import islice

from auditor.model.error import ErrorKind
from auditor.model.transport import Route
from auditor.probe.dns import Names
from auditor.urls.guard import Guard
from auditor.urls.hosts import address

_AT_ONCE = 100
"""Names under way at once; ``Names`` bounds the queries."""
_WELL_KNOWN = (("2400:3200::1", 53), ("2402:4e00::", 53), ("240c::6666", 53), ("2001:4860:4860::8888", 53))
"""Public name servers of several operators (AliDNS, DNSPod, CFIEC, Google): only a connection is opened and closed."""
_NO_WAY = {EADDRNOTAVAIL, EAFNOSUPPORT, EHOSTUNREACH, ENETDOWN, ENETUNREACH}


@dataclass(frozen=True, slots=True)
class Found:
    """What DNS says of one host: its IPv6 addresses, whether it has an IPv4 one, or why nothing is known."""

    host: str
    addresses: tuple[str, ...] = ()
    ipv4: bool = False
    error: ErrorKind | None = None
    plain: tuple[str, ...] = field(default=(), compare=False)
    """Its IPv4 addresses, as far as they were asked for: only where it has none of the other kind."""


async def look_up(names: Names, hosts: Iterable[str]) -> AsyncIterator[Found]:
    """Look hosts up, many at once; given in the order in which answers come."""
    waiting = iter(hosts)
    under_way: set[asyncio.Task[Found]] = set()
    try:
        while True:
            next_ones = islice(waiting, _AT_ONCE - len(under_way))
            under_way |= {asyncio.create_task(_one(names, host)) for host in next_ones}
            if not under_way:
                return
            done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield task.result()
    finally:
        for task in under_way:
            task.cancel()


async def _one(names: Names, host: str) -> Found:
    literal = address(host)
    if literal is not None:
        return Found(host, (str(literal),) if literal.version == 6 else (), literal.version == 4)
    answer = await names.look_up_ipv6(host)
    if answer.addresses or answer.error is not None:
        return Found(host, answer.addresses, error=answer.error)
    plain = await names.look_up(host)
    return Found(host, ipv4=bool(plain.addresses), error=plain.error, plain=plain.addresses)


async def find_route(guard: Guard, seconds: float) -> Route:
    """Connect to well-known servers: one that answers shows that this machine reaches the IPv6 internet."""
    tried = [(where, _try(where, port, guard, seconds)) for where, port in _WELL_KNOWN]
    ends = await asyncio.gather(*(ending for _, ending in tried))
    listed = tuple((where, end) for (where, _), end in zip(tried, ends, strict=True))
    return Route("connected" in ends, listed)


async def _try(where: str, port: int, guard: Guard, seconds: float) -> str:
    refusal = guard.refusal(where)
    if refusal is not None:
        return str(refusal)
    try:
        async with asyncio.timeout(seconds):
            _, writer = await asyncio.open_connection(where, port)
    except ConnectionRefusedError:
        return str(ErrorKind.CONNECT_REFUSED)  # A firewall of our own may say so as well.
    except TimeoutError:
        return str(ErrorKind.CONNECT_TIMEOUT)
    except OSError as error:
        return str(ErrorKind.CONNECT_UNREACHABLE if error.errno in _NO_WAY else ErrorKind.CONNECTION_RESET)
    with contextlib.suppress(OSError):
        writer.close()
    return "connected"
