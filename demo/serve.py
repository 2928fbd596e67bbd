"""Everything the demo serves, in one process: HTTP on many loopback addresses and DNS beside it."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from demo import dns_server, hosts, tls, truth
from demo.hosts import outside
from demo.model import Host, Listener
from demo.tree import HOME
from demo.wire import Server

_FIRST_ADDRESS = 11
_IPV6 = "::1"
_DNS = ("127.0.0.1", "127.0.0.2")
_BACKLOG = 512
Closer = Callable[[], None]


@dataclass(slots=True)
class Demo:
    """The running demo. ``maps`` are ``HOST=ADDR:PORT``, ``resolvers`` two agreeing ``ADDR:PORT``.

    A host that is also served over IPv6 has a second map.
    """

    url: str
    maps: list[str]
    resolvers: tuple[str, str]
    hosts: dict[str, Host]
    addresses: dict[str, tuple[str, int]]
    hits: "Counter[tuple[str, str]]" = field(default_factory=Counter)
    """(host, request target) -> how often it was requested."""

    @property
    def resolver(self) -> str:
        """The first DNS server."""
        return self.resolvers[0]

    def options(self) -> list[str]:
        """Command-line options with which the audit finds all of it."""
        pairs = [("--map", mapped) for mapped in self.maps] + [("--resolver", server) for server in self.resolvers]
        return [part for pair in pairs for part in pair]

    @classmethod
    @contextmanager
    def start(cls, world: Mapping[str, Host] | None = None) -> Iterator["Demo"]:
        """Serve from a background thread until the block ends: these hosts by name, or all of the demo's."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="demo", daemon=True)
        thread.start()
        closers: list[Closer] = []
        try:
            yield asyncio.run_coroutine_threadsafe(_open(closers, world), loop).result(30)
        finally:
            asyncio.run_coroutine_threadsafe(_shut(closers), loop).result(10)
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10)
            loop.close()


async def _shut(closers: list[Closer]) -> None:
    """Close every listener and cancel whatever still runs, hanging connections included."""
    for close in closers:
        close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _open(closers: list[Closer], chosen: Mapping[str, Host] | None) -> Demo:
    world = dict(chosen) if chosen is not None else hosts.build(truth.everything())
    hits: Counter[tuple[str, str]] = Counter()
    addresses: dict[str, tuple[str, int]] = {}
    second: dict[str, int] = {}
    for number, host in enumerate(host for host in world.values() if not host.shared):
        group = {name: other for name, other in world.items() if host.name in (name, other.shared)}
        server = Server(group, hits)
        where = await _listen(host, server, f"127.0.0.{_FIRST_ADDRESS + number}", closers)
        addresses |= dict.fromkeys(group, where)
        if has_ipv6() and host.listener is Listener.HTTP and not host.ipv4:
            second |= dict.fromkeys(group, (await _listen(host, server, _IPV6, closers))[1])
    zone = dns_server.Zone(
        a={name: address for name, (address, _) in addresses.items()} | outside.PROOF,
        aaaa=dict.fromkeys(second, _IPV6),
        servfail=outside.SERVFAIL,
        silent=outside.SILENT,
    )
    resolvers = [f"{address}:{await dns_server.listen(zone, address, closers)}" for address in _DNS]
    maps = [f"{name}={address}:{port}" for name, (address, port) in addresses.items()]
    maps += [f"{name}=[{_IPV6}]:{port}" for name, port in second.items()]
    return Demo(HOME, maps, (resolvers[0], resolvers[1]), world, addresses, hits)


async def _listen(host: Host, server: Server, address: str, closers: list[Closer]) -> tuple[str, int]:
    if host.listener is Listener.REFUSED:
        # Bound but never listening: the port stays ours, and connecting to it is refused.
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.bind((address, 0))
        closers.append(bound.close)
    else:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        bound = socket.create_server((address, 0), family=family, backlog=_BACKLOG)
        context = tls.expired(host.name) if host.listener is Listener.TLS_EXPIRED else None
        talk = _garbage if host.listener is Listener.TLS_GARBAGE else server.connection
        running = await asyncio.start_server(talk, sock=bound, ssl=context)
        closers.append(running.close)
    where: tuple[str, int] = bound.getsockname()[:2]
    return where


def has_ipv6() -> bool:
    """Whether this machine gives programs the loopback address of the sixth version."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as trial:
            trial.bind((_IPV6, 0))
    except OSError:
        return False
    return True


async def _garbage(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(64)
    writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
    writer.close()
