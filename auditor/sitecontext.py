"""What the checks of one target may know about the whole site, gathered from the bundle."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import msgpack
import msgspec

from auditor.crawl.destination import parse_map
from auditor.model.error import ErrorKind, Fault
from auditor.model.lexicon import Lexicon
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register
from auditor.model.target import SiteContext
from auditor.operators import Look, operators
from auditor.store.bundle import Bundle
from auditor.store.declared import UNREACHED
from auditor.store.looks import looks
from auditor.store.occurrences import Counts
from auditor.store.openpage import open_page
from auditor.store.reader import Reader, attempt
from auditor.urls.guard import is_private

_TEMPLATES = 200
_ABOUT_TARGETS = {"links"}
"""Families of checks that ask nothing about pages: for them no page need be read."""
_TROUBLED_SHARE = 0.8
_TROUBLED_SERVERS = 5
"""A phase in which at least this many outside servers were asked and this share failed is our own trouble."""
_BODY = re.compile(r"[一-鿿]{2,20}(?:人民政府|委员会|办公厅|办公室|局|委|厅|办|法院|检察院)$")
_SITE = re.compile(r"(?:门户|官方|政务)?网站$")
_SHORTEST_NAME = 4
_AGREEMENT = 0.75
_EXAMPLES = 3


def site_context(bundle: Bundle, reader: Reader, counts: Counts, look: Look) -> SiteContext:
    """Gather the context; a pure function of the bundle. ``look`` gives the facts of a page."""
    site = bundle.get("site")
    home = site["home"]
    host = urlsplit(home).hostname or ""
    row = reader.row(home)
    previous = bundle.get("previous_domains")
    exempt = _exempt_hosts(bundle)
    register = _register(bundle)
    reads_pages = bool(bundle.options.families - _ABOUT_TARGETS)
    return SiteContext(
        home=home,
        host=host,
        private=not site["mapped"] and is_private(site["address"]),
        home_page=reader.page_text(row.id) if row else None,
        random_paths=reader.random_answers(),
        troubled_phases=_troubled(bundle, host),
        outside_proven=_outside_answered(bundle, exempt | {host}),
        exempt_hosts=exempt,
        names=tuple(sorted({**dict(_names(bundle, counts)), **_registered_names(register)}.items())),
        templates=reader.templates(_TEMPLATES),
        watched=tuple(bundle.get("watch_list") or ()),
        operators=operators(bundle, reader, counts, look) if reads_pages else frozenset(),
        national=frozenset(bundle.get("national", ())),
        register=register,
        home_facts=home_facts(reader, home, look) if reads_pages else None,
        lexicon=_lexicon(bundle),
        verify_records=bundle.options.verify_records,
        previous_domains=None if previous is None else frozenset(previous),
        today=datetime.fromisoformat(bundle.get("started")).date(),
        looks=looks(bundle) if reads_pages else (),
        unreached=_unreached(bundle),
    )


def _unreached(bundle: Bundle) -> frozenset[str] | None:
    found = bundle.get(UNREACHED)
    return None if found is None else frozenset(found)


def _register(bundle: Bundle) -> Register | None:
    kept = bundle.get("register")
    return None if kept is None else msgspec.convert(kept, Register)


def _lexicon(bundle: Bundle) -> Lexicon | None:
    kept = bundle.get("lexicon")
    return None if kept is None else msgspec.convert(kept, Lexicon)


def home_facts(reader: Reader, home: str, look: Look) -> PageFacts | None:
    """The home page as the checks of pages see it; None when it was not read as HTML."""
    page = open_page(reader, home)
    return look(page) if page is not None and page.is_html else None


def _registered_names(register: Register | None) -> dict[str, str]:
    """Name → host of registered sites, also without the word for site; names that mean several hosts mean none."""
    hosts: dict[str, set[str]] = {}
    for entry in register.entries if register else ():
        name = "".join(entry.name.split())
        for text in {name, _SITE.sub("", name)}:
            hosts.setdefault(text, set()).update(host.host for host in entry.hosts)
    return {name: min(found) for name, found in hosts.items() if len(found) == 1 and len(name) >= _SHORTEST_NAME}


def _exempt_hosts(bundle: Bundle) -> frozenset[str]:
    hosts = {parse_map(text)[0] for text in bundle.options.map}
    for (host,) in bundle.db.execute("SELECT DISTINCT host FROM url WHERE kind = 'external'"):
        name = "127.0.0.1" if host == "localhost" else host.strip("[]")
        try:
            ip_address(name)
        except ValueError:
            continue
        if is_private(name):
            hosts.add(host)
    return frozenset(hosts)


def _outside_answered(bundle: Bundle, known: frozenset[str]) -> bool:
    """An outside server answered this run: what another run was told says nothing of our line now."""
    rows = bundle.db.execute(
        "SELECT u.host, a.fields FROM url u JOIN attempt a ON a.url = u.id WHERE u.kind = 'external' AND u.status IS NOT NULL"
    )
    return any(host not in known and not attempt(blob).made_for for host, blob in rows)


def _troubled(bundle: Bundle, own: str) -> frozenset[int]:
    """Phases in which the fault was on our side.

    In the crawl: nearly every outside server failed at the transport. In a retry pass, which asks what failed before
    and a few canaries that had answered: every canary failed too.
    """
    answered: dict[int, dict[str, bool]] = {}
    before: set[str] = set()
    rows = bundle.db.cursor().execute(
        "SELECT u.host, a.fields FROM attempt a JOIN url u ON u.id = a.url WHERE u.kind = 'external' AND u.host <> ?",
        (own,),
    )
    for host, blob in rows:
        made = attempt(blob)
        if made.phase == 0 and made.status is not None:
            before.add(host)
        if made.made_for:
            continue
        error = made.error
        if error is not None and (error.permanent or error.fault is Fault.US or error is ErrorKind.DNS_NXDOMAIN):
            continue
        seen = answered.setdefault(made.phase, {})
        seen[host] = seen.get(host, False) or made.status is not None
    first = answered.pop(0, {})
    troubled = {0} if _mostly_failed(first) else set()
    for phase, hosts in answered.items():
        canaries = [fine for host, fine in hosts.items() if host in before]
        if canaries and not any(canaries):
            troubled.add(phase)
    return frozenset(troubled)


def _mostly_failed(hosts: dict[str, bool]) -> bool:
    failed = sum(not fine for fine in hosts.values())
    return len(hosts) >= _TROUBLED_SERVERS and failed >= _TROUBLED_SHARE * len(hosts)


def _names(bundle: Bundle, counts: Counts) -> tuple[tuple[str, str], ...]:
    """Which government body a link text names, by the majority of the site's own links."""
    hosts: dict[str, Counter[str]] = {}
    rows = bundle.db.cursor().execute(
        "SELECT u.host, e.element, e.n, m.links FROM edge e JOIN url u ON u.id = e.url JOIN element m ON m.id = e.element"
        " WHERE u.kind = 'external'"
    )
    for host, element, n, blob in rows:
        text = str(msgpack.unpackb(blob)[n][3]).strip()
        if _BODY.fullmatch(text):
            hosts.setdefault(text, Counter())[host] += counts.of[element]
    names = []
    for text, seen in sorted(hosts.items()):
        host, most = min(seen.items(), key=lambda item: (-item[1], item[0]))
        if most >= _EXAMPLES and most >= _AGREEMENT * seen.total():
            names.append((text, host))
    return tuple(names)
