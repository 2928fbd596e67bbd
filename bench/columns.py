"""``python -m bench.columns FOLDER``: what the readers of dates, lists and columns make of stored pages, and what it costs.

The folder holds ``*.html``; a ``truth.json`` beside them, a list of ``{"file", "encoding"}``, names their encodings. Addresses are not
known, so rows that have their date from the address alone show none. Nothing is fetched.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from auditor.columntree.notes import heading, is_article
from auditor.html.charset import decode
from auditor.html.listing import PageListing, listing
from auditor.html.pieces import forget
from auditor.model.columns import CLASS_NAMES, DateSource
from auditor.text.columnclass import Signs, classify, is_home

_URL = "http://www.example.gov.cn/column/index.html"
_ROUNDS = 5
_MILLI = 1000


def main() -> None:
    """Print rows, dates and classes page by page, then the counts and the cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=3, help="rows shown of each list")
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 11, 26), help="when they were fetched")
    options = parser.parse_args()
    pages = dict(_pages(options.folder))
    sources: Counter[str] = Counter()
    for name, text in pages.items():
        read = listing(text, _URL, options.day)
        sources.update(str(row.source) for block in read.blocks for row in block.rows)
        _show(name, text, read, options)
    print(f"\n{len(pages)} pages; rows by source of their date: {dict(sources)}")
    _cost(list(pages.values()), options.day)


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    known = folder / "truth.json"
    listed = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else []
    encodings = {entry["file"]: entry["encoding"] for entry in listed}
    for file in sorted(folder.glob("*.html")):
        data = file.read_bytes()
        named = encodings.get(file.name)
        yield file.name, data.decode(named, "replace") if named else decode(data, "")[0]


def _show(name: str, text: str, read: PageListing, options: argparse.Namespace) -> None:
    origin = read.origin
    kind = "article" if is_article(read, _URL) else "other"
    steps = [step.name for step in read.crumbs if not is_home(step.name)]
    print(f"\n== {name} {kind} | {' > '.join(steps)} | {read.filling} {read.says_empty}")
    if origin.published:
        print(
            f"   date {origin.published} by {origin.published_by}; unit {origin.unit or '—'} by {origin.unit_by or '—'}"
        )
    for column in {origin.column, *steps} - {""}:
        tag = origin.column_type if column == origin.column else ""
        classed = classify(Signs(column, column_type=tag), options.day.year)
        print(f"   column {column} → {CLASS_NAMES[classed.cls]} {' '.join(classed.evidence)} {classed.historic}")
    for number, block in enumerate(read.blocks):
        for row in block.rows[: options.rows]:
            if row.source is not DateSource.NONE:
                print(
                    f"   {block.filling} {number}: {row.date} {row.source}{'?' if row.assumed else ''} {heading(row.title)[:40]}"
                )


def _cost(texts: list[str], day: date) -> None:
    """CPU milliseconds a page: tags met for the first time, and met before, as on the other pages of a site."""
    cold = warm = 0.0
    for text in texts:
        forget()
        cold += _timed(text, day)
        warm += min(_timed(text, day) for _ in range(_ROUNDS))
    size = sum(map(len, texts)) / len(texts)
    print(
        f"CPU ms a page of {size / _MILLI:.0f} K characters: {cold / len(texts):.2f} first met, {warm / len(texts):.2f} met before"
    )


def _timed(text: str, day: date) -> float:
    started = time.process_time()
    listing(text, _URL, day, menu=False)
    return (time.process_time() - started) * _MILLI


if __name__ == "__main__":
    main()
