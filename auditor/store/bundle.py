"""A bundle: the folder that holds all evidence of one run over one site."""

import errno
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.model.options import RunOptions, parse_options
from auditor.store.segments import Segments

BEIJING = timezone(timedelta(hours=8))
_VERSION = 2


class BundleError(Exception):
    """A bundle that cannot be opened or written; the message is for the user."""


class WriteError(BundleError):
    """Evidence that could not be written (a full disk); what was committed before is safe."""


class Bundle:
    """One open bundle. ``db`` is its SQLite connection; writes go through ``transaction``."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db
        self.segments = Segments(path / "bodies")

    @classmethod
    def create(cls, options: RunOptions) -> "Bundle":
        """Make a new bundle folder under ``options.out``; raises BundleError when that is not possible."""
        started = datetime.now(BEIJING)
        path = _fresh_folder(Path(options.out), options.url, started)
        bundle = cls(path, _connect(path, create=True))
        with bundle.transaction():
            bundle.set("version", _VERSION)
            bundle.set("options", options.as_dict())
            bundle.set("started", started.isoformat(timespec="seconds"))
        return bundle

    @classmethod
    def open(cls, path: Path) -> "Bundle":
        """Open an existing bundle; raises BundleError when it is missing, damaged or of another version."""
        if not (path / "evidence.sqlite").is_file():
            raise BundleError(f"找不到证据包:{path}(目录里没有 evidence.sqlite)")
        bundle = cls(path, _connect(path, create=False))
        try:
            version = bundle.get("version")
        except (sqlite3.DatabaseError, ValueError) as error:
            raise BundleError(f"证据包已损坏,无法读取:{path}({error})") from error
        if version != _VERSION:
            raise BundleError(f"证据包版本为 {version},本程序只能读取版本 {_VERSION}:{path}")
        bundle.db.executescript(_schema())  # Tables that came later than the bundle.
        return bundle

    @property
    def options(self) -> RunOptions:
        """The options the run was started with."""
        return parse_options(self.get("options") or {})

    def get(self, name: str, default: Any = None) -> Any:
        """A value of the bundle's meta table."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return default if row is None else json.loads(row[0])

    def set(self, name: str, value: Any) -> None:
        """Set a JSON-able value of the meta table, inside a transaction."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, json.dumps(value, ensure_ascii=False)))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; bodies appended meanwhile reach the disk before the rows that name them. Raises WriteError."""
        try:
            self.db.execute("BEGIN IMMEDIATE")
            yield self.db
            self.segments.flush()
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(error, (OSError, sqlite3.Error)):
                raise WriteError(_said(error, self.path)) from error
            raise

    def index(self) -> None:
        """Make what reading needs and writing would only be slowed by. Call it outside a transaction first: another process
        that reads the same bundle must find it made."""
        self.db.execute("CREATE INDEX IF NOT EXISTS edge_url ON edge (url, element, n)")
        self.db.execute("CREATE INDEX IF NOT EXISTS attempt_url ON attempt (url)")

    def close(self) -> None:
        """Close files; the bundle stays complete whether or not this is reached."""
        self.segments.close()
        self.db.close()


def _said(error: OSError | sqlite3.Error, path: Path) -> str:
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if full or "full" in str(error):
        return f"磁盘空间不足,无法写入 {path}。"
    return f"无法写入 {path}:{error}。"


def _connect(path: Path, create: bool) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path / "evidence.sqlite", isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -16000")
        db.execute("PRAGMA temp_store = FILE")
        if create:
            db.executescript(_schema())
    except sqlite3.DatabaseError as error:
        raise BundleError(f"无法打开证据包 {path}:{error}") from error
    return db


def _schema() -> str:
    return resources.files(__package__).joinpath("schema.sql").read_text("utf-8")


def _fresh_folder(root: Path, url: str, started: datetime) -> Path:
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "site")
    site = f"{host}_{parts.port}" if parts.port else host
    safe = "".join(c if c.isalnum() or c in "-._" else "_" for c in site)
    for attempt in range(100):
        path = root / safe / (started + timedelta(seconds=attempt)).strftime("%Y-%m-%d_%H%M%S")
        try:
            path.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise BundleError(f"无法建立输出目录 {path}:{error.strerror}") from error
        return path
    raise BundleError(f"无法在 {root / safe} 下建立新的目录")


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise BundleError(f"主机名「{host}」不是有效的域名") from error
