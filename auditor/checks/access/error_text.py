"""Fields marked as wrong with no text tied to them.

**Why** A screen reader says that the field is wrong, not why.
**Not this** Fields whose error text is referred to.
**Fix** Refer to the error text by aria-describedby or aria-errormessage.
**Source** WCAG 3.3.1; ACT 36b590.
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
    title="出错提示没有关联到输入框",
    why="读屏软件只说出错,不说原因。",
    not_this="已关联出错提示的输入框。",
    fix="用 aria-describedby 或 aria-errormessage 关联出错提示。",
    reasons={
        "untied": "输入框“{field}”标为出错,没有关联的提示,请核实文字是否说明原因",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:3.3.1", "act:36b590"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Text elsewhere may name the field."""
    yield from told("error_text", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.errors:
        yield Charge(one.node, False, "untied", (), {"field": one.what[:40]})
