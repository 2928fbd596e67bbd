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


@dataclass(frozen=True, slots=True)
class Plant:
    """One entry of a truth file: a link, where it stands, what its target answers and what must be found.

    ``outcomes`` empty = nothing may be accused (a look-alike). ``target`` empty = ``raw`` resolved against
    the page as a browser does. ``reasons`` empty = any reason will do.
    """

    id: str
    check: str
    raw: str
    on: tuple[str, ...]
    form: str = "a"
    text: str = ""
    target: str = ""
    outcomes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything one capability planted."""

    plants: tuple[Plant, ...]
    tolerated: tuple[str, ...] = field(default=())
    """Targets about which nothing is expected and nothing is wrong."""

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
