"""Asking the site's own search: a few titles known from the crawl and one word that cannot be found, all by GET.

The questions are rows of the frontier like all others, so that pace, guard, robots and retries are those of the run. No
form is submitted by POST, no script is run; a search that takes either is for a person.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import urlsplit

from auditor.crawl.lease import Mode
from auditor.crawl.transport import Progress
from auditor.html.searchform import address, has_hint, host_of, search_entry, search_page, writes_search
from auditor.model.search import Refused, SearchEntry
from auditor.store import probes
from auditor.store import search as store
from auditor.store.bundle import Bundle
from auditor.store.frontier import Frontier
from auditor.store.openpage import OpenPage, open_page
from auditor.store.probes import Ask, Purpose
from auditor.store.reader import Reader
from auditor.urls.resolve import join

_ENGINES = ("baidu.com", "so.com", "sogou.com", "bing.com", "google.com")
"""General search engines are not asked: their answers are not the site's."""
_SHORTEST, _LONGEST = 8, 40
"""Characters of a title that is asked for."""
_SCRIPTS = 30
"""Script files of a page that are looked through."""
_SCRIPT_SOURCE = re.compile(r"<script[^>]{0,300}?\ssrc\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
_CONSONANTS = "bcdfghjkmpqrtvwxz"
_NONSENSE_LENGTH = 12


class SearchStage:
    """Decides what to ask; each step is one transaction, so that a resume goes on."""

    def __init__(self, bundle: Bundle, frontier: Frontier, home: str) -> None:
        self.bundle = bundle
        self.frontier = frontier
        self.home = home

    def advance(self) -> Progress:
        """Mark what comes next; DONE when there is nothing more to ask."""
        if "search" not in self.bundle.options.families:
            return Progress.DONE
        if self.bundle.get("search") is None:
            entry, hinted = self._find()
            with self.bundle.transaction():
                store.keep(self.bundle, entry, hinted)
                marked = entry is not None and entry.askable and self._ask(entry)
            if marked:
                return Progress.MARKED
        with self.bundle.transaction():
            asks = [ask for ask in probes.redirected(self.bundle, Purpose.SEARCH) if self._may_follow(ask)]
            again = probes.add(self.bundle, asks) or probes.ask_again(self.bundle, Purpose.SEARCH)
        return Progress.MARKED if again else Progress.DONE

    def _find(self) -> tuple[SearchEntry | None, bool]:
        """The search of the home page, or of the page that it only links to."""
        reader = Reader(self.bundle)
        home = open_page(reader, self.home)
        if home is None or not home.is_html:
            return None, True  # Nobody can say that there is none.
        found, hinted = self._of_page(reader, home)
        if found is None or not found.askable:
            linked = search_page(home.document.text, home.document.url)
            page = open_page(reader, linked[0]) if linked else None
            there = self._of_page(reader, page)[0] if page is not None and page.is_html else None
            found = there if there is not None and there.askable else found
        return found, hinted

    def _of_page(self, reader: Reader, page: OpenPage) -> tuple[SearchEntry | None, bool]:
        """Its search, and whether there may be one where none was seen: something speaks of it, or was not read."""
        text, url = page.document.text, page.document.url
        kept = reader.scripts()
        files = [join(url, source) or "" for source in _SCRIPT_SOURCE.findall(text)[:_SCRIPTS]]
        codes = [kept[file] for file in files if file in kept]
        hinted = has_hint(text) or len(codes) < len(files) or any(map(writes_search, codes))
        return search_entry(text, url, page.document.encoding, codes), hinted

    def _ask(self, entry: SearchEntry) -> bool:
        """Mark the questions, or note why none may be put."""
        host, sample = host_of(entry), address(entry, "x")
        internal = self.frontier.rules.scope.internal(sample)
        titles = self._titles()
        refused = None if titles else Refused.TITLES
        if internal and not self.frontier.rules.allowed(sample):
            refused = Refused.ROBOTS
        elif not internal and any(f".{host}".endswith(f".{name}") for name in _ENGINES):
            refused = Refused.ENGINE
        elif not internal and not self.bundle.options.external:
            refused = Refused.OFF
        words = [] if refused else [*titles, (nonsense(self.home), "")]
        questions = [(said, url, address(entry, said)) for said, url in words]
        store.keep_questions(self.bundle, questions, refused)
        asks = [Ask(Purpose.SEARCH, asked, asked, Mode.RESULTS, internal) for _, _, asked in questions]
        return probes.add(self.bundle, asks)

    def _titles(self) -> list[tuple[str, str]]:
        """Titles spread over the crawl, of different directories where there are as many."""
        most = self.frontier.rules.limits.search_titles
        known: dict[str, tuple[str, str]] = {}
        for title, url in store.titles(self.bundle):
            said = " ".join(title.split())
            chinese = sum("一" <= char <= "鿿" for char in said)
            if _SHORTEST <= len(said) <= _LONGEST and chinese * 2 > len(said):
                known.setdefault(urlsplit(url).path.rpartition("/")[0], (said, url))
        chosen = list(dict(known.values()).items())
        return [chosen[at * len(chosen) // most] for at in range(most)] if len(chosen) > most else chosen

    def _may_follow(self, ask: Ask) -> bool:
        rules = self.frontier.rules
        if ask.hop > rules.limits.view_redirects:
            return False
        if rules.scope.internal(ask.url):
            return bool(rules.allowed(ask.url))
        return (urlsplit(ask.url).hostname or "") == (urlsplit(ask.subject).hostname or "")


def nonsense(home: str) -> str:
    """A word that is nowhere, the same in every run over a site."""
    digest = blake2b(home.encode("utf-8", "surrogatepass"), digest_size=_NONSENSE_LENGTH).digest()
    return "".join(_CONSONANTS[byte % len(_CONSONANTS)] for byte in digest)
