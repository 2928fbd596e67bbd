"""Facts of crawled pages, computed from their bodies when asked for."""

from functools import cache

from auditor.html.hidden import Reader as Hidden
from auditor.html.hidden import Stylesheets
from auditor.html.identity import Reader as Identity
from auditor.html.place import Document
from auditor.model.hidden import HiddenFacts
from auditor.model.pagefacts import PageFacts
from auditor.store.openpage import OpenPage
from auditor.store.reader import Reader
from auditor.store.texts import Texts
from auditor.store.views import Views


class FactsReader:
    """Computes what the checks are given of a page; what pages share is computed once."""

    def __init__(self, reader: Reader) -> None:
        self._hidden = Hidden(Stylesheets(reader.stylesheets()))
        self._identity = Identity(Texts(reader, reader.scripts()), Texts(reader, reader.frames()))
        self.views = Views(reader, self._of_document)
        """Pages as other visitors see them."""

    def _of_document(self, document: Document) -> HiddenFacts:
        return self._hidden.facts(document.text, document.url)

    def of(self, page: OpenPage) -> PageFacts:
        """The facts of an opened page."""
        document = page.document
        return PageFacts(
            page.url, page.final_url, page.title, page.template, page.status, self._of_document(document),
            self.views.of(page.url) if page.url in self.views.subjects else (),
            cache(lambda: self._identity.facts(document.text, document.url)),
        )  # fmt: skip
