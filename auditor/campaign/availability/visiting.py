"""Making the visits that are due, and nothing else: cron or a timer calls this every few minutes."""

import asyncio
import fcntl
import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from auditor.campaign.run.canaries import Canaries
from auditor.campaign.visits import Visit, Visitor
from auditor.model.availability import Rule, Seen, Visited
from auditor.model.campaign import Campaign
from auditor.model.error import Fault
from auditor.model.limits import Limits
from auditor.model.office import Site
from auditor.model.options import RunOptions
from auditor.store.bundle import BEIJING
from auditor.store.office import availability, register, sightings
from auditor.store.office.database import Office, OfficeError
from auditor.store.office.sightings import Seen as Sight
from auditor.store.office.sightings import Sighting

_DAY_SECONDS = 86_400.0
_SPARE = 1.2
"""So many times the visits that a day needs are made, 24 for 20, so that a few may be lost."""
_AGAIN = 3.0
"""Seconds after which a quick failure is tried once more: the site has until the end of its time to open."""
_DEAD_AFTER = 3
"""Visits in a row that fail before the register is told that a site is dead."""


@dataclass(frozen=True, slots=True)
class Means:
    """How visits are made: the options of the way, from which network, and what ought to answer."""

    options: RunOptions
    vantage: str
    canaries: Canaries
    rule: Rule = field(default_factory=Rule)
    again: float = _AGAIN


def interval(rule: Rule) -> float:
    """Seconds between two visits: an hour by the national rules."""
    return _DAY_SECONDS / (_SPARE * rule.visits_a_day)


def begin(office: Office, campaign: Campaign, first: date, rule: Rule) -> int:
    """Watch all sites of a campaign from a day on; returns how many are new. The visits are spread over the interval."""
    start = datetime(first.year, first.month, first.day, tzinfo=BEIJING).timestamp()
    days = first.isoformat(), (first + timedelta(days=rule.days - 1)).isoformat()
    spread = [(site.id, start + _offset(site.url, interval(rule))) for site in register.sites(office, campaign.name)]
    with office.transaction():
        return availability.watch(office, campaign, days, spread)


def _offset(url: str, span: float) -> float:
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") % span


def visit_due(office: Office, means: Means) -> list[Visited]:
    """Make all visits that are due and keep them; raises OfficeError when another process is at it."""
    with _alone(office):
        moment = time.time()
        today = datetime.fromtimestamp(moment, BEIJING).date().isoformat()
        waiting = availability.due(office, moment, today)
        sites = {site.id: site for site in register.sites(office) if site.id in waiting}
        made = asyncio.run(_visit(list(sites.values()), means))
        if any(one.seen is Seen.FAILED for one in made) and not means.canaries.alive():
            made = [replace(one, seen=Seen.OURS) if one.seen is Seen.FAILED else one for one in made]
        # On time the rhythm is kept; after a pause it starts anew, so that visits stay apart.
        span = interval(means.rule)
        following = [(site, due + span if due + span / 2 > moment else moment + span) for site, due in waiting.items()]
        with office.transaction():
            availability.record(office, made, following)
            sightings.record(office, _sightings(office, sites, made))
        return made


@contextmanager
def _alone(office: Office) -> Iterator[None]:
    with (office.path.parent / f"{office.path.name}.probe.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OfficeError("上一轮监测还没有结束,这一轮不再开始") from error
        yield


async def _visit(sites: list[Site], means: Means) -> list[Visited]:
    seconds = means.rule.seconds
    limits = Limits(connect_seconds=seconds, response_seconds=seconds, total_seconds=seconds, page_bytes=256 << 10)
    visitor = Visitor(means.options, limits)
    try:
        return list(await asyncio.gather(*(_one(visitor, site, means) for site in sites)))
    finally:
        visitor.close()


async def _one(visitor: Visitor, site: Site, means: Means) -> Visited:
    started = time.monotonic()
    visit = await visitor.one(site.url)
    if seen_of(visit) is Seen.FAILED and time.monotonic() - started + means.again < means.rule.seconds:
        await asyncio.sleep(means.again)
        visit = await visitor.one(site.url)
    error = visit.error or visit.wall or ""
    return Visited(site.id, visit.at, means.vantage, seen_of(visit), visit.status, str(error), visit.ms)


def seen_of(visit: Visit) -> Seen:
    """What a visit came to, as far as it alone can tell."""
    if visit.error is not None or visit.status is None:
        return Seen.OURS if visit.error is not None and visit.error.fault is Fault.US else Seen.FAILED
    if visit.wall:
        return Seen.BLOCKED
    return Seen.FAILED if visit.status >= 400 else Seen.OPEN


def _sightings(office: Office, sites: Mapping[int, Site], made: list[Visited]) -> Iterator[Sighting]:
    """What is news to the register: a site that fails time and again, or one that is back."""
    known = {one.subject: one.seen for one in sightings.latest(office) if one.seen in sightings.PRESENCE}
    for one in made:
        subject = f"site:{sites[one.site].number}"
        if one.seen is Seen.OPEN and known.get(subject) is not Sight.ALIVE:
            yield Sighting(subject, Sight.ALIVE, "", "availability", one.at)
        elif one.seen is Seen.FAILED and known.get(subject) is not Sight.DEAD:
            last = list(availability.visits(office, one.site, "", one.at))[-_DEAD_AFTER:]
            if len(last) == _DEAD_AFTER and all(other.seen is Seen.FAILED for other in last):
                yield Sighting(subject, Sight.DEAD, one.error or f"HTTP {one.status}", "availability", one.at)


def join(office: Office, other: Office, vantage: str) -> tuple[int, int]:
    """Take over the visits that another network made; returns how many, and how many are of sites unknown here."""
    ours = {site.url: site.id for site in register.sites(office)}
    theirs = list(availability.all_visits(other))
    taken = [replace(one, site=ours[url], vantage=vantage or one.vantage) for url, one in theirs if url in ours]
    with office.transaction():
        availability.record(office, taken, ())
    return len(taken), len(theirs) - len(taken)
