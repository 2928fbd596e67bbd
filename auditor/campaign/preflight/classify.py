"""What a first visit says about inspecting a site: open, or what is in the way."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from ipaddress import ip_address
from urllib.parse import urlsplit

from auditor.campaign.visits import Visit
from auditor.html.charset import decode
from auditor.model.campaign import Obstacle
from auditor.model.error import ErrorKind, Fault
from auditor.urls.guard import Network, networks

_GEO = re.compile(
    r"境外|海外|国外|您所在的(?:地区|区域|国家)|地域限制|not available in your (?:country|region)", re.IGNORECASE
)
_LOGIN_PATH = re.compile(r"/(?:login|signin|sso|cas|oauth2?|passport)(?:[/.?]|$)", re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
_LINK = re.compile(r"<a\s", re.IGNORECASE)
_LOGIN_LINKS = 15
"""A page with a password field and fewer links than this is there for logging in."""
_REFUSALS = frozenset({403, 451})
_DNS = frozenset({ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_RESERVED})


def text_of(visit: Visit) -> str:
    """The page as text."""
    return decode(visit.body, visit.headers.get("content-type", ""))[0]


def classify(visit: Visit) -> tuple[Obstacle, str]:
    """(what is in the way, the detail). A dead line of ours is not known here."""
    name = extranet(visit.address)
    if visit.error is not None or visit.status is None:
        return _of_error(visit.error or ErrorKind.PROTOCOL, name)
    text = text_of(visit)
    if visit.status in _REFUSALS and _GEO.search(text):
        return Obstacle.GEO, f"HTTP {visit.status}"
    if visit.status == 401:
        return Obstacle.LOGIN, "HTTP 401"
    if visit.wall:
        return Obstacle.WALL, visit.wall
    if visit.status >= 400:
        return Obstacle.DOWN, f"HTTP {visit.status}"
    if _LOGIN_PATH.search(urlsplit(visit.final_url).path) or _is_login(text):
        return Obstacle.LOGIN, visit.final_url
    if _bare(visit.final_url) != _bare(visit.url):
        return Obstacle.MOVED, visit.final_url
    return Obstacle.OPEN, ""


def _of_error(error: ErrorKind, name: str) -> tuple[Obstacle, str]:
    if name:
        return Obstacle.EXTRANET, name
    if error in _DNS:
        return Obstacle.DNS, error
    if error.fault is Fault.US:
        return Obstacle.OURS, error
    return (Obstacle.SILENT if error.fault is Fault.NETWORK else Obstacle.DOWN), error


def extranet(address: str) -> str:
    """The name of the closed network that an address lies in; empty for the internet."""
    if not address:
        return ""
    parsed = ip_address(address)
    return next(
        (name for name, nets in _closed() if any(parsed.version == net.version and parsed in net for net in nets)), ""
    )


@cache
def _closed() -> tuple[tuple[str, tuple[Network, ...]], ...]:
    text = files(__package__).joinpath("extranet.toml").read_text("utf-8")
    return tuple((entry["name"], networks(entry["networks"])) for entry in tomllib.loads(text)["network"])


def _is_login(text: str) -> bool:
    return bool(_PASSWORD.search(text)) and len(_LINK.findall(text)) < _LOGIN_LINKS


def _bare(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
