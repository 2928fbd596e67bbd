"""How often and where elements occur: one pass over the pages' element lists, in crawl order."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from auditor.store.bundle import Bundle

_PAGES = "SELECT u.id, u.place, u.url, p.refs FROM url u JOIN page p ON p.url = u.id WHERE u.place IS NOT NULL ORDER BY u.place"


class Counts:
    """Occurrences of every element over the crawled pages, and the place of the first page each is on.

    Two flat arrays indexed by element row: eight bytes an element, whatever the number of pages.
    """

    def __init__(self, bundle: Bundle) -> None:
        (size,) = bundle.db.execute("SELECT coalesce(max(id), 0) + 1 FROM element").fetchone()
        self.of = array("I", bytes(4 * size))
        self.first = array("I", bytes(4 * size))
        self.pages = array("I", bytes(4 * size))
        for _, place, _, refs in pages(bundle):
            self._count(refs, place)

    def _count(self, refs: array[int], place: int) -> None:
        of, first, on = self.of, self.first, self.pages
        for element in refs:
            if not of[element]:
                first[element] = place
            of[element] += 1
        for element in set(refs):
            on[element] += 1


def pages(bundle: Bundle) -> Iterator[tuple[int, int, str, array[int]]]:
    """(url row, place, URL, elements in document order) of every crawled page that was read."""
    for identity, place, url, blob in bundle.db.cursor().execute(_PAGES):
        yield identity, place, url, array("i", blob)
