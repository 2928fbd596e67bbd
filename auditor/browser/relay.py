"""Bytes that pass the proxy, up to what is allowed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from auditor.browser.heads import Head
from auditor.browser.limits import BrowserLimits

_PIECE = 64 << 10
_LAST_CHUNK = b"0\r\n\r\n"
Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(slots=True)
class Allowance:
    """Bytes that may still pass."""

    left: int

    def take(self, size: int) -> bool:
        """Spend; False when that was too much."""
        self.left -= size
        return self.left >= 0


async def relay_body(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: Head, allowance: Allowance, limits: BrowserLimits
) -> bool:
    """Pass the body that follows a head; False when it was cut or ended early, so that the connection is of no more use."""
    try:
        if head.chunked:
            return await _relay_chunks(reader, writer, allowance, limits)
        return await _relay_bytes(reader, writer, head.length, allowance, limits)
    except (TimeoutError, ValueError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        return False


async def _relay_bytes(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    length: int | None,
    allowance: Allowance,
    limits: BrowserLimits,
) -> bool:
    """A body of a known length, or of all that comes."""
    left = length
    while left is None or left > 0:
        async with asyncio.timeout(limits.idle_seconds):
            piece = await reader.read(_PIECE if left is None else min(_PIECE, left))
        if not piece or not allowance.take(len(piece)):
            return False
        writer.write(piece)
        await writer.drain()
        left = None if left is None else left - len(piece)
    return True


async def _relay_chunks(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, allowance: Allowance, limits: BrowserLimits
) -> bool:
    """A body in chunks, each passed as it comes; trailers are left out."""
    while True:
        async with asyncio.timeout(limits.idle_seconds):
            line = await reader.readuntil(b"\n")
        size = int(line.partition(b";")[0].strip() or b"x", 16)
        if size == 0:
            while (await reader.readuntil(b"\n")).strip():
                pass
            writer.write(_LAST_CHUNK)
            return True
        writer.write(b"%x\r\n" % size)
        if not await _relay_bytes(reader, writer, size, allowance, limits):
            return False
        writer.write(b"\r\n")
        await reader.readuntil(b"\n")


async def relay_tunnel(browser: Ends, server: Ends, limits: BrowserLimits) -> None:
    """Pass bytes both ways until one side ends, both are silent for long, or too much came."""
    allowance = Allowance(limits.tunnel_bytes)

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(_PIECE):
            if not allowance.take(len(piece)):
                return
            writer.write(piece)
            await writer.drain()

    pumps = {asyncio.create_task(pump(browser[0], server[1])), asyncio.create_task(pump(server[0], browser[1]))}
    try:
        while True:
            before = allowance.left
            done, _ = await asyncio.wait(pumps, timeout=limits.idle_seconds, return_when=asyncio.FIRST_COMPLETED)
            if done or allowance.left == before:
                return
    finally:
        for task in pumps:
            task.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)
