"""An authoritative DNS server on loopback, UDP and TCP: A, AAAA, NXDOMAIN, SERVFAIL and silence."""

import asyncio
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

_TTL = 60


@dataclass(frozen=True, slots=True)
class Zone:
    """What the server knows. Every other name is denied."""

    a: Mapping[str, str]
    aaaa: Mapping[str, str] = field(default_factory=dict)
    servfail: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    delay: float = 0.0
    """Seconds before every answer, as of a resolver far away."""


def respond(zone: Zone, packet: bytes) -> bytes | None:
    """The answer to one query packet; None = say nothing."""
    try:
        query = dns.message.from_wire(packet)
    except dns.exception.DNSException:
        return None
    if not query.question:
        return None
    question = query.question[0]
    name = question.name.to_text(omit_final_dot=True).lower()
    if name in zone.silent:
        return None
    reply = dns.message.make_response(query, recursion_available=True)
    reply.flags |= dns.flags.AA
    _fill(zone, reply, name)
    return reply.to_wire()


def _fill(zone: Zone, reply: dns.message.Message, name: str) -> None:
    question = reply.question[0]
    if name in zone.servfail:
        reply.set_rcode(dns.rcode.SERVFAIL)
        return
    if not _exists(zone, name):
        reply.set_rcode(dns.rcode.NXDOMAIN)
        return
    tables = {dns.rdatatype.A: zone.a, dns.rdatatype.AAAA: zone.aaaa}
    if address := tables.get(question.rdtype, {}).get(name):
        reply.answer.append(dns.rrset.from_text(question.name, _TTL, "IN", question.rdtype, address))


def _exists(zone: Zone, name: str) -> bool:
    """True for a known name and for the empty non-terminals above it."""
    if name in zone.a or name in zone.aaaa:
        return True
    known = (*zone.a, *zone.aaaa, *zone.servfail, *zone.silent)
    return any(other == name or other.endswith(f".{name}") for other in known)


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = respond(self._zone, data)
        if answer is not None:
            asyncio.get_running_loop().call_later(self._zone.delay, self._send, answer, addr)

    def _send(self, answer: bytes, addr: tuple[str, int]) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.sendto(answer, addr)


async def listen(zone: Zone, address: str, closers: list[Callable[[], None]]) -> int:
    """Start UDP and TCP on one free port of ``address`` in the running loop; returns the port."""
    loop = asyncio.get_running_loop()

    async def tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            (length,) = struct.unpack("!H", await reader.readexactly(2))
            answer = respond(zone, await reader.readexactly(length))
            if answer is not None:
                await asyncio.sleep(zone.delay)
                writer.write(struct.pack("!H", len(answer)) + answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client went away
        finally:
            writer.close()

    server = await asyncio.start_server(tcp, address, 0)
    port = int(server.sockets[0].getsockname()[1])
    transport, _ = await loop.create_datagram_endpoint(lambda: _Udp(zone), (address, port))
    closers += [server.close, transport.close]
    return port
