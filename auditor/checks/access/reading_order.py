"""Parts that are read in another order than they are seen.

**Why** A screen reader and the Tab key follow the source; who sees and hears the page loses the thread.
**Not this** Floating boxes, what stays in place, what only overlaps.
**Fix** Put the parts into the source in the order in which they are to be read.
**Source** WCAG 1.3.2, 2.4.3.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="朗读顺序与视觉顺序不一致",
    why="读屏软件和 Tab 键按源码顺序,与看到的顺序对不上。",
    not_this="浮动的、固定的和只是重叠的部分。",
    fix="按阅读顺序排列源码,不要用 order、reverse 或绝对定位调换。",
    reasons={
        "inverted": "“{text}”看起来在“{before}”之前,朗读时却在其后,请核实是否影响理解",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("wcag:1.3.2",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Whether the order matters is for a person to say."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.inversions):
        yield question
        return
    assert conduct is not None
    assert conduct.inversions is not None
    found = [Charge(one.node, False, "inverted", (), {"before": one.before[:40]}) for one in conduct.inversions]
    yield from charges("reading_order", page, found) if found else (PASS,)
