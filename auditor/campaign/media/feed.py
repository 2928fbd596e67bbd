"""A feed (RSS or Atom) from a file as posts. Nothing is fetched."""

import calendar
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import feedparser

from auditor.model.options import UsageError
from auditor.store.bundle import BEIJING

_LARGEST = 20 << 20
_MOST = 5_000
_TITLE = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says. ``day`` is when it was made, where it says so; ``undated`` counts posts without a day."""

    title: str
    day: date | None
    posts: tuple[tuple[date, str, str], ...]
    """Day, title and address."""
    undated: int


def is_feed(path: Path) -> bool:
    """Whether a file looks like a feed; raises UsageError when it cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(2048)
    except OSError as error:
        raise UsageError(f"无法读取 {path}:{error.strerror}") from error
    text = start.replace(b"\0", b"").lower()  # UTF-16 as well.
    return any(mark in text for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def read_feed(path: Path) -> Feed:
    """Read a feed; raises UsageError."""
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise UsageError(f"{path} 超过 {_LARGEST >> 20} MB")
    # A stream, never a text: feedparser would take a text for an address and fetch it.
    read = feedparser.parse(io.BytesIO(data))
    if not read.get("version"):
        raise UsageError(f"{path} 不是 RSS 或 Atom 订阅文件")
    entries = read.entries[:_MOST]
    days = [(_day(entry, "published", "updated", "created"), entry) for entry in entries]
    posts = tuple((day, _text(entry, "title")[:_TITLE], _text(entry, "link")) for day, entry in days if day)
    return Feed(
        _text(read.feed, "title")[:_TITLE], _day(read.feed, "updated", "published"), posts, len(entries) - len(posts)
    )


def _day(entry: Mapping[str, Any], *names: str) -> date | None:
    """The day in Beijing of the first time that an entry gives."""
    for name in names:
        parsed = dict.get(entry, f"{name}_parsed")  # type: ignore[call-overload]  # Its own get takes one name for another.
        if parsed:
            try:
                return datetime.fromtimestamp(calendar.timegm(parsed), UTC).astimezone(BEIJING).date()
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    text = value if isinstance(value, str) else ""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
