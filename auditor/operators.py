"""Whose domains belong to the site's operator: its own, those it names, and those its pages openly and mostly link to.

An attacker's block on every page is a majority as well. So a domain counts only where a visitor can see its links, and,
where an earlier run is known, only when that run had met it too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import urlsplit

from auditor.model.pagefacts import PageFacts
from auditor.store.bundle import Bundle
from auditor.store.occurrences import Counts
from auditor.store.openpage import OpenPage, open_pages
from auditor.store.reader import Reader
from auditor.urls.owners import PUBLIC_SERVICES, province_of
from auditor.urls.scope import is_government, registrable

_SHARE = 0.5
"""Of the pages: more of them carry one and the same link."""
_FEWEST_PAGES = 5
"""On fewer pages there is no majority to speak of."""
_WITNESSES = 5
"""Pages on which a domain is looked at with the eyes of a visitor."""
_WALKED = 500
"""Pages walked through in search of witnesses; a link on most pages is met on the first few."""
_SITE_CODE = re.compile(r"[?&](?:site_?code|siteCode)=(\d{10})(?!\d)", re.IGNORECASE)
_CODES = 200

Look = Callable[[OpenPage], PageFacts]


def operators(bundle: Bundle, reader: Reader, counts: Counts, look: Look) -> frozenset[str]:
    """Hosts and registrable domains of the operator; a pure function of the bundle. ``look`` gives the facts of a page."""
    own = {urlsplit(url).hostname or "" for url in (bundle.get("site")["home"], *bundle.get("site")["origins"])} - {""}
    found = own | {registrable(host) for host in own} | set(bundle.get("operator_domains") or ())
    if any(map(is_government, own)):
        found |= PUBLIC_SERVICES | _province(bundle)
    return frozenset(found | (_learnt(bundle, reader, counts, look) if reader.page_count() >= _FEWEST_PAGES else set()))


def _province(bundle: Bundle) -> set[str]:
    """The province that the site's identification code names; the fault service is linked with that code."""
    rows = bundle.db.execute(
        "SELECT url FROM url WHERE kind = 'external' AND url LIKE '%site%code=%' ORDER BY id LIMIT ?", (_CODES,)
    )
    codes = Counter(found[1] for (url,) in rows if (found := _SITE_CODE.search(url)))
    named = {province_of(code) for code, count in codes.items() if count == max(codes.values())}
    return named - {""} if len(named) == 1 else set()


def _learnt(bundle: Bundle, reader: Reader, counts: Counts, look: Look) -> set[str]:
    candidates = _widespread(reader, counts)
    known = bundle.get("previous_domains")
    if known is not None:
        candidates = {domain: elements for domain, elements in candidates.items() if domain in known}
    return _seen_openly(reader, candidates, look) if candidates else set()


def _widespread(reader: Reader, counts: Counts) -> dict[str, set[int]]:
    """Outside domains of which one and the same link stands on most pages → the elements that link there."""
    rows = reader.db.execute(
        "SELECT u.host, e.element, m.key FROM edge e JOIN url u ON u.id = e.url JOIN element m ON m.id = e.element"
        " WHERE u.kind = 'external'"
    )
    pages: dict[tuple[str, bytes], int] = {}
    elements: dict[str, set[int]] = {}
    for host, element, key in rows:
        domain = registrable(host)
        if element not in elements.setdefault(domain, set()):
            elements[domain].add(element)
            pages[domain, key] = pages.get((domain, key), 0) + counts.pages[element]
    needed = _SHARE * reader.page_count()
    wide = {domain for (domain, _), number in pages.items() if number > needed}
    return {domain: elements[domain] for domain in wide}


def _seen_openly(reader: Reader, candidates: dict[str, set[int]], look: Look) -> set[str]:
    """Those of which on most of the pages looked at a link stands in the open."""
    domains_of: dict[int, list[str]] = {}
    for domain, elements in candidates.items():
        for element in elements:
            domains_of.setdefault(element, []).append(domain)
    looked: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for walked, page in enumerate(open_pages(reader)):
        if walked >= _WALKED or all(looked[domain] >= _WITNESSES for domain in candidates):
            break
        linked = Counter(domain for element in page.refs for domain in domains_of.get(element, ()))
        wanted = [domain for domain in linked if looked[domain] < _WITNESSES]
        if not wanted or not page.is_html:
            continue
        hidden = _hidden(look(page))
        looked.update(wanted)
        seen.update(domain for domain in wanted if linked[domain] > hidden[domain])
    return {domain for domain in candidates if seen[domain] * 2 > looked[domain]}


def _hidden(facts: PageFacts) -> Counter[str]:
    """How many links to each domain stand in hidden blocks of a page or outside its document."""
    apart = [block.links for block in facts.hidden.blocks] + [part.links for part in facts.hidden.outside]
    return Counter(link.domain for links in apart for link in links)
