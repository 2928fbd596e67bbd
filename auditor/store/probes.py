"""Requests of the last step of a run, as rows of the frontier: the home page over both IP versions, links and resources
over IPv6, and frames. Read back as answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgpack

from auditor.model.error import ErrorKind
from auditor.model.link import TargetKind
from auditor.model.transport import Answer
from auditor.store.bundle import Bundle
from auditor.store.state import MAY_PASS, Role, State

if TYPE_CHECKING:
    from auditor.store.reader import Reader

OVER_IPV6 = "ipv6:"
"""Begins the host of a row that is to be asked over IPv6: another destination than the plain name."""
_LAST = 9
_SECOND = "second"
_LAST_PASS = 2


class Purpose(StrEnum):
    """What a request is for."""

    HOME4 = "home4"
    HOME6 = "home6"
    LINK6 = "link6"
    RESOURCE6 = "resource6"
    FRAME = "frame"
    SEARCH = "search"

    @property
    def family(self) -> int:
        """The IP version it is asked over."""
        return 6 if self.value.endswith("6") else 4


@dataclass(frozen=True, slots=True)
class Ask:
    """One request to be made: ``url`` is where ``subject`` has come to after ``hop`` redirects."""

    purpose: Purpose
    subject: str
    url: str
    mode: str
    internal: bool
    hop: int = 0
    level: int = 0


def add(bundle: Bundle, asks: Collection[Ask]) -> bool:
    """Mark requests, inside a transaction; False when all were made before."""
    return sum(_add(bundle, ask) for ask in asks) > 0


def _add(bundle: Bundle, ask: Ask) -> int:
    host = urlsplit(ask.url).hostname or ""
    # Neither a page nor an outside target, whatever it asks: nothing that counts those may see it.
    cursor = bundle.db.execute(
        "INSERT OR IGNORE INTO url (key, url, host, kind, internal, role, class, round, parent, position, depth, state, mode)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)",
        (
            f"probe:{ask.purpose}:{ask.hop}:{ask.subject}", ask.url, (OVER_IPV6 if ask.purpose.family == 6 else "") + host,
            TargetKind.ASSET, ask.internal, Role.PROBE, _LAST, State.MARKED, ask.mode,
        ),
    )  # fmt: skip
    if cursor.rowcount:
        row = (cursor.lastrowid, ask.purpose, ask.subject, ask.hop, ask.level)
        bundle.db.execute("INSERT INTO probe VALUES (?, ?, ?, ?, ?)", row)
    return int(cursor.rowcount)


def redirected(bundle: Bundle, *purposes: Purpose) -> list[Ask]:
    """The next requests of those that were sent elsewhere; whether they may be made is not decided here."""
    marks = ",".join("?" * len(purposes))
    rows = bundle.db.execute(
        "SELECT p.purpose, p.subject, u.location, u.mode, u.internal, p.hop + 1, p.level FROM probe p JOIN url u ON u.id = p.url"
        f" WHERE p.purpose IN ({marks}) AND u.state = 2 AND u.location LIKE 'http%' AND NOT EXISTS (SELECT 1 FROM probe q"
        " WHERE q.purpose = p.purpose AND q.subject = p.subject AND q.hop = p.hop + 1) ORDER BY p.url",
        purposes,
    )
    return [Ask(Purpose(row[0]), row[1], row[2].partition("#")[0], row[3], bool(row[4]), *row[5:]) for row in rows]


def ask_again(bundle: Bundle, *purposes: Purpose) -> bool:
    """Mark once more what failed in a way that may pass, inside a transaction; in the last pass by the second client."""
    marks = ",".join("?" * len(purposes))
    cursor = bundle.db.execute(
        "UPDATE url SET state = 1, phase = phase + 1, mode = CASE WHEN phase + 1 >= ? AND error IS NOT NULL THEN ? ELSE mode END"
        f" WHERE role = ? AND phase < ? AND {MAY_PASS} AND id IN (SELECT url FROM probe WHERE purpose IN ({marks}))",
        (_LAST_PASS, _SECOND, Role.PROBE, _LAST_PASS, *purposes),
    )
    return cursor.rowcount > 0


def refused_handshakes(bundle: Bundle, most: int) -> list[str]:
    """One address of each host whose HTTPS handshake failed to the last, in the order of discovery."""
    rows = bundle.db.execute(
        "SELECT min(id), url FROM url WHERE role IN (0, 4) AND state = 2 AND error = ? AND url LIKE 'https:%' GROUP BY host"
        " ORDER BY 1 LIMIT ?",
        (ErrorKind.TLS_HANDSHAKE, most),
    )
    return [url for _, url in rows]


def answered(bundle: Bundle, purpose: Purpose) -> bool:
    """True when a request for this purpose got an HTTP answer."""
    row = bundle.db.execute(
        "SELECT 1 FROM probe p JOIN url u ON u.id = p.url WHERE p.purpose = ? AND u.status IS NOT NULL LIMIT 1",
        (purpose,),
    ).fetchone()
    return row is not None


def answers(reader: Reader, *purposes: Purpose) -> Iterator[Answer]:
    """What was asked for these purposes and answered, in the order of asking, redirects joined."""
    marks = ",".join("?" * len(purposes))
    rows = reader.db.execute(
        "SELECT p.purpose, p.subject, p.level, u.id, u.url, u.status, u.error, u.location FROM probe p JOIN url u ON u.id = p.url"
        f" WHERE p.purpose IN ({marks}) AND u.state = 2 ORDER BY p.hop, p.url",
        purposes,
    ).fetchall()
    found: dict[tuple[str, str, int], list[tuple[Any, ...]]] = {}
    for purpose, subject, level, *step in rows:
        found.setdefault((purpose, subject, level), []).append(tuple(step))
    for (purpose, subject, level), steps in found.items():
        yield _answer(reader, (Purpose(purpose), subject, level), steps)


def _answer(reader: Reader, about: tuple[Purpose, str, int], steps: list[tuple[Any, ...]]) -> Answer:
    purpose, subject, level = about
    identity, _, status, error, location = steps[-1]
    chain = [step[1] for step in steps] + ([location] if location.startswith("http") else [])
    attempts = tuple(attempt for step in steps for attempt in reader.attempts(step[0]))
    return Answer(
        subject, purpose.family, chain[-1], status, ErrorKind(error) if error else None, tuple(chain), attempts,
        None if location else reader.page_text(identity), level,
    )  # fmt: skip


_FRAMES = (
    "SELECT DISTINCT u.id, u.url, u.place, m.links, e.n FROM edge e JOIN url u ON u.id = e.url JOIN element m ON m.id = e.element"
    # Unpacking every element costs more than looking for the word in its packed form.
    " WHERE u.kind = 'page' AND u.internal AND instr(m.links, X'6672616d65') ORDER BY u.id"
)


def frame_rows(bundle: Bundle) -> dict[int, tuple[str, bool]]:
    """Row → (address, crawled as a page) of everything of the site that its pages show in a frame."""
    found: dict[int, tuple[str, bool]] = {}
    for identity, url, place, blob, n in bundle.db.execute(_FRAMES):
        if msgpack.unpackb(blob)[n][1] in ("iframe", "frame"):
            found[identity] = (url, place is not None)
    return found


class Frames(Mapping[str, str]):
    """Address to HTML of the frames that were fetched besides the crawled pages; empty where there certainly is none.

    A text is read from the disk each time it is asked for.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        rows = reader.db.execute(
            "SELECT p.subject, p.url FROM probe p JOIN url u ON u.id = p.url LEFT JOIN page g ON g.url = p.url"
            " WHERE p.purpose = ? AND (g.url IS NOT NULL OR u.status IN (404, 410)) ORDER BY p.hop, p.url",
            (Purpose.FRAME,),
        )
        self._rows: dict[str, int] = dict(rows.fetchall())

    def __getitem__(self, url: str) -> str:
        document = self._reader.body(self._rows[url])
        return "" if document is None else document.text

    def __contains__(self, url: object) -> bool:
        return url in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
