"""Pages near the home page do not answer over IPv6.

**Why** Inspections ask for the share of second- and third-level links that work over IPv6 (indicator ``fn.ipv6``: that links
of these levels are looked at is certainty A, how large the share must be is unknown, U: here every link that works over
IPv4 must work over IPv6, and a pack may ask for less). The home page counts as the first level, what it links to as the
second, what those pages link to as the third (that counting is from memory, M).
**Not this** Links to other sites, links that do not work over IPv4 either, walls, our own trouble.
**Fix** Let all paths of the site be served on the IPv6 address, those behind application servers and proxies as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.checks import overipv6
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.transport import Answer, TransportFacts

ZH = Texts(
    title="二、三级链接不能用 IPv6 访问",
    why="首页之外的网页也应能用 IPv6 访问,检查时统计二、三级链接的 IPv6 支持比例。",
    not_this="指向其他网站的链接、用 IPv4 也打不开的链接、被防护系统拦截的和检查机器自身的网络问题不算。",
    fix="让网站的所有路径(包括由应用服务器、代理提供的部分)都能在 IPv6 地址上访问。",
    reasons={
        **overipv6.TEXTS,
        "links-not-over-ipv6": "抽查的站内链接中,二级 {second}、三级 {third} 能用 IPv6 访问,有 {bad} 个用 IPv4 正常而用 IPv6 打不开",
        "no-links": "没有可供检测的站内链接",
        "links-unmeasured": "抽查的站内链接用 IPv6 访问时都被拦截或没有得到可以判断的答复",
    },
)

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    least_share: float = 1.0
    """Share of a level's links below which it is a fault; no official number was found."""


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("ind:fn.ipv6",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Count the good and the bad of each level."""
    facts = view.transport()
    if facts is None:
        yield Judgement(Outcome.UNMEASURED, "not-measured", cause="not-measured")
    elif not overipv6.works(facts):
        yield Judgement(Outcome.NA, "home-not-over-ipv6")
    elif not facts.links:
        yield Judgement(Outcome.NA, "no-links")
    else:
        yield _counted(facts, config)


def _counted(facts: TransportFacts, config: Config) -> Judgement:
    good = [link for link in facts.links if link.good]
    bad = [link for link in facts.links if _is_bad(facts, link)]
    if not good and not bad:
        return Judgement(Outcome.UNMEASURED, "links-unmeasured", cause="links-unmeasured")
    levels = {level: _share(level, good, bad) for level in (1, 2)}
    if all(share is None or share >= config.least_share for share in levels.values()):
        return PASS
    definite = any(link.status is not None for link in bad)
    return Judgement(
        Outcome.FAIL, "links-not-over-ipv6", Confidence.CERTAIN if definite else Confidence.LIKELY, "links-not-over-ipv6",
        args={"second": _said(levels[1]), "third": _said(levels[2]), "bad": str(len(bad))},
        evidence={
            "shares": {str(level): share for level, share in levels.items()},
            "totals": {str(level): total for level, total in facts.link_totals},
            "urls": [link.url for link in bad[:_SHOWN]],
            "answers": [overipv6.card(link) for link in bad[:_SHOWN]],
        },
        target=bad[0].url,
    )  # fmt: skip


def _is_bad(facts: TransportFacts, link: Answer) -> bool:
    if link.good or link.wall:
        return False
    silent = overipv6.silence(facts, link)
    return silent is None or silent.outcome is Outcome.FAIL


def _share(level: int, good: Sequence[Answer], bad: Sequence[Answer]) -> float | None:
    fine = sum(link.level == level for link in good)
    asked = fine + sum(link.level == level for link in bad)
    return fine / asked if asked else None


def _said(share: float | None) -> str:
    return "(没有链接)" if share is None else f"{share:.1%}"
