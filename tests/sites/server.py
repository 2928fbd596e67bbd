"""Small sites on 127.0.0.x, friendly or hostile: one asyncio loop in a thread, one short handler per path.

A handler writes its answer itself, so that it can be as wrong as it likes. Names come from the demo's DNS server.
"""

import asyncio
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from demo import dns_server

_FIRST_ADDRESS = 51
HTML = "text/html; charset=utf-8"
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Visit:
    """One request and the way to answer it. ``count`` is how often this target was asked before."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    count: int
    writer: asyncio.StreamWriter

    async def raw(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def send(self, status: int, body: bytes = b"", media: str = HTML, **headers: str) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Type: {media}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        head = "\r\n".join([*lines, "", ""]).encode()
        await self.raw(head + (b"" if self.method == "HEAD" else body))

    async def page(self, title: str, body: str, **headers: str) -> None:
        await self.send(200, document(title, body), **headers)


Handler = Callable[[Visit], Awaitable[None]]


def document(title: str, body: str) -> bytes:
    """An ordinary page with enough text to be one."""
    filler = f"<p>{title}:办理条件、办理地点、办公时间与咨询电话等信息由相关单位负责维护,欢迎社会各界监督。</p>"
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{filler}{body}</body></html>"
    ).encode()


def links(*targets: str) -> str:
    """A list of links, one per line."""
    return (
        "<ul>" + "\n".join(f'<li><a href="{target}">关于{target[-20:]}的链接</a></li>' for target in targets) + "</ul>"
    )


def article(title: str, *targets: str) -> Handler:
    """A friendly page."""
    return lambda visit: visit.page(title, links(*targets))


def moved(location: str, status: int = 302) -> Handler:
    """A redirect."""
    return lambda visit: visit.send(status, Location=location)


def missing(visit: Visit) -> Awaitable[None]:
    """What a site says to paths it does not have."""
    return visit.send(404, document("404", "<p>Not Found</p>"))


@dataclass(slots=True)
class Host:
    """One host name on an address of its own. ``talk`` replaces HTTP; ``down`` reserves the port without listening."""

    routes: dict[str, Handler] = field(default_factory=dict)
    fallback: Handler = missing
    tls: ssl.SSLContext | None = None
    talk: Talk | None = None
    down: bool = False
    six: "Host | None" = None
    """The same name on ::1."""


@dataclass(slots=True)
class Served:
    """What is being served. ``asked`` are (host, target, monotonic seconds) in order of arrival."""

    where: dict[str, tuple[str, int]]
    resolver: str
    where6: dict[str, tuple[str, int]] = field(default_factory=dict)
    asked: list[tuple[str, str, float]] = field(default_factory=list)
    hits: "Counter[tuple[str, str]]" = field(default_factory=Counter)

    def options(self) -> list[str]:
        """Options of ``auditor audit`` with which all of it is found."""
        maps = [f"{name}={address}:{port}" for name, (address, port) in self.where.items()]
        maps += [f"{name}=[{address}]:{port}" for name, (address, port) in self.where6.items()]
        return [*(part for one in maps for part in ("--map", one)), "--resolver", self.resolver]

    def forget(self) -> None:
        """Begin anew: as if nobody had asked yet."""
        self.asked.clear()
        self.hits.clear()


class _Http:
    def __init__(self, name: str, host: Host, served: Served) -> None:
        self.name, self.host, self.served = name, host, served

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass  # the auditor hung up, which hostile answers make it do
        except asyncio.CancelledError:
            pass  # the tests are over
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _version = first.split(" ")
        pairs = (line.partition(":") for line in lines if line)
        path, _, query = target.partition("?")
        self.served.asked.append((self.name, target, time.monotonic()))
        count = self.served.hits[self.name, target]
        self.served.hits[self.name, target] += 1
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        visit = Visit(method, path, query, headers, count, writer)
        handler = self.host.routes.get(path, self.host.fallback)
        await handler(visit)
        return not writer.is_closing() and not getattr(handler, "breaks", False)


def breaks(handler: Handler) -> Handler:
    """Mark a handler after which the connection cannot be used again."""
    handler.breaks = True  # type: ignore[attr-defined]
    return handler


@contextmanager
def serve(hosts: Mapping[str, Host], zone: dns_server.Zone | None = None) -> Iterator[Served]:
    """Serve from a background thread until the block ends."""
    with _thread(lambda closers: _open(hosts, zone, closers)) as served:
        yield served


@contextmanager
def _thread(opened: Callable[[list[Callable[[], None]]], Coroutine[Any, Any, Served]]) -> Iterator[Served]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="sites", daemon=True)
    thread.start()
    closers: list[Callable[[], None]] = []
    try:
        yield asyncio.run_coroutine_threadsafe(opened(closers), loop).result(30)
    finally:
        asyncio.run_coroutine_threadsafe(_shut(closers), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@contextmanager
def serve_at(places: Sequence[tuple[str, int, Host]], name: str) -> Iterator[Served]:
    """Serve one name at chosen addresses and ports until the block ends; raises PermissionError where that is forbidden."""

    async def opened(closers: list[Callable[[], None]]) -> Served:
        served = Served({}, "")
        for address, port, host in places:
            talk = _Http(f"{name} at {address}:{port}", host, served).connection
            closers.append((await asyncio.start_server(talk, address, port, ssl=host.tls)).close)
        return served

    with _thread(opened) as served:
        yield served


async def _open(hosts: Mapping[str, Host], zone: dns_server.Zone | None, closers: list[Callable[[], None]]) -> Served:
    port = await dns_server.listen(zone or dns_server.Zone(a={}), "127.0.0.1", closers)
    served = Served({}, f"127.0.0.1:{port}")
    for number, (name, host) in enumerate(hosts.items()):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.bind((f"127.0.0.{_FIRST_ADDRESS + number}", 0))
        served.where[name] = await _listen(bound, _Http(name, host, served), closers)
        if host.six is not None:
            bound = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
            bound.bind(("::1", served.where[name][1]))
            served.where6[name] = await _listen(bound, _Http(f"{name} over IPv6", host.six, served), closers)
    return served


async def _listen(bound: socket.socket, http: _Http, closers: list[Callable[[], None]]) -> tuple[str, int]:
    host = http.host
    where: tuple[str, int] = bound.getsockname()[:2]
    if host.down:
        closers.append(bound.close)
        return where
    bound.listen(256)
    talk = host.talk or http.connection
    closers.append((await asyncio.start_server(talk, sock=bound, ssl=host.tls)).close)
    return where


async def _shut(closers: list[Callable[[], None]]) -> None:
    for close in closers:
        close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
