"""The mode cannot be left by its own button.

**Why** A mode that cannot be left holds its user.
**Not this** Toolbars without a button for leaving (they may be closed by the entry).
**Fix** Let exit remove the toolbar and everything it changed.
**Source** Practice of known toolbars; 网站规范 3.1.4 for undoing.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="无法退出适老化模式",
    why="退不出的模式会让使用者不知所措。",
    not_this="没有退出按钮的工具条不算(可能由入口按钮关闭)。",
    fix="退出时移除工具条并恢复页面原样。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.exit",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """The toolbar gone, and the text as it was."""
    yield from function_answers(view.aging(), Function.EXIT, frozenset({"left-size", "left-colour"}))
