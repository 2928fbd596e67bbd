"""ZIP files that others made: nothing is unpacked beyond its limits."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from auditor.documents.content import Damaged, Encrypted
from auditor.model.limits import Limits

_SMALL = 1 << 20
"""Bytes of a part below which its ratio does not matter."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError)
"""What zipfile and its decompressors raise of bytes that are no sound ZIP file, unknown methods and passwords included."""


class Bomb(Exception):
    """A part that would swell beyond the limits; ``limit`` is their name."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class Archive:
    """The parts of a ZIP file. Raises Damaged or Encrypted."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._left = limits.attachment_unpacked
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._file.infolist()}
        except _BROKEN as error:
            raise Damaged from error
        if any(part.flag_bits & 1 for part in self._parts.values()):
            raise Encrypted

    def names(self) -> Iterator[str]:
        """Names of the parts as the archive lists them."""
        yield from self._parts

    def part(self, name: str) -> bytes:
        """One part; empty when there is none. Raises Bomb: what it says of its size is not believed."""
        part = self._parts.get(name)
        if part is None:
            return b""
        if part.file_size > _SMALL and part.file_size > self.limits.expansion * max(part.compress_size, 1):
            raise Bomb("expansion")
        try:
            with self._file.open(part) as source:
                data = source.read(self._left + 1)
        except _BROKEN as error:
            raise Damaged from error
        if len(data) > self._left:
            raise Bomb("attachment_unpacked")
        self._left -= len(data)
        return data
