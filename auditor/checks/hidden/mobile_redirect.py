"""Scripts that send some visitors to a stranger: those with a phone, or those who come from a search engine.

**Why** The people in the office never see it, because they open the site from a desk and by its address.
**Not this** The site's own mobile version, application shops, log-in services, redirects of everybody.
**Fix** Remove the script, then look for the way in and for the same code in other templates.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import ScriptFact
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.spam import lexicon

ZH = Texts(
    title="对部分访问者的恶意跳转",
    why="只把手机用户或来自搜索引擎的访问者带往别处,管理人员用电脑直接打开时看不到。",
    not_this="跳转到本站手机版、应用商店、登录服务,或对所有人一样的跳转不算。",
    fix="删除该脚本,查明入侵途径,并检查其他模板中是否有同样代码。",
    reasons={
        "search-visitors": "脚本把来自搜索引擎的访问者带往 {target}",
        "spider-redirect": "脚本按访问者是否为搜索引擎跳转到 {target}",
        "mobile-visitors": "脚本把手机用户带往外部网站 {target},请核实",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each script by whom it asks about and where it leads."""
    found = [judgement for script in page.hidden.scripts if (judgement := _judged(script, site))]
    yield from found or (PASS,)


def _judged(script: ScriptFact, site: SiteContext) -> Judgement | None:
    strange = [url for url in script.targets if is_stranger(_host(url), site)]
    if not strange:
        return None
    if "referrer" in script.branches:
        return _judgement(script, "search-visitors", True, strange)
    if "spider" in script.branches:
        return _judgement(script, "spider-redirect", True, strange)
    if "mobile" not in script.branches:
        return None
    return _judgement(script, "mobile-visitors", any(hit.strong for url in strange for hit in lexicon().find_in_url(url)), strange)


def _judgement(script: ScriptFact, reason: str, certain: bool, strange: list[str]) -> Judgement:
    return Judgement(
        Outcome.FAIL if certain else Outcome.REVIEW, reason, Confidence.CERTAIN if certain else Confidence.LIKELY,
        cause=f"{reason}:{script.key}", args={"target": strange[0]},
        evidence={"techniques": [reason, *script.layers], "urls": strange[:20], "decoded": script.decoded[:1_000]},
        spots=(Spot(script.offset, script.raw),), target=strange[0], urgent=certain,
    )  # fmt: skip


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].partition(":")[0].lower()
