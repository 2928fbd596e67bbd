"""One piece of work handed to a fetching worker, and how it is to be fetched."""

from enum import StrEnum
from typing import NamedTuple


class Mode(StrEnum):
    """What to ask and how much of the answer to read."""

    PAGE = "page"
    """GET, the whole body if it is HTML; its links are scanned."""
    HEAD = "head"
    """HEAD, then GET where HEAD is refused or answers 400 or more."""
    FIRST_BYTES = "first-bytes"
    """A ranged GET: enough to see what kind of file it is."""
    LOOK = "look"
    """GET, HTML read up to a limit for its title and text; links are not followed."""
    DOCUMENT = "document"
    """GET, the body is returned as it is (robots.txt)."""
    SITEMAP = "sitemap"
    """GET, read as a sitemap or sitemap index."""
    COOKIES = "cookies"
    """GET with a cookie jar, redirects on the same host followed: for loops that a browser does not see."""
    STYLE = "style"
    """GET, the text is kept: a style sheet of the site."""
    SCRIPT = "script"
    """GET, the text is kept: a script file of the site."""
    ATTACHMENT = "attachment"
    """GET, the whole body up to a limit: a document of the site, which is read in a process of its own."""
    VIEW = "view"
    """GET as somebody else (``crawl.dress``), HTML read as a page; links and redirects are not followed here."""
    RESULTS = "results"
    """The same as ourselves, of the site's own search: what it answers to a script (JSON) is read too."""
    SECOND = "second"
    """GET by another HTTP client than libcurl."""


FILES = frozenset({Mode.STYLE, Mode.SCRIPT})
"""Modes whose text is kept as a resource."""

ASKED = frozenset({Mode.VIEW, Mode.RESULTS})
"""Modes of questions beside the crawl: their answers lead nowhere."""


class Lease(NamedTuple):
    """``address`` is the IP to connect to; ``port`` overrides the URL's port (0 = none); ``server`` keys politeness.

    ``verify`` asks for certificate verification; ``mapped`` says that the user gave the address for this name.
    """

    id: int
    url: str
    mode: Mode
    phase: int
    address: str
    port: int
    mapped: bool
    server: str
    verify: bool
    polite: bool
    """True when the run's delay applies (the audited server); outside servers get at least one second's rest."""
    dress: str = ""
    """As whom a view is asked: a name of ``crawl.dress.DRESSES``."""
