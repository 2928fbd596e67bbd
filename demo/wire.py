"""A small HTTP/1.1 server that can also misbehave: virtual hosts on asyncio streams."""

import asyncio
import http
import socket
import struct
from collections import Counter
from collections.abc import Mapping

from demo.model import Host, Reply, Request, Wire

_IDLE_SECONDS = 30
_HANG_SECONDS = 300
_TLS_HELLO = b"\x16"


class Server:
    """Answers for all hosts that share one listening socket."""

    def __init__(self, hosts: Mapping[str, Host], hits: "Counter[tuple[str, str]]") -> None:
        self._hosts = hosts
        self._hits = hits

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side closes it."""
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            pass  # a client that goes away or speaks nonsense is no concern of the demo
        except asyncio.CancelledError:
            pass  # the demo ends; asyncio.streams would print a traceback for a cancelled connection
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first = await asyncio.wait_for(reader.readexactly(1), _IDLE_SECONDS)
        if first == _TLS_HELLO:
            return False  # A server that speaks no TLS hangs up at once.
        head = first + await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _IDLE_SECONDS)
        method, target, headers = _parse(head)
        await reader.readexactly(int(headers.get("content-length", "0")))
        reply = self._answer(method, target, headers)
        await asyncio.sleep(reply.delay)
        if reply.wire is not Wire.NORMAL:
            await _misbehave(reply, method, writer)
            return False
        writer.write(_head(reply, len(reply.body)) + (b"" if method == "HEAD" else reply.body))
        await writer.drain()
        return headers.get("connection", "").lower() != "close"

    def _answer(self, method: str, target: str, headers: dict[str, str]) -> Reply:
        name = headers.get("host", "").partition(":")[0].lower()
        host = self._hosts.get(name)
        if host is None:
            return Reply(421, b"unknown host")
        path, _, query = target.partition("?")
        count = self._hits[name, target]
        self._hits[name, target] += 1
        request = Request(method, name, path, query, headers, count)
        return host.routes.get(path, host.fallback)(request)


def _parse(head: bytes) -> tuple[str, str, dict[str, str]]:
    """Method, target and headers; raises ``ValueError`` on anything that is not HTTP/1.x."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, version = first.split(" ")
    if not version.startswith("HTTP/1."):
        raise ValueError(version)
    pairs = (line.partition(":") for line in lines if line)
    return method, target, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _head(reply: Reply, length: int) -> bytes:
    try:
        phrase = http.HTTPStatus(reply.status).phrase
    except ValueError:
        phrase = "Custom"
    lines = [f"HTTP/1.1 {reply.status} {phrase}", "Server: Demo", f"Content-Type: {reply.content_type}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    return "\r\n".join([*lines, f"Content-Length: {length}", "", ""]).encode()


async def _misbehave(reply: Reply, method: str, writer: asyncio.StreamWriter) -> None:
    if reply.wire is Wire.HANG:
        await asyncio.sleep(_HANG_SECONDS)
    elif reply.wire is Wire.RESET:
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    elif reply.wire is Wire.BROKEN_CHUNK:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {reply.content_type}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
        body = b"5\r\n<html\r\nzz-not-a-size\r\n" + reply.body
        writer.write(head + (b"" if method == "HEAD" else body))
        await writer.drain()
    elif reply.wire is Wire.TRUNCATED:
        body = b"" if method == "HEAD" else reply.body[: len(reply.body) // 2]
        writer.write(_head(reply, len(reply.body)) + body)
        await writer.drain()
