"""Where the register and the world have come apart: told from what was seen, never from silence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.model.office import Account, Site, SiteState
from auditor.store.office import register, sightings
from auditor.store.office.database import Office
from auditor.store.office.sightings import PRESENCE, Seen, Sighting

KINDS_ZH = {
    "dead": "登记为运行,实际打不开",
    "alive": "登记为关停或迁移,实际仍能访问",
    "same-code": "网站标识码重复",
    "moved": "网址已变更未登记",
    "unregistered": "发现而未登记",
    "renamed": "更名未登记",
    "not-found": "登记而查找不到",
}
_GONE = (SiteState.CLOSED, SiteState.MOVED)
_NOISE = re.compile(r"[\W_]+|网站|门户|官方|官网|首页|中国|欢迎|您")


@dataclass(frozen=True, slots=True)
class Deviation:
    """One difference between register and world; ``at`` and ``source`` say who saw it when (empty: the register itself)."""

    kind: str
    subject: str
    """A site's number, an account, or a host."""
    name: str
    text: str
    at: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Drift:
    """All deviations; ``unseen`` are running sites and accounts of which nothing was ever seen: unmeasured, not well."""

    deviations: tuple[Deviation, ...]
    unseen: int


def drift(office: Office) -> Drift:
    """Compare the register with what was seen last."""
    known: dict[str, Site | Account] = {f"site:{site.number}": site for site in register.sites(office)}
    known |= {f"account:{one.platform}/{one.account}": one for one in register.accounts(office)}
    seen = list(sightings.latest(office))
    sites = [one for one in known.values() if isinstance(one, Site)]
    hosts = {host for site in sites for host in hosts_of(site)}
    found = [*_same_codes(sites), *(one for sighting in seen for one in _deviation(sighting, known, hosts))]
    met = {sighting.subject for sighting in seen}
    running = [subject for subject, one in known.items() if one.state not in _GONE]
    order = list(KINDS_ZH)
    found.sort(key=lambda one: (order.index(one.kind), one.subject))
    return Drift(tuple(found), sum(subject not in met for subject in running))


def hosts_of(site: Site) -> set[str]:
    """The hosts a site is registered under, without ``www.``."""
    texts = [site.url, *(alias if "://" in alias else f"http://{alias}" for alias in site.aliases)]
    return {(urlsplit(text).hostname or "").removeprefix("www.") for text in texts}


def _same_codes(sites: list[Site]) -> Iterator[Deviation]:
    living = [site for site in sites if site.code and site.state not in _GONE]
    counts = Counter(site.code for site in living)
    first: dict[str, Site] = {}
    for site in living:
        if counts[site.code] > 1:
            other = first.setdefault(site.code, site)
            text = (
                f"标识码 {site.code} 与 {other.number} {other.name} 相同"
                if other is not site
                else f"标识码 {site.code}"
            )
            yield Deviation("same-code", site.number, site.name, text)


def _deviation(seen: Sighting, known: Mapping[str, Site | Account], hosts: set[str]) -> Iterator[Deviation]:
    kind, _, short = seen.subject.partition(":")
    if kind == "host":
        if short.removeprefix("www.") not in hosts:
            yield Deviation("unregistered", short, "", f"见于 {seen.detail}", seen.at, seen.source)
        return
    one = known.get(seen.subject)
    if one is None:
        return
    text = _text(seen, one)
    if text:
        told = {Seen.MOVED: "moved", Seen.NAMED: "renamed", Seen.NOT_FOUND: "not-found", Seen.DEAD: "dead"}
        yield Deviation(told.get(seen.seen, "alive"), short, one.name, text, seen.at, seen.source)


def _text(seen: Sighting, one: Site | Account) -> str:
    """What is said of a sighting that deviates; empty when it does not."""
    gone = one.state in _GONE
    if seen.seen in PRESENCE:
        if gone and seen.seen is Seen.ALIVE:
            return f"登记为{'关停' if one.state is SiteState.CLOSED else '迁移'},但可以访问"
        dead = seen.seen is Seen.DEAD and one.state is SiteState.RUNNING
        return f"无法访问({seen.detail})" if dead else ""
    if gone:
        return ""
    if seen.seen is Seen.MOVED:
        host = (urlsplit(seen.detail).hostname or "").removeprefix("www.")
        own = hosts_of(one) if isinstance(one, Site) else set()
        return "" if host in own else f"首页转到 {seen.detail}"
    if seen.seen is Seen.NAMED:
        return "" if _same_name(one.name, seen.detail) else f"自称「{seen.detail}」,登记为「{one.name}」"
    return seen.detail or "查找不到"


def _same_name(registered: str, shown: str) -> bool:
    """Names that contain each other, apart from words that say nothing, are one."""
    one, two = _NOISE.sub("", registered), _NOISE.sub("", shown)
    return not one or not two or one in two or two in one
