"""Controls smaller than 24 x 24 CSS pixels that stand close together.

**Why** Trembling hands and thick fingers hit the wrong one.
**Not this** Links in a sentence, controls as the browser draws them, small ones with room around them, a second link to the same place.
**Fix** Add padding, or distance between them.
**Source** WCAG 2.5.8. What can be hit is asked of the page.
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
    title="点击区域过小",
    why="手抖或手指粗的人容易点错。",
    not_this="句子中的链接、浏览器自带样式的控件、周围有足够空间的,以及另有同一去向的。",
    fix="增加内边距或间距。",
    reasons={
        "small": "“{text}”可点击区域只有 {width}×{height} 像素,且紧邻其他控件,要求至少 24×24",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:2.5.8",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Sizes were measured by hit-testing, spacing is an exception."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.targets):
        yield question
        return
    assert conduct is not None
    assert conduct.targets is not None
    found = [
        Charge(one.node, True, "small", (), {"width": f"{one.width:g}", "height": f"{one.height:g}"})
        for one in conduct.targets
    ]
    yield from charges("target_size", page, found) if found else (PASS,)
