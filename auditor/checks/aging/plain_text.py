"""Plain text leaves pictures, or takes the text away.

**Why** Screen readers and slow lines are served better without pictures.
**Not this** Toolbars without such a control, pages without pictures.
**Fix** Hide pictures and backgrounds, show their alternative texts.
**Source** Practice of known toolbars.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="纯文本功能无效或不完整",
    why="读屏软件用户和网速慢的用户需要没有图片的页面。",
    not_this="没有提供该功能的工具条和没有图片的页面不算。",
    fix="隐藏图片和背景,并显示图片的替代文字。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.plain-text",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Pictures were counted before and after."""
    yield from function_answers(view.aging(), Function.PLAIN_TEXT)
