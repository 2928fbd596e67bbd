"""Clickable elements that the Tab key does not get to.

**Why** Whoever uses a keyboard cannot use them.
**Not this** Boxes that pass clicks on to links inside; parts of menus and tabs with a focus of their own; a second link to the same place.
**Fix** Use ``<button>`` or ``<a href>``, or add ``tabindex="0"`` and handle Enter and Space.
**Source** WCAG 2.1.1. Listeners are asked of the browser.
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
    title="键盘无法到达的控件",
    why="只能用鼠标点击,键盘和读屏软件的使用者用不了。",
    not_this="把点击转给内部链接的容器;自行管理焦点的菜单和标签页;另有同一去向链接的。",
    fix="改用 button 或 a 元素,或加 tabindex=0 并处理回车和空格键。",
    reasons={
        "not-focusable": "“{text}”可以点击,但键盘焦点无法到达",
        "maybe-not-focusable": "“{text}”似乎可以点击而键盘焦点无法到达,请核实是否另有键盘方式",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.keyboard-full", "wcag:2.1.1"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Certain where it says itself that it is for clicking: words, a hand over it, a handler of its own."""
    yield from behaved("keyboard_unreachable", page, lambda conduct: conduct.controls, _found)


def _found(controls: Sequence[Control]) -> Iterator[Charge]:
    for one in controls:
        if not one.focusable:
            certain = one.how in OWN and one.pointer and one.named and not one.keys
            yield Charge(one.node, certain, "not-focusable" if certain else "maybe-not-focusable")
