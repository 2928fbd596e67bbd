"""What the office's register holds: units, sites, new-media accounts and persons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SiteState(StrEnum):
    """What the office says of a site or an account."""

    RUNNING = "running"
    MAINTENANCE = "maintenance"
    CLOSED = "closed"
    MOVED = "moved"


STATES_ZH = {
    SiteState.RUNNING: "正常运行",
    SiteState.MAINTENANCE: "例行维护",
    SiteState.CLOSED: "关停",
    SiteState.MOVED: "迁移",
}
LEVELS_ZH = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级", "": "未登记"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the tree; ``parent`` is the id of the unit above it."""

    id: int
    name: str
    parent: int | None = None
    region: str = ""
    level: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One registered site with what is known of its unit."""

    id: int
    number: str
    """What people say on the phone."""
    name: str
    url: str
    code: str
    unit: int
    organiser: str
    """Name of the unit."""
    region: str
    level: str
    portal: bool
    platform: str
    state: SiteState
    aliases: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """The rest of its row: icp, police, conac, ipv6, contact."""


@dataclass(frozen=True, slots=True)
class Account:
    """One new-media account; platform and account name it."""

    id: int
    platform: str
    account: str
    name: str
    unit: int
    organiser: str
    region: str
    level: str
    state: SiteState
    fields: Mapping[str, str] = field(default_factory=dict)


def called(one: Site | Account) -> str:
    """How documents name a site or an account: one name can live on two platforms."""
    return one.name if isinstance(one, Site) else f"{one.platform}“{one.name}”"


@dataclass(frozen=True, slots=True)
class Contact:
    """One person; ``site`` None: for the whole unit."""

    unit: int
    site: int | None
    role: str
    name: str
    mail: str
    phone: str
