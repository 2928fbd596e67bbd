"""The browser's only way out: a proxy on loopback that resolves, guards, maps, bounds and logs every connection.

Plain requests and tunnels (HTTPS, WebSockets) alike go where ``find`` leads, and nowhere else: redirects, frames,
scripts and whatever Chromium itself would like to call are asked for one by one. It lives in a thread of its own.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_network
from threading import Thread
from time import monotonic
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from auditor.browser.heads import Head, read_head
from auditor.browser.limits import BrowserLimits
from auditor.browser.relay import Allowance, relay_body, relay_tunnel
from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind
from auditor.urls.guard import Guard, confined

_LOG = 20_000
_ASKED_AGAIN = 60.0
"""Seconds after which a name is resolved anew."""
_REPEATABLE = {"GET", "HEAD"}
_REFUSED = {ErrorKind.GUARD, ErrorKind.PRIVATE_ADDRESS, ErrorKind.BUDGET}
_CHROMIUM_CALLS = (
    "google.com", "gvt1.com", "gvt2.com", "duckduckgo.com", "update.googleapis.com", "safebrowsing.googleapis.com",
    "optimizationguide-pa.googleapis.com", "content-autofill.googleapis.com", "chromewebstore.googleapis.com",
    "clientservices.googleapis.com", "chromium.org",
)  # fmt: skip
"""Whom Chromium calls for itself, with all names below: no page is the reason, so nobody is asked for them."""
_LOGIN = ("www-authenticate", "proxy-authenticate")
"""Taken out of answers: else the browser asks for a password, and nobody is there."""


class Where(Protocol):
    """An address to connect to, or the error that stands in the way (``auditor.crawl.destination.Destination``)."""

    @property
    def address(self) -> str:
        """IP address."""

    @property
    def port(self) -> int:
        """0 = the URL's own."""

    @property
    def error(self) -> ErrorKind | None:
        """Why not to go there."""


Find = Callable[[str], Awaitable[Where]]


@dataclass(frozen=True, slots=True)
class Passage:
    """One request (plain HTTP) or one tunnel, and what was decided."""

    host: str
    port: int
    url: str = ""
    """Empty for a tunnel: what goes through it is not seen."""
    address: str = ""
    error: ErrorKind | None = None


