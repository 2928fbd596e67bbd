"""Forms that are reset, change or go away while nobody touches them.

**Why** Who reads and types slowly loses what was typed, or the place where it was to be typed.
**Not this** Pages with fewer than two fields. Reloading by meta refresh and text that changes are told by ``access.auto_update``. The
page is watched for a few seconds only, not for the 60 that are asked for: what comes later is not seen, so nothing passes.
**Fix** Let a form stand until the visitor has finished; warn, and offer more time, where law or money ask for a limit.
**Source** APP 2.3, in more than one stored source; WCAG 2.2.1.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Idle
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="表单没有留出充足的操作时间",
    why="读写慢的人会丢失已经填写的内容,或找不到填写的地方。",
    not_this="少于两个输入框的页面;定时刷新和文字变化另行指出;观察时间短于规范要求时,没有变化也不作通过的结论。",
    fix="让表单保持到使用者完成为止;确需限时的,事先提示并允许延长。",
    reasons={
        "reset": "没有任何操作,表单在 {seconds} 秒内自行清空,请核实",
        "value": "没有任何操作,输入框的内容在 {seconds} 秒内自行改变,请核实",
        "gone": "没有任何操作,输入框在 {seconds} 秒内自行消失,请核实",
        "moved": "没有任何操作,网页地址在 {seconds} 秒内自行改变,请核实",
        "watched-briefly": "观察了 {seconds} 秒,没有自行跳转、清空或改变;短于要求的 {required} 秒,不作通过的结论",
    },
)

_FIELDS = 2


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    seconds: float = 60.0
    """For which a form must stand; watched for less, it is not passed."""


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("ind:aging.time-enough", "wcag:2.2.1"))
def judge(page: PageFacts, site: SiteContext, config: Config) -> Iterator[Judgement]:
    """Scripts may set up a form when the page opens: what was seen is for a person."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.idle):
        yield question
        return
    assert conduct is not None and conduct.idle is not None
    idle = conduct.idle
    words = {"seconds": f"{idle.seconds:g}", "required": f"{config.seconds:g}"}
    found = [*_losses(page, idle, words)]
    if idle.fields < _FIELDS:
        yield Judgement(Outcome.NA)
    elif found:
        yield from found
    elif idle.seconds < config.seconds:
        yield Judgement(Outcome.UNMEASURED, "watched-briefly", cause="watched-briefly", args=words)
    else:
        yield PASS


def _losses(page: PageFacts, idle: Idle, words: dict[str, str]) -> Iterator[Judgement]:
    yield from charges("time_enough", page, [Charge(one.node, False, one.kind, (), words) for one in idle.lost])
    if idle.moved:
        yield Judgement(
            Outcome.REVIEW, "moved", Confidence.LIKELY, "moved", args=words, evidence={"watched": idle.seconds}
        )
