"""Looks at every site of a campaign, and at those the register calls closed: a few requests each, once."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from auditor.campaign.preflight.classify import classify, text_of
from auditor.campaign.run.canaries import Canaries
from auditor.campaign.visits import Visit, Visitor
from auditor.crawl.mandate import Mandate
from auditor.crawl.robots import Robots
from auditor.html.identity.reader import facts
from auditor.model.campaign import Campaign, Look, Obstacle
from auditor.model.limits import Limits
from auditor.model.office import Site, SiteState
from auditor.model.options import RunOptions
from auditor.store.bundle import BEIJING
from auditor.store.office import campaigns, register, sightings
from auditor.store.office.database import Office, now
from auditor.store.office.sightings import Seen, Sighting
from auditor.urls.resolve import join
from auditor.urls.scope import is_government, registrable

SOURCE = "preflight"
_LIMITS = Limits(page_bytes=512 << 10)
_DOUBTFUL = (Obstacle.DOWN, Obstacle.SILENT, Obstacle.DNS, Obstacle.OURS)
_SEEN = {Obstacle.DOWN: Seen.DEAD, Obstacle.DNS: Seen.DEAD, Obstacle.SILENT: Seen.UNKNOWN, Obstacle.OURS: Seen.UNKNOWN}
_BLOCKED = (Obstacle.WALL, Obstacle.GEO, Obstacle.EXTRANET)


@dataclass(frozen=True, slots=True)
class Seeing:
    """One site and all that was seen of it."""

    site: Site
    look: Look
    visit: Visit | None = None


def look_ahead(
    office: Office, campaign: Campaign, options: RunOptions, given: tuple[Mandate | None, Canaries]
) -> list[Seeing]:
    """Look at all sites and keep what was seen; raises OfficeError."""
    mandate, canaries = given
    sites = list(register.sites(office, campaign.name))
    day = datetime.now(BEIJING).date()
    covered = [site for site in sites if mandate is None or mandate.covers(urlsplit(site.url).hostname or "", day)]
    seen = asyncio.run(_look(covered, options))
    if any(one.look.state in _DOUBTFUL for one in seen) and not canaries.alive():
        # Our own line: then a failure says nothing about anybody.
        seen = [
            replace(one, look=replace(one.look, state=Obstacle.OURS)) if one.look.state in _DOUBTFUL else one
            for one in seen
        ]
    inside = {site.id for site in covered}
    seen += [Seeing(site, Look(site.id, now(), Obstacle.NOT_MANDATED)) for site in sites if site.id not in inside]
    gone = [site for site in register.sites(office) if site.state in (SiteState.CLOSED, SiteState.MOVED)]
    gone = [site for site in gone if site.id not in {one.site.id for one in seen} and mandate is None]
    closed = asyncio.run(_look(gone, options))
    hosts = {host for site in register.sites(office) if (host := urlsplit(site.url).hostname)}
    with office.transaction():
        campaigns.set_looks(office, campaign, [one.look for one in seen])
        sightings.record(office, [told for one in [*seen, *closed] for told in _sightings(one, hosts)])
    return sorted(seen, key=lambda one: one.site.id)


async def _look(sites: Sequence[Site], options: RunOptions) -> list[Seeing]:
    visitor = Visitor(options, _LIMITS)
    try:
        await visitor.destinations.names.prove()
        return list(await asyncio.gather(*(_site(visitor, site) for site in sites)))
    finally:
        visitor.close()


async def _site(visitor: Visitor, site: Site) -> Seeing:
    visit = await visitor.one(site.url)
    requests = visit.requests
    state, detail = classify(visit)
    if state in _DOUBTFUL:  # Once more, later: one failure is none.
        await asyncio.sleep(visitor.options.retry_gap)
        visit = await visitor.one(site.url)
        requests += visit.requests
        state, detail = classify(visit)
    if state is Obstacle.DNS and not visitor.destinations.names.denied_random:
        state = Obstacle.OURS  # A resolver that cannot say no to a made-up name proves nothing.
    if state is Obstacle.OPEN and not visitor.options.ignore_robots:
        robots = await visitor.one(join(visit.final_url, "/robots.txt") or visit.final_url, hops=0)
        requests += robots.requests
        if robots.status == 200 and not Robots(text_of(robots)).checker().allowed(visit.final_url):
            state, detail = Obstacle.ROBOTS, "Disallow"
    return Seeing(site, Look(site.id, visit.at, state, str(detail), visit.address, requests), visit)


def _sightings(one: Seeing, hosts: set[str]) -> Iterator[Sighting]:
    """What the register has to know of it."""
    subject, visit = f"site:{one.site.number}", one.visit
    if visit is None:
        return
    seen = Seen.BLOCKED if one.look.state in _BLOCKED else _SEEN.get(one.look.state, Seen.ALIVE)
    yield Sighting(subject, seen, one.look.detail, SOURCE, one.look.at)
    if one.look.state is Obstacle.MOVED:
        yield Sighting(subject, Seen.MOVED, one.look.detail, SOURCE, one.look.at)
    if one.look.state is not Obstacle.OPEN:
        return
    text = text_of(visit)
    name = facts(text, visit.final_url).tag("SiteName")
    if name:
        yield Sighting(subject, Seen.NAMED, name, SOURCE, one.look.at)
    for host in sorted(_unknown_hosts(text, visit.final_url) - hosts):
        yield Sighting(
            f"host:{host}", Seen.LINKED, f"{one.site.number} {one.site.name} 的首页链接", SOURCE, one.look.at
        )


def _unknown_hosts(text: str, url: str) -> set[str]:
    """Government hosts of the same domain that a home page links to."""
    domain = registrable(urlsplit(url).hostname or "")
    found = set()
    for node in LexborHTMLParser(text).css("a[href]"):
        target = join(url, node.attributes.get("href") or "")
        host = urlsplit(target).hostname or "" if target else ""
        if host and is_government(host) and registrable(host) == domain:
            found.add(host)
    return found
