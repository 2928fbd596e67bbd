"""HTML bodies, zstd-compressed, appended to segment files; a row in the bundle names file, offset and length."""

import contextlib
from pathlib import Path
from typing import BinaryIO

from backports import zstd

_SEGMENT_BYTES = 64 << 20


class Segments:
    """Append and read bodies. What a crash leaves behind a committed row's reach is never named and does no harm."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writing: BinaryIO | None = None
        self._number = 0
        self._reading: tuple[int, BinaryIO] | None = None

    def append(self, compressed: bytes) -> tuple[int, int, int]:
        """Write one compressed body; returns (segment, offset, length). Raises OSError when the disk is full."""
        file = self._writer()
        offset = file.tell()
        file.write(compressed)
        number = self._number
        if offset + len(compressed) >= _SEGMENT_BYTES:
            file.close()
            self._writing, self._number = None, number + 1
        return number, offset, len(compressed)

    def read(self, segment: int, offset: int, length: int) -> bytes:
        """The decompressed body at a place given by ``append``."""
        if self._reading is None or self._reading[0] != segment:
            if self._reading is not None:
                self._reading[1].close()
            self._reading = (segment, self._path(segment).open("rb"))
        file = self._reading[1]
        file.seek(offset)
        return zstd.ZstdDecompressor().decompress(file.read(length))

    def flush(self) -> None:
        """Hand written bytes to the operating system."""
        if self._writing is not None:
            self._writing.flush()

    def close(self) -> None:
        """Close both files. What a full disk keeps out here was never committed."""
        for file in (self._writing, self._reading[1] if self._reading else None):
            if file is not None:
                with contextlib.suppress(OSError):
                    file.close()
        self._writing = self._reading = None

    def _writer(self) -> BinaryIO:
        if self._writing is None:
            self.folder.mkdir(exist_ok=True)
            existing = sorted(int(path.stem) for path in self.folder.glob("*.zst"))
            if existing and self._number <= existing[-1]:
                self._number = existing[-1] + (self._path(existing[-1]).stat().st_size >= _SEGMENT_BYTES)
            self._writing = self._path(self._number).open("ab")
            self._writing.seek(0, 2)
        return self._writing

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:04d}.zst"
