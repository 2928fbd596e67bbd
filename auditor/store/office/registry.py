"""Writing the register: what a file says is laid over what is there; every difference goes into the book of changes."""

from collections import defaultdict
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

    What is new or changed is gathered and written many at a time: call ``flush`` at the end.
    """

    def __init__(self, office: Office, operator: str) -> None:
        self.office = office
        self.operator = operator
        last = office.db.execute("SELECT max(CAST(number AS INTEGER)) FROM site").fetchone()[0]
        self._number = int(last or 0)
        self._at = now()
        self._ids = {table: self._last_id(table) for table in _TABLES}
        self._new: dict[tuple[str, int], Values] = {}
        """(table, id) → values of a row that is still to be written."""
        self._said_of_new: dict[tuple[str, int], dict[str, Any]] = {}
        """The same as the book of changes will have it: with what was learnt of the row later in the file."""
        self._altered: dict[tuple[str, int], dict[str, Any]] = {}
        """(table, id) → what is to be changed of a row, the last word on each column."""
        self._changes: list[tuple[str, str, dict[str, Any]]] = []
        """(subject, what became of it, the values)."""

    def _last_id(self, table: str) -> int:
        return int(self.office.db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])

    def next_number(self) -> str:
        """The number of a site that is new."""
        self._number += 1
        return f"{self._number:0{_NUMBER_DIGITS}d}"

    def insert(self, subject: Subject, values: Values) -> int:
        """Enter a new row; returns its id."""
        self._ids[subject.table] = identity = self._ids[subject.table] + 1
        self._new[subject.table, identity] = values
        self._said_of_new[subject.table, identity] = said = dict(values)
        self._changes.append((subject.name, "new", said))
        return identity

    def update(self, subject: Subject, before: Values, after: Values) -> bool:
        """Change what differs; True when something did. Of a row that is new it is known from the beginning."""
        changed: dict[str, object] = {
            name: [before[name], value] for name, value in after.items() if before[name] != value
        }
        if not changed or subject.id is None:
            return False
        place, values = (subject.table, subject.id), {name: after[name] for name in changed}
        # Written apart even of a new row: a unit may come before the one it belongs to.
        self._altered.setdefault(place, {}).update(values)
        if place in self._said_of_new:
            self._said_of_new[place] |= values
        else:
            self._changes.append((subject.name, "", changed))
        return True

    def flush(self) -> None:
        """Write what was gathered."""
        db = self.office.db
        for (table, *names), rows in _alike(self._new):
            places = ", ".join("?" * len(names))
            db.executemany(f"INSERT INTO {table} ({', '.join(names)}, id) VALUES ({places}, ?)", rows)
        for (table, *names), rows in _alike(self._altered):
            db.executemany(f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?", rows)
        db.executemany(
            "INSERT INTO change (at, operator, subject, change) VALUES (?, ?, ?, ?)",
            [(self._at, self.operator, name, _told(what, values)) for name, what, values in self._changes],
        )
        self._new.clear()
        self._said_of_new.clear()
        self._altered.clear()
        self._changes.clear()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table of the register, their JSON read."""
        return [_read(dict(row)) for row in self.office.db.execute(f"SELECT * FROM {table} ORDER BY id")]


_JSON = frozenset({"aliases", "fields"})
_ENCODER = msgspec.json.Encoder(order="sorted")


def _alike(rows: Mapping[tuple[str, int], Values]) -> list[tuple[tuple[str, ...], list[tuple[Any, ...]]]]:
    """(table and columns, values of rows with their id at the end), tables in the order in which they refer to each other."""
    found: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for (table, identity), values in rows.items():
        found[table, *values].append((*(values if _JSON.isdisjoint(values) else _stored(values)).values(), identity))
    return sorted(found.items(), key=lambda item: _TABLES.index(item[0][0]))


def _told(what: str, values: Values) -> str:
    """A change as the book has it: of a new row all that is said of it, of others each value before and after."""
    return _encoded({what: {name: one for name, one in values.items() if one or one == 0}} if what else values)


def _encoded(value: Any) -> str:
    return _ENCODER.encode(value).decode()


def _stored(values: Values) -> Values:
    return {name: _encoded(value) if name in _JSON else value for name, value in values.items()}


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {name: msgspec.json.decode(value) if name in _JSON else value for name, value in row.items()}
