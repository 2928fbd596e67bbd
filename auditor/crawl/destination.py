"""Where a host name leads: by ``--map``, as an address in the URL, or by DNS; and whether we may go there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from auditor.model.error import ErrorKind
from auditor.model.options import UsageError
from auditor.urls.guard import Guard

if TYPE_CHECKING:
    from auditor.probe.dns import Answer, Names  # A resolver is heavy; who only reads what was mapped needs none.


@dataclass(frozen=True, slots=True)
class Destination:
    """An address to connect to, or the error that stands in the way. ``port`` 0 = the URL's own."""

    address: str = ""
    port: int = 0
    mapped: bool = False
    error: ErrorKind | None = None
    answer: Answer | None = None
    pace: str = ""
    """The server whose pace it shares: the one that answers for the same name over IPv4."""

    @property
    def server(self) -> str:
        """The key of politeness."""
        if self.pace:
            return self.pace
        return f"{self.address}:{self.port}" if self.mapped else self.address


class Destinations:
    """Finds destinations for one run; ``guard`` has the last word.

    A name may be mapped twice, to an IPv4 and to an IPv6 address (``maps6``); with an IPv6 address alone it is reached
    there in every case. ``recorded6`` gives the IPv6 addresses that DNS was found to have for a name.
    """

    def __init__(self, maps: tuple[str, ...], names: Names, guard: Guard) -> None:
        self.maps, self.maps6 = parse_maps(maps)
        self.names = names
        self.guard = guard
        self.recorded6: Callable[[str], tuple[str, ...]] = lambda _host: ()

    async def find(self, host: str) -> Destination:
        """Where ``host`` leads now; DNS is asked anew at every call."""
        host = host.strip("[]")
        if host in self.maps:
            address, port = self.maps[host]
            return Destination(address, port, True, self.guard.refusal(address, mapped=True))
        literal = "127.0.0.1" if host == "localhost" else host
        if is_address(literal):
            return Destination(literal, error=self.guard.refusal(literal))
        answer = await self.names.look_up(host)
        if not answer.addresses:
            return Destination(error=answer.error, answer=answer)
        allowed = [a for a in answer.addresses if self.guard.refusal(a) is None]
        chosen = (allowed or list(answer.addresses))[0]
        return Destination(chosen, error=self.guard.refusal(chosen), answer=answer)

    async def find6(self, host: str) -> Destination:
        """Where ``host`` leads over IPv6, by what was mapped or recorded; it shares the pace of the same name over IPv4."""
        host = host.strip("[]")
        pace = (await self.find(host)).server
        if host in self.maps6:
            address, port = self.maps6[host]
            return Destination(address, port, True, self.guard.refusal(address, mapped=True), pace=pace)
        recorded = self.recorded6(host)
        if not recorded:
            return Destination(error=ErrorKind.DNS_UNPROVEN)
        chosen = next((a for a in recorded if self.guard.refusal(a) is None), recorded[0])
        port = self.maps[host][1] if host in self.maps else 0
        return Destination(chosen, port, error=self.guard.refusal(chosen), pace=pace)


def is_address(text: str) -> bool:
    """True for an IPv4 or IPv6 address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def parse_map(text: str) -> tuple[str, tuple[str, int]]:
    """``HOST=ADDR[:PORT]`` (IPv6 in brackets when a port follows); raises UsageError."""
    host, equals, target = text.partition("=")
    address, port = target, ""
    if target.startswith("["):
        address, _, port = target[1:].partition("]")
        port = port.lstrip(":")
    elif target.count(":") == 1:
        address, _, port = target.partition(":")
    name = _ascii(host.lower())
    if not equals or not name or not is_address(address) or (port and not _is_port(port)):
        raise UsageError(f"--map 应写成 主机名=地址[:端口],而不是「{text}」")
    return name, (address, int(port or 0))


Where = dict[str, tuple[str, int]]


def parse_maps(texts: tuple[str, ...]) -> tuple[Where, Where]:
    """All maps: name to where it leads, and to where it leads over IPv6; the last one of a kind counts."""
    maps: Where = {}
    maps6: Where = {}
    for host, where in map(parse_map, texts):
        if ":" in where[0]:
            maps6[host] = where
        else:
            maps[host] = where
    return maps6 | maps, maps6


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 65536


def _ascii(host: str) -> str:
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return ""
