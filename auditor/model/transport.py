"""What was measured of a site's transport: names and answers over IPv6, and its HTTPS."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.model.error import ErrorKind
from auditor.model.page import PageText
from auditor.model.target import FetchAttempt

HTTP, HTTPS = "http", "https"


@dataclass(frozen=True, slots=True)
class IPv6Name:
    """What DNS says of one host that the site's first three levels of links and resources name."""

    host: str
    level: int
    """Clicks from the home page to the nearest link to it; 0 = the audited host itself (or its www/bare alias)."""
    resource: bool
    """Pages load something from it: images, scripts, style sheets, frames, media."""
    addresses: tuple[str, ...]
    """Its IPv6 addresses."""
    ipv4: bool
    """It has an IPv4 address, so that visitors with IPv4 get what it serves."""
    error: ErrorKind | None
    """Why nothing can be said; None when the addresses (or that there are none) are a definite answer."""
    mapped: bool = False
    """Its address was given by the user (``--map``)."""
    sample: str = ""
    """One address on this host that the site names."""

    @property
    def ipv4_only(self) -> bool:
        """A definite answer says that it has IPv4 addresses and no IPv6 address."""
        return self.error is None and self.ipv4 and not self.addresses


@dataclass(frozen=True, slots=True)
class Route:
    """Whether this machine reaches the IPv6 internet, found out by connecting, not by reading its settings."""

    works: bool | None
    """None: not tried, because nothing had to cross the IPv6 internet."""
    tried: tuple[tuple[str, str], ...] = ()
    """(address, how it ended): ``connected`` or an error kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One address asked over one IP version, its redirects on the site followed."""

    url: str
    family: int
    """4 or 6."""
    final_url: str
    status: int | None
    """Of the last request; None when no HTTP answer came."""
    error: ErrorKind | None
    chain: tuple[str, ...]
    attempts: tuple[FetchAttempt, ...]
    """All requests in their order."""
    page: PageText | None = None
    """What was read at the end as HTML, with its simhash."""
    level: int = 0
    """Of links: clicks from the home page."""

    @property
    def good(self) -> bool:
        """An ordinary answer, no wall."""
        return self.status is not None and self.status < 400 and not self.wall

    @property
    def wall(self) -> str:
        """Name of what stood in the way, or empty."""
        return self.attempts[-1].wall if self.attempts else ""

    @property
    def scheme(self) -> str:
        """``http`` or ``https``, as it was first asked."""
        return urlsplit(self.url).scheme

    @property
    def passes(self) -> int:
        """In how many passes it was asked."""
        return len({attempt.phase for attempt in self.attempts})

    @property
    def by_two_clients(self) -> bool:
        """Clients of two makes have tried."""
        return len({attempt.client for attempt in self.attempts}) > 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of the chain as the server sent it."""

    subject: str
    issuer: str
    names: tuple[str, ...]
    """Host names and addresses it is made out to."""
    not_before: str
    """ISO 8601, UTC."""
    not_after: str
    self_signed: bool
    key: str
    """Such as ``RSA 2048`` or ``EC secp256r1``."""


@dataclass(frozen=True, slots=True)
class TlsFacts:
    """One HTTPS server as it presented itself.

    ``state``: ``tls`` (a handshake was made), ``gm`` (it answers only to the Chinese national algorithms: TLCP or
    the SM suites of TLS 1.3), ``refused`` (it speaks TLS but refuses everything we can offer: ``alert`` says how),
    ``none`` (no TLS server there: ``error`` says what was met).
    """

    host: str
    address: str
    port: int
    state: str
    at: str
    """When it was asked: ISO 8601 with offset."""
    protocol: str = ""
    """Such as ``TLSv1.3``; of a national server ``TLCP`` or ``TLSv1.3``."""
    cipher: str = ""
    alert: str = ""
    """Name of the alert the server gave to an ordinary handshake."""
    legacy: bool = False
    """It can only do what today's browsers refuse: TLS 1.1 and older."""
    chain: tuple[Certificate, ...] = ()
    """From the server's own certificate upwards, as sent."""
    trusted: bool | None = None
    """The chain leads to an authority that this machine knows; None when nothing was verified."""
    problem: str = ""
    """Why not: ``self-signed``, ``incomplete``, ``unknown-authority`` or ``invalid``."""
    name_matches: bool | None = None
    error: ErrorKind | None = None


@dataclass(frozen=True, slots=True)
class TransportFacts:
    """All that a run measured of the site's transport. Levels count clicks from the home page."""

    host: str
    home: str
    names: tuple[IPv6Name, ...]
    """The audited host first, then by level and name."""
    route: Route
    homes: tuple[Answer, ...]
    """The home page over both IP versions and both schemes, as far as there was cause to ask."""
    links: tuple[Answer, ...]
    """A sample of same-site links of two levels, over IPv6; all of them answered well over IPv4."""
    link_totals: tuple[tuple[int, int], ...]
    """(level, how many links the sample of that level was taken from)."""
    resources: tuple[Answer, ...]
    """Over IPv6: one resource of each outside host with an IPv6 address, and some of the site itself that IPv4 brings."""
    tls: tuple[TlsFacts, ...]
    redirects_to_https: bool | None
    """Whether http:// leads to https://; None when it is not known."""
    resolver_proven: bool
    """The resolver resolved an outside name and denied a random one in this run."""
    pages_with: Callable[[str], Iterator[str]]
    """Crawled pages that load something from a host, at most some tens."""

    @property
    def own(self) -> IPv6Name | None:
        """What DNS says of the audited host."""
        return next((name for name in self.names if name.host == self.host), None)

    def home_over(self, family: int, scheme: str) -> Answer | None:
        """The home page over one IP version and scheme, if it was asked."""
        return next((one for one in self.homes if one.family == family and one.scheme == scheme), None)
