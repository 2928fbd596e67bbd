"""The servers of the campaign: every platform one address, and the few outside hosts that its sites link to."""

from collections.abc import Iterator

from demo import answers, disguise
from demo.hosts import outside
from demo.model import Host, Listener
from demo.quarter.pages import HALL, routes
from demo.quarter.sites import Site, State, sites

CANARY = "http://www.gov.cn/"
"""An address that always answers: the campaign asks it whether our own line is all right."""


def world(state: State) -> dict[str, Host]:
    """All hosts by name."""
    return {host.name: host for host in (*_sites(state), *_outside())}


def _sites(state: State) -> Iterator[Host]:
    first: dict[str, str] = {}
    for site in sites():
        if site.down:
            yield Host(site.host, {}, outside.MISSING, Listener.REFUSED)
        else:
            yield Host(site.host, dict(routes(site, state)), outside.MISSING, shared=_shared(site, first))


def _shared(site: Site, first: dict[str, str]) -> str:
    """The first site of a platform has the address, the others share it."""
    known = first.setdefault(site.platform, site.host)
    return "" if known == site.host else known


def _outside() -> Iterator[Host]:
    wanted = {*outside.STAND_INS, *disguise.HOSTS}
    yield from (host for host in outside.hosts() if host.name in wanted)
    hall = answers.page("政务服务网", "<h1>政务服务网</h1><p>请登录后办理。</p>")
    yield Host(HALL, {}, lambda request: hall, shared=outside.STAND_INS[0])
