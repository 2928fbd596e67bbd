"""The caption screen does not show what the pointer rests on.

**Why** People with weak sight read one large line instead of the whole page.
**Not this** Toolbars without such a control are for review. The size of captions is unknown in the specification; only captions that are
not larger than the text are pointed out.
**Fix** Show the text under the pointer in a strip at the bottom of the window, much larger than in the page.
**Source** 网站规范 1.2.3 (大字屏幕), in more than one stored source; its size of text is unknown.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="大字幕功能无效或不完整",
    why="视力不好的人借助大字幕逐句阅读,规范要求网站提供。",
    not_this="没有提供该功能的请人工核实。规范没有查到字幕字号要求(未核实),只指出不大于原文的字幕。",
    fix="在窗口底部以明显大于原文的字号显示鼠标所指的文字。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.bigscreen",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Another text than the one pointed at is a fault."""
    yield from function_answers(view.aging(), Function.CAPTION, frozenset({"other-text"}))
