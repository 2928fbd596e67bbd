"""Writing the register: what a file says is laid over what is there; every difference goes into the book of changes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.store.office.database import Office

_NUMBER_DIGITS = 4
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A row to be written: its table, how the book of changes calls it, its id where it exists."""

    table: str
    name: str
    id: int | None = None


class Registry:
    """Writes rows inside one transaction of the office, in the name of one operator."""

    def __init__(self, office: Office, operator: str) -> None:
        self.office = office
        self.operator = operator
        last = office.db.execute("SELECT max(CAST(number AS INTEGER)) FROM site").fetchone()[0]
        self._number = int(last or 0)

    def next_number(self) -> str:
        """The number of a site that is new."""
        self._number += 1
        return f"{self._number:0{_NUMBER_DIGITS}d}"

    def insert(self, subject: Subject, values: Values) -> int:
        """Enter a new row; returns its id."""
        plain = {name: _stored(value) for name, value in values.items()}
        columns, marks = ", ".join(plain), ", ".join("?" * len(plain))
        cursor = self.office.db.execute(
            f"INSERT INTO {subject.table} ({columns}) VALUES ({marks})", tuple(plain.values())
        )
        said = {name: value for name, value in values.items() if value not in ("", None, (), {}, [])}
        self.office.record(self.operator, subject.name, {"new": said})
        return int(cursor.lastrowid or 0)

    def update(self, subject: Subject, before: Values, after: Values) -> bool:
        """Change what differs; True when something did."""
        changed: dict[str, object] = {
            name: [before[name], value] for name, value in after.items() if before[name] != value
        }
        if not changed:
            return False
        places = ", ".join(f"{name} = ?" for name in changed)
        words = [_stored(after[name]) for name in changed]
        self.office.db.execute(f"UPDATE {subject.table} SET {places} WHERE id = ?", (*words, subject.id))
        self.office.record(self.operator, subject.name, changed)
        return True

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows of a table of the register, their JSON read."""
        return [_read(dict(row)) for row in self.office.db.execute(f"SELECT * FROM {table} ORDER BY id")]


_JSON = ("aliases", "fields")


def _stored(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, (list, tuple, dict)) else value


def _read(row: dict[str, Any]) -> dict[str, Any]:
    return {name: json.loads(value) if name in _JSON else value for name, value in row.items()}
