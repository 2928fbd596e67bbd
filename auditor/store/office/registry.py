"""Writing the register: what a file says is laid over what is there; every difference goes into the book of changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from auditor.store.office.database import Office, now

_NUMBER_DIGITS = 4
_TABLES = ("unit", "site", "account", "contact")
"""In the order in which they refer to each other."""
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A row to be written: its table, how the book of changes calls it, its id where it exists."""

    table: str
    name: str
    id: int | None = None


class Registry:
    """Writes rows inside one transaction of the office, in the name of one operator.

    New rows are gathered and written many at a time: call ``flush`` at the end.
    """

    def __init__(self, office: Office, operator: str) -> None:
        self.office = office
        self.operator = operator
        last = office.db.execute("SELECT max(CAST(number AS INTEGER)) FROM site").fetchone()[0]
        self._number = int(last or 0)
        self._at = now()
        self._ids = {table: self._last_id(table) for table in _TABLES}
        self._rows: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        """(table, columns) → values of rows that are still to be written."""
        self._changes: list[tuple[str, str, str, str]] = []

    def _last_id(self, table: str) -> int:
        return int(self.office.db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])

    def next_number(self) -> str:
        """The number of a site that is new."""
        self._number += 1
        return f"{self._number:0{_NUMBER_DIGITS}d}"

    def insert(self, subject: Subject, values: Values) -> int:
        """Enter a new row; returns its id."""
        self._ids[subject.table] = identity = self._ids[subject.table] + 1
        row = (identity, *map(_stored, values.values()))
        self._rows.setdefault((subject.table, ("id", *values)), []).append(row)
        said = {name: value for name, value in values.items() if value not in ("", None, (), {}, [])}
        self._record(subject.name, {"new": said})
        return identity

    def update(self, subject: Subject, before: Values, after: Values) -> bool:
        """Change what differs; True when something did."""
        changed: dict[str, object] = {
            name: [before[name], value] for name, value in after.items() if before[name] != value
        }
        if not changed:
            return False
        self.flush()
        places = ", ".join(f"{name} = ?" for name in changed)
        words = [_stored(after[name]) for name in changed]
        self.office.db.execute(f"UPDATE {subject.table} SET {places} WHERE id = ?", (*words, subject.id))
        self._record(subject.name, changed)
        return True

    def flush(self) -> None:
        """Write what was gathered."""
        db = self.office.db
        for (table, columns), rows in sorted(self._rows.items(), key=lambda item: _TABLES.index(item[0][0])):
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)
        db.executemany("INSERT INTO change (at, operator, subject, change) VALUES (?, ?, ?, ?)", self._changes)
        self._rows.clear()
        self._changes.clear()

    def _record(self, subject: str, change: dict[str, object]) -> None:
        self._changes.append((self._at, self.operator, subject, _encoded(change)))

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table of the register, their JSON read."""
        return [_read(dict(row)) for row in self.office.db.execute(f"SELECT * FROM {table} ORDER BY id")]


_JSON = ("aliases", "fields")
_ENCODER = msgspec.json.Encoder(order="sorted")


def _encoded(value: Any) -> str:
    return _ENCODER.encode(value).decode()


def _stored(value: Any) -> Any:
    return _encoded(value) if isinstance(value, (list, tuple, dict)) else value


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {name: json.loads(value) if name in _JSON else value for name, value in row.items()}
