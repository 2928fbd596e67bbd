"""Reset does not bring the page back to what it was.

**Why** Whoever pressed something by mistake needs one button that undoes it.
**Not this** Toolbars without reset, or whose functions had no effect that could be undone.
**Fix** Let reset restore size, colours and pointer, and forget what was stored.
**Source** 网站规范 3.1.4 (操作状态可撤销), in one or more stored sources.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="重置后页面没有复原",
    why="误操作的老年人需要一个能恢复原样的按钮。",
    not_this="没有重置按钮的工具条,以及没有可复原效果的工具条不算。",
    fix="重置时恢复字号、配色和鼠标样式,并清除保存的设置。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.state-undo",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Each of size, colours and pointer was compared with what it was before.

    A size that is not as it was accuses nobody: where the mode itself enlarges, going back to the page's own size is right too.
    """
    yield from function_answers(view.aging(), Function.RESET, frozenset({"left-colour", "left-cursor"}))
