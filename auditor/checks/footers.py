"""What the checks of identity elements share: which occurrences speak for a page, and when one is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.checks.api import PASS
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import Element, Found, HrefKind, Source, Trust
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

_OBLIGATORY = (
    Element.CONAC, Element.SITE_CODE, Element.POLICE, Element.ICP, Element.JIUCUO, Element.ORGANISER, Element.CONTACT,
    Element.SITEMAP,
)  # fmt: skip
_DRAWN = (Element.CONAC, Element.JIUCUO)
"""Badges that are often a picture whose name says nothing: with such a picture about they may be there."""
_NUMBERS = (Element.SITE_CODE, Element.ICP, Element.POLICE)
"""Recognised by their words, which an article may say as well."""
_FOOTER = 3
"""So many other elements make a footer: a page with fewer may be a print view, a frame or a mobile page. Our own choice."""

TEXTS = {
    "missing": "没有{element}(页面、脚本、框架中都没有找到)",
    "missing-here": "首页有{element},这些页面的页脚却没有,请核实",
    "not-determinable": "没有找到{element},但页脚可能由未能读取的脚本、框架或图片显示({sources}),无法判断",
    "not-read": "首页没有作为网页读取,无法判断",
}
"""Chinese sentences of every reason this module can give; checks add them to their own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An element as a check asks for it: what counts as having it, and how sure it is that nothing was overlooked."""

    element: Element
    name: str
    """In Chinese."""
    trusts: frozenset[Trust] = frozenset({Trust.PRINTED, Trust.ATTRIBUTE})
    sure: Confidence = Confidence.CERTAIN
    impact: Impact | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one occurrence."""

    reason: str
    found: Found
    outcome: Outcome = Outcome.FAIL
    impact: Impact | None = None
    args: dict[str, str] = field(default_factory=dict)
    confidence: Confidence = Confidence.CERTAIN


def stated(page: PageFacts, site: SiteContext, wanted: Wanted) -> tuple[Found, ...]:
    """Return the occurrences that speak for the page, the most trusted first.

    Those of its footer and of what scripts and frames write there, where there are any. Of the home page any will do;
    the text of other pages may speak of anybody: where the site's own number stands, others are talk.
    """
    found = tuple(item for item in page.identity.of(wanted.element) if item.trust in wanted.trusts)
    placed = tuple(item for item in found if item.footer or item.source is not Source.OWN)
    if is_home(page, site):
        return placed or found
    home = site.home_facts
    if home is None or wanted.element not in _NUMBERS or len(placed) < 2:
        return placed
    own = {item.value for item in home.identity.of(wanted.element)}
    return tuple(item for item in placed if item.value in own) or placed


def is_home(page: PageFacts, site: SiteContext) -> bool:
    """Return True for the audited home page."""
    return page.url == site.home


def first_value(page: PageFacts, site: SiteContext, wanted: Wanted) -> str:
    """Return the value to believe, or an empty string."""
    return next((item.value for item in stated(page, site, wanted) if item.value), "")


def absence(page: PageFacts, site: SiteContext, wanted: Wanted) -> Judgement:
    """Judge a page that does not state an element."""
    if is_home(page, site):
        return _undetermined(page, wanted) or _missing(page, wanted)
    others = {item.element for item in page.identity.found if item.footer or item.source is not Source.OWN}
    if len(others & set(_OBLIGATORY) - {wanted.element}) < _FOOTER or page.status not in (None, 200):
        return Judgement(Outcome.NA)
    if (open_here := _undetermined(page, wanted)) is not None:
        return open_here
    home = site.home_facts
    if home is None or _undetermined(home, wanted):
        return Judgement(Outcome.NA)
    if stated(home, site, wanted):
        return _judgement("missing-here", Outcome.REVIEW, page, wanted)
    return _missing(page, wanted)


def may_come(found: Sequence[Found], page: PageFacts) -> bool:
    """Return True when only pictures and words without a value are there and the real thing may be in what was not read."""
    unread = page.identity.truncated or any(source.kind != "image" for source in page.identity.open_sources)
    return unread and not any(item.value for item in found)


def _missing(page: PageFacts, wanted: Wanted) -> Judgement:
    return _judgement("missing", Outcome.FAIL, page, wanted)


