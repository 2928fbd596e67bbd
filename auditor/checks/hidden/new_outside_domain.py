"""Outside domains that this site did not know at the previous run.

**Why** A link that stands openly in a menu or a script that loads quietly is only noticed because it is new.
**Not this** The first run of a site, links of the operator, known services, Chinese government bodies, names of
an internal network.
**Fix** Ask whoever is responsible for the page whether the link is theirs; if nobody is, treat it as an intrusion.
"""

from collections.abc import Iterator
from ipaddress import ip_address

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="新出现的外部网站",
    why="公开摆放的植入链接与正常链接没有区别,只有与上次检查相比才能发现。",
    not_this="首次检查、本单位和政府机关的网站、常用服务不算。",
    fix="向栏目负责人核实该链接是否由本单位所加;无人认领的按入侵处理。",
    reasons={
        "new-domain": "上次检查时没有的外部网站 {domain},请核实",
        "first-run": "没有上次检查的结果可供比较",
    },
)

_MOST = 20


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:link.no-wrong",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each new domain of the page."""
    if site.previous_domains is None:
        yield Judgement(Outcome.NA, "first-run")
        return
    unknown = filter(_is_public, page.hidden.domains - site.previous_domains)
    new = sorted(name for name in unknown if is_stranger(name, site))
    for name in new[:_MOST]:
        yield Judgement(
            Outcome.REVIEW, "new-domain", Confidence.LIKELY, cause=f"domain:{name}", args={"domain": name},
            evidence={"techniques": ["new-domain"], "domains": [name]},
        )  # fmt: skip
    if not new:
        yield PASS


def _is_public(name: str) -> bool:
    """False for addresses and names of an internal network: a link there is wrong (links.internal_address), not new."""
    try:
        return ip_address(name.strip("[]")).is_global
    except ValueError:
        return "." in name
