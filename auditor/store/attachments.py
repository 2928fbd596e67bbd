"""What documents of the site say: one row each, beside the row of their address."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from backports import zstd

from auditor.model.attachment import Attachment
from auditor.store.bundle import Bundle

MODE = "attachment"
"""The mode of rows of the frontier that are documents to be read."""


def keep_attachment(bundle: Bundle, url: int, facts: bytes) -> None:
    """Store the JSON of an attachment, inside a transaction."""
    size = msgspec.json.decode(facts, type=Attachment).size
    bundle.db.execute("INSERT OR REPLACE INTO attachment VALUES (?, ?, ?)", (url, size, zstd.compress(facts, level=3)))


def attachment(bundle: Bundle, url: int) -> Attachment | None:
    """What the document of a row says; None when it was not read."""
    row = bundle.db.execute("SELECT facts FROM attachment WHERE url = ?", (url,)).fetchone()
    return None if row is None else msgspec.json.decode(zstd.decompress(row[0]), type=Attachment)


def attachment_ids(bundle: Bundle) -> frozenset[int]:
    """Rows whose document was read."""
    return frozenset(url for (url,) in bundle.db.execute("SELECT url FROM attachment"))


def attachments(bundle: Bundle) -> Iterator[tuple[str, Attachment]]:
    """Address and document, in the order in which they were found."""
    rows = bundle.db.cursor().execute(
        "SELECT u.url, a.facts FROM attachment a JOIN url u ON u.id = a.url ORDER BY u.parent, u.position, u.id"
    )
    for url, facts in rows:
        yield url, msgspec.json.decode(zstd.decompress(facts), type=Attachment)


def received(bundle: Bundle) -> int:
    """Bytes received of all documents."""
    (total,) = bundle.db.execute("SELECT coalesce(sum(size), 0) FROM attachment").fetchone()
    return int(total)
