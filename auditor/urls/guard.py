"""Which addresses may be fetched: a public crawler must not be turned against the machine's own network.

Private, loopback, link-local and metadata addresses are refused unless a name was mapped to them on purpose
(``--map``), they were allowed (``--allow-address``), or the start URL itself lies there. ``AUDITOR_ONLY`` (a
comma-separated list of networks) refuses everything else, whatever the options say.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from auditor.model.error import ErrorKind

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

_IPV4_IN_IPV6 = tuple(map(IPv6Network, ("64:ff9b::/96", "64:ff9b:1::/96", "::ffff:0:0:0/96")))
"""Networks whose last 32 bits are an IPv4 address in disguise (RFC 6052, RFC 8215, RFC 2765)."""
_SITE_LOCAL = IPv6Network("fec0::/10")
_SHARED = ip_network("100.64.0.0/10")


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Parse CIDR texts; raises ValueError with the offending text."""
    return tuple(ip_network(text.strip(), strict=False) for text in texts if text.strip())


def confined() -> tuple[Network, ...] | None:
    """The networks ``AUDITOR_ONLY`` confines this process to, or None when it is unset."""
    text = os.environ.get("AUDITOR_ONLY", "").strip()
    return networks(text.split(",")) if text else None


def is_private(address: str) -> bool:
    """True for addresses that are not on the public internet (an IPv4 in an IPv6 dress is unwrapped)."""
    return _private(_unwrap(ip_address(address)))


@dataclass(frozen=True, slots=True)
class Guard:
    """The decision for one run. ``only`` None = not confined; ``allowed`` are the networks allowed on purpose."""

    only: tuple[Network, ...] | None = None
    allowed: tuple[Network, ...] = ()

    def refusal(self, address: str, mapped: bool = False) -> ErrorKind | None:
        """Why a connection to ``address`` is refused, or None; ``mapped`` = the user gave this address for the name."""
        parsed = _unwrap(ip_address(address))
        if self.only is not None and not _within(parsed, self.only):
            return ErrorKind.GUARD
        if mapped or _within(parsed, self.allowed) or not _private(parsed):
            return None
        return ErrorKind.PRIVATE_ADDRESS


def _private(address: Address) -> bool:
    if not address.is_global or address.is_multicast:
        return True
    return address in (_SHARED if isinstance(address, IPv4Address) else _SITE_LOCAL)


def _unwrap(address: Address) -> Address:
    if not isinstance(address, IPv6Address):
        return address
    inside = address.ipv4_mapped or address.sixtofour
    if inside is None and any(address in net for net in _IPV4_IN_IPV6):
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    return inside or address


def _within(address: Address, nets: Iterable[Network]) -> bool:
    return any(address.version == net.version and address in net for net in nets)
