"""Telephone numbers in service guides that nobody can dial.

**Why** Inspections ring the numbers of the sampled guides; a wrong one is deducted as inaccurate content.
**Not this** Hotlines, mobile numbers, extensions, an area code that stands once for several numbers or elsewhere in the guide.
**Fix** Write the number with its area code and ring it once.
**Source** svc.accuracy (B). Whether somebody answers is for a person to find out.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Element, Given
from auditor.model.target import SiteContext
from auditor.text.phones import Flaw, Phone, phones

ZH = Texts(
    title="办事指南的联系电话有误",
    why="检查时会拨打办事指南中的电话,打不通的按内容不准确扣分。",
    not_this="服务热线、手机号码、分机号、几个号码共用一个区号的不算。",
    fix="写明区号和完整号码,并实际拨打一次。",
    reasons={
        "no-area-code": "办事指南“{name}”的电话没有区号:{phone}",
        "malformed": "办事指南“{name}”的电话位数或写法不对:{phone}",
        "placeholder": "办事指南“{name}”的电话像是占位的号码,请核实:{phone}",
    },
)

_IMPACTS = {Flaw.NO_AREA_CODE: Impact.MINOR, Flaw.MALFORMED: Impact.MODERATE, Flaw.PLACEHOLDER: Impact.MODERATE}


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:svc.accuracy",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge each number behind 联系电话 and the like; the same number in many guides is one finding."""
    guide = page.service.guide
    said = [one for one in guide.given if one.element is Element.PHONE and one.value] if guide else []
    found = [(one, phone) for one in said for phone in phones(one.value)]
    if guide is None or not found:
        yield Judgement(Outcome.NA)
        return
    flawed = [(one, phone, phone.flaw) for one, phone in found if phone.flaw is not None]
    for one, phone, flaw in flawed:
        yield _judgement(page, guide.name, (one, phone, flaw))
    if not flawed:
        yield PASS


def _judgement(page: PageFacts, name: str, found: tuple[Given, Phone, Flaw]) -> Judgement:
    one, phone, flaw = found
    sure = flaw is not Flaw.PLACEHOLDER
    return Judgement(
        Outcome.FAIL if sure else Outcome.REVIEW, str(flaw), Confidence.CERTAIN if sure else Confidence.LIKELY,
        cause=f"phone:{phone.written}", args={"name": name, "phone": phone.written}, impact=_IMPACTS[flaw],
        evidence={"phone": phone.written, "label": one.label, "value": one.value[:200]},
        spots=(Spot(one.offset, phone.written),),
    )  # fmt: skip
