"""What decides which URLs the frontier lets in, and in which order pages come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditor.model.limits import Limits
from auditor.urls.order import class_again, url_class
from auditor.urls.scope import Scope


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides which URLs are let in.

    ``allowed`` is the robots decision for URLs of the site; ``reachable`` says that a private host was opened on
    purpose (mapped, allowed, or the start URL's own address), so that links to it are asked like any other.
    """

    scope: Scope
    limits: Limits
    max_pages: int
    external: bool
    year: int
    allowed: Callable[[str], bool]
    reachable: Callable[[str], bool]
    sampled: bool = False
    """Only a few pages and the script files they load are fetched."""
    pages_only: bool = False
    """No files are fetched at all."""
    visited: frozenset[str] = frozenset()
    """Keys of pages that earlier runs have read: what those left out goes first."""

    def page_class(self, url: str, key: str) -> int:
        """The place of a page in the order of the crawl."""
        cls = url_class(url, self.year)
        return class_again(cls) if key in self.visited else cls
