"""Requests as somebody else, as rows of the frontier; read back as views."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from auditor.html.place import Document
from auditor.model.hidden import HiddenFacts
from auditor.model.link import TargetKind
from auditor.model.view import View
from auditor.store.bundle import Bundle
from auditor.store.state import MAY_PASS, Role, State

if TYPE_CHECKING:
    from auditor.store.reader import Reader

Read = Callable[[Document], HiddenFacts]
MODE = "view:"
"""Begins the mode of such a row; the name of the view follows."""
_LAST = 9


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to be made: ``url`` is where the view of ``subject`` has come to after ``hop`` redirects."""

    subject: str
    name: str
    url: str
    internal: bool
    probe: bool = False
    hop: int = 0


def add(bundle: Bundle, ask: Ask) -> bool:
    """Mark a request, inside a transaction; False when it was made before."""
    key = f"{MODE}{ask.name}:{ask.hop}:{ask.subject}"
    # Neither a page nor an outside target, whatever it asks: nothing that counts those may see it.
    cursor = bundle.db.execute(
        "INSERT OR IGNORE INTO url (key, url, host, kind, internal, role, class, round, parent, position, depth, state, mode)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)",
        (
            key, ask.url, urlsplit(ask.url).hostname or "", TargetKind.ASSET, ask.internal, Role.VIEW, _LAST,
            State.MARKED, MODE + ask.name,
        ),
    )  # fmt: skip
    if not cursor.rowcount:
        return False
    row = (cursor.lastrowid, ask.subject, ask.probe, ask.name, ask.hop)
    bundle.db.execute("INSERT INTO view VALUES (?, ?, ?, ?, ?)", row)
    return True


def ask_again(bundle: Bundle) -> bool:
    """Mark once more, and only once, what failed in a way that may pass; inside a transaction. False when nothing did."""
    cursor = bundle.db.execute(
        f"UPDATE url SET state = 1, phase = 1 WHERE role = ? AND phase = 0 AND {MAY_PASS}", (Role.VIEW,)
    )
    return cursor.rowcount > 0


def redirected(bundle: Bundle) -> list[Ask]:
    """The next requests of views that were sent elsewhere; ``internal`` is not decided here."""
    rows = bundle.db.execute(
        "SELECT v.subject, v.name, u.location, v.probe, v.hop + 1 FROM view v JOIN url u ON u.id = v.url"
        " WHERE u.state = 2 AND u.location LIKE 'http%' AND NOT EXISTS (SELECT 1 FROM view w"
        " WHERE w.subject = v.subject AND w.name = v.name AND w.hop = v.hop + 1) ORDER BY v.url"
    )
    return [Ask(row[0], row[1], row[2].partition("#")[0], False, bool(row[3]), row[4]) for row in rows]


def subjects(bundle: Bundle, probe: bool = False) -> list[str]:
    """Addresses that were asked about, in the order of asking."""
    rows = bundle.db.execute("SELECT subject FROM view WHERE probe = ? GROUP BY subject ORDER BY min(url)", (probe,))
    return [subject for (subject,) in rows]


class Views:
    """Reads the views of a bundle; ``read`` computes what a document hides, when it is asked for."""

    def __init__(self, reader: Reader, read: Read) -> None:
        self._reader = reader
        self._read = read
        self.subjects = frozenset(subjects(reader.bundle))
        """Pages that have views."""

    def of(self, url: str) -> tuple[View, ...]:
        """All views of one page (or made-up address), in the order of asking."""
        rows = self._reader.db.execute(
            "SELECT v.name, u.id, u.url, u.status, u.location FROM view v JOIN url u ON u.id = v.url"
            " WHERE v.subject = ? AND u.state = 2 ORDER BY v.hop, v.url",
            (url,),
        )
        hops: dict[str, list[tuple[Any, ...]]] = {}
        for name, *hop in rows:
            hops.setdefault(name, []).append(tuple(hop))
        return tuple(self._view(url, name, steps) for name, steps in hops.items())

    def probes(self) -> Iterator[tuple[View, ...]]:
        """The views of each made-up address."""
        for url in subjects(self._reader.bundle, probe=True):
            yield self.of(url)

    def _view(self, url: str, name: str, steps: list[tuple[Any, ...]]) -> View:
        identity, _, status, location = steps[-1]
        chain = [step[1] for step in steps] + ([location] if location else [])
        body = None if location else self._reader.body(identity)
        hidden = self._read(body) if body else None
        return View(
            name, url, chain[-1], status, tuple(chain), tuple(a for step in steps for a in self._reader.attempts(step[0])),
            self._reader.page_text(identity) if body else None, hidden,
        )  # fmt: skip
