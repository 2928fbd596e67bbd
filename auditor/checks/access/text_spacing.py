"""Spacing of text that readers cannot widen.

**Why** A reader who needs wider text cannot have it: important rules of the element win.
**Not this** Spacing that is wide enough, or that is not important.
**Fix** Take !important from the style attribute.
**Source** WCAG 1.4.12; ACT 24afc2, 9e45ec, 78fd32.
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
    title="文字间距被锁定",
    why="需要更宽间距的人无法调整。",
    not_this="足够宽的间距,以及没有 !important 的样式。",
    fix="去掉 style 属性中的 !important。",
    reasons={
        "narrow": "{what} 被 !important 锁定为字号的 {ratio} 倍,至少应为 {least} 倍",
    },
)

_LEAST = {"letter-spacing": (0.12, "24afc2"), "word-spacing": (0.16, "9e45ec"), "line-height": (1.5, "78fd32")}
_ROUNDING = 0.002


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:1.4.12",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Measured against the size of the text."""
    yield from told("text_spacing", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.spacings:
        least, rule = _LEAST.get(one.what, (0.0, ""))
        if one.ratio < least - _ROUNDING:
            words = {"what": one.what, "ratio": f"{one.ratio:.2f}", "least": str(least)}
            yield Charge(one.node, True, "narrow", (f"act:{rule}",), words)
