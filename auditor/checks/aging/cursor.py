"""The large pointer of the retrofit does not work, or not everywhere.

**Why** People with weak sight lose the pointer; a toolbar that styles only ``body`` leaves it small over links, where it is needed.
**Not this** Toolbars without such a control are for review; pointers whose picture could not be loaded are unmeasured. The size asked for
is unknown and not judged.
**Fix** Set the pointer for ``*`` (text, links, buttons and fields), with a picture of 48 to 128 pixels.
**Source** 网站规范 服务原则 2 (特大鼠标), in more than one stored source; its size is unknown.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="大鼠标功能无效或不完整",
    why="视力不好的人需要特大鼠标;只给页面背景设置样式的工具条,在链接和按钮上仍是小鼠标。",
    not_this="没有提供该功能的请人工核实;鼠标图片加载不到的不作结论。规范没有查到尺寸要求(未核实),只报告尺寸。",
    fix="对所有元素(文字、链接、按钮、输入框)设置鼠标样式,图片宜为 48 至 128 像素。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.pointer-large",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Over one kind of elements only is a fault: it was measured on each."""
    yield from function_answers(view.aging(), Function.CURSOR, frozenset({"some-kinds"}))
