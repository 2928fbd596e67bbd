"""The one pass over the crawled pages: each is opened once for all who want to know something of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auditor.html.content import column_path
from auditor.html.origin import source_unit
from auditor.html.place import Document, regions
from auditor.store.reader import Reader
from auditor.store.state import Role

_COLUMNS = (
    "SELECT u.id, u.place, u.url, u.role, u.status, p.final_url, p.title, p.template, p.encoding, p.segment, p.offset, p.length, p.refs"
    " FROM url u JOIN page p ON p.url = u.id WHERE u.place IS NOT NULL"
)


@dataclass(frozen=True)
class OpenPage:
    """One crawled page; its body is read and decoded when first asked for, and then kept as long as the page is open."""

    reader: Reader
    id: int
    place: int
    url: str
    role: int
    status: int | None
    final_url: str
    title: str
    template: str
    encoding: str
    body: tuple[int, ...]
    """Segment, offset and length of the stored body; empty for a sealed page, of which nothing is stored."""
    packed_refs: bytes

    @property
    def is_html(self) -> bool:
        """False for a sitemap."""
        return self.role != Role.SITEMAP

    @property
    def refs(self) -> array[int]:
        """Element rows in document order."""
        return array("i", self.packed_refs)

    @cached_property
    def raw(self) -> bytes:
        """The body as it was received."""
        return self.reader.raw((self.body[0], self.body[1], self.body[2])) if self.body else b""

    @cached_property
    def document(self) -> Document:
        """The decoded body."""
        return self.reader.document(self.raw, self.encoding, self.final_url)

    @cached_property
    def column_path(self) -> str:
        """The breadcrumb it shows."""
        return column_path(self.document.text)

    @cached_property
    def unit(self) -> str:
        """The unit that supplied it, as it says itself."""
        return source_unit(self.document.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset into the decoded text, counted from 1."""
        line = bisect_left(self._ends, offset)
        return line + 1, offset - (self._ends[line - 1] if line else -1)

    def region(self, offset: int) -> str:
        """The region that an offset lies in, or an empty string."""
        at = bisect_right(self._regions, offset, key=lambda change: change[0])
        return self._regions[at - 1][1] if at else ""

    @cached_property
    def fetched(self) -> str:
        """When it was last asked for."""
        attempts = self.reader.attempts(self.id)
        return attempts[-1].at if attempts else ""

    @cached_property
    def _regions(self) -> list[tuple[int, str]]:
        return regions(self.document.text)

    @cached_property
    def _ends(self) -> array[int]:
        """Offsets of the line ends, so that ten thousand places in one page cost one reading of it."""
        text, ends, at = self.document.text, array("q"), -1
        while (at := text.find("\n", at + 1)) >= 0:
            ends.append(at)
        return ends


def open_pages(reader: Reader) -> Iterator[OpenPage]:
    """Every crawled page that was read, in crawl order."""
    for row in reader.db.cursor().execute(f"{_COLUMNS} ORDER BY u.place"):
        yield _opened(reader, row)


def open_page(reader: Reader, url: str) -> OpenPage | None:
    """One crawled page by its URL, or None; of a sealed page no more than where it is."""
    row = reader.db.execute(f"{_COLUMNS} AND u.url = ?", (url,)).fetchone()
    return _sealed(reader, url) if row is None else _opened(reader, row)


def numbered_page(reader: Reader, identity: int) -> OpenPage:
    """One page that ``open_pages`` gave, by its ``id``."""
    return _opened(reader, reader.db.execute(f"{_COLUMNS} AND u.id = ?", (identity,)).fetchone())


def _sealed(reader: Reader, url: str) -> OpenPage | None:
    row = reader.db.execute(
        "SELECT u.id, u.place, u.url, u.role, u.status FROM url u JOIN sealed s ON s.url = u.id"
        " WHERE u.place IS NOT NULL AND u.url = ?",
        (url,),
    ).fetchone()
    # Everything else that a page has is nothing.
    return None if row is None else _opened(reader, (*row, row[2], "", "", "utf-8", b""))


def _opened(reader: Reader, row: tuple[Any, ...]) -> OpenPage:
    identity, place, url, role, status, final_url, title, template, encoding, *body, refs = row
    return OpenPage(reader, identity, place, url, role, status, final_url, title, template, encoding, tuple(body), refs)
