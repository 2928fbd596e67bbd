"""Keys that the toolbar announces do nothing.

**Why** People who cannot use a mouse rely on the announced keys.
**Not this** Toolbars that announce no keys; only the key for larger text is tried, as its effect can be measured.
**Fix** Listen to the announced keys in the whole page.
**Source** Practice of known toolbars (one stored source each).
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="工具条公布的快捷键无效",
    why="不便使用鼠标的人依靠快捷键操作工具条。",
    not_this="没有公布快捷键的工具条不算;只试验放大的快捷键,因为其效果可以测量。",
    fix="让公布的快捷键在整个页面中有效。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.shortcuts",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """The same effect as the click is expected."""
    yield from function_answers(view.aging(), Function.SHORTCUTS)
