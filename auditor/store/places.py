"""Where reported elements stand in their pages: line and column, computed from the stored bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.html.place import EXCERPT, Document, locate
from auditor.model.page import Place
from auditor.store.reader import Reader

NOWHERE = Place(0, 0, "", "")
"""Of an entry without a place in an HTML document (a sitemap's)."""


class PlaceFinder:
    """Finds elements in pages. Nearly all elements of a site are byte-identical on many pages, so once its source is
    known an element is looked for as a plain string; only where that is not unambiguous the page is read again."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._known: dict[int, tuple[bytes, frozenset[str]]] = {}
        self._sources: dict[int, Place] = {}

    def places(self, document: Document, elements: Sequence[int]) -> Iterator[tuple[int, Place]]:
        """(element, place) of every wanted occurrence in one page, in document order."""
        found = self._by_source(document.text, Counter(elements))
        if found is None:
            found = self._by_reading(document, elements)
        yield from found or [(element, NOWHERE) for element in elements]

    def _by_source(self, text: str, wanted: Counter[int]) -> list[tuple[int, Place]] | None:
        """Places by plain search, or None when a source is unknown or stands there more often than the element does."""
        offsets: list[tuple[int, int]] = []
        for element, times in wanted.items():
            known = self._sources.get(element)
            if known is None:
                return None
            at = text.find(known.excerpt)
            for _ in range(times):
                if at < 0:
                    return None
                offsets.append((at, element))
                at = text.find(known.excerpt, at + 1)
            if at >= 0:
                return None
        return [(element, self._place(text, at, element)) for at, element in sorted(offsets)]

    def _place(self, text: str, at: int, element: int) -> Place:
        known = self._sources[element]
        return Place(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), known.region, known.excerpt)

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
