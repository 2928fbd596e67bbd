"""What a renderer may know: the output files of a bundle, read as streams (DESIGN section 7)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from sys import intern

from auditor.model.finding import Finding
from auditor.model.outcome import Confidence, Impact, Outcome
from reports.lines import BundleUnreadable, Record, lines, loads
from reports.numbers import Numbers
from reports.order import OUTCOMES, Entry, order_key, part_of, visibility
from reports.samples import Occurrence, Samples, samples

__all__ = ["BundleUnreadable", "Entry", "Occurrence", "Record", "ReportView", "Samples"]

_NEEDED = "summary.json", "findings.jsonl", "occurrences.jsonl"
SUMMARY, FINDINGS, OCCURRENCES = _NEEDED
LINKS, PAGES = "links.jsonl", "pages.jsonl"
IDENTITY, ACCESS, COMPARISON = "identity.json", "accessibility.json", "comparison.json"


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
        return cls(bundle, loads(path.read_bytes(), path, 0))

    def findings(self) -> Iterator[Finding]:
        """Every finding in file order."""
        for offset, line in lines(self.bundle / FINDINGS):
            yield self._finding(line, offset)

    def entries(self) -> Iterator[Entry]:
        """The sorting facts of every finding in file order."""
        vetoing = {
            name for item in self.scored() if item.get("kind") == "veto" for name in item.get("fingerprints") or ()
        }
        for offset, line in lines(self.bundle / FINDINGS):
            found = self._finding(line, offset)
            urgent = found.outcome is Outcome.FAIL and found.evidence.get("urgent") is True
            part = part_of(found, self._year, found.fingerprint in vetoing)
            yield Entry(
                offset, intern(found.check), found.outcome, found.impact, intern(found.reason), found.occurrences, found.pages,
                urgent, part, found.fingerprint,
            )  # fmt: skip

    @cached_property
    def ordered(self) -> Sequence[Entry]:
        """What is listed, in the one order of all documents."""
        return sorted((entry for entry in self.entries() if entry.outcome in OUTCOMES), key=order_key)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers of what is listed."""
        return Numbers.of(self.bundle, self.summary, (entry.fingerprint for entry in self.ordered))

    @cached_property
    def front_titles(self) -> Mapping[str, str]:
        """Titles of the home page and columns by address."""
        return {
            str(page.get("url")): str(page.get("title") or "")
            for page in self.pages()
            if visibility(str(page.get("url"))) < 2
        }

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

    def scored(self) -> list[Record]:
        """The indicators of the verdict that something counts for, or would once somebody confirmed it."""
        verdict = self.summary.get("verdict")
        rows = _records(verdict.get("items") if isinstance(verdict, Mapping) else None)
        return [row for row in rows if row.get("standing") in ("hit", "pending")]

    def organiser(self) -> str:
        """The organiser that the home page names; empty when it names none."""
        for element in _records((self.identity() or {}).get("elements")):
            if element.get("element") == "organiser":
                return next((str(one["value"]) for one in _records(element.get("values")) if one.get("value")), "")
        return ""

    def access(self) -> Record | None:
        """The accessibility card of the site; None when the bundle has none."""
        return self._card(ACCESS)

    def comparison(self) -> Record | None:
        """What became of an earlier run's findings; None when nobody compared."""
        return self._card(COMPARISON)

    def _card(self, name: str) -> Record | None:
        path = self.bundle / name
        return loads(path.read_bytes(), path, 0) if path.is_file() else None

    def samples(self, limit: int) -> Samples:
        """``limit`` occurrences of each finding, on the home page and columns first, then as they come.

        Of several in a row on one page only the first is taken.
        """
        return samples(self.bundle / OCCURRENCES, limit)

    def _finding(self, line: bytes, offset: int) -> Finding:
        path = self.bundle / FINDINGS
        return _finding(loads(line, path, offset), path, offset)

    def _records(self, name: str) -> Iterator[Record]:
        path = self.bundle / name
        if not path.is_file():
            return
        for offset, line in lines(path):
            yield loads(line, path, offset)


def _records(value: object) -> list[Record]:
    """What is of unexpected shape is left out."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


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
