"""A campaign: what was planned, and how far each of its sites has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum


class CampaignState(StrEnum):
    """Where a campaign stands."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    ABORTED = "aborted"
    CLOSED = "closed"


class Why(StrEnum):
    """Why a site is in a campaign; the first that applies."""

    PORTAL = "portal"
    FAILED_BEFORE = "failed-before"
    INCLUDED = "included"
    SAMPLED = "sampled"


WHY_ZH = {
    Why.PORTAL: "门户网站必查",
    Why.FAILED_BEFORE: "上季度不合格",
    Why.INCLUDED: "指定检查",
    Why.SAMPLED: "抽取",
}


class Progress(StrEnum):
    """How far the inspection of one site has come."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    UNMEASURABLE = "unmeasurable"


PROGRESS_ZH = {
    Progress.WAITING: "待检查",
    Progress.RUNNING: "检查中",
    Progress.PAUSED: "暂停",
    Progress.DONE: "已检查",
    Progress.UNMEASURABLE: "未能检测",
}


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which sites are sampled, both included."""

    first: date
    last: date

    def begin_by(self, days: int) -> date:
        """The last day on which so many days of watching can begin."""
        return self.last - timedelta(days=days - 1)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign as it was opened; ``plan`` has scope, ratio, by, seed, window, strata and options."""

    id: int
    name: str
    opened: str
    plan: Mapping[str, object]
    pack: str
    state: CampaignState


@dataclass(frozen=True, slots=True)
class Planned:
    """One site of a campaign; ``site`` is its row in the register, ``number`` its place in the campaign."""

    site: int
    number: int
    why: Why
    state: Progress = Progress.WAITING
    reason: str = ""
    """Why it is not measured: an ErrorKind, ``wall:<name>``, ``http-<status>``, ``platform-wall``, or a sentence."""
    bundle: str = ""
    """Its evidence, as stored: relative to the database's folder where it lies below it."""
    started: str = ""
    ended: str = ""
    verdict: str = ""
    """JSON of the proposed verdict, empty without one."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What was asked of one server: how often, from when to when, and the most within one minute of the clock."""

    server: str
    requests: int
    first: str
    last: str
    busiest: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group of sites that a sample is drawn from."""

    key: tuple[str, ...]
    size: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn: (row of the site, why), and the groups it was drawn from."""

    chosen: tuple[tuple[int, Why], ...] = ()
    strata: tuple[Stratum, ...] = field(default=())


class Obstacle(StrEnum):
    """What a look ahead found; ``open``: nothing is in the way."""

    OPEN = "open"
    WALL = "wall"
    GEO = "geo"
    LOGIN = "login"
    EXTRANET = "extranet"
    ROBOTS = "robots"
    DNS = "dns"
    MOVED = "moved"
    DOWN = "down"
    SILENT = "silent"
    OURS = "ours"
    NOT_MANDATED = "not-mandated"


OBSTACLES_ZH = {
    Obstacle.OPEN: "可以检查",
    Obstacle.WALL: "被防护系统拦截",
    Obstacle.GEO: "限制访问地域",
    Obstacle.LOGIN: "要登录",
    Obstacle.EXTRANET: "只在政务外网或内网",
    Obstacle.ROBOTS: "robots.txt 不允许",
    Obstacle.DNS: "域名解析不了",
    Obstacle.MOVED: "转到别的网址",
    Obstacle.DOWN: "打不开",
    Obstacle.SILENT: "没有应答(也可能是拦截)",
    Obstacle.OURS: "本机网络的问题",
    Obstacle.NOT_MANDATED: "授权文件不包括",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What stands in the way of inspecting one site, as seen before the run."""

    site: int
    at: str
    state: Obstacle
    detail: str = ""
    server: str = ""
    """The address it is at, empty when unknown."""
    requests: int = 0
