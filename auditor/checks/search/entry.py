"""The site's search (站内搜索): is there one on the home page, and can its words be sent at all?

**Why** Inspections look for the search on the home page and ask it; a portal without one loses points.
**Not this** A search on the province's unified platform, or one that a script sends: those a person tries; a home page that was not
read.
**Fix** Put a search into the head of every page.
**Source** fn.search: existence A, amounts M.
"""

from collections.abc import Iterator

from auditor.checks import searches
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.searches import asked_of
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.search import Means
from auditor.model.siteview import SiteView

ZH = Texts(
    title="站内搜索",
    why="检查时先在首页找搜索框再用标题提问;门户网站没有搜索功能会扣分。",
    not_this="使用上级统一搜索平台的、由脚本提交的搜索由人工试用,不算没有;首页没有读到的不判断。",
    fix="在首页和各页面的页头提供站内搜索。",
    reasons={
        **searches.TEXTS,
        "none": "首页没有站内搜索",
        "none-seen": "首页没有读到站内搜索(可能由脚本显示),请核实",
        "manual-post": "站内搜索以 POST 方式提交,本工具不提交表单,请人工搜索核实",
        "manual-script": "站内搜索由脚本提交,本工具没有读出提问地址,请人工搜索核实",
        "manual-page": "站内搜索在单独的页面上,本工具没有读到搜索框,请人工搜索核实",
    },
)

_MANUAL = {Means.POST: "manual-post", Means.HIDDEN: "manual-script", Means.LINK: "manual-page"}


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:fn.search",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """A search that can be asked passes here; what it answers is for the others."""
    run = asked_of(view)
    if run is None:
        yield Judgement(Outcome.NA, "not-asked")
    elif run.entry is None:
        yield Judgement(
            *verdict(not run.hinted, "none-seen" if run.hinted else "none"),
            cause="search",
            spots=(Spot(0, "", view.context.home),),
        )
    elif run.entry.means in _MANUAL:
        reason = _MANUAL[run.entry.means]
        yield Judgement(Outcome.REVIEW, reason, Confidence.CERTAIN, cause="search", spots=searches.spots(run.entry))
    else:
        yield PASS
