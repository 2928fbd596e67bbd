"""Which pages a run reads that only wants to know the kinds of pages a site has: one of each, and a sample.

What kind a page is shows in the shape of its address before it is fetched (``urls.traps.shape``): round after round the
first page of every new shape is taken, and when there is none left, a sample of the rest. The sample is drawn by the
hash of the address, so that it is the same in every run and leans to no part of the site.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from auditor.model.limits import Limits
from auditor.store.state import Role

DRAWN = "sample_drawn"
"""Name of the bundle's value that says the sample was drawn."""


def by_shape(db: sqlite3.Connection, limits: Limits) -> list[int]:
    """Waiting pages of shapes that no chosen page has, one of each, and wherever chosen pages redirect to."""
    placed = "SELECT shape FROM url WHERE place IS NOT NULL AND role = 0"
    known = {shape for (shape,) in db.execute(placed)}
    room = limits.footer_shapes - len(known)
    chosen = []
    rows = db.execute(
        "SELECT id, role, shape FROM url WHERE state = 0 AND kind = 'page' ORDER BY class, round, parent, position, id"
    )
    for identity, role, shape in rows:
        if role == Role.HOP:
            chosen.append(identity)
        elif room > 0 and shape not in known:
            known.add(shape)
            chosen.append(identity)
            room -= 1
    return chosen


def by_lot(db: sqlite3.Connection, limits: Limits) -> list[int]:
    """Waiting pages by the hash of their address."""
    rows = db.execute("SELECT id, url FROM url WHERE state = 0 AND kind = 'page'").fetchall()
    drawn = sorted(
        rows, key=lambda row: (blake2b(row[1].encode("utf-8", "surrogatepass"), digest_size=8).digest(), row[1])
    )
    return [identity for identity, _ in drawn[: limits.footer_sample]]
