"""Pages that bear a mark of secrecy: nothing of them is kept but address, hash and place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.model.sealed import Sealed
from auditor.store.bundle import Bundle


def seal(bundle: Bundle, url: int, page: dict[str, Any]) -> None:
    """Note that a page is sealed, inside a transaction."""
    bundle.db.execute("DELETE FROM page WHERE url = ?", (url,))
    bundle.db.execute(
        "INSERT OR REPLACE INTO sealed VALUES (?, ?, ?, ?, ?)",
        (url, page["sealed"], page["sha256"], page["line"], page["column"]),
    )


def sealed_pages(bundle: Bundle) -> Iterator[Sealed]:
    """Sealed pages of the site in crawl order."""
    rows = bundle.db.cursor().execute(
        "SELECT u.url, s.reason, s.sha256, s.line, s.column FROM sealed s JOIN url u ON u.id = s.url"
        " WHERE u.place IS NOT NULL ORDER BY u.place"
    )
    yield from (Sealed(*row) for row in rows)
