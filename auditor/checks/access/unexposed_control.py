"""Clickable elements that assistive software does not know as controls.

**Why** A screen reader reads them as plain text: nobody learns that they can be used.
**Not this** Boxes that pass clicks on to links inside, labels, whole cards.
**Fix** Use ``<button>`` or ``<a href>``, or give a role and a name.
**Source** WCAG 4.1.2.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import OWN, Charge, behaved
from auditor.model.conduct import Control
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="读屏软件不认识的控件",
    why="读屏软件只当作普通文字朗读,使用者不知道可以操作。",
    not_this="把点击转给内部链接的容器、标签和整块卡片。",
    fix="改用 button 或 a 元素,或补上 role 和名称。",
    reasons={
        "no-role": "“{text}”可以点击,但没有控件角色",
        "maybe-no-role": "“{text}”似乎可以点击而没有控件角色,请核实",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:4.1.2",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Certain where it says itself that it is for clicking."""
    yield from behaved("unexposed_control", page, lambda conduct: conduct.controls, _found)


def _found(controls: Sequence[Control]) -> Iterator[Charge]:
    for one in controls:
        if not one.role and one.how in OWN:
            certain = one.pointer and one.named
            yield Charge(one.node, certain, "no-role" if certain else "maybe-no-role")
