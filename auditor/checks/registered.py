"""What the register of sites says of the audited one, and which elements of a page it can be held against."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from auditor.checks.footers import CONAC, CONTACT, ICP, ORGANISER, POLICE, SITE_CODE, Wanted, stated
from auditor.checks.homes import bare
from auditor.checks.sitecodes import is_code
from auditor.model.identity import Element, Found
from auditor.model.pagefacts import PageFacts
from auditor.model.register import Register, RegisterEntry
from auditor.model.target import SiteContext

_DEFAULT_PORT = {"http": 80, "https": 443}
_COMPARABLE: Mapping[str, tuple[Wanted, Callable[[Found], bool]]] = {
    "code": (SITE_CODE, lambda item: is_code(item.value)),
    "icp": (ICP, lambda item: bool(item.value)),
    "police": (POLICE, lambda item: bool(item.value)),
    # Only the id is registered; a script names its record otherwise.
    "conac": (CONAC, lambda item: len(item.value) == 32 and item.form != "script"),
    "organiser": (ORGANISER, lambda item: bool(item.value)),
    "contact": (CONTACT, lambda item: item.form == "phone"),
}
"""Field of a register -> the element that states it and which of its occurrences can be compared."""

_Places = Mapping[tuple[str, int | None], list[tuple[str, RegisterEntry]]]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A register by its identity: comparing 14,000 rows costs more than looking one up."""

    register: Register

    def __hash__(self) -> int:
        return id(self.register)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.register is self.register


def entry_of(url: str, register: Register) -> RegisterEntry | None:
    """Return the row whose address an URL lies under, the longest such path; None for an unregistered one."""
    fitting = _under(url, register)
    return max(fitting, key=lambda one: (len(one[0]), -one[1].row))[1] if fitting else None


def others_with(code: str, register: Register, url: str) -> tuple[RegisterEntry, ...]:
    """Return the rows of other addresses that a site code is registered for."""
    own = {id(entry) for _, entry in _under(url, register)}
    return tuple(entry for entry in register.entries if entry.code == code and id(entry) not in own)


def comparable(page: PageFacts, site: SiteContext, name: str) -> tuple[Found, ...]:
    """Return the occurrences on a page that a field of the register is compared with, the most trusted first."""
    if name == "ipv6":
        return page.identity.of(Element.IPV6)
    wanted, fits = _COMPARABLE[name]
    return tuple(item for item in stated(page, site, wanted) if fits(item))


def _under(url: str, register: Register) -> list[tuple[str, RegisterEntry]]:
    """(path, row) of every registered address that an URL lies under."""
    parts = urlsplit(url)
    port = None if parts.port == _DEFAULT_PORT.get(parts.scheme) else parts.port
    rows = _places(_Same(register)).get((bare(parts.hostname or ""), port), ())
    return [(path, entry) for path, entry in rows if (parts.path or "/").startswith(path)]


@lru_cache(maxsize=2)
def _places(same: _Same) -> _Places:
    """Pages are looked up one by one: the register is walked once."""
    found: dict[tuple[str, int | None], list[tuple[str, RegisterEntry]]] = {}
    for entry in same.register.entries:
        for host in entry.hosts:
            found.setdefault((host.host, host.port), []).append((host.path, entry))
    return found
