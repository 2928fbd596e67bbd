"""Facts of crawled pages, computed from their bodies when asked for."""

from auditor.html.hidden import Reader, Stylesheets
from auditor.model.pagefacts import PageFacts
from auditor.store.openpage import OpenPage


class FactsReader:
    """Computes what the checks are given of a page; what pages share is computed once."""

    def __init__(self) -> None:
        self._hidden = Reader(Stylesheets())

    def of(self, page: OpenPage) -> PageFacts:
        """The facts of an opened page."""
        document = page.document
        return PageFacts(
            page.url, page.final_url, page.title, page.template, page.status,
            self._hidden.facts(document.text, document.url),
        )  # fmt: skip
