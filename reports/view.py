"""What a renderer may know: the output files of a bundle, read as streams (DESIGN section 7)."""

import json
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from sys import intern
from typing import Any

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.urls.order import url_class
from reports.numbers import Numbers
from reports.order import OUTCOMES, Key, Part, order_key, part_of

_NEEDED = "summary.json", "findings.jsonl", "occurrences.jsonl"
SUMMARY, FINDINGS, OCCURRENCES = _NEEDED
LINKS, PAGES = "links.jsonl", "pages.jsonl"
IDENTITY, ACCESS, COMPARISON = "identity.json", "accessibility.json", "comparison.json"

Record = Mapping[str, Any]

_QUICK = re.compile(rb'\{"fingerprint": ?"([^"\\]*)", ?"page": ?"([^"\\]*)"')
_OFFSET_BITS = 48
"""A file of occurrences has fewer than 2^48 bytes: rank and offset are one number."""


class BundleUnreadable(Exception):
    """A file of the bundle is missing or is not what DESIGN section 7 says; the message is for the user."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(f"无法读取 {path.name}：{detail}")
        self.path = path
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Entry:
    """The few facts of a finding that order and count it; ``offset`` is its byte offset in findings.jsonl."""

    offset: int
    check: str
    outcome: Outcome
    impact: Impact
    reason: str
    occurrences: int
    pages: int
    urgent: bool
    """A certain intrusion."""
    part: Part = Part.FRONT
    fingerprint: str = ""
    key: Key | None = None
    """Its place in the order; None for what is not listed."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place of one finding; line and column are 0 when unknown."""

    page: str
    line: int
    column: int
    raw: str


class ReportView:
    """The outputs of one bundle. Iterators read from disk; only the entries of an index are held."""

    def __init__(self, bundle: Path, summary: Record) -> None:
        self.bundle = bundle
        self.summary = summary

    @classmethod
    def open(cls, bundle: Path) -> "ReportView":
        """Read summary.json and check that the files every report needs are there.

        Raises:
            BundleUnreadable: a file is missing or is not JSON.
        """
        for name in _NEEDED:
            if not (bundle / name).is_file():
                raise BundleUnreadable(bundle / name, "文件不存在")
        path = bundle / SUMMARY
        return cls(bundle, _loads(path.read_bytes(), path, 0))

    def findings(self) -> Iterator[Finding]:
        """Every finding in file order."""
        for offset, line in _lines(self.bundle / FINDINGS):
            yield self._finding(line, offset)

    def entries(self) -> Iterator[Entry]:
        """The sorting facts of every finding in file order."""
        for offset, line in _lines(self.bundle / FINDINGS):
            found = self._finding(line, offset)
            urgent = found.outcome is Outcome.FAIL and found.evidence.get("urgent") is True
            part = part_of(found, self._year)
            yield Entry(
                offset, intern(found.check), found.outcome, found.impact, intern(found.reason), found.occurrences, found.pages,
                urgent, part, found.fingerprint, order_key(found, part, urgent, offset) if found.outcome in OUTCOMES else None,
            )  # fmt: skip

    @cached_property
    def ordered(self) -> Sequence[Entry]:
        """What is listed, in the one order of all documents."""
        listed = [(entry.key, entry) for entry in self.entries() if entry.key is not None]
        return [entry for _, entry in sorted(listed, key=itemgetter(0))]

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of what is listed."""
        return Numbers.of(self.bundle, self.summary, (entry.fingerprint for entry in self.ordered))

    @property
    def _year(self) -> int:
        started = str(self.summary.get("started") or "")[:4]
        return int(started) if started.isdecimal() and started.isascii() else 0

    def findings_at(self, offsets: Sequence[int]) -> Iterator[Finding]:
        """Findings by their offsets, in the order asked."""
        with (self.bundle / FINDINGS).open("rb") as file:
            for offset in offsets:
                file.seek(offset)
                yield self._finding(file.readline(), offset)

    def line_at(self, offset: int) -> bytes:
        """One line of findings.jsonl as it is written."""
        with (self.bundle / FINDINGS).open("rb") as file:
            file.seek(offset)
            return file.readline()

    def occurrences(self) -> Iterator[Record]:
        """Every occurrence in file order."""
        return self._records(OCCURRENCES)

    def links(self) -> Iterator[Record]:
        """Every distinct target; nothing when the bundle has none."""
        return self._records(LINKS)

    def pages(self) -> Iterator[Record]:
        """Every page; nothing when the bundle has none."""
        return self._records(PAGES)

    def identity(self) -> Record | None:
        """The identity card of the site; None when the bundle has none."""
        return self._card(IDENTITY)

    def access(self) -> Record | None:
        """The accessibility card of the site; None when the bundle has none."""
        return self._card(ACCESS)

    def comparison(self) -> Record | None:
        """What became of an earlier run's findings; None when nobody compared."""
        return self._card(COMPARISON)

    def _card(self, name: str) -> Record | None:
        path = self.bundle / name
        return _loads(path.read_bytes(), path, 0) if path.is_file() else None

    def samples(self, limit: int) -> "Samples":
        """``limit`` occurrences of each finding, on the home page and columns first, then as they come.

        Of several in a row on one page only the first is taken.
        """
        kept: dict[str, _Kept] = {}
        path = self.bundle / OCCURRENCES
        for offset, line in _lines(path):
            quick = _quick(line)
            if quick is not None and quick[0] in kept and not kept[quick[0]].wants(quick[1], limit):
                continue
            record = _loads(line, path, offset)
            name, page = str(record.get("fingerprint", "")), str(record.get("page", ""))
            kept.setdefault(name, _Kept()).take(page, offset, limit)
        return Samples(path, {name: one.offsets() for name, one in kept.items()})

    def _finding(self, line: bytes, offset: int) -> Finding:
        path = self.bundle / FINDINGS
        return _finding(_loads(line, path, offset), path, offset)

    def _records(self, name: str) -> Iterator[Record]:
        path = self.bundle / name
        if not path.is_file():
            return
        for offset, line in _lines(path):
            yield _loads(line, path, offset)


