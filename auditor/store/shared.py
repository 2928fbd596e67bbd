"""Answers of living link targets that the site runs of one campaign share, so that each is asked once for all of them.

One SQLite file that many processes open. A run that is killed loses what it was asking, nothing else: its claims end
with its process.
"""

import os
import sqlite3
import time
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any

import msgpack

from auditor.store.bundle import WriteError

KEPT_SECONDS = 24 * 3600.0
"""Older answers are asked anew: a link that was dead yesterday may be mended."""
_CLAIMED_SECONDS = 600.0
_BUSY_SECONDS = 30.0
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS answer (url TEXT NOT NULL, mode TEXT NOT NULL, at REAL NOT NULL, pid INTEGER NOT NULL,"
    " site TEXT NOT NULL, result BLOB, PRIMARY KEY (url, mode))"
)
_STATUS, _ERROR, _WALL = 6, 7, 11
"""Positions in the field list of an attempt (model.FetchAttempt)."""

Result = dict[str, Any]
"""What a worker says of one lease (crawl.pool.RESULT_FIELDS)."""


class Turn(Enum):
    """Who asks, where there is no answer to share."""

    OURS = "ours"
    WAIT = "wait"
    """Another run is asking now; its answer comes soon."""


def settled(result: Result) -> bool:
    """True for what may be told to others: that the target is there. A failure kept for others is never evidence, so who would
    accuse asks for itself."""
    last = result["attempts"][-1]
    status = last[_STATUS] or 0
    return last[_ERROR] is None and not last[_WALL] and 200 <= status < 400


class SharedAnswers:
    """The file in ``folder``, opened by one site run. ``site`` is its home page: for whom the answers it brings were asked."""

    def __init__(self, folder: Path, site: str) -> None:
        self.site = site
        self.path = path = folder / "targets.sqlite"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_SECONDS)
            self._db.execute("PRAGMA journal_mode = WAL")
            # The evidence is in the bundles; what a power cut takes from here is asked again.
            self._db.execute("PRAGMA synchronous = OFF")
            self._db.execute(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise WriteError(f"无法打开 {path}:{error}。") from error

    def find(self, url: str, mode: str) -> Result | Turn:
        """The answer that another run got, its attempts marked with that run's site; or whose turn it is to ask.

        When it is ours, it is so until ``put`` says what came, or this process ends.
        """
        known = self._known(url, mode)
        at, pid, site, blob = known or (0.0, 0, "", None)
        fresh = time.time() - at < KEPT_SECONDS
        if fresh and blob is not None and site != self.site:
            return _marked(msgpack.unpackb(blob), site)
        if fresh and known and not pid:
            return Turn.OURS  # It was asked in vain, or by ourselves: nobody need wait for anybody.
        if known and pid != os.getpid() and _alive(pid, at):
            return Turn.WAIT
        return self._claim(url, mode, (at, pid))

    def put(self, asked: Iterable[tuple[str, str, Result]]) -> None:
        """What came of these: (address, mode, result)."""
        now = time.time()
        rows = [(url, mode, now, self.site, _packed(result)) for url, mode, result in asked]
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.executemany(
                "INSERT INTO answer (url, mode, at, pid, site, result) VALUES (?, ?, ?, 0, ?, ?) ON CONFLICT (url, mode)"
                " DO UPDATE SET at = excluded.at, pid = 0, site = excluded.site, result = excluded.result"
                " WHERE excluded.result IS NOT NULL OR answer.result IS NULL",
                rows,
            )
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise WriteError(f"无法写入 {self.path}:{error}。") from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _known(self, url: str, mode: str) -> tuple[float, int, str, bytes | None] | None:
        asked = "SELECT at, pid, site, result FROM answer WHERE url = ? AND mode = ?"
        try:
            known: tuple[float, int, str, bytes | None] | None = self._db.execute(asked, (url, mode)).fetchone()
        except sqlite3.Error as error:
            raise WriteError(f"无法读取 {self.path}:{error}。") from error
        return known

    def _claim(self, url: str, mode: str, seen: tuple[float, int]) -> Turn:
        """Say that we ask, unless somebody was quicker since we looked."""
        try:
            changed = self._db.execute(
                "INSERT INTO answer (url, mode, at, pid, site, result) VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (url, mode)"
                " DO UPDATE SET at = excluded.at, pid = excluded.pid, site = excluded.site, result = NULL"
                " WHERE answer.at = ? AND answer.pid = ?",
                (url, mode, time.time(), os.getpid(), self.site, *seen),
            )
        except sqlite3.Error as error:
            raise WriteError(f"无法写入 {self.path}:{error}。") from error
        return Turn.OURS if changed.rowcount else Turn.WAIT


def _packed(result: Result) -> bytes | None:
    return msgpack.packb([result["attempts"], result["location"], result["page"]]) if settled(result) else None


def _marked(stored: list[Any], site: str) -> Result:
    attempts, location, page = stored
    return {
        "attempts": [[*attempt, site] for attempt in attempts], "location": location, "page": page, "document": None,
    }  # fmt: skip


def _alive(pid: int, at: float) -> bool:
    """A claim holds while its process lives; not for ever, since another process may get the same number."""
    if not pid or time.time() - at > _CLAIMED_SECONDS:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # It lives, and is another user's.
    return True
