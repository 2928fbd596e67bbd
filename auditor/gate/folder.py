"""A built folder seen as the web server will see it: which address shows which file, by exact spelling."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

from auditor.gate.request import GateError

INDEXES = (b"index.html", b"index.htm", b"index.shtml", b"default.html", b"default.htm")
"""What a folder shows of itself, in this order."""
PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml"})
_KEPT_HIDDEN = ".well-known"


@dataclass(frozen=True, slots=True)
class Found:
    """What an address leads to: a file, or the address to be asked instead."""

    file: Path | None = None
    location: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """All files of a folder by the path of their address, in bytes and decoded; ``base`` ends with a slash.

    Paths are looked up here and never on the disk: their case counts on every system, and nothing outside is reached.
    """

    root: Path
    base: str
    files: Mapping[bytes, Path]

    @classmethod
    def read(cls, root: Path, base: str) -> "Folder":
        """List the folder; raises GateError when it is empty, has no home page or cannot be read."""
        prefix = unquote_to_bytes(urlsplit(base).path)
        files = {prefix + os.fsencode(name): root / name for name in _walk(root)}
        folder = cls(root, base, files)
        if not files:
            raise GateError(f"文件夹 {root} 里没有文件")
        if folder.find(urlsplit(base).path).file is None:
            raise GateError(f"文件夹 {root} 里没有首页({'、'.join(os.fsdecode(name) for name in INDEXES)} 之一)")
        return folder

    def find(self, path: str) -> Found:
        """What the path of an address shows; nothing where no file is spelled exactly so."""
        name = unquote_to_bytes(path)
        if file := self.files.get(name):
            return Found(file)
        if name.endswith(b"/"):
            return Found(next((file for index in INDEXES if (file := self.files.get(name + index))), None))
        is_folder = any((name + b"/" + index) in self.files for index in INDEXES)
        return Found(location=path + "/") if is_folder else Found()

    def pages(self) -> Iterator[str]:
        """Addresses of all HTML files, in alphabetical order; of an index that of its folder."""
        origin = "/".join(self.base.split("/")[:3])
        for name in sorted(self.files):
            if self.files[name].suffix.lower() in PAGES:
                head, _, last = name.rpartition(b"/")
                shown = (
                    head + b"/" if last in INDEXES and self.find(_path(head + b"/")).file == self.files[name] else name
                )
                yield origin + _path(shown)

    def file_of(self, url: str) -> str:
        """The path of the file behind an address, relative to the folder; empty for an address without one."""
        if not url.startswith(self.base):
            return ""
        file = self.find(urlsplit(url).path).file
        return "" if file is None else file.relative_to(self.root).as_posix()


def _path(name: bytes) -> str:
    return quote(name)


def _walk(root: Path) -> Iterator[str]:
    """Paths, relative to a folder, of the regular files below it; hidden folders, and links that lead out of it, are not released."""
    inside, waiting = root.resolve(), [""]
    while waiting:
        below = waiting.pop()
        for entry in _entries(root / below):
            name = below + entry.name
            if entry.is_dir(follow_symlinks=False):
                hidden = entry.name.startswith(".") and entry.name != _KEPT_HIDDEN
                waiting += [] if hidden else [name + "/"]
            elif entry.is_file(follow_symlinks=False) or _leads_inside(root / name, inside):
                yield name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        raise GateError(f"无法读取文件夹 {error.filename}:{error.strerror}") from error


def _leads_inside(path: Path, root: Path) -> bool:
    return path.is_file() and path.resolve().is_relative_to(root)
