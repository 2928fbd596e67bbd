"""When each server may be asked next, whoever asks: one small file that all fetching workers of a campaign open."""

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

_BUSY_SECONDS = 30.0
_LONGEST = 3600.0
"""No server is left alone for longer; a later time is from a clock that was wrong."""
_TOLERANCE = 0.002


class Pace:
    """Moments, by the wall clock, before which a server must not be asked again; kept in ``folder``."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "pace.sqlite", isolation_level=None, timeout=_BUSY_SECONDS)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE IF NOT EXISTS server (name TEXT PRIMARY KEY, next REAL NOT NULL) WITHOUT ROWID")

    def wait(self, server: str, delay: float) -> float:
        """0 when a request may start now: the moment is taken and the next one is ``delay`` later; else seconds to wait.

        Where the file cannot be written no moment is taken, so nobody is asked too soon: the bundle will say that the disk is full.
        """
        try:
            return self._taken(server, delay, time.time())
        except sqlite3.OperationalError:
            return max(delay, _TOLERANCE)

    def _taken(self, server: str, delay: float, now: float) -> float:
        taken = self._db.execute(
            "INSERT INTO server VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next WHERE next <= ? OR next > ?",
            (server, now + delay, now + _TOLERANCE, now + _LONGEST),
        ).rowcount
        if taken:
            return 0.0
        (later,) = self._db.execute("SELECT next FROM server WHERE name = ?", (server,)).fetchone()
        return max(float(later) - now, _TOLERANCE)

    def rest(self, server: str, seconds: float) -> None:
        """Leave a server alone for so long: it asked for that, or it struggles. The run that was told so does in any case."""
        until = time.time() + min(seconds, _LONGEST)
        with suppress(sqlite3.OperationalError):
            self._db.execute(
                "INSERT INTO server VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = max(next, excluded.next)",
                (server, until),
            )

    def close(self) -> None:
        """Close the file."""
        self._db.close()
