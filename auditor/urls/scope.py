"""Which addresses belong to the audited site, and whose domain a host is."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from tldextract import TLDExtract

_DEFAULT_PORT = {"http": 80, "https": 443}
_GOVERNMENT = (".gov.cn", ".政务", ".xn--zfr164b", ".公益", ".xn--55qw42g")
_BODY = re.compile(r"(?:[a-z0-9-]+\.)*([a-z0-9-]+\.gov\.cn)")
_NOWHERE = ".invalid"
"""Names with this end are nobody's (RFC 2606)."""


def origin(url: str) -> str:
    """Return ``scheme://host:port`` of an absolute http(s) URL, default ports written out; empty if there is none."""
    return _origin_of(url[: url.find("/", 8) + 1] or url)


@lru_cache(maxsize=10_000)
def _origin_of(start: str) -> str:
    try:
        parts = urlsplit(start)
        port = parts.port or _DEFAULT_PORT.get(parts.scheme)
    except ValueError:
        return ""
    if port is None or not parts.hostname:
        return ""
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{name}:{port}"


@dataclass(frozen=True, slots=True)
class Scope:
    """The audited site: its exact origins, aliases (http/https, www/bare) included."""

    origins: frozenset[str]
    """As ``origin`` writes them."""

    def internal(self, url: str) -> bool:
        """Return True when the absolute URL lies on the audited site."""
        end = url.find("/", url.find("://") + 3)
        return _origin_of_head(url if end < 0 else url[:end]) in self.origins


_origin_of_head = lru_cache(maxsize=4_096)(origin)


@cache
def _suffixes() -> "TLDExtract":
    # Imported when first needed: it brings an HTTP client with it, which fetching workers must not pay for.
    from tldextract import TLDExtract

    # The snapshot inside the package: an audit must not fetch a suffix list, nor write a cache into the environment.
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=20_000)
def registrable(name: str) -> str:
    """Return the registrable domain of a host name; the name itself when it has none (addresses, single labels)."""
    if body := _BODY.fullmatch(name):  # Most names asked about, and the list of suffixes has nothing below gov.cn.
        return body[1]
    if name.endswith(_NOWHERE):
        return name
    found = _suffixes()(name.rstrip("."))
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else name


def is_government(name: str) -> bool:
    """Return True for Chinese government and public-institution domains (.gov.cn, .政务, .公益)."""
    name = name.lower().rstrip(".")
    return name == "gov.cn" or name.endswith(_GOVERNMENT)
