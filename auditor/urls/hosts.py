"""What a host name in a link says about itself: private, impossible, odd."""

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$")
_INTRANET = re.compile(r"(?:^|\.)(?:local|localdomain|lan|intranet|internal|corp|home|localhost)$")
_GATEWAY = re.compile(r"(?:^|\.)(?:ipv6ipv4\.com\.cn|\w*ipv6\w*\.(?:com|cn|net)(?:\.cn)?)$")
_ORDINARY_PORTS = frozenset([None, 80, 443])


def address(name: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address a host name spells, or None when it is a name."""
    if ":" not in name and not name[-1:].isdigit():
        return None  # Quicker than what is raised for a name.
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def host_of(url: str) -> str:
    """Return the host of an absolute http(s) URL in lower case; empty for anything else."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip(".") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def private_note(name: str) -> str:
    """Return why nobody outside can reach this host (``loopback``, ``private-address``, ``intranet-name``), or empty."""
    found = address(name)
    if found is not None:
        if found.is_loopback or found.is_unspecified:
            return "loopback"
        private = found.is_private or found.is_link_local or found.is_reserved
        return "private-address" if private else ""
    if name == "localhost" or name.endswith(".localhost"):
        return "loopback"
    if "." not in name.rstrip(".") or _INTRANET.search(name.rstrip(".")):
        return "intranet-name"
    return ""


def host_note(parts: SplitResult) -> str:
    """Return what is odd about the host of a resolved URL, or an empty string.

    ``host-invalid`` (DNS cannot hold such a name), ``bare-ip``, ``odd-port``, ``userinfo``, ``ipv6-gateway``.
    """
    name = (parts.hostname or "").rstrip(".")
    if address(name) is not None:
        return "bare-ip"
    if len(name) > 253 or not all(_LABEL.match(label) for label in name.split(".")):
        return "host-invalid"
    if parts.username is not None:
        return "userinfo"
    if _GATEWAY.search(name):
        return "ipv6-gateway"
    try:
        return "" if parts.port in _ORDINARY_PORTS else "odd-port"
    except ValueError:
        return "host-invalid"
