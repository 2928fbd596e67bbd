"""Rows of links.jsonl and pages.jsonl."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.evaluate.causes import Row
from auditor.store.beside import Beside
from auditor.store.occurrences import Counts
from auditor.store.reader import Reader
from auditor.text.privacy import masked


def target_rows(reader: Reader, counts: Counts, verdicts: Mapping[int, tuple[str, str]]) -> Iterator[Row]:
    """Rows of links.jsonl: every distinct target that a page links to."""
    edges = Beside(reader.db.execute("SELECT url, element FROM edge ORDER BY url"))
    page, at = "", -1
    for row in reader.urls():
        elements = [element for _, element in edges.of(row.id) if counts.of[element]]
        if not elements:
            continue
        first = min(counts.first[element] for element in elements)
        if first != at:
            page, at = _page_at(reader, first), first
        outcome, reason = verdicts.get(row.id, ("pass", ""))
        status, final_url = row.status, row.url
        if row.location:
            target = reader.target(row)
            status, final_url = (target.last.status if target.last else None), target.final_url
        yield {
            "url": row.url, "outcome": outcome, "reason": reason, "status": status, "final_url": final_url,
            "internal": row.internal, "occurrences": sum(counts.of[element] for element in elements), "first_page": page,
        }  # fmt: skip


def _page_at(reader: Reader, place: int) -> str:
    row = reader.db.execute("SELECT url FROM url WHERE place = ?", (place,)).fetchone()
    return str(row[0]) if row else ""


def page_rows(reader: Reader) -> Iterator[Row]:
    """Rows of pages.jsonl: every crawled page in crawl order."""
    rows = reader.db.cursor().execute(
        "SELECT u.url, u.status, coalesce(p.title, ''), coalesce(p.template, ''), u.depth, coalesce(p.sha256, '')"
        " FROM url u LEFT JOIN page p ON p.url = u.id WHERE u.place IS NOT NULL AND u.role <> 2 AND u.state = 2 ORDER BY u.place"
    )
    for url, status, title, template, depth, sha256 in rows:
        yield {
            "url": url,
            "status": status,
            "title": masked(title),
            "template": template,
            "depth": depth,
            "sha256": sha256,
        }
