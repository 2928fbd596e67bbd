"""One page fetched again as somebody else: a search engine, a visitor from a search engine, a phone."""

from dataclasses import dataclass

from auditor.model.hidden import HiddenFacts
from auditor.model.page import PageText
from auditor.model.target import FetchAttempt

BROWSER = "browser"
AGAIN = "browser-again"
"""The same once more, after all others: what differs between these two changes by itself."""
BAIDU = "baiduspider"
SOGOU = "sogou-spider"
REFERRED = "baidu-referrer"
"""A browser that comes from a page of search results."""
MOBILE = "mobile"

VIEWS = (BROWSER, BAIDU, SOGOU, REFERRED, MOBILE, AGAIN)
"""Names of all views of a page, in the order of asking."""
PROBE_VIEWS = (BROWSER, BAIDU)
"""Names of the views in which made-up addresses are asked."""


@dataclass(frozen=True, slots=True)
class View:
    """What one view of a page answered, its redirects followed where we may go as somebody else."""

    name: str
    """``browser``, ``baiduspider`` …; stable."""
    url: str
    final_url: str
    """Where the redirects lead; not asked when that is another site where we may be nobody else."""
    status: int | None
    """Of the last request made."""
    chain: tuple[str, ...] = ()
    """All addresses from ``url`` to ``final_url``."""
    attempts: tuple[FetchAttempt, ...] = ()
    """All requests in their order."""
    page: PageText | None = None
    """What was read at ``final_url``; None when it was not asked or gave no HTML."""
    hidden: HiddenFacts | None = None
    """Of the same document."""

    @property
    def wall(self) -> str:
        """Name of the wall that gave the last answer, or empty."""
        return self.attempts[-1].wall if self.attempts else ""
