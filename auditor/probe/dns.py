"""What DNS says of host names, and whether the resolver that says it can be believed.

Never getaddrinfo: hosts files lie. A denial only counts when the same resolver resolved an outside name in this run
and denied a random one; on a closed network a resolver denies everything.
"""

import asyncio
import secrets
from dataclasses import dataclass, field

import dns.asyncresolver
import dns.exception
import dns.resolver
from dns.rdatatype import RdataType

from auditor.model.error import ErrorKind
from auditor.urls.guard import Guard, confined, networks
from auditor.urls.scope import registrable

_RESERVED = (".invalid", ".test", ".example", ".localhost", ".local", ".onion")
_SECONDS = 8.0
_AT_ONCE = 50


@dataclass(slots=True)
class Answer:
    """One look-up of one name: addresses, or why there are none."""

    addresses: tuple[str, ...] = ()
    error: ErrorKind | None = None
    denied: bool = False
    denied_by_second: bool = False


@dataclass(slots=True)
class Names:
    """Resolves names for one run and remembers what would prove the resolver right.

    ``servers`` are ``ADDR`` or ``ADDR:PORT``; empty = the system's resolvers. The first answers, the second confirms.
    """

    servers: tuple[str, ...] = ()
    inside: str = ""
    """The audited site's own registrable domain: an internal resolver knows it, so it proves nothing."""
    resolved_outside: bool = False
    denied_random: bool = False
    _resolvers: list[dns.asyncresolver.Resolver] = field(default_factory=list)
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def __post_init__(self) -> None:
        resolvers = [_resolver(server) for server in self.servers] or _system_resolvers()
        guard = Guard(confined(), networks(["0.0.0.0/0", "::/0"]))
        self._resolvers = [r for r in resolvers if guard.refusal(str(r.nameservers[0])) is None]

    @property
    def proven(self) -> bool:
        """True once the first resolver resolved an outside registrable domain and denied a random one."""
        return self.resolved_outside and self.denied_random

    async def look_up(self, host: str) -> Answer:
        """Resolve a host (A, then AAAA). Reserved and single-label names are answered without asking."""
        if is_reserved(host):
            return Answer(error=ErrorKind.DNS_RESERVED)
        if not self._resolvers:
            return Answer(error=ErrorKind.DNS_UNPROVEN)
        async with self._gate:
            answer = await _ask(self._resolvers[0], host)
            if answer.addresses and registrable(host) != self.inside:
                self.resolved_outside = True
            if answer.denied and len(self._resolvers) > 1:
                second = await _ask(self._resolvers[1], host)
                answer.denied_by_second = second.denied
                if second.addresses:
                    return second
            return answer

    async def look_up_ipv6(self, host: str) -> Answer:
        """Resolve a host (AAAA alone). Neither addresses nor an error: the name exists and has no IPv6 address."""
        if is_reserved(host):
            return Answer(error=ErrorKind.DNS_RESERVED)
        if not self._resolvers:
            return Answer(error=ErrorKind.DNS_UNPROVEN)
        async with self._gate:
            first = await _ask_type(self._resolvers[0], host, RdataType.AAAA)
            if first.addresses or len(self._resolvers) == 1:
                return first
            second = await _ask_type(self._resolvers[1], host, RdataType.AAAA)
            definite = first.error is None or first.denied
            return second if second.addresses or not definite else first

    async def prove(self) -> None:
        """Ask the first resolver for a random name under a real top-level domain: it must be denied."""
        if self._resolvers and not self.denied_random:
            answer = await _ask(self._resolvers[0], f"x{secrets.token_hex(10)}.com")
            self.denied_random = answer.denied


def is_reserved(host: str) -> bool:
    """True for names that cannot exist on the public internet (RFC 2606, RFC 6761) or are no domain names at all."""
    host = host.rstrip(".")
    labels = host.split(".")
    return host.endswith(_RESERVED) or len(labels) < 2 or any(not label or len(label) > 63 for label in labels)


def _resolver(server: str) -> dns.asyncresolver.Resolver:
    resolver = dns.asyncresolver.Resolver(configure=False)
    address, colon, port = server.rpartition(":") if server.count(":") == 1 else (server, "", "")
    resolver.nameservers = [address]
    if colon:
        resolver.port = int(port)
    resolver.lifetime = _SECONDS
    return resolver


def _system_resolvers() -> list[dns.asyncresolver.Resolver]:
    try:
        addresses = dns.resolver.Resolver().nameservers
    except (dns.resolver.NoResolverConfiguration, OSError):
        return []
    return [_resolver(str(address)) for address in addresses[:2]]


async def _ask(resolver: dns.asyncresolver.Resolver, host: str) -> Answer:
    answer = await _ask_type(resolver, host, RdataType.A)
    if answer.addresses or answer.denied or answer.error is not None:
        return answer
    answer = await _ask_type(resolver, host, RdataType.AAAA)
    # Neither address type: the name exists but leads nowhere, which proves nothing about the link.
    return answer if answer.addresses else Answer(error=answer.error or ErrorKind.DNS_UNPROVEN)


async def _ask_type(resolver: dns.asyncresolver.Resolver, host: str, kind: RdataType) -> Answer:
    try:
        found = await resolver.resolve(host, kind, search=False, raise_on_no_answer=False)
    except dns.resolver.NXDOMAIN:
        return Answer(error=ErrorKind.DNS_NXDOMAIN, denied=True)
    except (dns.exception.DNSException, OSError, ValueError):
        return Answer(error=ErrorKind.DNS_UNPROVEN)
    return Answer(tuple(sorted(item.address for item in found.rrset or ())))
