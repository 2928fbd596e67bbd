"""Numbers of identity cards in full.

**Why** Published in full they serve fraud; the law on personal information forbids it, also in lists that must be published.
**Not this** Numbers with masked digits, examples in forms, other long numbers (credit codes, accounts, case numbers).
**Fix** Take the page down, mask the date of birth and more, clear caches and copies, then publish it again.
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
    title="公民身份号码未遮盖",
    why="完整的身份号码公开后易被冒用,个人信息保护法不允许,依法公示的名单也应隐去部分数字。",
    not_this="已隐去部分数字的号码(如 4401**********1234)、填表示例、统一社会信用代码等其他长号码不算。",
    fix="立即撤下页面,隐去出生日期等数字后重新发布,并清理缓存和转载。",
    reasons={
        "identity-number": "页面公开了 {count} 个完整的公民身份号码({shown})",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("law:pipl",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for numbers with the right region, date and check digit."""
    yield from told(page, Kind.IDENTITY)
