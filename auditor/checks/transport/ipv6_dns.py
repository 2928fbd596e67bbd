"""The site's name has no IPv6 address.

**Why** Visitors with IPv6 alone cannot find the site; IPv6 has been an item of inspections since 2019 (indicator
``fn.ipv6``: that it is checked is certainty A, its points are unknown, U).
**Not this** Names that the resolver could not answer for, sites reached by a bare address, staging copies (``--map``) whose
IPv6 address was not given.
**Fix** Have the network opened for IPv6 and add an AAAA record to the name, and to its www or bare form.
"""

from collections.abc import Iterator
from dataclasses import replace

from auditor.checks import overipv6
from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="域名没有 IPv6 地址",
    why="只有 IPv6 网络的用户无法找到网站;IPv6 改造是政府网站检查的内容。",
    not_this="解析服务器没有给出可信答复的、直接以 IP 地址访问的、被指定到测试地址而没有给出 IPv6 地址的网站不算。",
    fix="开通网站所在网络的 IPv6,并为域名(带 www 和不带 www 的都要)增加 AAAA 解析记录。",
    reasons={**overipv6.TEXTS, "no-aaaa": "域名 {host} 没有 IPv6 地址(AAAA 记录)"},
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:fn.ipv6",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Judge the answer of DNS for the audited host."""
    facts = view.transport()
    found = overipv6.name_verdict(facts)
    if facts is None or found.outcome is not Outcome.FAIL:
        yield found
        return
    evidence = {"host": facts.host, "resolver_proven": facts.resolver_proven, "hosts_asked": len(facts.names)}
    yield replace(found, args={"host": facts.host}, evidence=evidence)
