"""All link destinations in one pass: what is known of each is read beside it, not asked for one by one."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import msgpack

from auditor.model.attachment import Attachment, AttachmentLink
from auditor.model.link import TargetKind
from auditor.model.target import Hop, Target
from auditor.store.attachments import attachment, attachment_ids
from auditor.store.beside import Beside
from auditor.store.reader import PAGE_TEXT, Reader, UrlRow, attempt
from auditor.urls.normalise import key

_KINDS = (TargetKind.PAGE, TargetKind.EXTERNAL)
_TAG, _TEXT = 1, 3
"""Positions in the fields of a stored link (model.Link)."""


class TargetPass:
    """One walk over the targets; rows must be asked for in ascending order of their id."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        read = reader.db.execute
        self._attempts = Beside(read("SELECT url, fields FROM attempt ORDER BY url, rowid"))
        self._pages = Beside(read(f"SELECT url, {PAGE_TEXT} FROM page ORDER BY url"))
        self._documents = attachment_ids(reader.bundle)
        self._fragments = Beside(read("SELECT url, fragment FROM fragment ORDER BY url"))

    def target(self, row: UrlRow) -> Target:
        """The same as ``Reader.target``."""
        if row.location:
            return self._reader.target(row)
        attempts = tuple(attempt(blob) for _, blob in self._attempts.of(row.id))
        page = next((self._reader.page_text_of(row.id, found[1:]) for found in self._pages.of(row.id)), None)
        wanted = [fragment for _, fragment in self._fragments.of(row.id)]
        return Target(
            url=row.url, kind=row.kind, internal=row.internal, chain=(Hop(row.url, attempts),), page=page,
            host=self._reader.host(row.host), error=self._reader.error_of(row),
            missing_fragments=self._reader.missing(wanted, row.id) if wanted else frozenset(),
            **(self._read(row.id) if row.id in self._documents else {}),
        )  # fmt: skip

    def _read(self, identity: int) -> dict[str, Any]:
        document = attachment(self._reader.bundle, identity)
        return {"attachment": document, "linked": partial(self._linked, document)}

    def _linked(self, document: Attachment | None) -> Iterator[tuple[AttachmentLink, Target]]:
        for link in document.links if document else ():
            row = self._reader.row(link.url.partition("#")[0])
            if row is not None:
                yield link, self._reader.target(row)


def all_targets(reader: Reader) -> Iterator[tuple[UrlRow, Target]]:
    """Every link destination in order of discovery; steps of other targets' redirects only where something links to them."""
    walk = TargetPass(reader)
    for row in reader.linked():
        yield row, walk.target(row)


def called(reader: Reader, named: Callable[[str], bool]) -> Iterator[tuple[str, Target]]:
    """(name, destination) of what anchors call by such a name, in order of discovery, each destination once."""
    names: dict[tuple[int, int], str] = {}
    for element, blob in reader.db.execute("SELECT id, links FROM element"):
        for n, link in enumerate(msgpack.unpackb(blob)):
            if link[_TAG] == "a" and named(link[_TEXT]):
                names[element, n] = link[_TEXT]
    found: dict[int, str] = {}
    if names:
        for url, element, n in reader.db.execute("SELECT url, element, n FROM edge ORDER BY url, element, n"):
            if (element, n) in names:
                found.setdefault(url, names[element, n])
    for row in reader.urls() if found else ():
        if row.id in found and row.kind in _KINDS:
            yield found[row.id], reader.target(row)


def one_target(reader: Reader, url: str) -> Target | None:
    """A destination by its absolute URL, in whatever spelling; None for one that no page links to."""
    row = reader.row(url) or reader.row(key(url))
    return None if row is None else reader.target(row)
