"""The questions put to the site's search, as rows of the frontier, read back with what was shown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from auditor.html.searchresults import anchors, shown
from auditor.model.search import Asked, Means, Refused, SearchEntry, SearchRun, Shown
from auditor.model.transport import Answer
from auditor.store.bundle import Bundle
from auditor.store.openpage import open_page
from auditor.store.probes import Purpose, answers
from auditor.store.reader import Reader
from auditor.store.state import Role

_NAME = "search"


def keep(bundle: Bundle, entry: SearchEntry | None, hinted: bool) -> None:
    """Note how the site is searched, inside a transaction."""
    bundle.set(_NAME, {"entry": asdict(entry) if entry else None, "hinted": hinted, "questions": [], "refused": None})


def keep_questions(bundle: Bundle, questions: list[tuple[str, str, str]], refused: Refused | None) -> None:
    """Note the questions, each (words, address of the page with that title, address asked), or why there are none."""
    bundle.set(_NAME, {**bundle.get(_NAME), "questions": questions, "refused": refused})


def titles(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """(title, address) of every crawled page below the first level that shares its title with no other, in crawl order."""
    rows = bundle.db.execute(
        "SELECT p.title, u.url, p.headings FROM page p JOIN url u ON u.id = p.url WHERE u.place IS NOT NULL AND u.role <> ?"
        " AND u.status = 200 AND u.depth >= 2 AND u.location = '' ORDER BY u.place",
        (Role.SITEMAP,),
    ).fetchall()
    seen = Counter(title for title, _, _ in rows)
    for title, url, headings in rows:
        if seen[title] == 1:
            # A heading that the title begins with is the name of the page without that of the site.
            yield next((one for one in json.loads(headings) if one and title.startswith(one)), title), url


def search_run(reader: Reader) -> SearchRun | None:
    """The search as it was found and asked; None for a run that did not look."""
    kept: dict[str, Any] | None = reader.bundle.get(_NAME)
    if kept is None:
        return None
    entry = kept["entry"]
    given = {answer.url: answer for answer in answers(reader, Purpose.SEARCH)}
    frame = _frame(reader)
    return SearchRun(
        SearchEntry(**{**entry, "means": Means(entry["means"])}) if entry else None,
        kept["hinted"],
        tuple(
            Asked(words, url, given.get(asked), _shown(reader, given.get(asked), (words, url), frame))
            for words, url, asked in kept["questions"]
        ),
        Refused(kept["refused"]) if kept["refused"] else None,
    )


def _frame(reader: Reader) -> frozenset[str]:
    home = open_page(reader, reader.bundle.get("site")["home"])
    return frozenset() if home is None else frozenset(anchors(home.document.text, home.document.url))


def _shown(reader: Reader, answer: Answer | None, about: tuple[str, str], frame: frozenset[str]) -> Shown | None:
    if answer is None:
        return None
    row = reader.db.execute(
        "SELECT p.url FROM probe p JOIN page g ON g.url = p.url WHERE p.purpose = ? AND p.subject = ? ORDER BY p.hop DESC LIMIT 1",
        (Purpose.SEARCH, answer.url),
    ).fetchone()
    document = reader.body(row[0]) if row else None
    return None if document is None else shown((document.text, document.url), *about, frame)
