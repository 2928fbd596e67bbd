"""Style sheets and script files of the site: kept once, read back as text when looked at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from backports import zstd

from auditor.html.charset import decode
from auditor.store.bundle import Bundle

STYLE, SCRIPT = "style", "script"
_CHARSET = re.compile(rb"@charset\s{0,9}[\"']([\w.:-]{1,40})[\"']")
_MOST_HOPS = 10


class Resources(Mapping[str, str]):
    """Address to text of all kept files of one kind; a text is read from the disk each time it is asked for.

    A file reached over redirects stands under the address that pages name and under its own.
    """

    def __init__(self, bundle: Bundle, kind: str) -> None:
        self._bundle = bundle
        self._rows: dict[str, int] = {}
        rows = bundle.db.execute(
            "SELECT u.url, r.url FROM resource r JOIN url u ON u.id = r.url WHERE r.kind = ? ORDER BY u.url", (kind,)
        )
        self._rows = dict(rows.fetchall())
        self._add_redirected(kind)

    def _add_redirected(self, kind: str) -> None:
        onward = dict(
            self._bundle.db.execute("SELECT url, location FROM url WHERE mode = ? AND location LIKE 'http%'", (kind,))
        )
        for url in sorted(onward):
            at = url
            for _ in range(_MOST_HOPS):
                at = onward.get(at, "").partition("#")[0]
                if at in self._rows:
                    self._rows.setdefault(url, self._rows[at])
                    break

    def __getitem__(self, url: str) -> str:
        place = self._bundle.db.execute(
            "SELECT segment, offset, length, encoding FROM resource WHERE url = ?", (self._rows[url],)
        ).fetchone()
        return self._bundle.segments.read(*place[:3]).decode(place[3], "replace").removeprefix("\ufeff")

    def __contains__(self, url: object) -> bool:
        return url in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def keep(bundle: Bundle, url: int, body: bytes, content_type: str) -> None:
    """Store what a style sheet or script file contains, inside a transaction."""
    (kind,) = bundle.db.execute("SELECT mode FROM url WHERE id = ?", (url,)).fetchone()
    place = bundle.segments.append(zstd.compress(body, level=1))
    bundle.db.execute(
        "INSERT OR REPLACE INTO resource VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (url, kind, _encoding(body, content_type), len(body), hashlib.sha256(body).hexdigest(), *place),
    )


def _encoding(body: bytes, content_type: str) -> str:
    """As browsers find it: byte order mark, header, ``@charset``, then what the bytes can be."""
    named = _CHARSET.match(body)
    if named and "charset" not in content_type.lower():
        content_type = f"text/css; charset={named[1].decode('ascii', 'replace')}"
    return decode(body, content_type)[1]
