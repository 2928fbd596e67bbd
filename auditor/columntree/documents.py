"""Policy documents and their interpretations, and which links to which."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from auditor.columntree.addresses import canonical
from auditor.html.origin import Origin
from auditor.model.columns import ColumnClass, DocumentKind, PolicyDocument
from auditor.store.reader import Reader
from auditor.text.columnclass import Signs, classify

_KINDS = {ColumnClass.POLICY: DocumentKind.POLICY, ColumnClass.INTERPRETATION: DocumentKind.INTERPRETATION}
_SHARED = 5
"""A link that stands on so many pages alike is a list in the margin, not the article's own."""
MAX_DOCUMENTS = 2_000


@dataclass(frozen=True, slots=True)
class Article:
    """A crawled article, as far as this needs it."""

    id: int
    url: str
    title: str
    origin: Origin
    forms: tuple[str, ...]
    column: str
    """Canonical address of its column, as its breadcrumb or its folder says."""


def documents(
    reader: Reader, articles: Mapping[str, Article], columns: Mapping[str, ColumnClass]
) -> tuple[PolicyDocument, ...]:
    """The articles of columns of either kind, in crawl order, each with its links to the other kind."""
    kinds = {key: kind for key, article in articles.items() if (kind := _kind(article, columns))}
    chosen = [(articles[key], kind) for key, kind in list(kinds.items())[:MAX_DOCUMENTS]]
    links = _links(reader, [article for article, _ in chosen])
    kind_of = {canonical(article.url): kind for article, kind in chosen}
    return tuple(
        PolicyDocument(
            article.url, article.origin.article or article.title, kind, article.origin.published,
            frozenset(url for url in links[article.id] if kind_of.get(canonical(url)) not in (None, kind)), article.forms,
        )
        for article, kind in chosen
    )  # fmt: skip


def _kind(article: Article, columns: Mapping[str, ColumnClass]) -> DocumentKind | None:
    cls = columns.get(article.column)
    if cls is None:
        above = [key for key in columns if key.endswith("/") and article.column.startswith(key)]
        cls = columns[max(above, key=len)] if above else None
    if cls in (None, ColumnClass.OTHER) and article.origin.column:
        cls = classify(Signs(article.origin.column, url=article.url, column_type=article.origin.column_type), 0).cls
    return _KINDS.get(cls) if cls else None


def _links(reader: Reader, articles: list[Article]) -> dict[int, list[str]]:
    """Row of an article → the addresses of other articles that it alone, or nearly alone, links to."""
    urls = {article.id: article.url for article in articles}
    on_pages = {article.id: set(_refs(reader, article.id)) for article in articles}
    times = Counter(element for elements in on_pages.values() for element in elements)
    leads: dict[int, list[int]] = {}
    for identity in urls:
        for (element,) in reader.db.execute("SELECT element FROM edge WHERE url = ?", (identity,)):
            leads.setdefault(element, []).append(identity)
    return {
        page: [
            urls[target]
            for element in sorted(elements)
            if times[element] < _SHARED
            for target in leads.get(element, ())
            if target != page
        ]
        for page, elements in on_pages.items()
    }


def _refs(reader: Reader, page: int) -> array[int]:
    row = reader.db.execute("SELECT refs FROM page WHERE url = ?", (page,)).fetchone()
    return array("i", row[0])
