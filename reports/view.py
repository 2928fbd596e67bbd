"""What a renderer may know: the output files of a bundle, read as streams (DESIGN section 7)."""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from sys import intern
from typing import Any

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome

_NEEDED = "summary.json", "findings.jsonl", "occurrences.jsonl"
SUMMARY, FINDINGS, OCCURRENCES = _NEEDED
LINKS, PAGES = "links.jsonl", "pages.jsonl"
IDENTITY, ACCESS, COMPARISON = "identity.json", "accessibility.json", "comparison.json"

Record = Mapping[str, Any]

_FINGERPRINT = b'{"fingerprint":'


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
            yield Entry(
                offset,
                intern(found.check),
                found.outcome,
                found.impact,
                intern(found.reason),
                found.occurrences,
                found.pages,
                found.outcome is Outcome.FAIL and found.evidence.get("urgent") is True,
            )

    def findings_at(self, offsets: Sequence[int]) -> Iterator[Finding]:
        """Findings by their offsets, in the order asked."""
        with (self.bundle / FINDINGS).open("rb") as file:
            for offset in offsets:
                file.seek(offset)
                yield self._finding(file.readline(), offset)

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
        """The first ``limit`` occurrences of each finding; of several in a row on one page only the first."""
        offsets: dict[str, array[int]] = {}
        last: dict[str, str] = {}
        path = self.bundle / OCCURRENCES
        for offset, line in _lines(path):
            quick = _quick_fingerprint(line)
            if quick is not None and len(offsets.get(quick, ())) >= limit:
                continue
            record = _loads(line, path, offset)
            name, page = str(record.get("fingerprint", "")), str(record.get("page", ""))
            kept = offsets.setdefault(name, array("q"))
            if len(kept) < limit and last.get(name) != page:
                kept.append(offset)
                last[name] = page
        return Samples(path, offsets)

    def _finding(self, line: bytes, offset: int) -> Finding:
        path = self.bundle / FINDINGS
        return _finding(_loads(line, path, offset), path, offset)

    def _records(self, name: str) -> Iterator[Record]:
        path = self.bundle / name
        if not path.is_file():
            return
        for offset, line in _lines(path):
            yield _loads(line, path, offset)


class Samples:
    """Some occurrences of each finding, read from disk when asked for."""

    def __init__(self, path: Path, offsets: Mapping[str, "array[int]"]) -> None:
        self._path = path
        self._offsets = offsets

    def of(self, fingerprint: str) -> list[Occurrence]:
        """The kept occurrences of one finding, in file order."""
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


def _quick_fingerprint(line: bytes) -> str | None:
    """The fingerprint when it is the first key of the line, without parsing the line."""
    if not line.startswith(_FINGERPRINT):
        return None
    parts = line[len(_FINGERPRINT) :].lstrip().split(b'"', 2)
    if len(parts) < 3 or parts[0] or b"\\" in parts[1]:
        return None
    return parts[1].decode("utf-8", "replace")


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
