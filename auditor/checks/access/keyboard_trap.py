"""Elements that do not let the keyboard focus go.

**Why** Whoever uses a keyboard or a switch cannot get to the rest of the page, nor away from it.
**Not this** Dialogs with a way to close them; parts that Shift+Tab, Escape or an arrow key leaves; an
exit that the page names and that works.
**Fix** Let Tab and Shift+Tab pass; where the focus must be held, let Escape free it and say so.
**Source** WCAG 2.1.2; ACT 80af7b, a1b64e, ebe86a. Real keys are pressed.
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
    title="键盘陷阱",
    why="键盘使用者的焦点进入后出不来,用不了页面其余部分,也离不开页面。",
    not_this="可以关闭的对话框;用 Shift+Tab、Esc 或方向键能离开的;页面写明且有效的退出按键。",
    fix="不要在失去焦点或按键时把焦点移回;必须限制焦点的,按 Esc 应能退出,并写明方法。",
    reasons={
        "trap": "键盘焦点进入“{text}”后,用 Tab、Shift+Tab、Esc 和方向键都不能离开",
        "trap-other-keys": "键盘焦点进入“{text}”后只能按页面写明的 {keys} 离开,请核实说明是否醒目",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.keyboard-trap", "wcag:2.1.2"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Traps were confirmed with every usual way out."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.focus):
        yield question
        return
    assert conduct is not None
    assert conduct.focus is not None
    found = [
        Charge(trap.nodes[0], False, "trap-other-keys", ("act:80af7b",), {"keys": trap.exit})
        if trap.exit
        else Charge(trap.nodes[0], True, "trap", ("act:80af7b", "act:a1b64e", "act:ebe86a"))
        for trap in conduct.focus.traps
        if trap.nodes
    ]
    yield from charges("keyboard_trap", page, found) if found else (PASS,)
