"""Text that refers to things by place, shape or colour.

**Why** Who does not see the page does not find what is on the right.
**Not this** Text that names the thing as well.
**Fix** Name the thing by its text.
**Source** WCAG 1.3.3; ACT 9bd38c.
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
    title="仅凭位置或形状指引",
    why="看不见页面的人找不到“右边的按钮”。",
    not_this="同时写出名称的指引。",
    fix="写出按钮或栏目的名称。",
    reasons={
        "place": "“{what}”请核实是否同时给出名称",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:1.3.3", "act:9bd38c"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Whether a name is given as well is for a person."""
    yield from told("visual_reference", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.references:
        yield Charge(one.node, False, "place", (), {"what": one.what[:40]})
