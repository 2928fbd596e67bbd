"""The last step of a run: a few pages and made-up addresses, asked for as other visitors would."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlsplit

from auditor.crawl.rights import May
from auditor.model.view import PROBE_VIEWS, VIEWS
from auditor.model.want import Want, WantKind
from auditor.store import views as store
from auditor.store.bundle import Bundle
from auditor.store.frontier import Frontier
from auditor.store.state import Role
from auditor.store.views import Ask
from auditor.urls.resolve import join

WANT_ROUNDS = 2
"""How often a run judges again for what checks want to know (DESIGN section 1)."""


class ViewStage:
    """Decides which requests to make; each call of ``advance`` is one transaction, so that a resume goes on.

    ``may`` says on which hosts the run may be somebody else; on all others nothing is asked, only where a redirect
    leads is recorded.
    """

    def __init__(self, bundle: Bundle, frontier: Frontier, home: str, may: May) -> None:
        self.bundle = bundle
        self.frontier = frontier
        self.home = home
        self.may = may

    @property
    def permitted(self) -> bool:
        """The run may be somebody else on the audited site."""
        return self.may(urlsplit(self.home).hostname or "")

    @property
    def wants_open(self) -> bool:
        """Checks may still want more."""
        return self.permitted and int(self.bundle.get("want_rounds", 0)) < WANT_ROUNDS

    def advance(self) -> bool:
        """Mark what comes next; False when there is nothing more to ask."""
        if not self.permitted:
            return False
        with self.bundle.transaction():
            if not self.bundle.get("views_planned"):
                self.bundle.set("views_planned", True)
                return self._plan()
            return self._follow() or self._ask_again()

    def fulfil(self, wants: Iterable[Want]) -> bool:
        """Mark the views that checks want, as far as the budget goes; one of few rounds. False when nothing is new."""
        with self.bundle.transaction():
            self.bundle.set("want_rounds", int(self.bundle.get("want_rounds", 0)) + 1)
            pages = dict.fromkeys(want.subject for want in wants if want.kind is WantKind.VIEWS)
            return self._add_pages(list(pages))

    def _plan(self) -> bool:
        pages = self._add_pages([self.home, *self._of_templates()])
        return self._add_probes() or pages

    def _of_templates(self) -> list[str]:
        """The first page, home apart, of each template, the most frequent first; then second ones, as far as room is."""
        rows = self.bundle.db.execute(
            "SELECT url FROM (SELECT u.url, u.place, count(*) OVER t AS pages, row_number() OVER (t ORDER BY u.place) AS rank"
            " FROM page p JOIN url u ON u.id = p.url WHERE u.place IS NOT NULL AND u.role <> ? AND u.status = 200 AND u.url <> ?"
            " WINDOW t AS (PARTITION BY p.template)) ORDER BY rank, pages DESC, place LIMIT ?",
            (Role.SITEMAP, self.home, self.frontier.rules.limits.view_sample),
        )
        return [url for (url,) in rows]

    def _add_pages(self, urls: list[str]) -> bool:
        known = dict.fromkeys(store.subjects(self.bundle))
        room = self.frontier.rules.limits.view_pages - len(known)
        chosen = [url for url in dict.fromkeys(urls) if url not in known and self._may_ask(url)][: max(room, 0)]
        asks = [Ask(url, name, url, True) for url in chosen for name in VIEWS]
        return self._add(asks)

    def _add_probes(self) -> bool:
        """Addresses as spider pools invent them; the same in every run, and nothing that a site could really have."""
        token = blake2b(self.home.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        number = str(int(token, 16))[:10].rjust(10, "7")
        paths = (f"/news/{number}.html", f"/news/p{token}.html", f"/p{token}/", f"/?p{token}")
        urls = [url for path in paths if (url := join(self.home, path)) is not None and self._may_ask(url)]
        return self._add([Ask(url, name, url, True, probe=True) for url in urls for name in PROBE_VIEWS])

    def _may_ask(self, url: str) -> bool:
        rules = self.frontier.rules
        return rules.scope.internal(url) and rules.allowed(url) and self.may(urlsplit(url).hostname or "")

    def _follow(self) -> bool:
        """Redirects, on the site by its rules, elsewhere only where we may be somebody else."""
        rules, asks = self.frontier.rules, []
        for ask in store.redirected(self.bundle):
            internal = rules.scope.internal(ask.url)
            free = not internal or rules.allowed(ask.url)
            if free and ask.hop <= rules.limits.view_redirects and self.may(urlsplit(ask.url).hostname or ""):
                asks.append(Ask(ask.subject, ask.name, ask.url, internal, ask.probe, ask.hop))
        return self._add(asks)

    def _ask_again(self) -> bool:
        """Once more whatever failed in a way that may pass."""
        return store.ask_again(self.bundle)

    def _add(self, asks: list[Ask]) -> bool:
        return sum(store.add(self.bundle, ask) for ask in asks) > 0
