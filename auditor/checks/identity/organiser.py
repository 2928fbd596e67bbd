"""Whose site it is (主办单位): named in the footer.

**Why** Visitors must be able to tell which body answers for what they read.
**Not this** 承办, 协办, 指导单位 and 技术支持 are no organisers, but a site that names only them or whose copyright line names its owner is
for a person to look at; 由…主办 in articles.
**Fix** Put 主办单位 with the full name of the body into the footer.
**Source** 指引 footer list (A as practice). Recognition depends on the footer's region: likely, not certain.
"""

from collections.abc import Iterator

from auditor.checks import footers
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import ORGANISER, Fault, absence, card, said, spot, stated
from auditor.model.finding import Judgement
from auditor.model.identity import Element, Flaw
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="主办单位",
    why="公众应能知道网站内容由哪个单位负责。",
    not_this="承办、协办、指导、技术支持单位不是主办单位;只写了承办单位或版权所有者的,由人工判断;文章中的“由…主办”不算。",
    fix="在页脚写明“主办单位:”和单位全称。",
    reasons={
        **footers.TEXTS,
        "empty": "页脚有“主办单位”字样,但没有写明单位",
        "only-others": "页脚没有写明主办单位,只有“{other}”,请核实",
    },
)

_OTHERS = (Element.COPYRIGHT, Element.UNDERTAKER, Element.SUPERVISOR)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:guide.footer",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A name is enough; a label without one is a fault, unless a picture stands there or something was not read."""
    found = stated(page, site, ORGANISER)
    if any(item.value for item in found):
        yield PASS
    elif any(Flaw.EMPTY not in item.flaws for item in found):
        yield footers.not_determinable(ORGANISER, ["image"])
    elif found and not footers.may_come(found, page):
        yield from said([Fault("empty", item, confidence=Confidence.LIKELY) for item in found])
    else:
        yield _without(absence(page, site, ORGANISER), page)


def _without(judged: Judgement, page: PageFacts) -> Judgement:
    other = next((item for kind in _OTHERS for item in page.identity.of(kind) if item.value), None)
    if judged.reason != "missing" or other is None:
        return judged
    return Judgement(
        Outcome.REVIEW, "only-others", Confidence.LIKELY, cause="only-others", args={"other": other.raw},
        evidence=card(other), spots=(spot(other),),
    )  # fmt: skip
