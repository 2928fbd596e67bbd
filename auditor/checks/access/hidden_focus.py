"""Elements that the Tab key reaches though they are kept from screen readers.

**Why** The focus rests on something of which a screen reader says nothing: its user does not know where he is.
**Not this** Elements that hand the focus on at once, as the ends of a dialog do. Elements that ``access.axe`` accuses of the same
(aria-hidden-focus); where axe only doubts, this check speaks and axe is silent.
**Fix** Take ``aria-hidden`` away, or take the element out of the order of the Tab key: ``inert``, ``tabindex="-1"``.
**Source** WAI-ARIA 1.2, aria-hidden; WCAG 1.3.1, 4.1.2; ACT 6cfa84. Real keys are pressed.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.axerules import HIDDEN_FOCUS, accused, holds
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="键盘焦点停在对读屏软件隐藏的元素上",
    why="焦点停在读屏软件不念的元素上,使用者不知道自己在哪里。",
    not_this="一得到焦点就转给别处的元素,如对话框首尾的;通用规则(aria-hidden-focus)已经指出的不再重复。",
    fix='去掉 aria-hidden,或用 inert、tabindex="-1" 使键盘不再到达它。',
    reasons={
        "reached": "按 Tab 键停在“{text}”上,而它带有 aria-hidden,读屏软件什么也不念",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:1.3.1", "wcag:4.1.2", "act:6cfa84"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """The focus was seen to rest there."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.focus):
        yield question
        return
    assert page.rendered is not None and conduct is not None and conduct.focus is not None
    by_axe = accused(page.rendered.axe, HIDDEN_FOCUS)
    found = [
        Charge(node, True, "reached") for node in conduct.focus.hidden if not any(holds(one, node) for one in by_axe)
    ]
    if found:
        yield from charges("hidden_focus", page, found)
    else:
        yield PASS if conduct.focus.stops else Judgement(Outcome.NA)
