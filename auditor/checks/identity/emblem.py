"""The national emblem (国徽) on the home page: for the report, nothing is accused.

**Why** State organs show the emblem on their home page.
**Not this** Institutions and sites of the Party; an emblem inside a banner picture cannot be told from its name, so its absence is
never concluded.
**Fix** Put the emblem, unchanged, into the header of the home page.
**Source** ``ui.emblem``: 国徽法 as amended in 2020, M.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.footers import is_home
from auditor.model.finding import Judgement
from auditor.model.identity import Element
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="首页国徽图案",
    why="国家机关应在网站首页显著位置使用国徽图案。",
    not_this="事业单位和党的机关网站不要求;国徽可能画在横幅图片里,凭图片名称辨认不出,因此不作缺失结论。",
    fix="在首页头部使用规范的国徽图案。",
    reasons={"not-recognised": "从图片名称和说明中没有辨认出国徽图案,需要人工查看"},
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:ui.emblem",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look at the names and texts of the pictures of the home page."""
    if not is_home(page, site):
        yield Judgement(Outcome.NA)
    elif page.identity.of(Element.EMBLEM):
        yield PASS
    else:
        yield Judgement(Outcome.UNMEASURED, "not-recognised", cause="not-recognised")
