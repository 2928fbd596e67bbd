"""What several checks conclude from the same IPv6 measurements: has the site a name, does its home page answer?

Our own trouble proves nothing: without a way to the IPv6 internet that was seen to work, silence is unmeasured. A
transport error accuses only after three passes of which the last was another client's.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from auditor.html.features import distance
from auditor.model.error import ErrorKind
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Outcome
from auditor.model.transport import Answer, IPv6Name, TransportFacts
from auditor.urls.guard import is_private
from auditor.urls.hosts import address

_FAR = 18
"""Bits of a simhash beyond which two texts are not the same page."""
_PASSES = 2
_OURS = frozenset({ErrorKind.GUARD, ErrorKind.PRIVATE_ADDRESS, ErrorKind.DNS_UNPROVEN, ErrorKind.INTERRUPTED})

TEXTS: Mapping[str, str] = {
    "not-measured": "本次检查没有进行 IPv6 检测",
    "no-name": "网站以 IP 地址或本地名称访问,没有公网域名,不涉及 IPv6 解析",
    "mapped-without-ipv6": "网站被指定到 IPv4 地址(--map),没有给出它的 IPv6 地址,未检测",
    "dns-unproven": "解析服务器没有给出可信的答复,不能判断有没有 IPv6 地址",
    "no-ipv6-route": "检查所用的机器连不上 IPv6 网络(已实际尝试),未能检测,与网站无关",
    "private-address": "IPv6 地址是内网或本机地址,未经允许不访问,未检测",
    "address-not-allowed": "IPv6 地址不在本机允许访问的范围内,未检测",
    "ipv4-unanswered": "用 IPv4 访问首页也没有得到正常答复,无法比较",
    "wall": "用 IPv6 访问时被防护系统拦截({wall}),无法判断",
    "interrupted": "检查没有做完,无法判断",
    "home-not-over-ipv6": "网站首页不能用 IPv6 访问,由“首页 IPv6 访问”检查项报告",
}
"""Chinese sentences of every reason this module can give; checks add them to their own."""


def name_verdict(facts: TransportFacts | None) -> Judgement:
    """Has the audited host an IPv6 address? ``no-aaaa`` when it certainly has none."""
    if facts is None or facts.own is None:
        return _unmeasured("not-measured")
    own = facts.own
    if own.addresses:
        return Judgement(Outcome.PASS)
    if own.error is ErrorKind.DNS_RESERVED or address(own.host) is not None:
        return Judgement(Outcome.NA, "no-name")
    if own.error is not None or not own.ipv4:
        return _unmeasured("mapped-without-ipv6" if own.mapped else "dns-unproven")
    return Judgement(Outcome.FAIL, "no-aaaa", sureness(facts), cause="no-aaaa", target=facts.home)


def sureness(facts: TransportFacts) -> Confidence:
    """That there is no address is certain from a resolver that was proven and that gives IPv6 addresses of others."""
    seen = any(name.addresses and not name.mapped for name in facts.names)
    return Confidence.CERTAIN if seen and facts.resolver_proven else Confidence.LIKELY


def home_verdicts(facts: TransportFacts | None) -> Iterator[Judgement]:
    """Does the home page answer over IPv6 as it does over IPv4? One judgement for each scheme that IPv4 offers."""
    named = name_verdict(facts)
    if facts is None or named.outcome is not Outcome.PASS:
        yield Judgement(Outcome.NA, "no-aaaa") if named.outcome is Outcome.FAIL else named
        return
    pairs = [(four, six) for four in facts.homes if four.family == 4 and (six := facts.home_over(6, four.scheme))]
    offered = [pair for pair in pairs if pair[0].good]
    schemes = {four.scheme for four, _ in offered}
    # Where http:// only leads to https://, the latter says it all.
    offered = [(four, six) for four, six in offered if urlsplit(six.final_url).scheme not in schemes - {six.scheme}]
    if not offered:
        yield _unmeasured("ipv4-unanswered")
    for four, six in offered:
        yield _compared(facts, four, six)


def works(facts: TransportFacts | None) -> bool:
    """The home page answers over IPv6 under at least one scheme."""
    return any(judgement.outcome in (Outcome.PASS, Outcome.REVIEW) for judgement in home_verdicts(facts))


def silence(facts: TransportFacts, six: Answer) -> Judgement | None:
    """What an answer that did not come says; None when there was one. ``fail`` is at most likely."""
    if six.status is not None:
        return None
    error = six.error or ErrorKind.INTERRUPTED
    if error in _OURS:
        return _unmeasured("private-address" if error is ErrorKind.PRIVATE_ADDRESS else str(error))
    near = bool(six.attempts) and is_private(six.attempts[-1].address)
    unreachable = error is ErrorKind.CONNECT_UNREACHABLE
    if unreachable if near else not (facts.route.works or _others_answer(facts, six)):
        return _unmeasured("no-ipv6-route")
    if six.passes < _PASSES or not six.by_two_clients:
        return _unmeasured("interrupted")
    return Judgement(Outcome.FAIL, str(error), Confidence.LIKELY, target=six.url, args=_args(six), evidence=card(six))


def card(answer: Answer) -> dict[str, object]:
    """One answer as evidence."""
    return {
        "url": answer.url,
        "family": answer.family,
        "address": answer.attempts[-1].address if answer.attempts else "",
        "status": answer.status,
        "error": str(answer.error) if answer.error else None,
        "final_url": answer.final_url,
        "title": answer.page.title if answer.page else "",
        "passes": answer.passes,
    }


def _compared(facts: TransportFacts, four: Answer, six: Answer) -> Judgement:
    cause = f"home:{six.scheme}"
    silent = silence(facts, six)
    if silent is not None:
        reason = silent.reason if silent.outcome is Outcome.UNMEASURED else f"home-{silent.reason}"
        evidence = {"ipv4": card(four), "ipv6": card(six)}
        return Judgement(
            silent.outcome, reason, silent.confidence, cause, args=silent.args, target=silent.target, evidence=evidence
        )
    evidence = {"ipv4": card(four), "ipv6": card(six)}
    if six.wall:
        return Judgement(Outcome.UNMEASURED, "wall", cause=cause, args={"wall": six.wall}, evidence=evidence)
    if not six.good:
        sure = Confidence.LIKELY if (six.status or 0) >= 500 else Confidence.CERTAIN
        return Judgement(
            Outcome.FAIL, f"http-{six.status}", sure, cause, args=_args(six), target=six.url, evidence=evidence
        )
    if not _same(four, six):
        return Judgement(
            Outcome.REVIEW,
            "other-content",
            Confidence.LIKELY,
            cause,
            args=_args(six),
            target=six.url,
            evidence=evidence,
        )
    return Judgement(Outcome.PASS)


def _same(four: Answer, six: Answer) -> bool:
    """The same page, or the same redirect."""
    if four.page is None or six.page is None:
        return four.page is six.page and urlsplit(four.final_url)[1:] == urlsplit(six.final_url)[1:]
    if not four.page.simhash or not six.page.simhash:
        return four.page.title == six.page.title and bool(four.page.visible) == bool(six.page.visible)
    return distance(four.page.simhash, six.page.simhash) <= _FAR


def _others_answer(facts: TransportFacts, six: Answer) -> bool:
    """Somebody else on the public IPv6 internet answered in this run."""
    return any(
        other.family == 6 and other.status is not None and not is_private(other.attempts[-1].address)
        for other in (*facts.resources, *facts.homes)
        if other is not six
    )


def _args(six: Answer) -> dict[str, str]:
    return {"scheme": six.scheme.upper(), "passes": str(six.passes), "attempts": str(len(six.attempts))}


def _unmeasured(reason: str) -> Judgement:
    return Judgement(Outcome.UNMEASURED, reason, cause=reason)


def ipv4_only(facts: TransportFacts) -> list[IPv6Name]:
    """Outside hosts from which pages load something and that certainly have IPv4 addresses alone."""
    return [name for name in facts.names if name.level and name.resource and name.ipv4_only]
