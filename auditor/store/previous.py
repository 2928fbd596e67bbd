"""What the run before this one knew, read when a run starts, so that judging later needs no other bundle."""

import json
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from auditor.store.state import Role, State
from auditor.urls.scope import registrable

_MOST_COLUMNS = 5_000


def previous_domains(bundle: Path) -> list[str] | None:
    """Outside registrable domains of the latest finished run of the same site in the same runs folder; None without one."""
    return next((found for path in _earlier(bundle) if (found := _domains(path)) is not None), None)


def previous_columns(bundle: Path) -> dict[str, Any] | None:
    """``day`` and ``columns`` of the latest earlier run that put its columns together, as ``model.columns.EarlierColumns`` has
    them; None without one."""
    return next((found for path in _earlier(bundle) if (found := _columns(path)) is not None), None)


def visited_before(bundle: Path, since: str) -> list[str]:
    """Keys of pages that earlier finished runs of the same site have read since a moment (ISO 8601), for a run that is to
    begin with what they left out; none when the latest of them left out nothing."""
    runs = [found for path in _earlier(bundle) if (found := _visited(path, since)) is not None]
    if not runs or not runs[0][1]:
        return []
    return sorted(set[str]().union(*(read for read, _ in runs)))


def order_of(bundle: Path) -> list[str]:
    """What a run took for visited before it began, for one that is to read the same pages again; none where it cannot be read."""
    try:
        return list(json.loads(_meta(bundle).get("visited_before", "[]")))
    except (sqlite3.Error, ValueError, TypeError):
        return []


def _visited(path: Path, since: str) -> tuple[set[str], bool] | None:
    """Pages read, and whether the budget left out others; None of a run that is older, did not finish or cannot be read."""
    address = f"{(path / 'evidence.sqlite').absolute().as_uri()}?mode=ro"
    try:
        meta = _meta(path)
        if json.loads(meta.get("finished", "null")) is None or json.loads(meta["started"]) < since:
            return None
        with closing(sqlite3.connect(address, uri=True)) as db:
            read = db.execute(
                "SELECT key FROM url WHERE kind = 'page' AND place IS NOT NULL AND state = ? AND role <> ?",
                (State.DONE, Role.SITEMAP),
            )
            keys = {key for (key,) in read}
            left = db.execute("SELECT 1 FROM url WHERE kind = 'page' AND cut = 'budget' LIMIT 1").fetchone()
    except (sqlite3.Error, ValueError, KeyError):
        return None
    return keys, left is not None


def _earlier(bundle: Path) -> list[Path]:
    earlier = (path for path in bundle.parent.iterdir() if path.name < bundle.name)
    return [path for path in sorted(earlier, reverse=True) if (path / "evidence.sqlite").is_file()]


def _columns(path: Path) -> dict[str, Any] | None:
    """None when the run did not finish, made no columns, or cannot be read."""
    try:
        if json.loads(_meta(path).get("finished", "null")) is None:
            return None
        with (path / "columns.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in islice(lines, _MOST_COLUMNS)]
        return {"day": json.loads(_meta(path)["started"])[:10], "columns": [_of_column(row) for row in rows]}
    except (OSError, sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def _of_column(row: dict[str, Any]) -> dict[str, Any]:
    rows = [[kept["url"], kept["date"]] for kept in row["rows"]]
    return {"url": row["url"], "count": row["count"], "newest": row["newest"], "rows": rows}


def _meta(path: Path) -> dict[str, str]:
    address = f"{(path / 'evidence.sqlite').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as db:
        return dict(
            db.execute("SELECT name, value FROM meta WHERE name IN ('finished', 'started', 'site', 'visited_before')")
        )


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
