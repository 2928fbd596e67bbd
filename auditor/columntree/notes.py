"""What is kept of each crawled page while the columns are put together: little of an article, the lists of all else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from auditor.columntree.addresses import canonical, is_article_like
from auditor.html.crumbs import Step
from auditor.html.listing import PageListing, listing
from auditor.html.lists import Block
from auditor.html.origin import Origin
from auditor.model.columns import DateSource, Filling
from auditor.model.look import Looked
from auditor.store.looks import look_at
from auditor.store.openpage import OpenPage
from auditor.store.reader import Reader
from auditor.text.columnclass import is_home

MAX_BLOCKS, MAX_BLOCK_ROWS = 20, 100
_PROSE = 60
_MANY_ROWS = 5
_TITLE_END = re.compile(r"\s*[-_|—–·]+\s*")


@dataclass(frozen=True, slots=True)
class Note:
    """One crawled page. Addresses in ``crumbs`` and ``menu`` are canonical."""

    id: int
    url: str
    key: str
    """Canonical."""
    title: str
    article: bool
    read: PageListing
    by_script: Filling | None = None
    """What the page's bytes said of its filling, where a browser was asked instead."""

    @property
    def crumbs(self) -> tuple[Step, ...]:
        """Its breadcrumb without the home page."""
        return tuple(
            Step(step.name, canonical(step.href) if step.href else "")
            for step in self.read.crumbs
            if not is_home(step.name)
        )


class Notes:
    """Notes down pages, one at a time."""

    def __init__(self, reader: Reader, day: date) -> None:
        self.home = canonical(reader.bundle.get("site")["home"])
        self._bundle = reader.bundle
        self._day = day
        self._looked = {url for (url,) in reader.db.execute("SELECT url FROM look")}

    def of(self, page: OpenPage) -> Note | None:
        """The note of a crawled page; None of one that was not read as HTML."""
        if not page.is_html or (page.status is not None and page.status >= 400):
            return None
        return self._noted(page, look_at(self._bundle, page.id) if page.id in self._looked else None)

    def _noted(self, page: OpenPage, look: Looked | None) -> Note:
        key = canonical(page.final_url)
        is_home = key == self.home
        wanted = partial(has_lists, page.url)
        read = listing(page.document.text, page.final_url, self._day, wanted, menu=is_home)
        article = not is_home and is_article(read, page.url)
        note = Note(page.id, page.url, key, page.title, article, _trimmed(read, article))
        filled = bool(read.blocks) and not is_home
        if article or filled or read.filling is not Filling.SCRIPT or look is None or look.error or not look.markup:
            return note
        seen = listing(look.markup, page.final_url, self._day, wanted, menu=is_home)
        # Its scripts stand in the markup still; what they had to fill they have filled.
        done = seen.filling is Filling.SCRIPT and look.settled and not look.unloaded
        blocks = tuple(replace(block, filling=Filling.RENDERED) for block in seen.blocks)
        shown = replace(seen, blocks=blocks, filling=Filling.NOTHING if done else seen.filling)
        return replace(note, read=_trimmed(shown, False), by_script=read.filling)


def _trimmed(read: PageListing, article: bool) -> PageListing:
    if article:
        return replace(read, blocks=(), menu=())
    blocks = tuple(Block(block.rows[:MAX_BLOCK_ROWS], block.filling) for block in read.blocks[:MAX_BLOCKS])
    return replace(read, blocks=blocks)


def has_lists(url: str, origin: Origin, prose: int) -> bool:
    """False for what is an article whatever it lists."""
    told = bool(origin.published or prose >= _PROSE)
    return not (told and (origin.article or is_article_like(url)))


def is_article(read: PageListing, url: str) -> bool:
    """True for a page that is one publication, not a list of such."""
    origin = read.origin
    dated = sum(bool(row.date) for block in read.blocks for row in block.rows)
    if not has_lists(url, origin, read.prose):
        return True
    if origin.published_by is DateSource.META and dated < _MANY_ROWS:
        return True
    if is_article_like(url):
        return dated < _MANY_ROWS
    return bool(origin.published_by is DateSource.PAGE and read.prose >= _PROSE and dated < _MANY_ROWS)


def heading(title: str) -> str:
    """The first part of a page's title, where its own name stands."""
    return _TITLE_END.split(title.strip(), maxsplit=1)[0]
