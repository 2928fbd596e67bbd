"""Some occurrences of each finding, the most visible first, without holding any of them in memory."""

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.lines import Record, lines, loads
from reports.order import visibility

_QUICK = re.compile(rb'\{"fingerprint": ?"([^"\\]*)", ?"page": ?"([^"\\]*)"')
_OFFSET_BITS = 48
"""A file of occurrences has fewer than 2^48 bytes: rank and offset are one number."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of one finding; line and column are 0 when unknown."""

    page: str
    line: int
    column: int
    raw: str


def samples(path: Path, limit: int) -> "Samples":
    """``limit`` occurrences of each finding in a file of them; of several in a row on one page only the first is taken."""
    kept: dict[str, _Kept] = {}
    for offset, line in lines(path):
        quick = _quick(line)
        if quick is not None and quick[0] in kept and not kept[quick[0]].wants(quick[1], limit):
            continue
        record = loads(line, path, offset)
        name, page = str(record.get("fingerprint", "")), str(record.get("page", ""))
        kept.setdefault(name, _Kept()).take(page, offset, limit)
    return Samples(path, {name: one.offsets() for name, one in kept.items()})


class _Kept:
    """The most visible occurrences of one finding so far."""

    __slots__ = ("_last", "_ranked", "_worst")

    def __init__(self) -> None:
        self._ranked: array[int] = array("q")
        self._last = ""
        self._worst = 0

    def wants(self, page: str, limit: int) -> bool:
        """False when an occurrence on this page cannot be among the first ``limit``."""
        return len(self._ranked) < limit or (self._worst > 0 and visibility(page) < self._worst)

    def take(self, page: str, offset: int, limit: int) -> None:
        if page == self._last or not self.wants(page, limit):
            return
        self._last = page
        ranked = sorted([*self._ranked, visibility(page) << _OFFSET_BITS | offset])[:limit]
        self._ranked = array("q", ranked)
        self._worst = ranked[-1] >> _OFFSET_BITS

    def offsets(self) -> "array[int]":
        return array("q", (one & ~(-1 << _OFFSET_BITS) for one in self._ranked))


class Samples:
    """Some occurrences of each finding, read from disk when asked for."""

    def __init__(self, path: Path, offsets: Mapping[str, "array[int]"]) -> None:
        self._path = path
        self._offsets = offsets

    def of(self, fingerprint: str) -> list[Occurrence]:
        """The kept occurrences of one finding, the most visible first."""
        kept = self._offsets.get(fingerprint)
        if not kept:
            return []
        found = []
        with self._path.open("rb") as file:
            for offset in kept:
                file.seek(offset)
                found.append(_occurrence(loads(file.readline(), self._path, offset)))
        return found


def _occurrence(record: Record) -> Occurrence:
    line, column = (value if isinstance(value, int) else 0 for value in (record.get("line"), record.get("column")))
    return Occurrence(str(record.get("page", "")), line, column, str(record.get("raw") or ""))


def _quick(line: bytes) -> tuple[str, str] | None:
    """Fingerprint and page when they are the first keys of the line, without parsing it."""
    found = _QUICK.match(line)
    return None if found is None else (found[1].decode("utf-8", "replace"), found[2].decode("utf-8", "replace"))
