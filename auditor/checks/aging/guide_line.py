"""Guide lines do not follow the pointer, or swallow clicks.

**Why** The lines keep the place while reading; lines that take the clicks make every link unusable.
**Not this** Toolbars that do not offer guide lines; lines beside the pointer by up to 15 pixels.
**Fix** Move the lines with the mouse and give them ``pointer-events: none``.
**Source** Practice of known toolbars; not asked for by the specification in the stored sources.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="辅助线不跟随鼠标或妨碍点击",
    why="辅助线帮助读者不看错行;挡住点击的辅助线会使所有链接失效。",
    not_this="没有提供辅助线的工具条不算;与鼠标相距 15 像素以内视为跟随。",
    fix="让辅助线随鼠标移动,并设置 pointer-events: none。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.guide-line",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Lines that take clicks are a fault: it was asked who is hit."""
    yield from function_answers(view.aging(), Function.GUIDE_LINE, frozenset({"swallows-clicks"}))