@dataclass(slots=True)
class _Line:
    """An open connection to a server."""

    key: tuple[str, int]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Proxy:
    """Runs between ``start()`` and ``close()``; ``find`` is called in its thread, so it must not be shared with another loop."""

    def __init__(self, find: Find, limits: BrowserLimits | None = None) -> None:
        self.limits = limits or BrowserLimits()
        self.log: deque[Passage] = deque(maxlen=_LOG)
        self._find = find
        self._guard = Guard(confined(), (ip_network("0.0.0.0/0"), ip_network("::/0")))
        self._known: dict[str, tuple[float, Where]] = {}
        self._errors: dict[tuple[str, int], ErrorKind] = {}
        self._media: dict[str, Allowance] = {}
        self._gates: dict[tuple[str, int], asyncio.Semaphore] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="browser-proxy", daemon=True)
        self._server: asyncio.Server | None = None

    def start(self) -> str:
        """Begin to listen; returns ``host:port``."""
        self._thread.start()
        serving = asyncio.start_server(self._client, "127.0.0.1", 0, limit=self.limits.header_bytes)
        self._server = asyncio.run_coroutine_threadsafe(serving, self._loop).result()
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    def close(self) -> None:
        """End all connections."""
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def reason(self, url: str) -> ErrorKind | None:
        """Why the server of ``url`` could not be reached when it was last tried; None when it was."""
        parts = urlsplit(url)
        return self._errors.get(((parts.hostname or "").lower(), _port(parts)))

    async def _end(self) -> None:
        if self._server is not None:
            self._server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection of the browser to its end."""
        line: _Line | None = None
        try:
            while (head := await self._next(reader)) is not None:
                method, target, *_ = (*head.start.split(), "", "")
                if method == "CONNECT":
                    await self._tunnel(target, reader, writer)
                    return
                line = await self._forward(head, method, target, (line, reader, writer))
                if line is None:
                    return
        except (OSError, BrowserTrouble, asyncio.IncompleteReadError):
            pass  # the browser went away, or sent what is no HTTP
        except asyncio.CancelledError:
            pass  # the end of the run
        finally:
            for open_writer in (writer, line.writer if line else None):
                if open_writer is not None:
                    open_writer.close()

    async def _next(self, reader: asyncio.StreamReader) -> Head | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self.limits.idle_seconds):
                return await read_head(reader)
        return None

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parts = urlsplit(f"//{target}")
        host = (parts.hostname or "").lower()
        try:
            line = await self._connect(host, parts.port or 443, "")
        except BrowserTrouble as trouble:
            await _answer(writer, trouble.kind)
            return
        try:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await relay_tunnel((reader, writer), (line.reader, line.writer), self.limits)
        finally:
            line.writer.close()

    async def _forward(
        self,
        head: Head,
        method: str,
        target: str,
        ends: tuple[_Line | None, asyncio.StreamReader, asyncio.StreamWriter],
    ) -> _Line | None:
        """Pass one plain request and its answer; returns the connection when both sides keep it."""
        line, reader, writer = ends
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
        if parts.scheme != "http" or not host or head.chunked:
            await _answer(writer, ErrorKind.PROTOCOL)
            return None
        try:
            body = await reader.readexactly(min(head.length or 0, self.limits.body_bytes))
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            sent = head.written(f"{method} {path} HTTP/1.1") + body
            line, answer = await self._ask(line, (host, _port(parts)), target, sent, method)
        except BrowserTrouble as trouble:
            self._errors[(host, _port(parts))] = trouble.kind
            await _answer(writer, trouble.kind)
            return None
        keeps = not answer.closes() and (not answer.has_body(method) or answer.chunked or answer.length is not None)
        writer.write(answer.written(drop=_LOGIN, closing=not keeps))
        whole = True
        if answer.has_body(method):
            whole = await relay_body(line.reader, writer, answer, self._allowance(target, answer), self.limits)
        await writer.drain()
        if keeps and whole:
            return line
        line.writer.close()
        return None

    async def _ask(
        self, line: _Line | None, server: tuple[str, int], url: str, sent: bytes, method: str
    ) -> tuple[_Line, Head]:
        """Send a request, on the connection that stands if it leads there, and read the head of the answer."""
        if line is not None and line.key == server and method in _REPEATABLE:
            with suppress(OSError, BrowserTrouble):
                return line, await self._exchange(line, sent)
        if line is not None:
            line.writer.close()
        spent = self._media.get(url)
        if spent is not None and spent.left <= 0:
            raise self._logged(server, url, ErrorKind.BUDGET)
        fresh = await self._connect(*server, url)
        try:
            return fresh, await self._exchange(fresh, sent)
        except OSError as error:
            fresh.writer.close()
            raise BrowserTrouble(ErrorKind.CONNECTION_RESET, str(error)) from error
        except BrowserTrouble:
            fresh.writer.close()
            raise

    async def _exchange(self, line: _Line, sent: bytes) -> Head:
        gate = self._gates.setdefault(line.key, asyncio.Semaphore(self.limits.connections))
        async with gate:
            line.writer.write(sent)
            await line.writer.drain()
            try:
                async with asyncio.timeout(self.limits.idle_seconds):
                    head = await read_head(line.reader)
                    while head is not None and 100 <= head.status < 200:
                        head = await read_head(line.reader)
            except TimeoutError as error:
                raise BrowserTrouble(ErrorKind.READ_TIMEOUT) from error
        if head is None:
            raise BrowserTrouble(ErrorKind.EMPTY_REPLY)
        if not head.status:
            raise BrowserTrouble(ErrorKind.PROTOCOL, head.start[:80])
        return head

    async def _connect(self, host: str, port: int, url: str) -> _Line:
        if any(host == name or host.endswith(f".{name}") for name in _CHROMIUM_CALLS):
            raise self._logged((host, port), url, ErrorKind.GUARD)
        where = await self._where(host)
        error = where.error or self._guard.refusal(where.address)
        if error is not None:
            raise self._logged((host, port), url, error, where.address)
        try:
            async with asyncio.timeout(self.limits.connect_seconds):
                reader, writer = await asyncio.open_connection(
                    where.address, where.port or port, limit=self.limits.header_bytes
                )
        except TimeoutError as late:
            raise self._logged((host, port), url, ErrorKind.CONNECT_TIMEOUT, where.address) from late
        except ConnectionRefusedError as refused:
            raise self._logged((host, port), url, ErrorKind.CONNECT_REFUSED, where.address) from refused
        except OSError as unreachable:
            raise self._logged((host, port), url, ErrorKind.CONNECT_UNREACHABLE, where.address) from unreachable
        self._errors.pop((host, port), None)
        self.log.append(Passage(host, port, url, where.address))
        return _Line((host, port), reader, writer)

    async def _where(self, host: str) -> Where:
        known = self._known.get(host)
        if known is None or known[0] < monotonic():
            known = (monotonic() + _ASKED_AGAIN, await self._find(host))
            self._known[host] = known
        return known[1]

    def _logged(self, server: tuple[str, int], url: str, error: ErrorKind, address: str = "") -> BrowserTrouble:
        self._errors[server] = error
        self.log.append(Passage(*server, url, address, error))
        return BrowserTrouble(error, server[0])

    def _allowance(self, url: str, answer: Head) -> Allowance:
        """Bytes that may pass: videos and sounds share one allowance over all their parts that are asked for."""
        if answer.get("content-type").lower().startswith(("video/", "audio/")):
            return self._media.setdefault(url, Allowance(self.limits.media_bytes))
        return Allowance(self.limits.body_bytes)


@contextmanager
def proxy(find: Find, limits: BrowserLimits | None = None) -> Iterator[tuple[Proxy, str]]:
    """A running proxy and its ``host:port``."""
    running = Proxy(find, limits)
    address = running.start()
    try:
        yield running, address
    finally:
        running.close()


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme in ("https", "wss") else 80)


async def _answer(writer: asyncio.StreamWriter, kind: ErrorKind) -> None:
    """An empty answer in the place of one that cannot be had."""
    status = "403 Forbidden" if kind in _REFUSED else "502 Bad Gateway"
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode("ascii"))
    await writer.drain()
