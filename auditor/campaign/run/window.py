"""How many sites are inspected at once when nobody says: what the cores and the free memory of this machine carry."""

from auditor.browser.machine import cores, free_memory

_SITES_A_CORE = 10
"""At half a second between requests a site takes 1.3 hundredths of a core while it is crawled, and a third of a second at its
end; twenty sites stay below 1 GB (``python -m bench.campaign``)."""
_SITE_BYTES = 80 << 20
"""Twice what a run takes while it crawls: judging takes more. Browsers have places of their own (``browser.turns``)."""
_SHARE = 2
"""Half of the free memory is left to others."""


def sites_at_once() -> int:
    """Number of site runs side by side."""
    return max(1, min(_SITES_A_CORE * cores(), free_memory() // _SHARE // _SITE_BYTES))
