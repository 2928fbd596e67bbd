"""An office's list of wrong words as a file: which column says what, which rows can be used and why the others can not.

A row with a right form alone names an organ or a title as it must be written: its near misses are then the wrong words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from auditor.model.lexicon import Lexicon, LexiconEntry, LexiconNote
from auditor.model.options import UsageError
from auditor.sheets.table import Row, read_table
from auditor.text.dates import find_date

_WHAT = "错词表"
_MOST_ENTRIES = 100_000
_LONGEST = 100
_SHORTEST = 2
_YEAR = 365
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "wrong": ("错误", "错误表述", "错误词", "错词", "错误词语", "错误用语", "不规范表述", "不规范用语", "误", "wrong"),
    "right": (
        "正确",
        "正确表述",
        "正确词",
        "正确词语",
        "正确用语",
        "规范表述",
        "规范用语",
        "建议",
        "建议修改为",
        "修改建议",
        "名称",
        "right",
    ),
    "kind": ("类别", "分类", "类型", "错误类型", "class", "kind"),
    "source": ("来源", "依据", "出处", "source"),
    "version": ("版本", "日期", "更新日期", "更新时间", "版本日期", "version"),
}
"""Fields of an entry, in their order, and what columns that hold them are called."""
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}
_AND = re.compile("[和与及、]")
_REASONS = {
    "one-letter": "“{wrong}”只有一个字,会处处命中,不予采用",
    "too-long": "超过 100 个字,不是词语,不予采用",
    "nothing": "没有写错误的词语,也没有可以推出错误写法的正确名称,不予采用",
    "no-right": "“{wrong}”没有写正确的词语,不予采用",
    "same": "“{wrong}”错误与正确相同,不予采用",
    "duplicate": "“{wrong}”与第 {other} 行重复,只采用一次",
    "conflict": "“{wrong}”与第 {other} 行给出的正确词语不同,两行都不采用",
    "opposite": "“{wrong}”在第 {other} 行是正确的词语,两行互相矛盾,都不采用",
}  # fmt: skip


def read_lexicon(path: Path, today: date) -> Lexicon:
    """Return the list in a file; raises UsageError when it is no list. Rows that cannot be used are noted."""
    reading = _Reading()
    for row in read_table(path, _WHAT):
        reading.take(row)
        if len(reading.rows) > _MOST_ENTRIES:
            raise UsageError(f"{_WHAT} {path} 的条目超过 {_MOST_ENTRIES}")
    if not reading.known:
        raise UsageError(f"{_WHAT} {path} 没有表头:第一行应写列名,例如 错误、正确、类别、来源、版本")
    entries, notes = reading.settled()
    if not entries:
        said = f"(第 {notes[0].row} 行:{notes[0].text})" if notes else ""
        raise UsageError(f"{_WHAT} {path} 没有可以采用的条目{said}")
    return Lexicon(path.name, entries, notes, _stale(entries, today))


def _stale(entries: Iterable[LexiconEntry], today: date) -> str:
    newest = max((find_date(entry.version) for entry in entries), default="")
    return newest if newest and (today - date.fromisoformat(newest)).days > _YEAR else ""


class _Reading:
    """State while the rows pass."""

    def __init__(self) -> None:
        self.known = False
        self.rows: list[tuple[Row, LexiconEntry]] = []
        self._places: dict[int, str] = {}
        self._notes: list[LexiconNote] = []

    def take(self, row: Row) -> None:
        """Read one row: headings, an entry, or nothing."""
        cells = [" ".join(unicodedata.normalize("NFC", cell).split()) for cell in row.cells]
        if not any(cells):
            return
        named = {at: field for at, cell in enumerate(cells) if (field := _FIELDS.get(cell.lower()))}
        if "right" in named.values():
            self._places, self.known = named, True
        elif self.known:
            values = {field: cells[at] for at, field in self._places.items() if at < len(cells)}
            wrong, right, kind, source, version = (values.get(field, "") for field in _HEADINGS)
            self._entry(row, LexiconEntry(wrong, right, kind, source, version))

    def _entry(self, row: Row, entry: LexiconEntry) -> None:
        fault = _fault(entry)
        if fault:
            self._note(row, fault, entry.wrong)
        elif entry.wrong:
            self.rows.append((row, entry))
        else:
            self.rows += [(row, replace(entry, wrong=wrong)) for wrong in _near_misses(entry.right)]

    def _note(self, row: Row, reason: str, wrong: str, other: int = 0) -> None:
        self._notes.append(LexiconNote(row.sheet, row.number, _REASONS[reason].format(wrong=wrong, other=other)))

    def settled(self) -> tuple[tuple[LexiconEntry, ...], tuple[LexiconNote, ...]]:
        """Return what can be used once all rows are known, and why the rest can not."""
        first: dict[str, tuple[Row, LexiconEntry]] = {}
        refused: set[str] = set()
        for row, entry in self.rows:
            known = first.setdefault(entry.wrong, (row, entry))
            if known[1] is not entry:
                differs = known[1].right != entry.right
                self._note(row, "conflict" if differs else "duplicate", entry.wrong, known[0].number)
                refused |= {entry.wrong} if differs else set()
        for wrong, (row, entry) in first.items():
            other = first.get(entry.right)
            if other is not None and other[1].right == wrong:
                self._note(row, "opposite", wrong, other[0].number)
                refused.add(wrong)
        used = tuple(entry for wrong, (_, entry) in first.items() if wrong not in refused)
        return used, tuple(sorted(self._notes, key=lambda note: (note.sheet, note.row)))


def _fault(entry: LexiconEntry) -> str:
    if max(len(entry.wrong), len(entry.right)) > _LONGEST:
        return "too-long"
    if not entry.wrong:
        return "" if any(_near_misses(entry.right)) else "nothing"
    if len(entry.wrong) < _SHORTEST:
        return "one-letter"
    if not entry.right:
        return "no-right"
    return "same" if entry.wrong == entry.right else ""


def _near_misses(name: str) -> Iterator[str]:
    """How the name of an organ is usually miswritten: with another word for "and"."""
    for found in _AND.finditer(name):
        if 0 < found.start() < len(name) - 1:
            yield from (name[: found.start()] + word + name[found.end() :] for word in "和与及、" if word != found[0])
