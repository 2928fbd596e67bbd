"""Opening the office's database, and the book of who changed what when."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import resources
from pathlib import Path

from auditor.store.bundle import BEIJING

DEFAULT = Path("var/office.db")
_VERSION = 2
_REBUILT = ("accusation", "waiver")
"""Tables that version 2 wrote anew: accounts are accused like sites."""
_BUSY_MS = 10_000
"""Two people at the same database: the second waits, and is told when the first takes longer."""


class OfficeError(Exception):
    """The office's database cannot be opened, read or written; the message is for the user."""


class Office:
    """One open database. ``db`` is its SQLite connection; writes go through ``transaction``."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db

    @classmethod
    def open(cls, path: Path = DEFAULT) -> "Office":
        """Open the database, making what it lacks; raises OfficeError when it is damaged or of a later version."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA foreign_keys = ON")
            _prepare(path, db)
        except (OSError, sqlite3.Error) as error:
            raise OfficeError(f"无法打开数据库 {path}:{error}") from error
        return cls(path, db)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; raises OfficeError when the disk or another writer does not let us."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise OfficeError(f"无法写入数据库 {self.path}:{error}") from error
        try:
            yield self.db
            self.db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise OfficeError(f"无法写入数据库 {self.path}:{error}") from error
        except BaseException:
            self._roll_back()
            raise

    def record(self, operator: str, subject: str, change: dict[str, object]) -> None:
        """Write down one change inside a transaction; ``change`` maps each field to [before, after] or to its value."""
        self.db.execute(
            "INSERT INTO change (at, operator, subject, change) VALUES (?, ?, ?, ?)",
            (now(), operator, subject, json.dumps(change, ensure_ascii=False, sort_keys=True)),
        )

    def close(self) -> None:
        """Close the connection."""
        self.db.close()

    def _roll_back(self) -> None:
        if self.db.in_transaction:  # A full disk has rolled back already.
            self.db.execute("ROLLBACK")


def now() -> str:
    """This second in Beijing time, with its offset."""
    return datetime.now(BEIJING).isoformat(timespec="seconds")


def _prepare(path: Path, db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise OfficeError(f"数据库 {path} 由更新版本的程序建立(版本 {version}),请升级后再用")
    if 0 < version < _VERSION:
        _upgrade(db)
    for text in _schema():
        db.executescript(text)
    if version != _VERSION:
        db.execute(f"PRAGMA user_version = {_VERSION}")


def _schema() -> list[str]:
    files = sorted(resources.files(__package__).iterdir(), key=lambda found: found.name)
    return [file.read_text(encoding="utf-8") for file in files if file.name.endswith(".sql")]


def _upgrade(db: sqlite3.Connection) -> None:
    """Write the tables whose form has changed anew with all they hold, in one transaction; a second process finds it done."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA legacy_alter_table = ON")  # What refers to a table goes on to refer to its name.
    try:
        db.execute("BEGIN IMMEDIATE")
        if db.execute("PRAGMA user_version").fetchone()[0] < _VERSION:
            _rebuild(db)
            db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA legacy_alter_table = OFF")
        db.execute("PRAGMA foreign_keys = ON")


def _rebuild(db: sqlite3.Connection) -> None:
    there = {row["name"] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [table for table in _REBUILT if table in there]
    for table in tables:
        db.execute(f"ALTER TABLE {table} RENAME TO before_{table}")
    for statement in (one for text in _schema() for one in _statements(text)):
        db.execute(statement)
    for table in tables:
        columns = ", ".join(row["name"] for row in db.execute(f"PRAGMA table_info(before_{table})"))
        db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM before_{table}")
        db.execute(f"DROP TABLE before_{table}")


def _statements(text: str) -> Iterator[str]:
    """The statements of a script one by one: a script as a whole would end the transaction."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
