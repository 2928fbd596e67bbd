"""One bundle judged: targets first, then one pass over the pages, then the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from auditor.checks.api import CheckInfo
from auditor.evaluate.assistant import Assistant
from auditor.evaluate.causes import Causes, Row, findings
from auditor.evaluate.pages import PageJudge, Sight, hired
from auditor.evaluate.rows import page_rows, target_rows
from auditor.evaluate.targets import TargetJudge
from auditor.model.columns import Column
from auditor.model.finding import Finding
from auditor.model.target import SiteContext
from auditor.model.want import Want
from auditor.sitecontext import site_context
from auditor.store.bundle import Bundle
from auditor.store.occurrences import Counts
from auditor.store.openpage import open_pages
from auditor.store.pagefacts import FactsReader
from auditor.store.reader import Reader
from auditor.text.privacy import masked


class Evaluation:
    """Judges a bundle. ``occurrences`` must be exhausted, once, before ``findings`` and ``counts`` are complete."""

    def __init__(self, bundle: Bundle, checks: tuple[CheckInfo, ...], waiting: Assistant | None = None) -> None:
        """``waiting`` helps where that is worth its while; without it an assistant is started then."""
        self.bundle = bundle
        self.reader = Reader(bundle)
        self._assistant = hired(self.reader, checks, waiting)  # First of all: it needs its time to make itself ready.
        self._occurring = Counts(bundle)
        facts = FactsReader(self.reader)
        look = facts.of
        self.site: SiteContext = site_context(bundle, self.reader, self._occurring, look)
        self._causes = Causes(checks)
        self._targets = TargetJudge(self.reader, checks, self.site, self._causes)
        self._pages = PageJudge(Sight(self.reader, self.site, look, facts.outline, facts.views), checks, self._causes)

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """check → outcome → number of findings (pass and na: number of subjects)."""
        return self._causes.counts

    @property
    def wants(self) -> tuple[Want, ...]:
        """What checks want to know besides."""
        return tuple(self._pages.wants.values())

    def columns(self) -> Iterator[Column]:
        """Rows of columns.jsonl, in crawl order."""
        for column in self._pages.columns().columns:
            rows = tuple(replace(row, title=masked(row.title)) for row in column.rows)
            yield replace(column, name=masked(column.name), rows=rows)

    def occurrences(self) -> Iterator[Row]:
        """Rows of occurrences.jsonl, page by page; as they pass, pages and site are judged and every cause is counted."""
        reading = self._pages.reading(self._targets.accused, self._assistant)
        try:
            for page, told in reading.told(open_pages(self.reader)):
                yield from self._targets.occurrences(page, told)
                yield from self._pages.occurrences(page, told)
        finally:
            reading.close()
        yield from self._pages.site_occurrences()

    def findings(self) -> Iterator[Finding]:
        """Findings in the order of check and fingerprint."""
        return findings(self._causes.sorted(), str(self.bundle.get("started")), dict(self.site.templates))

    def targets(self) -> Iterator[Row]:
        """Rows of links.jsonl."""
        return target_rows(self.reader, self._occurring, self._targets.verdicts)

    def pages(self) -> Iterator[Row]:
        """Rows of pages.jsonl."""
        return page_rows(self.reader)
