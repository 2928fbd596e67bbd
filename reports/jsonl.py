"""The machine-readable outputs of a bundle: JSON Lines and the summary (DESIGN section 7)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reports.formats import Format, Means
from reports.view import ReportView

_encoder = msgspec.json.Encoder(enc_hook=str)


def write_lines(path: Path, rows: Iterable[object]) -> int:
    """Write one JSON object per line, replacing the file only when all of them are written; returns how many."""
    count = 0
    partial = path.with_suffix(path.suffix + ".part")
    with partial.open("wb") as file:
        for row in rows:
            file.write(_encode(row) + b"\n")
            count += 1
    partial.replace(path)
    return count


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of lines, as a stream; nothing when there is no such file."""
    if path.is_file():
        with path.open("rb") as file:
            yield from (json.loads(line) for line in file if line.strip())


def write_summary(path: Path, summary: Mapping[str, object]) -> None:
    """Write summary.json, indented for people."""
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", "utf-8", errors="replace")
    partial.replace(path)


def _encode(row: object) -> bytes:
    try:
        return _encoder.encode(row)
    except UnicodeEncodeError:  # A lone surrogate from a page: kept as an escape that every reader understands.
        return json.dumps(msgspec.to_builtins(row, enc_hook=str)).encode("ascii")


def _copy(view: ReportView, folder: Path, means: Means) -> Sequence[Path]:
    written = []
    for source in sorted(view.bundle.glob("*.jsonl")):
        target = folder / source.name
        if target != source:
            target.write_bytes(source.read_bytes())
        written.append(target)
    return written


FORMAT = Format("jsonl", _copy)
