"""Where reported elements stand in their pages: line and column, computed from the stored bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.html.place import EXCERPT, Document, locate
from auditor.model.page import Place
from auditor.store.openpage import OpenPage
from auditor.store.reader import Reader

_SEARCHED = frozenset({"utf-8", "gb18030"})
"""Encodings in which neither a line end nor "<" is ever a part of another character: pages need not be decoded."""
NOWHERE = Place(0, 0, "", "")
"""Of an entry without a place in an HTML document (a sitemap's)."""


class PlaceFinder:
    """Finds elements in pages. Nearly all elements of a site are byte-identical on many pages, so once its source is
    known an element is looked for as a plain string; only where that is not unambiguous the page is read again."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._known: dict[int, tuple[bytes, frozenset[str]]] = {}
        self._sources: dict[int, Place] = {}
        self._bytes: dict[tuple[int, str], bytes] = {}

    def places(self, page: OpenPage, elements: Sequence[int]) -> Iterator[tuple[int, Place]]:
        """(element, place) of every wanted occurrence in one page, in document order."""
        offsets, unknown = self._by_source(page, Counter(elements))
        found = list(self._places(page, sorted(offsets)))
        if unknown:
            found += self._by_reading(page.document, unknown)
            found.sort(key=_in_page)
        yield from found or [(element, NOWHERE) for element in elements]

    def _by_source(self, page: OpenPage, wanted: Counter[int]) -> tuple[list[tuple[int, int]], list[int]]:
        """(offset, element) by plain search; and the elements whose source is unknown or stands there more often than they do."""
        offsets: list[tuple[int, int]] = []
        unknown: list[int] = []
        for element, times in wanted.items():
            source = self._source(element, page.encoding)
            found = [] if source is None else list(islice(_offsets(page.raw, source), times + 1))
            if len(found) == times:
                offsets += [(at, element) for at in found]
            else:
                unknown.append(element)
        return offsets, unknown

    def _source(self, element: int, encoding: str) -> bytes | None:
        """The bytes of an element as pages of an encoding hold them; None when it is unknown or cannot be found in bytes."""
        known = self._sources.get(element)
        if known is None or encoding not in _SEARCHED:
            return None
        found = self._bytes.get((element, encoding))
        if found is None:
            try:
                found = self._bytes[element, encoding] = known.excerpt.encode(encoding)
            except UnicodeEncodeError:
                return None
        return found

    def _places(self, page: OpenPage, offsets: list[tuple[int, int]]) -> Iterator[tuple[int, Place]]:
        """(element, place) of ascending (offset in the bytes, element)."""
        raw, line, counted = page.raw, 1, 0
        for at, element in offsets:
            line += raw.count(b"\n", counted, at)
            counted = at
            start = raw.rfind(b"\n", 0, at) + 1
            before = raw[start:at].decode(page.encoding, "replace")
            column = len(before if start else before.removeprefix("\ufeff")) + 1
            known = self._sources[element]
            yield element, Place(line, column, known.region, known.excerpt)

    def _by_reading(self, document: Document, elements: Sequence[int]) -> list[tuple[int, Place]]:
        wanted = {self._about(element)[0]: element for element in set(elements)}
        hints = frozenset().union(*(self._about(element)[1] for element in set(elements)))
        found = [(wanted[key], place) for key, place in locate(document, wanted.keys(), hints)]
        for element, place in found:
            if 0 < len(place.excerpt) < EXCERPT:
                self._sources.setdefault(element, place)
        return found

    def _about(self, element: int) -> tuple[bytes, frozenset[str]]:
        """Key of an element and the references as written in it."""
        known = self._known.get(element)
        if known is None:
            known = self._known[element] = self.reader.element(element)
        return known


def _in_page(found: tuple[int, Place]) -> tuple[int, int]:
    return found[1].line, found[1].column


def _offsets(data: bytes, part: bytes) -> Iterator[int]:
    at = data.find(part)
    while at >= 0:
        yield at
        at = data.find(part, at + 1)
