"""Reading aloud says nothing, or something else than what the pointer rests on.

**Why** For people who cannot read the page this is the only way to its contents.
**Not this** What is measured is the attempt to speak, never whether it is heard. Speech made by a server that could not be reached is
unmeasured; recorded voices whose words are not known are for review unless they follow the pointer.
**Fix** Read the text, the alternative text or the name of what is pointed at; stop when the function is switched off.
**Source** 网站规范 (语音阅读, at least on pages of articles, with a switch), in more than one stored source; clause number unknown.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.siteview import SiteView

ZH = Texts(
    title="语音阅读功能无效或内容不符",
    why="看不清页面的人只能依靠语音获取内容,规范要求至少在正文页提供并可开关。",
    not_this="测量的是朗读动作,不判断是否听得见;语音服务器无法访问的不作结论;录音内容无法核对的请人工核实。",
    fix="朗读鼠标所指的文字、图片替代文字或控件名称;关闭功能后不再朗读。",
    reasons={**TEXTS},
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.read-aloud",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Words that belong to nothing pointed at are a fault."""
    yield from function_answers(view.aging(), Function.READ_ALOUD, frozenset({"other-text"}))
