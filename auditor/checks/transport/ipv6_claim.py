"""The page says 本网站支持IPv6, and it is not so.

**Why** A claim that anybody can disprove with one look-up; it is what inspectors try first (the forms of the claim: footer
standard section 1.6, mined from real pages; indicator ``fn.ipv6``, certainty A).
**Not this** Sites without the claim, measurements that our own network did not allow. That a site works over IPv6 and does
not say so is no fault.
**Fix** Make the site reachable over IPv6, or take the words off the template.
"""

from collections.abc import Iterator
from itertools import islice

from auditor.checks import overipv6
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.identity import Element
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.transport import TransportFacts

ZH = Texts(
    title="标明支持 IPv6 而实际不支持",
    why="页面标明“本网站支持IPv6”,用户和检查人员一查就能发现不符。",
    not_this="没有这样标明的网站、因检查机器自身网络而未能检测的不算;支持 IPv6 而没有标明不是问题。",
    fix="开通网站的 IPv6 访问,或从页面模板中去掉这一标识。",
    reasons={
        **overipv6.TEXTS,
        "claim-without-address": "页面标明支持 IPv6,但域名 {host} 没有 IPv6 地址",
        "claim-without-answer": "页面标明支持 IPv6,但用 IPv6 打不开首页({reason_v6})",
        "no-claim": "页面没有标明支持 IPv6",
    },
)

_PAGES = 30
"""Pages read for the claim; it stands in the footer of all of them or of none."""


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:fn.ipv6",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Hold what the pages say against what was measured."""
    spots = tuple(claims(view))
    if not spots:
        yield Judgement(Outcome.NA, "no-claim")
        return
    yield _held(view.transport(), spots)


def claims(view: SiteView) -> Iterator[Spot]:
    """Where the first pages make the claim."""
    for page in islice(view.pages(), _PAGES):
        for found in page.identity.of(Element.IPV6)[:1]:
            yield Spot(found.offset, found.raw, page.url)


def _held(facts: TransportFacts | None, spots: tuple[Spot, ...]) -> Judgement:
    named = overipv6.name_verdict(facts)
    if facts is None or named.outcome in (Outcome.UNMEASURED, Outcome.NA):
        return named
    if named.outcome is Outcome.FAIL:
        return _false("claim-without-address", facts, named.confidence, {"host": facts.host}, spots)
    answers = list(overipv6.home_verdicts(facts))
    if any(one.outcome in (Outcome.PASS, Outcome.REVIEW) for one in answers):
        return PASS
    failed = [one for one in answers if one.outcome is Outcome.FAIL]
    if not failed or len(failed) < len(answers):
        return next(one for one in answers if one.outcome is not Outcome.FAIL)
    reason = failed[0].reason.removeprefix("home-")
    return _false("claim-without-answer", facts, failed[0].confidence, {"reason_v6": reason}, spots)


def _false(
    reason: str, facts: TransportFacts, sure: Confidence, args: dict[str, str], spots: tuple[Spot, ...]
) -> Judgement:
    return Judgement(
        Outcome.FAIL, reason, sure, cause="ipv6-claim", args=args, spots=spots, target=facts.home,
        evidence={"claim": spots[0].raw, "answers": [overipv6.card(one) for one in facts.homes]},
    )  # fmt: skip
