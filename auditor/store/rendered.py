"""What the browser measured, kept in the bundle; pictures are files in its ``shots/``, named by what is in them."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec
from backports import zstd

from auditor.model.aging import AgingRun
from auditor.model.rendered import RenderedPage
from auditor.store.bundle import Bundle
from auditor.store.reader import Reader

SHOTS = "shots"
"""Folder of the pictures in a bundle."""
_AGING = "aging"


def keep_page(bundle: Bundle, url: str, page: RenderedPage) -> None:
    """Keep the facts of a crawled page, in a transaction; what was kept of it before is replaced."""
    packed = zstd.compress(msgspec.json.encode(page), level=3)
    bundle.db.execute(
        "INSERT OR REPLACE INTO rendered SELECT id, ? FROM url WHERE url = ? AND place IS NOT NULL", (packed, url)
    )


def keep_aging(bundle: Bundle, run: AgingRun) -> None:
    """Keep what became of the site's retrofit, in a transaction."""
    bundle.set(_AGING, msgspec.to_builtins(run))


def keep_shot(folder: Path, picture: bytes) -> str:
    """Write a PNG into the pictures of the bundle at ``folder``; returns its file name. Raises OSError."""
    name = f"{blake2b(picture, digest_size=10).hexdigest()}.png"
    path = folder / SHOTS / name
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        # Half a picture must not be found after a kill under the name of the whole one.
        part = path.with_suffix(".part")
        part.write_bytes(picture)
        part.replace(path)
    return name


def aging_run(bundle: Bundle) -> AgingRun | None:
    """What became of the site's retrofit; None when it was not looked at."""
    kept = bundle.get(_AGING)
    return None if kept is None else msgspec.convert(kept, AgingRun)


class Rendered:
    """Rendered pages of one bundle."""

    def __init__(self, reader: Reader) -> None:
        self._db = reader.db
        (self._any,) = self._db.execute("SELECT EXISTS (SELECT 1 FROM rendered)").fetchone()

    def of(self, identity: int) -> RenderedPage | None:
        """The page with this row of url as the browser measured it; None when it was not looked at."""
        if not self._any:
            return None
        row = self._db.execute("SELECT facts FROM rendered WHERE url = ?", (identity,)).fetchone()
        return None if row is None else msgspec.json.decode(zstd.decompress(row[0]), type=RenderedPage)


def rendered_page(bundle: Bundle, url: str) -> RenderedPage | None:
    """A crawled page as the browser measured it; None when it was not looked at."""
    row = bundle.db.execute(
        "SELECT r.facts FROM rendered r JOIN url u ON u.id = r.url WHERE u.url = ? AND u.place IS NOT NULL", (url,)
    ).fetchone()
    return None if row is None else msgspec.json.decode(zstd.decompress(row[0]), type=RenderedPage)


def rendered_pages(bundle: Bundle) -> frozenset[str]:
    """Addresses of the pages that the browser measured to the end."""
    rows = bundle.db.cursor().execute("SELECT u.url, r.facts FROM rendered r JOIN url u ON u.id = r.url")
    return frozenset(
        url for url, facts in rows if msgspec.json.decode(zstd.decompress(facts), type=RenderedPage).error is None
    )
