"""Looks at pages in a browser, kept in the bundle."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from backports import zstd

from auditor.html.prose import prose
from auditor.model.look import Looked
from auditor.store.bundle import Bundle
from auditor.text.secrecy import may_bear_mark, secrecy_mark


def keep_look(bundle: Bundle, look: Looked) -> None:
    """Keep a look at a crawled page, in a transaction; an earlier one at the same page is replaced.

    Scripts may have put a mark of secrecy where the page itself has none: its markup is not kept then.
    """
    if may_bear_mark(look.markup) and secrecy_mark(prose(look.markup).text):
        look = replace(look, markup="")
    packed = zstd.compress(msgspec.json.encode(look), level=3)
    bundle.db.execute(
        "INSERT OR REPLACE INTO look SELECT id, ? FROM url WHERE url = ? AND place IS NOT NULL", (packed, look.url)
    )


def looks(bundle: Bundle) -> tuple[Looked, ...]:
    """All looks without their markup, in crawl order."""
    rows = bundle.db.execute("SELECT l.facts FROM look l JOIN url u ON u.id = l.url ORDER BY u.place")
    return tuple(replace(_look(blob), markup="") for (blob,) in rows)


def look_at(bundle: Bundle, identity: int) -> Looked | None:
    """The look at the page with this row of url, whole; None when there was none."""
    row = bundle.db.execute("SELECT facts FROM look WHERE url = ?", (identity,)).fetchone()
    return None if row is None else _look(row[0])


def _look(blob: bytes) -> Looked:
    return msgspec.json.decode(zstd.decompress(blob), type=Looked)
