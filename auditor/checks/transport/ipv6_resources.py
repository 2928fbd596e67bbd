"""Holes in the page (天窗): pictures, scripts and style sheets that only IPv4 can bring.

**Why** With IPv6 alone the page opens, but what it loads from hosts without IPv6 stays away: pictures, layout, whole columns
(indicator ``fn.ipv6``, certainty A; whether and how holes are counted is unknown, U).
**Not this** Sites that are not reachable over IPv6 at all, links to other sites, hosts that the resolver could not answer for.
**Fix** Put these files on the site itself or on a host with IPv6, or ask the provider to open IPv6.
"""

from collections.abc import Iterator

from auditor.checks import overipv6
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.error import ErrorKind
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.transport import Answer, TransportFacts
from auditor.urls.hosts import address
from auditor.urls.normalise import host

ZH = Texts(
    title="页面引用的资源只支持 IPv4(天窗)",
    why="只有 IPv6 网络的用户打开网页时,来自这些主机的图片、脚本、样式都取不到,页面会缺一块。",
    not_this="整个网站都不能用 IPv6 访问的、指向其他网站的普通链接、解析服务器没有给出可信答复的主机不算。",
    fix="把这些文件放到本网站或支持 IPv6 的主机上,或要求提供方开通 IPv6。",
    reasons={
        **overipv6.TEXTS,
        "ipv4-only-host": "网页从 {host} 加载内容,而该主机只有 IPv4 地址",
        "ipv4-only-address": "网页从 IPv4 地址 {host} 加载内容,IPv6 用户取不到",
        "own-resource-missing": "网站自己的 {count} 个资源用 IPv4 可以取到,用 IPv6 取不到(如 {url})",
        "resource-unanswered": "网页从 {host} 加载内容,该主机有 IPv6 地址,但用 IPv6 访问没有答复({error}),请核实",
        "resource-names-unproven": "部分资源主机的解析没有可信答复,不能判断是否支持 IPv6",
    },
)

_SHOWN = 20


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:fn.ipv6",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One finding for each host that IPv6 does not reach."""
    facts = view.transport()
    if facts is None:
        yield Judgement(Outcome.UNMEASURED, "not-measured", cause="not-measured")
        return
    if not overipv6.works(facts):
        yield Judgement(Outcome.NA, "home-not-over-ipv6")
        return
    found = [*_holes(facts), *_missing(facts), *_silent(facts), *_unknown(facts)]
    yield from found or (PASS,)


def _holes(facts: TransportFacts) -> Iterator[Judgement]:
    for name in overipv6.ipv4_only(facts):
        literal = address(name.host) is not None
        sure = Confidence.CERTAIN if literal else overipv6.sureness(facts)
        spots = tuple(Spot(0, name.sample, page) for page in facts.pages_with(name.host))
        yield Judgement(
            Outcome.FAIL, "ipv4-only-address" if literal else "ipv4-only-host", sure, name.host, args={"host": name.host},
            evidence={"host": name.host, "level": name.level, "urls": [name.sample]}, spots=spots, target=name.sample,
        )  # fmt: skip


def _missing(facts: TransportFacts) -> Iterator[Judgement]:
    """Files of the site itself that IPv4 brought and IPv6 has not: one finding."""
    bad = [
        one
        for one in facts.resources
        if _is_own(facts, one) and one.status is not None and not one.good and not one.wall
    ]
    if bad:
        shown = [overipv6.card(one) for one in bad[:_SHOWN]]
        yield Judgement(
            Outcome.FAIL, "own-resource-missing", cause="own-resource-missing", target=bad[0].url,
            args={"count": str(len(bad)), "url": bad[0].url},
            evidence={"urls": [one.url for one in bad[:_SHOWN]], "answers": shown},
        )  # fmt: skip


def _is_own(facts: TransportFacts, answer: Answer) -> bool:
    return any(name.host == host(answer.url) and not name.level for name in facts.names)


def _silent(facts: TransportFacts) -> Iterator[Judgement]:
    """Hosts with an IPv6 address where nobody answers: whether IPv4 brings the file was not asked at that moment."""
    hosts = {name.sample: name.host for name in facts.names}
    for answer in facts.resources:
        if _is_own(facts, answer):
            continue  # Of the site itself ipv6_links says it.
        silent = overipv6.silence(facts, answer)
        if silent is not None and silent.outcome is Outcome.FAIL:
            name = hosts.get(answer.url, answer.url)
            spots = tuple(Spot(0, answer.url, page) for page in facts.pages_with(name))
            yield Judgement(
                Outcome.REVIEW, "resource-unanswered", Confidence.LIKELY, name, args={"host": name, "error": silent.reason},
                evidence=overipv6.card(answer), spots=spots, target=answer.url,
            )  # fmt: skip


def _unknown(facts: TransportFacts) -> Iterator[Judgement]:
    """Names that do not exist are the business of links.dead, reserved ones nobody's."""
    settled = (None, ErrorKind.DNS_NXDOMAIN, ErrorKind.DNS_RESERVED)
    hosts = [name.host for name in facts.names if name.level and name.resource and name.error not in settled]
    if hosts:
        yield Judgement(
            Outcome.UNMEASURED,
            "resource-names-unproven",
            cause="resource-names-unproven",
            evidence={"hosts": hosts[:20]},
        )
