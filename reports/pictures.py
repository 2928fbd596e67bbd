"""Pictures of a bundle's ``shots/``, put into the report itself as far as there is room."""

import re
from base64 import b64encode
from pathlib import Path

FOLDER = "shots"
_NAME = re.compile(r"[0-9a-f]{8,64}\.png")
_PNG = b"\x89PNG\r\n\x1a\n"
_ROOM = 12 << 20
"""Bytes of pictures in one report; those that come first in it are shown."""
_LARGEST = 1 << 20


class Pictures:
    """Reads pictures by name. Names come from the evidence: any other file than a picture of the bundle is left alone."""

    def __init__(self, bundle: Path) -> None:
        self._folder = bundle / FOLDER
        self._room = _ROOM
        self._known: dict[str, bytes] = {}

    def uri(self, name: object) -> str:
        """The picture as a data: address; empty when there is none, or no room for it."""
        data = self.data(name)
        return "data:image/png;base64," + b64encode(data).decode("ascii") if data else ""

    def data(self, name: object) -> bytes:
        """The picture as PNG; empty when there is none, or no room for it."""
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            return b""
        if name not in self._known:
            self._known[name] = self._read(self._folder / name)
        return self._known[name]

    def _read(self, path: Path) -> bytes:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > min(self._room, _LARGEST):
            return b""
        data = path.read_bytes()
        if not data.startswith(_PNG):
            return b""
        self._room -= len(data)
        return data
