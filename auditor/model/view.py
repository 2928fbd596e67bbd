"""One page fetched again as somebody else: a search engine, a visitor from a search engine, a phone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """What one view of a page answered."""

    name: str
    """``browser``, ``baiduspider`` …; stable."""
    url: str
    final_url: str
    status: int | None
