"""Numbers of bank cards in full.

**Why** Payments to persons are published by name and amount; their card numbers are nobody else's business.
**Not this** Numbers with masked digits, accounts of offices for payments, numbers without the check digit.
**Fix** Take the numbers out and clear caches and copies.
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
    title="银行卡号未遮盖",
    why="补助、补贴发放情况可以公开,收款人的银行卡号属于敏感个人信息,不应公开。",
    not_this="已隐去部分数字的卡号、单位收款账户、校验位不符的数字不算。",
    fix="删去卡号后重新发布,并清理缓存和转载。",
    reasons={
        "bank-card": "页面疑有 {count} 个完整的银行卡号({shown}),请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("law:pipl",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for numbers of known issuers with the right check digit."""
    yield from told(page, Kind.CARD)
