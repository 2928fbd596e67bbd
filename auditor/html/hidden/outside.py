"""Which references leave the site, and to whom."""

from collections.abc import Mapping
from functools import lru_cache

from auditor.html.textual import folded
from auditor.model.hidden import OutsideLink
from auditor.urls.hosts import host_of
from auditor.urls.resolve import join
from auditor.urls.scope import registrable

_LONGEST = 2_000
_ACCOUNT = frozenset(["me", "author", "publisher", "license"])


def leaves(raw: str, base: str) -> tuple[str, str, str] | None:
    """Return (absolute URL, host, registrable domain) when a reference leads to another registrable domain than ``base``."""
    raw = raw.strip()
    # Nearly all references of a page are relative; joining them would cost more than all the rest.
    if "//" not in raw[:10] and "\\" not in raw[:10]:
        return None
    return _joined(raw[:_LONGEST], base)


@lru_cache(maxsize=20_000)
def _joined(raw: str, base: str) -> tuple[str, str, str] | None:
    url = join(base, raw)
    host = host_of(url) if url else ""
    if url is None or not host:
        return None
    domain = registrable(host)
    return None if domain == registrable(host_of(base)) else (url, host, domain)


def link(values: Mapping[str, str], text: str, base: str, image: bool) -> OutsideLink | None:
    """Return the outside link of an anchor's attributes, or None."""
    found = leaves(values.get("href", ""), base)
    if found is None:
        return None
    url, host, domain = found
    account = not _ACCOUNT.isdisjoint(values.get("rel", "").lower().split())
    label = folded(text)[:200] or " ".join(values.get("title", "").split())[:200]
    return OutsideLink(url[:500], host, domain, label, account, image)