class _Kept:
    """The most visible occurrences of one finding so far."""

    __slots__ = ("_last", "_ranked", "_worst")

    def __init__(self) -> None:
        self._ranked: array[int] = array("q")
        self._last = ""
        self._worst = 0

    def wants(self, page: str, limit: int) -> bool:
        """False when an occurrence on this page cannot be among the first ``limit``."""
        return len(self._ranked) < limit or (self._worst > 0 and _rank(page) < self._worst)

    def take(self, page: str, offset: int, limit: int) -> None:
        if page == self._last or not self.wants(page, limit):
            return
        self._last = page
        ranked = sorted([*self._ranked, _rank(page) << _OFFSET_BITS | offset])[:limit]
        self._ranked = array("q", ranked)
        self._worst = ranked[-1] >> _OFFSET_BITS

    def offsets(self) -> "array[int]":
        return array("q", (one & ~(-1 << _OFFSET_BITS) for one in self._ranked))


def _rank(page: str) -> int:
    """0 home, 1 column, 2 all else."""
    return min(url_class(page, 0), 2)


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
                found.append(_occurrence(_loads(file.readline(), self._path, offset)))
        return found


def _occurrence(record: Record) -> Occurrence:
    line, column = (value if isinstance(value, int) else 0 for value in (record.get("line"), record.get("column")))
    return Occurrence(str(record.get("page", "")), line, column, str(record.get("raw") or ""))


def _quick(line: bytes) -> tuple[str, str] | None:
    """Fingerprint and page when they are the first keys of the line, without parsing it."""
    found = _QUICK.match(line)
    return None if found is None else (found[1].decode("utf-8", "replace"), found[2].decode("utf-8", "replace"))


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    offset = 0
    try:
        with path.open("rb") as file:
            for line in file:
                if line.strip():
                    yield offset, line
                offset += len(line)
    except OSError as error:
        raise BundleUnreadable(path, error.strerror or str(error)) from error


def _loads(text: bytes, path: Path, offset: int) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise BundleUnreadable(path, f"第 {offset} 字节起不是完整的 JSON") from error
    if not isinstance(value, dict):
        raise BundleUnreadable(path, f"第 {offset} 字节起不是 JSON 对象")
    return value


_ENUMS = {"outcome": Outcome, "impact": Impact, "confidence": Confidence}
_TUPLES = frozenset({"sample_pages", "refs"})
_FIELDS = tuple(field.name for field in fields(Finding))


def _finding(record: Record, path: Path, offset: int) -> Finding:
    try:
        values = {name: record[name] for name in _FIELDS}
        for name, kind in _ENUMS.items():
            values[name] = kind(values[name])
    except (KeyError, ValueError) as error:
        raise BundleUnreadable(path, f"第 {offset} 字节起的记录缺少或写错了字段（{error}）") from error
    for name in _TUPLES:
        values[name] = tuple(values[name] or ())
    return Finding(**values)
