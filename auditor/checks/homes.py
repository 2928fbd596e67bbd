"""Which addresses are a home page under another name."""

import re
from urllib.parse import urlsplit

from auditor.model.target import SiteContext

_INDEX = re.compile(r"/(?:(?:index|default|home|main)(?:\.\w{2,5})?)?$", re.IGNORECASE)


def bare(host: str) -> str:
    """Return the host name without ``www.``."""
    return host.lower().removeprefix("www.")


def is_root(url: str) -> bool:
    """Return True for ``/``, ``/index.html`` and the like, whatever the query."""
    return _INDEX.fullmatch(urlsplit(url).path or "/") is not None


def is_home(url: str, site: SiteContext) -> bool:
    """Return True for the home page of the audited site: its start address or its root, http/https and www. alike."""
    parts, home = urlsplit(url), urlsplit(site.home)
    if bare(parts.hostname or "") not in (bare(site.host), bare(home.hostname or "")):
        return False
    if is_root(url):
        return True
    return _INDEX.sub("/", parts.path) == _INDEX.sub("/", home.path or "/") and parts.query == home.query


def is_entrance(url: str) -> bool:
    """Return True for a root, a directory of the first level or a single name such as ``/en``: they may well be the home page."""
    path = urlsplit(url).path
    return is_root(url) or (len([part for part in path.split("/") if part]) <= 1 and "." not in path)
