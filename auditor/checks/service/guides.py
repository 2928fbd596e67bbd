"""The site's service guides taken together: are there any, and how many lack too much?

**Why** No service offered, or too many guides without their key elements, is the veto 服务不实用 (indicators 1.2).
**Not this** Sites whose guides are on the service hall of the province; guides that could not be read; a department without public
services (a person decides).
**Fix** Offer the items with complete guides, or link the service hall where they are.
**Source** The veto B; its amounts (4 classes in 5 items, or in all where there are fewer) M, so a pack may change them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from auditor.checks import guides
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.service import Unread
from auditor.model.siteview import SiteView
from auditor.text.guidewords import is_hall

ZH = Texts(
    title="办事服务不实用",
    why="不提供办事服务,或者多个事项的办事指南缺少关键要素,属于单项否决情形。",
    not_this="办事指南在省级政务服务平台上的、未能读取的指南不算;没有对外服务职能的部门由人工确认。",
    fix="提供事项齐全、要素完整的办事指南,或者链接到政务服务平台。",
    reasons={
        "none-offered": "没有发现办事指南,也没有发现通往政务服务平台的链接,请核实是否提供办事服务",
        "many-incomplete": "{count} 个办事指南各缺少 {many} 类及以上要素(共读到 {total} 个指南)",
        "all-incomplete": "读到的 {total} 个办事指南全部缺少 {many} 类及以上要素",
        "script": "{count} 个办事指南由脚本填写或以图片、附件提供,没有读到,不能判断是否达到否决标准",
    },
)
_SPOTS = 20


@dataclass(frozen=True, slots=True)
class Config:
    """So many guides that lack so many classes are the veto; where there are fewer guides, all of them."""

    classes: int = guides.MANY
    items: int = 5


@check(
    shape=Shape.SITE,
    impact=Impact.SERIOUS,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.service.none", "ind:veto.service.guide-missing"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Count; what could not be read keeps a verdict open only as far as it could change it."""
    total, unread, elsewhere, spots = 0, 0, False, list[Spot]()
    for page in view.pages():
        guide = page.service.guide
        if guide is None:
            continue
        lacking = len(guides.missing(guide))
        elsewhere |= guide.unread is Unread.ELSEWHERE
        unread += lacking >= config.classes and guide.unread not in (None, Unread.ELSEWHERE)
        if guide.unread is None:
            total += 1
            if lacking >= config.classes:
                spots.append(guides.spot(page, guide))
    args = {"count": str(len(spots)), "many": str(config.classes), "total": str(total)}
    if len(spots) >= config.items or (spots and len(spots) == total and not unread and not elsewhere):
        reason = "many-incomplete" if len(spots) >= config.items else "all-incomplete"
        yield Judgement(
            Outcome.FAIL, reason, cause="guides", args=args, evidence={"total": total}, spots=tuple(spots[:_SPOTS])
        )
    elif len(spots) + unread >= config.items:
        yield Judgement(Outcome.UNMEASURED, "script", cause="guides", args={**args, "count": str(unread)})
    elif total or unread or elsewhere or _has_hall(view):
        yield PASS
    else:
        yield Judgement(Outcome.REVIEW, "none-offered", Confidence.LIKELY, cause="guides")


def _has_hall(view: SiteView) -> bool:
    return any(
        is_hall(urlsplit(target.url).hostname or "", link.text) for target, links in view.targets() for link in links
    )
