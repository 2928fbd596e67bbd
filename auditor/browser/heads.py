"""Heads of HTTP/1 messages as they pass the proxy: read, understood as far as needed, written again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.browser.trouble import BrowserTrouble
from auditor.model.error import ErrorKind

_HOP = {"connection", "proxy-connection", "keep-alive", "proxy-authorization", "te", "trailer", "upgrade"}
_NO_BODY = {204, 304}


@dataclass(frozen=True, slots=True)
class Head:
    """Start line and headers of one message."""

    start: str
    headers: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """Value of a header, empty when it is not there; ``name`` in small letters."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def chunked(self) -> bool:
        """The body comes in chunks that say their own length."""
        return "chunked" in self.get("transfer-encoding").lower()

    @property
    def length(self) -> int | None:
        """Bytes of the body as announced; None = not announced."""
        text = self.get("content-length").strip()
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def status(self) -> int:
        """Of an answer; 0 when it is none."""
        words = self.start.split()
        return int(words[1]) if len(words) > 1 and words[1].isascii() and words[1].isdigit() else 0

    def closes(self) -> bool:
        """The sender ends the connection after this message."""
        return "close" in self.get("connection").lower() or self.start.startswith("HTTP/1.0")

    def has_body(self, method: str) -> bool:
        """Whether an answer to ``method`` is followed by a body."""
        return method != "HEAD" and self.status >= 200 and self.status not in _NO_BODY

    def written(self, start: str = "", drop: Iterable[str] = (), closing: bool = False) -> bytes:
        """The head as it is passed on, without what concerns the connection alone."""
        gone = {*_HOP, *drop}
        lines = [start or self.start]
        lines += [f"{name}: {value}" for name, value in self.headers if name.lower() not in gone]
        lines.append(f"Connection: {'close' if closing else 'keep-alive'}")
        return "\r\n".join((*lines, "", "")).encode("latin-1")


async def read_head(reader: asyncio.StreamReader) -> Head | None:
    """The next head, None at the end; raises BrowserTrouble for what is none."""
    try:
        block = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial.strip():
            raise BrowserTrouble(ErrorKind.PROTOCOL, "head cut off") from error
        return None
    except asyncio.LimitOverrunError as error:
        raise BrowserTrouble(ErrorKind.HEADERS_TOO_LARGE) from error
    start, *lines = block.decode("latin-1").strip("\r\n").split("\r\n")
    split = (line.partition(":") for line in lines)
    return Head(start, tuple((name.strip(), value.strip()) for name, colon, value in split if colon))
