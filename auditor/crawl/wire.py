"""Frames between the crawl process and its workers: a 4-byte length, then msgpack."""

import struct
from typing import Any

import msgpack

_HEADER = struct.Struct(">I")
HEADER_BYTES = _HEADER.size


def pack(message: object) -> bytes:
    """One frame holding a message of plain values; lone surrogates, which no store can hold, become ``?``."""
    body: bytes = msgpack.packb(message, use_bin_type=True, unicode_errors="replace")
    return _HEADER.pack(len(body)) + body


def unpack(body: bytes | bytearray) -> Any:
    """The message of one frame body."""
    return msgpack.unpackb(body, raw=False, strict_map_key=False)


class FrameReader:
    """Cuts a byte stream into messages."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[Any]:
        """Add received bytes; return the messages they complete."""
        self._buffer += data
        messages = []
        while len(self._buffer) >= _HEADER.size:
            (length,) = _HEADER.unpack_from(self._buffer)
            end = _HEADER.size + length
            if len(self._buffer) < end:
                break
            messages.append(unpack(bytes(self._buffer[_HEADER.size : end])))
            del self._buffer[:end]
        return messages
