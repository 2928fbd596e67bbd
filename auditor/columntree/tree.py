"""Finding the columns among the crawled pages, and putting each together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from auditor.columntree import documents
from auditor.columntree.addresses import canonical, first_page, folder, is_article_like, is_index_like
from auditor.columntree.corrections import corrected
from auditor.columntree.notes import Note, Notes, heading
from auditor.columntree.rows import MAX_KEPT, dated, newest, read_rows, shared_lists
from auditor.model.columns import (
    Column,
    ColumnClass,
    ColumnRow,
    ColumnTree,
    Correction,
    DateSource,
    EarlierColumns,
    Filling,
)
from auditor.store.openpage import OpenPage, open_pages
from auditor.store.reader import Reader
from auditor.text.columnclass import Signs, classify, is_home, plain

_GONE = (404, 410)
_ROWS_LOOKED_UP = 20
_ENTRANCE_ROWS = 5
_LONGEST_NAME = 20
_FIRST_ROWS = 3
_ARCHIVED = ("归档", "已归档", "不再更新", "停止更新")
_LOADS = frozenset({Filling.SCRIPT, Filling.FRAME, Filling.IMAGE})


@dataclass(slots=True)
class _Gathered:
    """What all pages together say."""

    pages: dict[str, Note] = field(default_factory=dict)
    """By canonical address, all that are no articles."""
    articles: dict[str, ColumnRow] = field(default_factory=dict)
    """By canonical address."""
    named: dict[str, Counter[str]] = field(default_factory=dict)
    """Canonical address → what breadcrumbs and the navigation call it."""
    crumbed: set[str] = field(default_factory=set)
    menu: set[str] = field(default_factory=set)
    below: dict[str, list[str]] = field(default_factory=dict)
    """Canonical address of a column → canonical addresses of the articles whose breadcrumb ends there."""
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Canonical address → the names of the steps above it, from an article's breadcrumb."""
    units: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: dict[str, documents.Article] = field(default_factory=dict)


class Gathering:
    """What crawled pages say of columns, gathered as they pass in crawl order; then the tree."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._day = str(reader.bundle.get("started"))[:10]
        self._notes = Notes(reader, date.fromisoformat(self._day))
        self._seen = _Gathered()

    def see(self, page: OpenPage) -> None:
        """Take a page in."""
        note = self._notes.of(page)
        if note is not None:
            _gather(note, self._seen, self._notes.home)

    def tree(self, corrections: Mapping[str, Correction], earlier: EarlierColumns | None) -> ColumnTree:
        """The columns of the pages seen; ``corrections`` are the office's, by address."""
        seen, home, day = self._seen, self._notes.home, self._day
        first = seen.pages.get(home)
        candidates = {key: note for key, note in seen.pages.items() if key != home and _is_column(note, seen)}
        found = _Assembly(self._reader, seen, candidates, day).columns()
        known = {canonical(url): correction for url, correction in corrections.items()}
        columns = tuple(corrected(column, known.get(canonical(column.url)), day) for column in _levelled(_once(found)))
        classes = {canonical(column.url): column.cls for column in columns}
        papers = documents.documents(self._reader, seen.kinds, classes)
        return ColumnTree(day, _home(first, seen, day) if first else None, columns, papers, earlier)


def column_tree(reader: Reader, corrections: Mapping[str, Correction], earlier: EarlierColumns | None) -> ColumnTree:
    """The columns of a bundle, for who does not walk its pages anyway."""
    gathering = Gathering(reader)
    for page in open_pages(reader):
        gathering.see(page)
    return gathering.tree(corrections, earlier)


def _gather(note: Note, seen: _Gathered, home: str) -> None:
    _name_steps(note, seen)
    if note.article:
        origin = note.read.origin
        row = ColumnRow(note.title, note.url, origin.published, origin.published_by)
        seen.articles[note.key] = seen.articles[canonical(note.url)] = row
        _below(note, seen)
    else:
        seen.pages.setdefault(note.key, note)
    if note.key == home:
        seen.menu = {canonical(step.href) for step in note.read.menu}
        for step in note.read.menu:
            _call(seen, canonical(step.href), step.name)


