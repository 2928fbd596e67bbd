"""What the demo's servers pass around: requests, replies and how a reply misbehaves on the wire."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Wire(StrEnum):
    """How a reply is put on the wire; everything but NORMAL is a planted transport fault."""

    NORMAL = "normal"
    HANG = "hang"
    """Read the request, never answer."""
    RESET = "reset"
    """Answer with a TCP reset."""
    EMPTY = "empty"
    """Close without a byte."""
    BROKEN_CHUNK = "broken-chunk"
    """A chunked body whose second chunk size is not a number."""
    TRUNCATED = "truncated"
    """Close half way through the announced Content-Length."""


class Listener(StrEnum):
    """What a host's port does before any HTTP is spoken."""

    HTTP = "http"
    REFUSED = "refused"
    """The port is reserved but nobody listens."""
    TLS_GARBAGE = "tls-garbage"
    """Answers a TLS hello with plain text."""
    TLS_EXPIRED = "tls-expired"
    """Speaks TLS with a self-signed certificate that ran out in 2024."""


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. ``path`` is the raw request target without query; header names are lower case."""

    method: str
    host: str
    path: str
    query: str
    headers: Mapping[str, str]
    count: int
    """How often this very target was requested before."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer. Seconds in ``delay``; ``Content-Length`` is added by the server."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0
    wire: Wire = Wire.NORMAL


Answer = Callable[[Request], Reply]


@dataclass(slots=True)
class Host:
    """One made-up host name: its routes by raw path, and what it says to every other path.

    ``shared`` names another host on whose address and port this one lives too.
    """

    name: str
    routes: dict[str, Answer]
    fallback: Answer
    listener: Listener = Listener.HTTP
    shared: str = ""
    ipv4: bool = False
    """It has no address of the sixth version, although it could."""


class Shape(StrEnum):
    """What the entries of a truth file are about, hence what of a finding is compared with them."""

    TARGET = "target"
    """A link: the finding's target, or the place where it is written."""
    PAGE = "page"
    """A page: the page on which the finding stands; its target does not matter."""


@dataclass(frozen=True, slots=True)
class Piece:
    """HTML that goes to one place of a page; ``place`` is a key of ``graft.PLACES``, ``frame``, ``page``, or what of
    the page's identity it replaces (``office.parts`` and ``office.tags``)."""

    place: str
    html: str


@dataclass(frozen=True, slots=True)
class Plant:
    """One entry of a truth file: what stands where, what the server answers and what must be found.

    ``outcomes`` empty = nothing may be accused (a look-alike). ``reasons`` empty = any reason will do. A link is
    written as ``raw`` in one of ``forms``; ``target`` empty = ``raw`` resolved against the page as a browser does.
    """

    id: str
    check: str
    on: tuple[str, ...]
    raw: str = ""
    form: str = ""
    text: str = ""
    target: str = ""
    outcomes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    answer: str = ""
    what: str = ""
    """The technique, or what the look-alike really is."""
    markup: tuple[Piece, ...] = ()
    when: str = ""
    """A key of ``graft.WHEN``: to whom markup and answer are shown; empty = to everybody."""
    also: tuple[str, ...] = ()
    """Other checks that rightly speak of the same page."""
    register: tuple[Piece, ...] = ()
    """What the register says otherwise of the site: column -> value."""
    tolerates: tuple[str, ...] = ()
    """Outcomes that a look-alike may get without being wronged."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything one capability planted."""

    plants: tuple[Plant, ...]
    tolerated: tuple[str, ...] = field(default=())
    """Targets about which nothing is expected and nothing is wrong."""
    title: str = ""
    shape: Shape = Shape.TARGET

    @property
    def faults(self) -> tuple[Plant, ...]:
        """Plants that must be reported as fail or review."""
        return tuple(p for p in self.plants if {"fail", "review"} & set(p.outcomes))

    @property
    def unmeasured(self) -> tuple[Plant, ...]:
        """Plants that must be reported as not measured, and never as fail."""
        return tuple(p for p in self.plants if p.outcomes == ("unmeasured",))

    @property
    def innocents(self) -> tuple[Plant, ...]:
        """Look-alikes that nothing may accuse."""
        return tuple(p for p in self.plants if not p.outcomes)
