"""How the site runs of a campaign reach the world, and how many there are at once."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from auditor.campaign.run.canaries import DEFAULT
from auditor.campaign.run.hours import ALWAYS, Hours, parse_hours
from auditor.campaign.run.window import sites_at_once
from auditor.campaign.visits import Visitor
from auditor.crawl.given import read_given
from auditor.model.office import Site
from auditor.model.options import RunOptions, UsageError, parse_options

_PASSED_ON = (
    "map", "resolver", "allow_address", "contact", "mandate", "ignore_robots", "browser", "workers", "retry_gap",
)  # fmt: skip
"""Options of a site run that a campaign gives to all of them."""


@dataclass(frozen=True, slots=True)
class Means:
    """Kept in the database, so that a resume needs no words."""

    map: tuple[str, ...] = ()
    resolver: tuple[str, ...] = ()
    allow_address: tuple[str, ...] = ()
    contact: str = RunOptions(url="").contact
    mandate: str = ""
    ignore_robots: bool = False
    browser: str = "1"
    """Of each site run: several run at once."""
    max_pages: int = 0
    """Of each site; 0: as planned."""
    workers: int = 1
    retry_gap: float = 10.0
    at_once: int = 0
    """Sites under way; 0: as many as the machine carries."""
    hours: str = "22:00-06:00"
    now: bool = False
    """Whatever the hour."""
    canary: tuple[str, ...] = DEFAULT

    @property
    def open_hours(self) -> Hours:
        """When sites may be crawled."""
        return ALWAYS if self.now else parse_hours(self.hours)

    @property
    def places(self) -> int:
        """Sites under way at the same time on this machine."""
        return self.at_once or sites_at_once()

    def as_dict(self) -> dict[str, object]:
        """JSON-able form."""
        return asdict(self)

    def options(self, plan: Mapping[str, Any], url: str = "http://localhost/") -> RunOptions:
        """The options of one site run; raises UsageError."""
        own = {name: getattr(self, name) for name in _PASSED_ON}
        pages = {"max_pages": self.max_pages} if self.max_pages else {}
        return parse_options({**own, **plan.get("options", {}), **pages, "url": url})

    def check(self, plan: Mapping[str, Any]) -> None:
        """Raise UsageError for what would stop every site run: better now than at night."""
        options = self.options(plan)
        parse_hours(self.hours)
        if self.at_once < 0:
            raise UsageError("--at-once 至少为 1;0 表示按本机的核数和内存")
        # The mandate is asked host by host when its turn comes; here only whether it can be read.
        read_given([parse_options({**options.as_dict(), "mandate": ""})])


def means_from(words: Mapping[str, Any]) -> Means:
    """Means as they were kept; lists become tuples again."""
    return msgspec.convert(words, Means)


def command_words(options: RunOptions, out: Path) -> list[str]:
    """The same options as words of ``auditor audit``."""
    words = ["--out", str(out)]
    for name, value in options.as_dict().items():
        option = f"--{name.replace('_', '-')}"
        if name in ("url", "out", "external", "verify_records"):
            continue
        if isinstance(value, bool):
            words += [option] if value else []
        elif isinstance(value, tuple):
            words += [word for one in value for word in (option, one)]
        elif value != "":
            words += [option, str(value)]
    return [*words, "--", options.url]


def servers(sites: Iterable[Site], options: RunOptions) -> dict[int, frozenset[str]]:
    """Row of each site → its platform and the server it is at, as far as names lead anywhere."""
    return asyncio.run(_servers(list(sites), options))


async def _servers(sites: list[Site], options: RunOptions) -> dict[int, frozenset[str]]:
    visitor = Visitor(options)
    try:
        hosts = list(dict.fromkeys(urlsplit(site.url).hostname or "" for site in sites))
        found = dict(zip(hosts, await asyncio.gather(*map(visitor.destinations.find, hosts)), strict=True))
    finally:
        visitor.close()
    return {site.id: _keys(site, found[urlsplit(site.url).hostname or ""].server) for site in sites}


def _keys(site: Site, server: str) -> frozenset[str]:
    platform = f"platform:{site.platform}" if site.platform else ""
    return frozenset(filter(None, (platform, server or urlsplit(site.url).hostname)))
