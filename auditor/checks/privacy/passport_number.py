"""Numbers of passports in full.

**Why** With name and number a journey can be booked or asked about in somebody else's name.
**Not this** Numbers with masked digits, and what only looks like one without the word beside it.
**Fix** Mask the number and clear caches and copies.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.personal import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.privacy import Kind

ZH = Texts(
    title="护照号码未遮盖",
    why="护照号码属于敏感个人信息,公开后易被冒用。",
    not_this="已隐去部分字符的号码、没有“护照”字样的编号不算。",
    fix="隐去部分字符后重新发布,并清理缓存和转载。",
    reasons={
        "passport-number": "页面疑有 {count} 个完整的护照号码({shown}),请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("law:pipl",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for numbers after the word passport."""
    yield from told(page, Kind.PASSPORT)
