"""What the run before this one knew, read when a run starts, so that judging later needs no other bundle."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from auditor.urls.scope import registrable


def previous_domains(bundle: Path) -> list[str] | None:
    """Outside registrable domains of the latest finished run of the same site in the same runs folder; None without one."""
    earlier = (path for path in bundle.parent.iterdir() if path.name < bundle.name)
    for path in sorted(earlier, reverse=True):
        if (path / "evidence.sqlite").is_file() and (found := _domains(path)) is not None:
            return found
    return None


def _domains(path: Path) -> list[str] | None:
    """None when the run did not finish, or when its bundle cannot be read."""
    address = f"{(path / 'evidence.sqlite').absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as db:
            meta = dict(db.execute("SELECT name, value FROM meta WHERE name IN ('finished', 'site')"))
            if json.loads(meta.get("finished", "null")) is None:
                return None
            hosts = db.execute("SELECT DISTINCT host FROM url WHERE kind = 'external'").fetchall()
    except (sqlite3.Error, ValueError):
        return None
    return sorted({registrable(host) for (host,) in hosts})
