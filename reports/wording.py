"""How documents speak: how certain something is, whose fault it is, and where it stands, as people say it."""

import re
from collections.abc import Mapping

from auditor.model.error import ErrorKind, Fault
from auditor.model.finding import Finding
from auditor.model.outcome import Outcome
from auditor.urls.order import HOME, url_class
from reports.texts import text, texts
from reports.visible import clip

_CRUMBS = re.compile(r"\s*(?:>+|»|›|→|＞)\s*")
_HOME_NAMES = ("首页", "网站首页", "本站首页", "主页")
_REFUSED = re.compile(r"http-(?:401|403|405|406|412|418|429|451|521)")
_OUR_NETWORK = frozenset({ErrorKind.NETWORK_TROUBLE, ErrorKind.OUTSIDE_UNPROVEN, ErrorKind.DNS_UNPROVEN})
_COLUMN = 40


def certainty(finding: Finding, confirmed: bool = False) -> str:
    """How certain a finding is, in the words that every document uses."""
    if finding.outcome is Outcome.UNMEASURED:
        return text("certainty", fault(finding.reason))
    if finding.outcome is Outcome.FAIL and confirmed:
        return text("certainty", "confirmed")
    return text("outcome", finding.outcome.value)


def fault(reason: str) -> str:
    """Whose fault it is that something was not measured: wall, our-network, ours, network, site, or unknown."""
    if _REFUSED.fullmatch(reason) or reason.startswith(tuple(texts()["wall"])):
        return "wall"
    try:
        kind = ErrorKind(reason)
    except ValueError:
        return "unknown"
    if kind in _OUR_NETWORK:
        return "our-network"
    return {Fault.US: "ours", Fault.WALL: "wall", Fault.NETWORK: "network", Fault.SITE: "site"}[kind.fault]


def column(finding: Finding) -> str:
    """The column as people say it: 首页「政务公开」下「政策法规」栏目; empty when the page says none."""
    crumbs = [clip(part, _COLUMN) for part in _CRUMBS.split(finding.column_path.strip()) if part]
    while crumbs and crumbs[0] in _HOME_NAMES:
        crumbs = crumbs[1:]
    if not crumbs:
        return "首页" if finding.page and is_home(finding.page) else ""
    return "首页" + "下".join(f"「{crumb}」" for crumb in crumbs) + "栏目"


def whereabouts(finding: Finding) -> str:
    """Column, page and place in one line; the address stands beside it."""
    title = f"《{clip(finding.page_title, 80)}》" if finding.page_title else ""
    place = clip(finding.place, 80)
    return column(finding) + title + ("," if place and (finding.column_path or title) else "") + place


def is_home(url: str) -> bool:
    """True for the address of a home page."""
    return url_class(url, 0) == HOME


def reach(summary: Mapping[str, object]) -> str:
    """How much was inspected of how much is known to exist: 本次检查 2,000 / 约 86,000 页."""
    pages, coverage = summary.get("pages"), summary.get("coverage")
    if not isinstance(pages, int):
        return text("certainty", "unverified")
    known = _known(pages, coverage if isinstance(coverage, Mapping) else {})
    return f"本次检查 {pages:,} / 约 {known:,} 页" if known > pages else f"本次检查 {pages:,} 页"


def _known(pages: int, coverage: Mapping[str, object]) -> int:
    seen, cut = coverage.get("seen"), coverage.get("cut")
    if isinstance(seen, int):
        return seen
    counts = cut.values() if isinstance(cut, Mapping) else ()
    return pages + sum(count for count in counts if isinstance(count, int))
