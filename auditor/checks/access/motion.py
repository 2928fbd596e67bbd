"""Pages that react to shaking or tilting the device.

**Why** Whose device is fixed to a wheelchair, or whose hands tremble, can do nothing with it, or does it all the time.
**Not this** Pages that do not listen to the motion of the device. What the motion does, and whether a control does the same or switches
it off, is for a person: it is not tried.
**Fix** Offer a control that does the same, and a way to switch the reaction off.
**Source** WCAG 2.5.4; ACT c249d5, 7677a9. Listeners are asked of the browser.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="靠摇动或倾斜设备操作",
    why="设备固定在轮椅上或手抖的人,不能这样操作,或者时时误操作。",
    not_this="没有监听设备动作的网页;动作引起什么、有没有同样作用的按钮和关闭的办法,没有试,请人核实。",
    fix="提供作用相同的按钮,并提供关闭的办法。",
    reasons={
        "listens": "页面监听设备的摇动或倾斜,请核实有作用相同的按钮,并且可以关闭",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:2.5.4", "act:c249d5", "act:7677a9"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Listening is seen, what comes of it is not."""
    conduct = conduct_of(page)
    listens = conduct.motion if conduct else None
    if listens:
        yield Judgement(Outcome.REVIEW, "listens", Confidence.LIKELY, f"{page.template}|listens")
    else:
        yield unseen(page, None if listens is None else conduct) or PASS
