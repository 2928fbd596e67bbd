"""Where a run may appear as somebody else (DESIGN section 6): under a mandate, or on addresses that are not public."""

from collections.abc import Callable, Collection, Mapping
from urllib.parse import urlsplit

from auditor.crawl.destination import is_address
from auditor.crawl.preflight import Site
from auditor.urls.guard import is_private

May = Callable[[str], bool]
"""Host name to permission."""


def rights(site: Site, maps: Mapping[str, tuple[str, int]], mandated: Collection[str]) -> May:
    """Return the decision for one run; ``mandated`` are the hosts its mandate names."""
    own = {urlsplit(origin).hostname or "" for origin in site.origins}
    staging = is_private(site.address)

    def may(host: str) -> bool:
        name = "127.0.0.1" if host == "localhost" else host.strip("[]")
        if name in mandated:
            return True
        if name in maps:
            return is_private(maps[name][0])
        return (staging and name in own) or (is_address(name) and is_private(name))

    return may
