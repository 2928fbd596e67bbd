"""Fields that must be filled in, or are wrong, told by a red colour alone.

**Why** Who does not tell red from black, and who hears the page, does not learn which ones they are.
**Not this** Fields with a star, a word or a message beside them. Links told by colour alone are ``access.axe``'s (link-in-text-block);
fields with aria-invalid and no message are ``access.error_text``'s. Errors that show only after sending are not seen: nothing is sent.
**Fix** Add a star or 必填 to the label, and say in words what is wrong.
**Source** APP 1.4, in more than one stored source; WCAG 1.4.1.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="只用颜色表示必填或出错",
    why="分不清红色的人和听网页的人不知道是哪几项。",
    not_this="旁边有星号、文字或提示的;只靠颜色区分的链接、没有提示的 aria-invalid 另行指出;没有提交表单,提交之后才出现的看不到。",
    fix="在名称旁加星号或“必填”,并用文字说明错在哪里。",
    reasons={
        "label": "“{text}”与其他输入框的名称只有红色之差,请核实是否表示必填",
        "border": "输入框与其他输入框只有红色边框之差,请核实是否表示必填或出错",
        "words": "页面说明用颜色表示必填或出错(“{text}”),请核实有无颜色以外的标记",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.colour-only", "wcag:1.4.1"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What a colour means is for a person."""
    yield from told("colour_only", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.coloured:
        yield Charge(one.node, False, one.what)
