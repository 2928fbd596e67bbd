"""Service guides (办事指南) that lack some of the eight elements.

**Why** Who does not find the place, the hours or the materials comes in vain; guides that lack four classes and more count for the
veto 服务不实用, others are deducted (indicators 1.2 and 1.4).
**Not this** Other wordings of an element; nearly the same ones (办理时限 for 办理时间) as long as little else is missing; guides
that a script fills, that are a picture or a file, or that lead on to the service hall of the province; calls for projects and
notices with 申报条件 and 申报材料.
**Fix** Complete the guide from the item list of the government service platform, and keep it in step with it.
**Source** The eight classes A (2015) and B (2019); that four missing classes count: M, so a pack may change it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks import guides
from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Element, Guide
from auditor.model.target import SiteContext

ZH = Texts(
    title="办事指南要素不全",
    why="办事群众找不到地点、时间或所需材料就会白跑;缺少四类及以上要素的指南计入单项否决,其他的扣分。",
    not_this="换一种说法的要素、意思相近的说法(如“办理时限”)、由脚本填写或以图片和附件提供的指南、跳转到省级政务服务平台的指南、申报通知和招聘公告不算。",
    fix="按政务服务平台的事项清单补齐八类要素,并与平台保持一致。",
    reasons={
        **guides.TEXTS,
        "elements-missing": "办事指南“{name}”缺少:{missing}",
        "many-missing": "办事指南“{name}”缺少 {count} 类要素:{missing}",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """``many`` missing classes make a guide count for the veto."""

    many: int = guides.MANY


@check(
    shape=Shape.PAGE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.service.guide-missing", "ind:svc.guide"),
)
def judge(page: PageFacts, site: SiteContext, config: Config) -> Iterator[Judgement]:
    """Equal gaps of one template are one finding: they are mended at one place."""
    guide = page.service.guide
    if guide is None:
        yield Judgement(Outcome.NA)
        return
    lacking, loosely = guides.missing(guide), guides.missing(guide, near=False)
    if not lacking and len(loosely) < config.many:
        yield PASS
    elif guide.unread is not None:
        yield from guides.unread(page, guide)
    elif len(lacking) < config.many <= len(loosely):
        yield _said(Outcome.REVIEW, page, guide, loosely, config)
    else:
        yield _said(Outcome.FAIL if guides.is_sure(guide) else Outcome.REVIEW, page, guide, lacking, config)


def _said(outcome: Outcome, page: PageFacts, guide: Guide, lacking: tuple[Element, ...], config: Config) -> Judgement:
    many = len(lacking) >= config.many
    return Judgement(
        outcome, "many-missing" if many else "elements-missing", Confidence.CERTAIN if outcome is Outcome.FAIL else Confidence.LIKELY,
        cause=f"guide:{page.template}:{','.join(lacking)}", impact=Impact.SERIOUS if many else None,
        args={"name": guide.name, "missing": guides.named(lacking), "count": str(len(lacking))},
        evidence={
            "guide": guide.name,
            "missing": [guides.NAMES[element] for element in lacking],
            "read": {one.label: one.value[:80] for one in guide.given},
        },
        spots=(guides.spot(page, guide),),
    )  # fmt: skip
