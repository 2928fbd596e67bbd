"""What is to be fetched next, decided so that timing, workers and crashes cannot change the result.

Pages are fetched in rounds. Closing a round is one transaction: it walks the pages of the round in order and their
elements in document order, adds what they link to, applies trap caps and the page budget, and marks the next round.
Nothing else decides order, depth, caps or samples (``docs/decisions/0002-crawl-core.md``).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import msgpack

from auditor.model.link import TargetKind
from auditor.store.bundle import Bundle
from auditor.store.rules import Rules
from auditor.store.sample import DRAWN, by_lot, by_shape
from auditor.store.state import MAY_PASS, Role, State
from auditor.urls.hosts import host_of
from auditor.urls.normalise import key as url_key
from auditor.urls.order import file_kind
from auditor.urls.traps import shape, trap

_REQUESTED = {TargetKind.PAGE, TargetKind.ASSET, TargetKind.EXTERNAL}
_INTERNAL = {TargetKind.PAGE, TargetKind.ASSET}
_DEEPEST = 100
"""Clicks from home beyond which a chain of pages is taken for endless."""
_CANARIES = 3
_FILES = ("style", "script")
_KINDS = {str(kind): kind for kind in TargetKind}
_REMEMBERED = 50_000
"""URLs whose rows are kept in memory while links are added."""


@dataclass(frozen=True, slots=True)
class Row:
    """A URL to be fetched now."""

    id: int
    url: str
    host: str
    kind: TargetKind
    role: Role
    internal: bool
    phase: int
    mode: str
    tried_at: float


class Found(NamedTuple):
    """Where a URL was first found: order number of the page, position on it, clicks from home.

    ``cut`` says why it is not to be fetched. A ``file`` (style, script) waits until it is known which are kept.
    """

    parent: int
    position: int
    depth: int
    cut: str = ""
    file: str = ""


_ON_COPIES = Found(1 << 40, 0, 1, "duplicate-content")
_AFTER_PAGES = 1 << 41
_RANDOM = Found(1 << 42, 0, 0)
_PART = Found(1 << 43, 0, 0)

Edges = list[tuple[int, int, int]]
Fragments = set[tuple[int, str]]


class Frontier:
    """The frontier of one bundle."""

    def __init__(self, bundle: Bundle, rules: Rules) -> None:
        self.bundle = bundle
        self.db: sqlite3.Connection = bundle.db
        self.rules = rules
        queried = "SELECT shape, count(*) FROM url WHERE place IS NOT NULL AND shape LIKE '%?%' GROUP BY shape"
        self._shapes: dict[str, int] = dict(self.db.execute(queried))
        self._ids: dict[tuple[TargetKind, str], int] = {}
        (self._files,) = self.db.execute("SELECT count(*) FROM url WHERE kind = 'asset'").fetchone()
        self._places, self.marked_pages = self.db.execute(
            "SELECT count(*), count(*) FILTER (WHERE role <> ?) FROM url WHERE place IS NOT NULL", (Role.SITEMAP,)
        ).fetchone()

    @property
    def round(self) -> int:
        """Number of the open round; 0 before the first."""
        return int(self.bundle.get("round", 0))

    def seed(self, url: str, role: Role = Role.LINK) -> None:
        """Add the start URL or a sitemap; inside a transaction."""
        self._add(url, TargetKind.PAGE, role, Found(-1, int(role), 0))

    def knows(self, url: str) -> bool:
        """True for a URL that something led to."""
        return any(self.db.execute("SELECT 1 FROM url WHERE key = ?", (key,)).fetchone() for key in {url, url_key(url)})

    def open_pages(self) -> bool:
        """True while pages of the open round are not done."""
        return self._exists("state = 1 AND (kind = 'page') = 1")

    def open_targets(self) -> bool:
        """True while other targets wait."""
        return self._exists("state = 1 AND (kind = 'page') = 0")

    def _exists(self, condition: str) -> bool:
        return self.db.execute(f"SELECT 1 FROM url WHERE {condition} LIMIT 1").fetchone() is not None

    def marked(self, after: int, pages: bool, count: int) -> list[Row]:
        """The next rows to fetch with an id above ``after``, in order of id."""
        rows = self.db.execute(
            "SELECT id, url, host, kind, role, internal, phase, mode, tried_at FROM url"
            " WHERE state = 1 AND (kind = 'page') = ? AND id > ? ORDER BY id LIMIT ?",
            (pages, after, count),
        )
        return [Row(r[0], r[1], r[2], TargetKind(r[3]), Role(r[4]), bool(r[5]), r[6], r[7], r[8]) for r in rows]

    def close_round(self) -> int:
        """Add what the open round found and mark the next one; returns how many pages it has."""
        with self.bundle.transaction():
            self._discover()
            marked = self._mark()
            self.bundle.set("round", self.round + 1)
            self.bundle.set("floor", self._next_element())
        return marked

    def _next_element(self) -> int:
        return int(self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM element").fetchone()[0])

    def _discover(self) -> None:
        number, floor = self.round, int(self.bundle.get("floor", 1))
        links = {
            element: msgpack.unpackb(blob)
            for element, blob in self.db.execute("SELECT id, links FROM element WHERE id >= ?", (floor,))
        }
        copies = self._copies(number)
        # Elements of copies, in document order: what no other page has is known but not followed.
        late: dict[int, None] = {}
        edges, fragments = Edges(), Fragments()
        for place, depth, page, location, hops, refs in self._round_pages(number):
            if location.startswith("http"):
                self._add_hop(location, Found(place, -1, depth), hops)
            if page in copies:
                late |= dict.fromkeys(refs or ())
                continue
            for position, element in enumerate(refs or ()):
                found = links.pop(element, None)
                if found is not None:
                    self._edges(element, found, Found(place, position, depth + 1), (edges, fragments))
        for element in filter(links.__contains__, late):
            self._edges(element, links[element], _ON_COPIES, (edges, fragments))
        self.db.executemany("INSERT INTO edge VALUES (?, ?, ?)", edges)
        self.db.executemany("INSERT OR IGNORE INTO fragment VALUES (?, ?)", fragments)

    def _round_pages(self, number: int) -> Iterator[tuple[int, int, int, str, int, array[int] | None]]:
        rows = self.db.execute(
            "SELECT u.place, u.depth, u.id, u.location, u.hops, p.refs FROM url u LEFT JOIN page p ON p.url = u.id"
            " WHERE u.fetched_round = ? AND u.kind = 'page' ORDER BY u.place",
            (number,),
        ).fetchall()
        for place, depth, identity, location, hops, blob in rows:
            refs = None
            if blob is not None:
                refs = array("i", blob)
            yield place, depth, identity, location, hops, refs

    def _copies(self, number: int) -> set[int]:
        """Pages of this round whose bytes equal those of a page with an earlier place."""
        rows = self.db.execute(
            "SELECT u.id FROM url u JOIN page p ON p.url = u.id WHERE u.fetched_round = ? AND u.kind = 'page' AND EXISTS ("
            " SELECT 1 FROM page q JOIN url v ON v.id = q.url WHERE q.sha256 = p.sha256 AND v.kind = 'page' AND v.place < u.place)",
            (number,),
        )
        return {row[0] for row in rows}

    def _edges(self, element: int, links: list[list[object]], found: Found, collected: tuple[Edges, Fragments]) -> None:
        edges, fragments = collected
        for n, link in enumerate(links):
            kind, target = _KINDS[str(link[4])], str(link[5])
            role = Role.SITEMAP if link[1] == "sitemap" else Role.LINK
            # Sitemaps are read in rounds like pages, whatever their extension says.
            file = file_kind(str(link[1]), str(link[2]), target) if kind is TargetKind.ASSET else ""
            where = found._replace(file=file) if file else found
            identity = self._add(target, TargetKind.PAGE if role is Role.SITEMAP else kind, role, where)
            edges.append((identity, element, n))
            if link[6] and kind is TargetKind.PAGE:
                fragments.add((identity, str(link[6])))

    def _add_hop(self, location: str, found: Found, hops: int) -> None:
        kind = TargetKind.PAGE if self.rules.scope.internal(location) else TargetKind.EXTERNAL
        if hops >= self.rules.limits.redirects:
            found = found._replace(cut="redirect-limit")
        identity = self._add(location, kind, Role.HOP, found)
        self.db.execute(
            "UPDATE url SET hops = ? WHERE id = ? AND role = ? AND hops = 0", (hops + 1, identity, Role.HOP)
        )

    def _add(self, url: str, kind: TargetKind, role: Role, found: Found) -> int:
        """Add a URL unless it is known; returns its id either way."""
        identity = self._ids.get((kind, url))
        if identity is None:
            if len(self._ids) >= _REMEMBERED:
                self._ids.clear()
            identity = self._ids[kind, url] = self._insert(url, kind, role, found)
        return identity

    def _insert(self, url: str, kind: TargetKind, role: Role, found: Found) -> int:
        if kind is TargetKind.PRIVATE and url.startswith(("http://", "https://")) and self.rules.reachable(_host(url)):
            kind = TargetKind.EXTERNAL
        url = url.partition("#")[0] if kind in _REQUESTED else url
        key = url_key(url) if kind is TargetKind.PAGE else url if kind in _REQUESTED else f"{kind}:{url}"
        known = self.db.execute("SELECT id FROM url WHERE key = ?", (key,)).fetchone()
        if known is not None:
            return int(known[0])
        state, cut = self._decide(url, kind, found)
        page = kind is TargetKind.PAGE
        cursor = self.db.execute(
            "INSERT INTO url (key, url, host, kind, internal, role, class, round, parent, position, depth, shape, state, cut, mode)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key, url, _host(url) if kind in _REQUESTED else "", kind, kind in _INTERNAL, role,
                self.rules.page_class(url, key) if page else 9, self.round, found.parent, found.position, found.depth,
                shape(url) if page else "", state, cut, "" if page else found.file,
            ),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def _decide(self, url: str, kind: TargetKind, found: Found) -> tuple[State, str]:
        if kind not in _REQUESTED:
            return State.NEVER, ""
        if found.cut:
            return State.CUT, found.cut
        if kind is TargetKind.EXTERNAL:
            return (State.MARKED, "") if self.rules.external else (State.CUT, "external-off")
        if not self.rules.allowed(url):
            return State.CUT, "robots"
        if kind is TargetKind.ASSET:
            self._files += 1
            if self._files > self.rules.limits.own_files:
                return State.CUT, "budget"
            if self.rules.pages_only or (self.rules.sampled and found.file != "script"):
                return State.CUT, "sample"
            return State.FOUND if found.file else State.MARKED, ""
        named = trap(url, self.rules.year) or ("deep" if found.depth > _DEEPEST else "")
        return (State.CUT, f"trap-{named}") if named else (State.FOUND, "")

    def _mark(self) -> int:
        """Mark the next round: class, then round found, then the order of parents and positions."""
        if self.rules.sampled:
            return self._mark_sample()
        room = min(self.rules.limits.round_pages, self.rules.max_pages - self.marked_pages)
        marks: list[tuple[int, int, int]] = []
        cuts: list[tuple[str, int]] = []
        pages, sitemaps = 0, self._places - self.marked_pages
        rows = self.db.execute(
            "SELECT id, role, shape FROM url WHERE state = 0 AND kind = 'page' ORDER BY class, round, parent, position, id"
        )
        for identity, role, form in rows:
            if pages >= room:
                break
            cut = self._beyond_cap(form, role, sitemaps)
            if cut:
                cuts.append((cut, identity))
                continue
            marks.append((self._places + len(marks), self.round + 1, identity))
            pages += role != Role.SITEMAP
            sitemaps += role == Role.SITEMAP
        self.db.executemany("UPDATE url SET state = 1, place = ?, fetched_round = ? WHERE id = ?", marks)
        self.db.executemany("UPDATE url SET state = 3, cut = ? WHERE id = ?", cuts)
        self._places += len(marks)
        self.marked_pages += pages
        return len(marks)

    def _mark_sample(self) -> int:
        """Mark pages of new shapes; when there are none, the sample, once."""
        chosen = by_shape(self.db, self.rules.limits)
        if not chosen and not self.bundle.get(DRAWN):
            self.bundle.set(DRAWN, True)
            chosen = by_lot(self.db, self.rules.limits)
        del chosen[max(self.rules.max_pages - self.marked_pages, 0) :]
        marks = [(self._places + n, self.round + 1, identity) for n, identity in enumerate(chosen)]
        self.db.executemany("UPDATE url SET state = 1, place = ?, fetched_round = ? WHERE id = ?", marks)
        self._places += len(marks)
        self.marked_pages += len(marks)
        return len(marks)

    def _beyond_cap(self, form: str, role: int, sitemaps: int) -> str:
        """Count a page of this shape; why it is cut when there were enough of its kind: one path under many query
        strings, or sitemaps that lead to ever more sitemaps."""
        if role == Role.SITEMAP:
            return "sitemap-files" if sitemaps >= self.rules.limits.sitemap_files else ""
        if "?" not in form:
            return ""
        if self._shapes.get(form, 0) >= max(self.rules.limits.query_pages, self.rules.max_pages // 4):
            return "trap-query"
        self._shapes[form] = self._shapes.get(form, 0) + 1
        return ""

    def follow_redirects(self) -> bool:
        """Add where targets other than pages were redirected to; True when something new must be fetched."""
        before = self.db.execute("SELECT max(id) FROM url").fetchone()[0]
        with self.bundle.transaction():
            rows = self.db.execute(
                "SELECT location, min(depth), min(hops), max(mode) FROM url WHERE state = 2 AND location LIKE 'http%'"
                " AND role NOT IN (?, ?) GROUP BY location ORDER BY location",
                (Role.VIEW, Role.PROBE),
            ).fetchall()
            for location, depth, hops, mode in rows:
                self._add_hop(location, Found(_AFTER_PAGES, -1, depth), hops)
                if mode in _FILES:  # What a page loads is kept wherever it moved to.
                    self.db.execute("UPDATE url SET mode = ? WHERE url = ? AND role = ? AND internal AND state < 2",
                                    (mode, location, Role.HOP))  # fmt: skip
        return bool(self.db.execute("SELECT max(id) FROM url").fetchone()[0] != before)

    def add_random(self, url: str) -> None:
        """Add a path that cannot exist; inside a transaction."""
        self._add(url, TargetKind.ASSET, Role.RANDOM, _RANDOM)

    def add_part(self, url: str, mode: str) -> bool:
        """Add a file named by a style sheet, inside a transaction; False when it is known or not to be fetched."""
        if self.db.execute("SELECT 1 FROM url WHERE key = ?", (url,)).fetchone() is not None:
            return False
        identity = self._add(url, TargetKind.ASSET, Role.PART, _PART)
        self.db.execute("UPDATE url SET mode = ? WHERE id = ?", (mode, identity))
        return self._exists(f"id = {identity} AND state = 1")

    def add_linked(self, url: str) -> bool:
        """Add what a document links to, inside a transaction; False when it is known or not to be fetched."""
        if self.knows(url):
            return False
        kind = TargetKind.ASSET if self.rules.scope.internal(url) else TargetKind.EXTERNAL
        return self._exists(f"id = {self._add(url, kind, Role.PART, _PART)} AND state = 1")

    def ask_again(self, ids: list[int], mode: str) -> None:
        """Fetch these once more in another way, as part of the open round; inside a transaction."""
        rows = [(mode, self.round, identity) for identity in ids]
        self.db.executemany("UPDATE url SET state = 1, mode = ?, fetched_round = ? WHERE id = ?", rows)

    def start_phase(self, last: bool) -> None:
        """Mark everything that failed in a way that may pass; inside a transaction.

        In the last phase transport errors are put to the second client.
        """
        number = int(self.bundle.get("phase", 0)) + 1
        self.bundle.set("phase", number)
        self.db.execute(
            "UPDATE url SET state = 1, phase = ?, fetched_round = ?, mode = CASE WHEN ? AND error IS NOT NULL"
            f" AND error NOT LIKE 'dns%' THEN 'second' WHEN mode IN ('style', 'script') THEN mode ELSE '' END WHERE {MAY_PASS}",
            (number, self.round, last),
        )
        if self._exists("state = 1 AND kind = 'external' AND error IS NOT NULL"):
            self.ask_again(self._canaries(), "")
            self.db.execute("UPDATE url SET phase = ? WHERE state = 1", (number,))

    def _canaries(self) -> list[int]:
        """Outside targets that answered well: if they too fail in a retry, the fault is on our side."""
        rows = self.db.execute(
            "SELECT min(id) FROM url WHERE state = 2 AND kind = 'external' AND status = 200 GROUP BY host ORDER BY 1 LIMIT ?",
            (_CANARIES,),
        )
        return [identity for (identity,) in rows]

    def cut_rest(self) -> None:
        """Whatever is still waiting for a round is beyond the page budget."""
        cut = "sample" if self.rules.sampled else "budget"
        with self.bundle.transaction():
            self.db.execute("UPDATE url SET state = 3, cut = ? WHERE state = 0 AND kind = 'page'", (cut,))


def _host(url: str) -> str:
    return host_of(url[: url.find("/", url.find("://") + 3) + 1] or url)
