"""Elements that do not show that they have the keyboard focus.

**Why** Who cannot see where the focus is cannot use the keyboard.
**Not this** Any change of a single pixel of the window counts as showing it; fields with a caret; what is covered or outside of the window.
**Fix** Remove ``outline: none`` or give ``:focus-visible`` another clear sign.
**Source** WCAG 2.4.7; ACT oj04fd. Styles first, pictures of the window where they are equal.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="键盘焦点不可见",
    why="看不到焦点在哪里,就无法用键盘操作网页。",
    not_this="窗口内任何一处有变化即视为有提示;有光标的输入框不算;被遮挡或不在窗口内的不作结论。",
    fix="删除 outline:none,或为 :focus-visible 设置明显的样式。",
    reasons={
        "no-change": "“{text}”获得键盘焦点前后,窗口画面没有任何变化",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.focus-visible", "wcag:2.4.7", "act:oj04fd"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Equal to the pixel with and without focus."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.focus):
        yield question
        return
    assert conduct is not None
    assert conduct.focus is not None
    found = [Charge(node, True, "no-change") for node in conduct.focus.unseen]
    yield from (
        charges("focus_visible", page, found) if found else (PASS if conduct.focus.stops else Judgement(Outcome.NA),)
    )