def _name_steps(note: Note, seen: _Gathered) -> None:
    names: list[str] = []
    for step in note.crumbs:
        if step.href and step.href != note.key:
            _call(seen, step.href, step.name)
            seen.crumbed.add(step.href)
            seen.above.setdefault(step.href, tuple(names))
        names.append(step.name)


def _call(seen: _Gathered, key: str, name: str) -> None:
    if plain(name) and not is_home(name):
        seen.named.setdefault(key, Counter())[name] += 1


def _below(note: Note, seen: _Gathered) -> None:
    last = next((step.href for step in reversed(note.crumbs) if step.href and step.href != note.key), "")
    if last:
        seen.below.setdefault(last, []).append(note.key)
    column = last or folder(note.key)
    if note.read.origin.unit:
        seen.units.setdefault(column, Counter())[note.read.origin.unit] += 1
    seen.kinds[note.key] = documents.Article(note.id, note.url, note.title, note.read.origin, _forms(note), column)


def _forms(note: Note) -> tuple[str, ...]:
    read = note.read
    forms = (("text", read.prose > 0), ("picture", read.pictures > 1), ("video", read.videos > 0))
    return tuple(name for name, there in forms if there)


def _is_column(note: Note, seen: _Gathered) -> bool:
    if first_page(note.url) in seen.pages:
        return False
    if note.key in seen.crumbed or (note.read.origin.column and not note.read.origin.article):
        return True
    listed = any(row.date for block in note.read.blocks for row in block.rows)
    list_like = is_index_like(note.url) or bool(note.read.origin.column_type)
    if note.key in seen.menu:
        return list_like or listed or bool(note.read.says_empty or note.crumbs)
    return list_like and (listed or bool(note.crumbs))


class _Assembly:
    """Makes a Column of each candidate."""

    def __init__(self, reader: Reader, seen: _Gathered, candidates: Mapping[str, Note], day: str) -> None:
        self._reader = reader
        self._seen = seen
        self._candidates = candidates
        self._day = day
        self._shared = shared_lists(candidates.values())
        self._further: dict[str, list[Note]] = {}
        for note in seen.pages.values():
            if (key := first_page(note.url)) in candidates:
                self._further.setdefault(key, []).append(note)

    def columns(self) -> list[Column]:
        """In crawl order, with their children counted."""
        made = [self._column(key, note) for key, note in self._candidates.items()]
        children = Counter(column.parent for column in made if column.parent)
        return [self._with_children(column, children[column.url]) for column in made]

    def _column(self, key: str, note: Note) -> Column:
        name, path = self._named(key, note)
        classed = classify(
            Signs(name, path[:-1], note.url, note.read.origin.column_type, note.title), int(self._day[:4])
        )
        found = read_rows([note, *self._further.get(key, ())], self._shared, self._seen.articles, self._day)
        rows = found.rows or self._known_articles(key)
        latest = newest(rows, self._day)
        archived = next((word for word in _ARCHIVED if word in note.title or word in name), "")
        excluded = "archived" if archived else "historic" if classed.historic else ""
        return Column(
            note.url, name, path, 1, classed.cls, (*self._why(key, note), *classed.evidence), excluded,
            f"页面标明“{archived}”" if archived else classed.historic, found.filling, len(rows),
            sum(not row.date for row in rows), latest.date if latest else "", latest.source if latest else DateSource.NONE,
            rows[:MAX_KEPT], self._gone(rows), note.read.says_empty, note.read.empty_lists, found.ascending,
            not (found.ascending and note.read.paged), self._unit(key, note), 0, self._parent(key, note),
        )  # fmt: skip

    def _with_children(self, column: Column, children: int) -> Column:
        leads_on = children and not column.count and column.filling in (Filling.NOTHING, Filling.TEXT)
        return replace(column, children=children, filling=Filling.CHILDREN if leads_on else column.filling)

    def _named(self, key: str, note: Note) -> tuple[str, tuple[str, ...]]:
        called = self._seen.named.get(key)
        own = note.crumbs[-1].name if note.crumbs else ""
        name = called.most_common(1)[0][0] if called else ""
        name = name or note.read.origin.column or own or heading(note.title)[:_LONGEST_NAME]
        above = [step.name for step in note.crumbs if plain(step.name) != plain(name)]
        return name, (*(above or self._seen.above.get(key, ())), name)

    def _why(self, key: str, note: Note) -> tuple[str, ...]:
        signs = (
            ("crumb", key in self._seen.crumbed), ("nav", key in self._seen.menu), ("tag", bool(note.read.origin.column)),
            ("folder", is_index_like(note.url)),
        )  # fmt: skip
        return tuple(name for name, there in signs if there)

    def _known_articles(self, key: str) -> tuple[ColumnRow, ...]:
        """Crawled articles that name the column in their breadcrumb: what is known of a list that only a script fills."""
        keys = dict.fromkeys(self._seen.below.get(key, ()))
        return tuple(self._seen.articles[article] for article in keys)

    def _gone(self, rows: Sequence[ColumnRow]) -> int:
        looked = [self._reader.row(row.url) for row in rows[:_ROWS_LOOKED_UP]]
        return sum(row is not None and row.status in _GONE for row in looked)

    def _unit(self, key: str, note: Note) -> str:
        units = self._seen.units.get(key)
        return units.most_common(1)[0][0] if units else note.read.origin.unit

    def _parent(self, key: str, note: Note) -> str:
        for step in reversed(note.crumbs):
            if step.href in self._candidates and step.href != key:
                return self._candidates[step.href].url
        below = folder(key)
        above = [
            other for other in self._candidates if other != key and below.startswith(other) and other.endswith("/")
        ]
        return self._candidates[max(above, key=len)].url if above else ""


