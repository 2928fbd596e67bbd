"""Names on elements whose role can have none.

**Why** Screen readers leave such names out, or read them in place of the text.
**Not this** Elements with a role that has names; focusable ones. Elements that ``access.axe`` accuses of the same (aria-prohibited-attr);
where axe only doubts, this check speaks and axe is silent.
**Fix** Give the element a role, or write the words as text.
**Source** WAI-ARIA 1.2, 5.2.8.6; ACT kb1m8s, 5c01ea.
"""

from collections.abc import Iterator
from functools import partial

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.axerules import PROHIBITED, accused, same
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="元素不能有无障碍名称",
    why="读屏软件会忽略这样的名称。",
    not_this="有合适角色的元素;通用规则(aria-prohibited-attr)已经指出的不再重复。",
    fix="为元素加上合适的角色,或把文字写进内容。",
    reasons={
        "prohibited": "此元素的角色不允许 {what}",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("wcag:4.1.2", "act:kb1m8s"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Only roles that ARIA lists."""
    axe = page.rendered.axe if page.rendered else None
    yield from told("prohibited_name", page, partial(_found, accused(axe, PROHIBITED)))


def _found(by_axe: list[Node], said: Semantics) -> Iterator[Charge]:
    for one in said.prohibited:
        if not any(same(one.node, node) for node in by_axe):
            yield Charge(one.node, True, "prohibited", ("act:5c01ea",), {"what": one.what})
