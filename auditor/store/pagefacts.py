"""Facts of crawled pages, computed from their bodies when asked for."""

from functools import cache

from auditor.html.hidden import Reader as Hidden
from auditor.html.hidden import Stylesheets
from auditor.html.identity import Reader as Identity
from auditor.html.identity.rendered import with_rendered
from auditor.html.place import Document
from auditor.html.prose import prose
from auditor.model.hidden import HiddenFacts
from auditor.model.identity import IdentityFacts
from auditor.model.pagefacts import PageFacts
from auditor.model.view import View
from auditor.store.looks import look_at, looks
from auditor.store.offers import Offers
from auditor.store.openpage import OpenPage
from auditor.store.reader import Reader
from auditor.store.rendered import Rendered
from auditor.store.texts import Texts
from auditor.store.views import Views

_KEPT = 500
"""Pages whose identity is kept: the checks of the site ask for it once more than those of the pages."""


class FactsReader:
    """Computes what the checks are given of a page; what pages share is computed once."""

    def __init__(self, reader: Reader) -> None:
        self._hidden = Hidden(Stylesheets(reader.stylesheets()))
        self._identity = Identity(Texts(reader, reader.scripts()), Texts(reader, reader.frames()))
        self._identities: dict[int, IdentityFacts] = {}
        self._rendered = Rendered(reader)
        self._bundle = reader.bundle
        self._looked = {look.url for look in looks(reader.bundle)}
        self._offers = Offers(reader)
        self.views = Views(reader, self._of_document)
        """Pages as other visitors see them."""

    def _of_document(self, document: Document) -> HiddenFacts:
        return self._hidden.facts(document.text, document.url)

    def of(self, page: OpenPage) -> PageFacts:
        """The facts of an opened page."""
        views = self.views.of(page.url) if page.url in self.views.subjects else ()
        return self._facts(page, self._of_document(page.document), views)

    def outline(self, page: OpenPage) -> PageFacts:
        """The facts without what the page hides, for questions about the whole site: reading all pages twice would cost most."""
        return self._facts(page, HiddenFacts(version=0), ())

    def _facts(self, page: OpenPage, hidden: HiddenFacts, views: tuple[View, ...]) -> PageFacts:
        return PageFacts(
            page.url, page.final_url, page.title, page.template, page.status, hidden, views,
            cache(lambda: self._identified(page)), self._rendered.of(page.id),
            cache(lambda: self._offers.of(page)), cache(lambda: prose(page.document.text)),
        )  # fmt: skip

    def _identified(self, page: OpenPage) -> IdentityFacts:
        known = self._identities.get(page.id)
        if known is None:
            known = self._identity.facts(page.document.text, page.document.url)
            look = look_at(self._bundle, page.id) if page.url in self._looked else None
            known = known if look is None else with_rendered(known, look, page.document.url)
            if len(self._identities) < _KEPT:
                self._identities[page.id] = known
        return known
