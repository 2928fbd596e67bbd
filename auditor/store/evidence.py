"""Writes finished leases: evidence and frontier state in one transaction."""

import json
from array import array
from typing import Any

import msgpack

from auditor.store.attachments import MODE, keep_attachment
from auditor.store.bundle import Bundle
from auditor.store.resources import keep
from auditor.store.sealed import seal
from auditor.store.state import State

_NAME_SETS = 2_000
_STATUS, _ERROR, _LOCATION, _WALL, _HEADERS = 6, 7, 8, 11, 13
"""Positions in the field list of an attempt (model.FetchAttempt)."""


class EvidenceWriter:
    """The only writer of a bundle's evidence. Remembers which worker-local element id is which row."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._elements: dict[int, dict[int, int]] = {}
        self._name_sets: dict[str, int] = {}
        (self._next_element,) = bundle.db.execute("SELECT coalesce(max(id), 0) + 1 FROM element").fetchone()

    def write(self, worker: int, results: list[dict[str, Any]], now: float) -> None:
        """Commit one pull's results; ``now`` is Unix seconds. Raises OSError or sqlite3.Error when the disk is full."""
        attempts, states = [], []
        with self.bundle.transaction() as db:
            for result in results:
                identity, last = result["id"], result["attempts"][-1]
                attempts += [(identity, msgpack.packb(attempt)) for attempt in result["attempts"]]
                if result["page"] is not None:
                    self._page(worker, identity, result["page"])
                if result["document"] is not None:
                    self._document(identity, result["document"], dict(last[_HEADERS]).get("content-type", ""))
                states.append((State.DONE, now, last[_STATUS], last[_ERROR], last[_LOCATION], last[_WALL], identity))
            db.executemany("INSERT INTO attempt VALUES (?, ?)", attempts)
            db.executemany(
                "UPDATE url SET state = ?, tried_at = ?, status = ?, error = ?, location = ?, wall = ? WHERE id = ?",
                states,
            )

    def _page(self, worker: int, identity: int, page: dict[str, Any]) -> None:
        if "sealed" in page:
            seal(self.bundle, identity, page)
            return
        refs = self._refs(worker, page)
        title, headings, template, visible, simhash, opening, refresh, refresh_by = page["text"]
        place = self.bundle.segments.append(page["body"])
        self.bundle.db.execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                identity, page["url"], page["sha256"], page["encoding"], page["content_type"], page["size"], title,
                json.dumps(headings, ensure_ascii=False), template, visible, f"{simhash:016x}", opening, refresh,
                refresh_by, *place, refs, self._names(page["names"]),
            ),
        )  # fmt: skip

    def _document(self, identity: int, document: bytes, content_type: str) -> None:
        (mode,) = self.bundle.db.execute("SELECT mode FROM url WHERE id = ?", (identity,)).fetchone()
        if mode == MODE:
            keep_attachment(self.bundle, identity, document)
        else:
            keep(self.bundle, identity, document, content_type)

    def _names(self, value: str) -> int:
        """The row of a set of names."""
        known = self._name_sets.get(value)
        if known is None:
            db = self.bundle.db
            db.execute("INSERT OR IGNORE INTO names (value) VALUES (?)", (value,))
            (known,) = db.execute("SELECT id FROM names WHERE value = ?", (value,)).fetchone()
            if len(self._name_sets) < _NAME_SETS:
                self._name_sets[value] = known
        return int(known)

    def _refs(self, worker: int, page: dict[str, Any]) -> bytes:
        """Element rows of a page in document order, as stored."""
        known = self._elements.setdefault(worker, {})
        if page["reset"]:
            known.clear()
        new = page["new"]
        first = self._next_element
        self._next_element += len(new)
        rows = [(first + n, key, links) for n, (_, key, links) in enumerate(new)]
        self.bundle.db.executemany("INSERT INTO element VALUES (?, ?, ?)", rows)
        known.update((local, first + n) for n, (local, _, _) in enumerate(new))
        return array("i", map(known.__getitem__, memoryview(page["refs"]).cast("I"))).tobytes()

    def host(self, host: str, answer: Any, late: bool) -> None:
        """Record one look-up of a name; ``late`` = after the last round."""
        with self.bundle.transaction() as db:
            db.execute(
                "INSERT INTO host VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (host) DO UPDATE SET addresses = excluded.addresses,"
                " denials = denials + excluded.denials, denied_late = max(denied_late, excluded.denied_late),"
                " denied_by_second = max(denied_by_second, excluded.denied_by_second), error = excluded.error",
                (
                    host, json.dumps(answer.addresses), int(answer.denied), int(answer.denied and late),
                    int(answer.denied_by_second), answer.error,
                ),
            )  # fmt: skip
