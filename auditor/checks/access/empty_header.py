"""Header cells of tables that head nothing.

**Why** A header is read with its cells; this one never is.
**Not this** Headers with a cell in their row or column; tables without data.
**Fix** Correct the table, or its headers attributes.
**Source** WCAG 1.3.1; ACT d0f69e.
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
    title="表头没有对应的单元格",
    why="表头随单元格朗读,此表头永远不会被读到。",
    not_this="同一行或列中有数据的表头。",
    fix="修正表格结构或 headers 属性。",
    reasons={
        "no-cells": "表头“{text}”没有任何单元格",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("wcag:1.3.1", "act:d0f69e"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Spans are counted."""
    yield from told("empty_header", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.headers:
        # Of tables made of th and td axe is sure by itself; rows of ARIA roles are what they are.
        yield Charge(one.node, one.what == "aria", "no-cells")
