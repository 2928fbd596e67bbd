"""Traces of programs that copy whole sites.

**Why** A page with such traces was not published by the CMS but saved from somewhere: it may be a clone, or it leaks the
address it was saved from; some of these programs leave a hidden link to their maker.
**Not this** Articles about such programs.
**Fix** Publish the page anew from the CMS, or take the copy down.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="整站拷贝软件的痕迹",
    why="带有这些痕迹的页面是从别处保存下来的,不是由内容管理系统发布的,可能是仿冒站,也会暴露原来的地址。",
    not_this="介绍这类软件的文章不算。",
    fix="用内容管理系统重新发布该页面,或下线该拷贝。",
    reasons={
        "copier-comment": "页面带有整站拷贝软件留下的注释,请核实来历",
        "copier-link": "页面带有整站拷贝软件留下的链接,请核实来历",
    },
)

_REASONS = {"copier-httrack": "copier-comment", "copier-saved": "copier-comment", "copier-tool": "copier-link"}


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each kind of trace."""
    found = [
        Judgement(
            Outcome.REVIEW, _REASONS[mark.kind], Confidence.LIKELY, cause=mark.kind, evidence={"techniques": [mark.kind]},
            spots=(Spot(mark.offset, mark.raw),),
        )
        for mark in page.hidden.marks if mark.kind in _REASONS
    ]  # fmt: skip
    yield from found or (PASS,)
