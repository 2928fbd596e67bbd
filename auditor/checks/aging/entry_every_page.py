"""Inner pages do not offer the retrofit that the home page offers.

**Why** Most visitors come from a search engine to an inner page and never see the home page.
**Not this** Sites without an entry at all; pages that could not be opened.
**Fix** Put the entry into the shared header of all templates.
**Source** 网站规范 (practice; clause number unknown); 半月谈 names this failure.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import unmeasured
from auditor.checks.retrofit import used
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="内页没有适老化入口",
    why="多数访问者由搜索引擎直接进入内页,看不到首页上的入口。",
    not_this="首页就没有入口的、内页没有能够打开的不算。",
    fix="把入口放进所有模板共用的页头。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有查找入口",
        "toolbar-unmeasured": "工具条的文件没有加载成功,内页的入口可能由它生成,不作结论",
        "no-toolbar": "首页没有可以使用的适老化入口",
        "inner-without-entry": "首页有入口,内页 {url} 没有",
        "no-inner": "没有能够打开的内页可供查看",
    },
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.entry-every-page",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Each inner page that was opened is asked for an entry."""
    run = used(view.aging())
    if isinstance(run, Judgement):
        yield run
        return
    opened = [one for one in run.inner if not one.error]
    if not opened:
        yield unmeasured("no-inner")
        return
    without = [one.url for one in opened if not one.found]
    evidence = {"pages": without, "looked_at": len(opened)}
    if not without:
        yield PASS
    elif run.unreadable:
        yield Judgement(Outcome.UNMEASURED, "toolbar-unmeasured", cause="toolbar-unmeasured", evidence=evidence)
    else:
        spots = tuple(Spot(0, "", url) for url in without)
        yield Judgement(
            Outcome.FAIL,
            "inner-without-entry",
            cause="inner-without-entry",
            args={"url": without[0]},
            evidence=evidence,
            spots=spots,
        )
