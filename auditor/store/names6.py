"""Hosts of the first levels of links: which are looked up, what DNS says of them, and which pages load from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from urllib.parse import urlsplit

import msgpack

from auditor.model.error import ErrorKind
from auditor.model.transport import IPv6Name
from auditor.store.bundle import Bundle
from auditor.store.occurrences import pages
from auditor.urls.order import looks_like_asset

LEVELS = 3
"""Clicks from the home page to the farthest links whose hosts are looked up."""
ASKED = (1, 2)
"""Clicks from the home page (whose links are the first level) to the pages whose answers over IPv6 are counted."""
_PAGES = 20
_LOADING = frozenset(
    "img script iframe frame source video audio track embed object input body table td th tr image style".split()
)


def loads(tag: str, attribute: str, url: str) -> bool:
    """True when a browser fetches this reference to show the page."""
    if tag == "link":
        return looks_like_asset(url)
    return tag in _LOADING and attribute in (
        "src",
        "srcset",
        "data",
        "poster",
        "background",
        "href",
        "xlink:href",
        "style",
    )


def resource_urls(bundle: Bundle) -> Iterator[tuple[str, str, int]]:
    """(host, address, element) of everything outside the site that its pages load, nearest first."""
    rows = bundle.db.cursor().execute(
        "SELECT u.host, u.url, e.element, e.n, m.links FROM edge e JOIN url u ON u.id = e.url JOIN element m ON m.id = e.element"
        " WHERE u.kind = 'external' ORDER BY u.depth, u.id, e.element, e.n"
    )
    for host, url, element, n, blob in rows:
        link = msgpack.unpackb(blob)[n]
        if loads(str(link[1]), str(link[2]), url):
            yield host, url, element


def plan(bundle: Bundle, own: Sequence[str], mapped: frozenset[str], most: int) -> None:
    """Note the hosts to be looked up, inside a transaction: the site's own first, then those nearest to its home page."""
    home = str(bundle.get("site")["home"])
    resources: dict[str, str] = {}
    for host, url, _ in resource_urls(bundle):
        resources.setdefault(host, url)
    rows = bundle.db.execute(
        "SELECT host, min(depth), url FROM url WHERE role IN (0, 4) AND kind IN ('page', 'asset', 'external') AND host <> ''"
        " AND depth BETWEEN 1 AND ? GROUP BY host ORDER BY min(depth), host",
        (LEVELS,),
    ).fetchall()
    found = [(host, 0, 1, home) for host in own]
    found += [
        (host, level, int(host in resources), resources.get(host, url)) for host, level, url in rows if host not in own
    ]
    bundle.db.executemany(
        "INSERT OR IGNORE INTO ipv6_name (host, level, resource, sample, mapped) VALUES (?, ?, ?, ?, ?)",
        [(*row, int(row[0] in mapped)) for row in found[:most]],
    )


def pending(bundle: Bundle) -> list[str]:
    """Hosts not yet looked up, nearest first."""
    rows = bundle.db.execute("SELECT host FROM ipv6_name WHERE asked = 0 ORDER BY level, host")
    return [host for (host,) in rows]


def record(bundle: Bundle, found: Sequence[tuple[str, Sequence[str], bool, ErrorKind | None]]) -> None:
    """Write answers (host, IPv6 addresses, has IPv4, error), inside a transaction."""
    bundle.db.executemany(
        "UPDATE ipv6_name SET asked = 1, addresses = ?, ipv4 = ?, error = ? WHERE host = ?",
        [(json.dumps(list(addresses)), int(ipv4), error, host) for host, addresses, ipv4, error in found],
    )


def names(bundle: Bundle) -> tuple[IPv6Name, ...]:
    """All answers, nearest first."""
    rows = bundle.db.execute(
        "SELECT host, level, resource, addresses, ipv4, error, mapped, sample FROM ipv6_name WHERE asked = 1 ORDER BY level, host"
    )
    return tuple(
        IPv6Name(host, level, bool(resource), tuple(json.loads(addresses)), bool(ipv4), ErrorKind(error) if error else None,
                 bool(mapped), sample)
        for host, level, resource, addresses, ipv4, error, mapped, sample in rows
    )  # fmt: skip


def addresses(bundle: Bundle, host: str) -> tuple[str, ...]:
    """The IPv6 addresses of one host, as they were answered."""
    row = bundle.db.execute("SELECT addresses FROM ipv6_name WHERE host = ?", (host,)).fetchone()
    return () if row is None else tuple(json.loads(row[0]))


class Loading:
    """Which crawled pages load something from which outside host; one pass over the pages, when first asked."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle

    def __call__(self, host: str) -> Iterator[str]:
        """Pages in crawl order, at most twenty."""
        return iter(self._pages.get(host, ()))

    @cached_property
    def _pages(self) -> dict[str, list[str]]:
        behind: dict[int, set[str]] = {}
        for host, _, element in resource_urls(self._bundle):
            behind.setdefault(element, set()).add(host)
        found: dict[str, list[str]] = {}
        for _, _, url, elements in pages(self._bundle):
            met = set().union(*(behind[element] for element in behind.keys() & set(elements)))
            for host in met:
                listed = found.setdefault(host, [])
                if len(listed) < _PAGES:
                    listed.append(url)
        return found


def sample_hosts(bundle: Bundle) -> list[tuple[str, str]]:
    """(host, address) of outside hosts with an IPv6 address from which pages load something, nearest first."""
    return [(name.host, name.sample) for name in names(bundle) if name.level and name.resource and name.addresses]


def assets(bundle: Bundle) -> list[str]:
    """Images, scripts, style sheets and files of the site itself that answered well over IPv4, in the order of discovery."""
    rows = bundle.db.execute(
        "SELECT url FROM url WHERE kind = 'asset' AND internal AND role = 0 AND state = 2 AND status IN (200, 206)"
        " AND error IS NULL AND wall = '' ORDER BY depth, id"
    )
    return [url for (url,) in rows]


def links(bundle: Bundle, level: int) -> list[str]:
    """Pages of the site at this many clicks that answered well over IPv4, in crawl order."""
    rows = bundle.db.execute(
        "SELECT url FROM url WHERE kind = 'page' AND internal AND role = 0 AND depth = ? AND state = 2 AND status = 200"
        " AND error IS NULL AND wall = '' ORDER BY place",
        (level,),
    )
    return [url for (url,) in rows if urlsplit(url).hostname]
