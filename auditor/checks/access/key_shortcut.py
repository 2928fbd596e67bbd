"""Single printable keys that do something.

**Why** Whoever speaks to the computer, or hits keys unawares, triggers it.
**Not this** Keys that only act in a field, keys together with Ctrl or Alt, a page with a control that turns them off.
**Fix** Add Ctrl or Alt, or a control to turn shortcuts off.
**Source** WCAG 2.1.4; ACT ffbc54. Every printable key is pressed twice.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.conducts import conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="单字符快捷键",
    why="使用语音输入或容易误触键盘的人会误触发。",
    not_this="只在输入框中有效的、与 Ctrl 或 Alt 组合的,以及可以关闭的。",
    fix="改为与 Ctrl 或 Alt 组合,或提供关闭快捷键的控件。",
    reasons={
        "acts": "按下单个按键 {keys} 页面就有反应({effect}),且没有关闭的办法",
        "acts-switch": "按下单个按键 {keys} 页面就有反应({effect}),请核实页面上的快捷键设置能关闭或更改它",
    },
)

_EFFECTS = {
    "focus": "焦点移动",
    "address": "地址变化",
    "scroll": "页面滚动",
    "value": "输入内容变化",
    "content": "内容变化",
    "prevented": "按键被截取",
}


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:2.1.4", "act:ffbc54"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One finding for the page."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.shortcuts):
        yield question
        return
    assert conduct is not None
    assert conduct.shortcuts is not None
    if not conduct.shortcuts:
        yield PASS
        return
    certain = not conduct.shortcut_switch
    keys = [one.key for one in conduct.shortcuts]
    words = {"keys": " ".join(keys[:10]), "effect": _EFFECTS.get(conduct.shortcuts[0].effect, "")}
    yield Judgement(
        *verdict(certain, "acts" if certain else "acts-switch"), cause="acts", args=words, evidence={"keys": keys}
    )