def _once(columns: Iterable[Column]) -> list[Column]:
    """Without those that are another's second address: the same name over the same first rows."""
    first: dict[tuple[object, ...], Column] = {}
    for column in columns:
        rows = tuple(row.url for row in column.rows[:_FIRST_ROWS])
        first.setdefault((column.name, rows) if rows else (column.url,), column)
    return list(first.values())


def _levelled(columns: Sequence[Column]) -> list[Column]:
    """With the level: 2 where a column above is of the same class, so that children do not count one by one."""
    by_url = {column.url: column for column in columns}
    return [replace(column, level=2 if _has_like_above(column, by_url) else 1) for column in columns]


def _has_like_above(column: Column, by_url: Mapping[str, Column]) -> bool:
    seen, above = {column.url}, by_url.get(column.parent)
    while above is not None and above.url not in seen:
        if above.cls is column.cls and above.cls is not ColumnClass.OTHER:
            return True
        seen.add(above.url)
        above = by_url.get(above.parent)
    return False


def _home(note: Note, seen: _Gathered, day: str) -> Column:
    """The home page with what it shows of its columns, newest first; undated links that are no articles do not count."""
    listed = [dated(row, seen.articles) for block in note.read.blocks for row in block.rows]
    shown = [row for row in listed if row.date or is_article_like(row.url)]
    rows = tuple(sorted(shown, key=lambda row: row.date, reverse=True))
    latest = newest(rows, day)
    entrance = len(listed) < _ENTRANCE_ROWS and note.read.filling is not Filling.SCRIPT
    filling = Filling.CHILDREN if entrance else note.read.blocks[0].filling if note.read.blocks else note.read.filling
    return Column(
        note.url, "首页", (), 1, ColumnClass.OTHER, ("home",), filling=filling, count=len(rows),
        undated=sum(not row.date for row in rows), newest=latest.date if latest else "",
        newest_source=latest.source if latest else DateSource.NONE, rows=rows[:MAX_KEPT], children=len(seen.menu),
    )  # fmt: skip
