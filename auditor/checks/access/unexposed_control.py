"""Clickable elements that assistive software does not know as controls.

**Why** A screen reader reads them as plain text: nobody learns that they can be used.
**Not this** Boxes that pass clicks on to links inside, labels, whole cards.
**Fix** Use ``<button>`` or ``<a href>``, or give a role and a name.
**Source** WCAG 4.1.2.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
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

_OWN = {"attribute", "listener"}


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:4.1.2",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Certain where it says itself that it is for clicking."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.controls):
        yield question
        return
    assert conduct is not None
    assert conduct.controls is not None
    found = [
        Charge(one.node, certain, "no-role" if certain else "maybe-no-role")
        for one in conduct.controls
        if not one.role and one.how in _OWN
        for certain in [one.pointer and one.named]
    ]
    yield from charges("unexposed_control", page, found) if found else (PASS,)
