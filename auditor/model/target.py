"""Everything known about one link destination, as the checks receive it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from auditor.model.attachment import Attachment, AttachmentLink
from auditor.model.error import ErrorKind
from auditor.model.lexicon import Lexicon
from auditor.model.link import TargetKind
from auditor.model.look import Looked
from auditor.model.page import PageText
from auditor.model.register import Register

if TYPE_CHECKING:
    from auditor.model.pagefacts import PageFacts  # It speaks of attempts itself.


@dataclass(frozen=True, slots=True)
class FetchAttempt:
    """One request on one URL. ``status`` is None when no HTTP status line was received."""

    phase: int
    """0 = during the crawl; 1, 2 … = the retry passes after the last round, at least ten seconds apart."""
    method: str
    """HEAD, GET, or RANGE (a GET that asked for and read only the first bytes)."""
    client: str
    """``curl`` or ``python`` (the second client of another make)."""
    at: str
    """ISO 8601 with offset, Beijing time."""
    ms: int
    address: str
    status: int | None
    error: ErrorKind | None
    location: str = ""
    """Absolute target of a redirect, or empty."""
    content_type: str = ""
    """Media type in lower case without parameters, or empty."""
    sniffed: str = ""
    """What the first bytes are: html, pdf, zip, ole, png, jpeg, gif, webp, bmp, ico, svg, text, empty, binary.

    The empty string when no body was read.
    """
    wall: str = ""
    """Name of the wall that answered (``http-403``, ``ruishu-412``, ``captcha`` …), or empty."""
    limit: str = ""
    """Name of the configured limit that cut this attempt, or empty."""
    headers: tuple[tuple[str, str], ...] = ()
    """The few response headers that matter as evidence."""
    own_address: str = ""
    """Where the connection came from, as this machine sees it; empty when none stood, or in evidence of an old release."""
    made_for: str = ""
    """The site of the same campaign whose run made this attempt; empty: the run whose evidence this is."""


@dataclass(frozen=True, slots=True)
class HostFacts:
    """What DNS said of a host name during this run."""

    host: str
    addresses: tuple[str, ...]
    denials: int
    """How often the name was denied (NXDOMAIN), at moments spread over the run."""
    denied_after_rounds: bool
    denied_by_second_resolver: bool
    resolver_proven: bool
    """The same resolver resolved an outside name and denied a random one in this run."""
    error: ErrorKind | None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a redirect chain: a URL and all attempts made on it."""

    url: str
    attempts: tuple[FetchAttempt, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One distinct link destination (without fragment) and every attempt on it and on its redirects.

    ``chain`` starts with the target itself; its last hop is where the redirects ended. ``page`` describes
    the HTML received at the end of the chain, None when the end was not read as HTML. ``error`` is set when
    the chain itself is at fault (redirect-loop, redirect-limit, redirect-invalid, private-address) or when
    the target was never requested (robots-disallowed, budget, dns-*).
    """

    url: str
    kind: TargetKind
    internal: bool
    chain: tuple[Hop, ...]
    page: PageText | None
    host: HostFacts | None
    error: ErrorKind | None = None
    missing_fragments: frozenset[str] = field(default_factory=frozenset)
    """Fragments asked for by links to this page that its HTML does not have."""
    attachment: Attachment | None = None
    """What a document of the site says; None for anything else, and for what was not read."""
    linked: "Callable[[], Iterator[tuple[AttachmentLink, Target]]]" = field(
        default=lambda: iter(()), compare=False, repr=False
    )
    """The links inside it that lead to web addresses that were asked for, and what came of it."""

    @property
    def final_url(self) -> str:
        """Where the redirects ended; the target itself without any."""
        return self.chain[-1].url if self.chain else self.url

    @property
    def last(self) -> FetchAttempt | None:
        """The latest attempt on the final hop, or None when nothing was requested."""
        return self.chain[-1].attempts[-1] if self.chain and self.chain[-1].attempts else None


@dataclass(frozen=True, slots=True)
class RandomPathAnswer:
    """What the server answered to a path that cannot exist, in one directory."""

    url: str
    directory: str
    """URL prefix ending in ``/`` that this answer speaks for."""
    status: int | None
    final_url: str
    page: PageText | None


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What a check of one target may know about the whole site."""

    home: str
    host: str
    private: bool
    """The audited host itself is on a private or loopback address and not mapped."""
    home_page: PageText | None
    random_paths: tuple[RandomPathAnswer, ...]
    troubled_phases: frozenset[int]
    """Phases in which our own network was at fault: their transport errors prove nothing."""
    outside_proven: bool
    """At least one unmapped outside server answered during this run."""
    exempt_hosts: frozenset[str]
    """Hosts whose address is mapped, loopback or explicitly allowed: reaching them does not depend on the outside network."""
    names: tuple[tuple[str, str], ...] = ()
    """(organisation name, host) pairs known from the register and the site's own majority."""
    templates: tuple[tuple[str, int], ...] = ()
    """Template keys and how many pages have each, most frequent first, at most 200."""
    operators: frozenset[str] = frozenset()
    """Hosts and registrable domains of the site's operator: its own, learnt from its pages, or named by the user."""
    watched: tuple[str, ...] = ()
    """Words and registrable domains that the user wants to be told of, in lower case."""
    national: frozenset[str] = frozenset()
    """Hosts whose HTTPS speaks the national algorithms (国密) alone: that our handshake failed says nothing."""
    register: Register | None = None
    """The register of sites that the user gave; None without one."""
    home_facts: "PageFacts | None" = None
    """The home page as the checks of pages see it; None when it was not read as HTML."""
    verify_records: bool = False
    """The user wants to know whether the records that identity links open are there."""
    lexicon: Lexicon | None = None
    """The office's own list of wrong words; None without one."""
    previous_domains: frozenset[str] | None = None
    """Registrable domains of other people that the previous run of this site knew; None without a previous run."""
    today: date | None = None
    """The day on which the run started, in Beijing: what is late or stale is so on that day."""
    looks: tuple[Looked, ...] = ()
    """Pages that were looked at in a browser, in crawl order, without their markup."""
    unreached: frozenset[str] | None = None
    """Pages that the site has and no link leads to from its home page; None where its pages are not known beforehand."""

    @property
    def nameless(self) -> bool:
        """Which site this is, is not known: a folder or an article before it is out. ``.invalid`` is nobody's (RFC 6761)."""
        return self.host.endswith(".invalid")

    def look_for(self, cause: str) -> Looked | None:
        """The look that answers a want; None when nobody looked, or the browser could not."""
        return next((look for look in self.looks if cause in look.causes and not look.error), None)

    def look_at(self, url: str) -> Looked | None:
        """The look at a page; None when nobody looked, or the browser could not."""
        return next((look for look in self.looks if look.url == url and not look.error), None)