def _undetermined(page: PageFacts, wanted: Wanted) -> Judgement | None:
    identity = page.identity
    drawn = wanted.element in _DRAWN or not identity.found
    unread = [source for source in identity.open_sources if source.kind != "image" or drawn]
    if not (unread or identity.truncated):
        return None
    kinds = sorted({source.kind for source in unread}) or ["truncated"]
    return not_determinable(wanted, kinds, sorted({source.url for source in unread if source.url})[:20])


def not_determinable(wanted: Wanted, kinds: Sequence[str], urls: Sequence[str] = ()) -> Judgement:
    """Say that an element may stand where nothing was read: in sources of these kinds (``OpenSource.kind``), at these addresses."""
    named = "、".join(_SOURCES.get(kind, kind) for kind in kinds)
    return Judgement(
        Outcome.UNMEASURED, "not-determinable", cause="not-determinable", args={"element": wanted.name, "sources": named},
        evidence={"open_sources": list(kinds), "urls": list(urls)}, impact=wanted.impact,
    )  # fmt: skip


_SOURCES = {
    "script": "脚本", "frame": "框架", "plugin": "插件", "computed": "由脚本拼接的内容", "image": "图片", "truncated": "页脚过长",
}  # fmt: skip


def _judgement(reason: str, outcome: Outcome, page: PageFacts, wanted: Wanted) -> Judgement:
    sure = wanted.sure if outcome is Outcome.FAIL else Confidence.LIKELY
    return Judgement(
        outcome, reason, sure, cause=reason, args={"element": wanted.name}, impact=wanted.impact,
        evidence={"elements_found": sorted({str(item.element) for item in page.identity.found})},
    )  # fmt: skip


def said(faults: Iterable[Fault]) -> Iterator[Judgement]:
    """Yield one judgement for each reason, value and message, at all its places; a pass when there is no fault."""
    made: dict[tuple[str, tuple[tuple[str, str], ...]], Judgement] = {}
    for fault in faults:
        found = fault.found
        # Addresses vary from page to page; what else a message says tells one fault from another.
        told = [value for name, value in fault.args.items() if name != "href"]
        cause = ":".join((fault.reason, found.value or found.href or found.raw, *told))[:200]
        key = (cause, tuple(fault.args.items()))
        known = made.get(key)
        if known is not None:
            made[key] = replace(known, spots=(*known.spots, spot(found)))
            continue
        made[key] = Judgement(
            fault.outcome, fault.reason, fault.confidence, cause=cause, args={"value": found.value or found.raw, **fault.args},
            evidence=card(found), spots=(spot(found),), impact=fault.impact,
        )  # fmt: skip
    yield from made.values() or (PASS,)


def card(found: Found) -> dict[str, object]:
    """Return what the evidence card says of an occurrence."""
    facts: dict[str, object] = {"value": found.value, "raw": found.raw, "source": str(found.source)}
    more = {"href": found.href, "code": found.code, "where": found.where, "form": found.form}
    if found.href_kind is not HrefKind.NONE:
        more["href_kind"] = str(found.href_kind)
    return facts | {name: value for name, value in more.items() if value}


def spot(found: Found, url: str = "") -> Spot:
    """Return the place of an occurrence; checks of the whole site say on which page."""
    return Spot(found.offset, found.raw, url)


def distinct(found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the first occurrence of each value; occurrences without a value are left out."""
    return tuple({item.value: item for item in reversed(found) if item.value}.values())[::-1]


SITE_CODE = Wanted(Element.SITE_CODE, "网站标识码")
ICP = Wanted(Element.ICP, "ICP备案编号")
POLICE = Wanted(Element.POLICE, "公安机关备案标识")
CONAC = Wanted(Element.CONAC, "党政机关网站标识")
JIUCUO = Wanted(Element.JIUCUO, "“我为政府网站找错”入口")
ORGANISER = Wanted(Element.ORGANISER, "主办单位", sure=Confidence.LIKELY)
CONTACT = Wanted(Element.CONTACT, "联系方式", sure=Confidence.LIKELY, impact=Impact.MODERATE)
SITEMAP = Wanted(Element.SITEMAP, "网站地图", sure=Confidence.LIKELY, impact=Impact.MINOR)
