"""The questions put to the site's search, as rows of the frontier, read back with what was shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from auditor.html.place import Document
from auditor.html.searchresults import anchors, shown
from auditor.model.search import Asked, Means, Refused, SearchEntry, SearchRun, Shown
from auditor.store.bundle import Bundle
from auditor.store.openpage import open_page
from auditor.store.probes import Purpose, answers
from auditor.store.reader import Reader
from auditor.store.state import Role
from auditor.text.titles import names

_NAME = "search"
_DEPTH = 2
"""Clicks from home; nearer pages are columns."""


def keep(bundle: Bundle, entry: SearchEntry | None, hinted: bool) -> None:
    """Note how the site is searched, inside a transaction."""
    bundle.set(_NAME, {"entry": asdict(entry) if entry else None, "hinted": hinted, "questions": [], "refused": None})


def keep_questions(bundle: Bundle, questions: list[tuple[str, str, str]], refused: Refused | None) -> None:
    """Note the questions, each (words, address of the page with that title, address asked), or why there are none."""
    bundle.set(_NAME, {**bundle.get(_NAME), "questions": questions, "refused": refused})


def titles(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """(title, address) of every crawled page below the first level, without the names that its title shares with others (of
    the site, of the column), in crawl order; pages whose own name is nobody's alone are left out."""
    rows = bundle.db.execute(
        "SELECT p.title, u.url, u.depth FROM page p JOIN url u ON u.id = p.url WHERE u.place IS NOT NULL AND u.role <> ?"
        " AND u.status = 200 AND u.location = '' ORDER BY u.place",
        (Role.SITEMAP,),
    ).fetchall()
    seen = Counter(part for title, _, _ in rows for part in set(names(title)))
    for title, url, depth in rows:
        own = [part for part in names(title) if seen[part] == 1]
        if own and depth >= _DEPTH:
            yield max(own, key=len), url


def search_run(reader: Reader) -> SearchRun | None:
    """The search as it was found and asked; None for a run that did not look."""
    kept: dict[str, Any] | None = reader.bundle.get(_NAME)
    if kept is None:
        return None
    entry = kept["entry"]
    given = {answer.url: answer for answer in answers(reader, Purpose.SEARCH)}
    pages = {url: page for url in given if (page := _page(reader, url)) is not None}
    frames = _Frames(reader, list(pages.values()))
    return SearchRun(
        SearchEntry(**{**entry, "means": Means(entry["means"])}) if entry else None,
        kept["hinted"],
        tuple(
            Asked(words, url, given.get(asked), frames.shown(pages[asked], (words, url)) if asked in pages else None)
            for words, url, asked in kept["questions"]
        ),
        Refused(kept["refused"]) if kept["refused"] else None,
    )


def _page(reader: Reader, asked: str) -> Document | None:
    """What was read of the answer to a question."""
    row = reader.db.execute(
        "SELECT p.url FROM probe p JOIN page g ON g.url = p.url WHERE p.purpose = ? AND p.subject = ? ORDER BY p.hop DESC LIMIT 1",
        (Purpose.SEARCH, asked),
    ).fetchone()
    return reader.body(row[0]) if row else None


class _Frames:
    """Links that are no results: those of the home page, and on pages with scripts those that every answer has.

    What a script brings in place of the results is not there; what stands around it is the same for every question.
    """

    def __init__(self, reader: Reader, pages: Sequence[Document]) -> None:
        home = open_page(reader, reader.bundle.get("site")["home"])
        self._home = frozenset() if home is None else frozenset(anchors(home.document.text, home.document.url))
        every = [frozenset(anchors(page.text, page.url)) for page in pages]
        self._common = frozenset.intersection(*every) if len(every) > 1 else frozenset()

    def shown(self, page: Document, about: tuple[str, str]) -> Shown:
        """What an answer shows of (words, address of the page with that title)."""
        frame = self._home | self._common if "<script" in page.text.lower() else self._home
        return shown((page.text, page.url), *about, frame)
