"""Mobile numbers: of persons, and of offices.

**Why** The number of a person who appears in a list is personal data; an office is called by its own telephone.
**Not this** Numbers with masked digits, fixed telephones; what an office gives for calls is only pointed out.
**Fix** Mask the middle digits, or give a fixed telephone of the office.
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
    title="手机号码",
    why="名单中个人的手机号码属于个人信息;对外联系一般应使用单位的固定电话。",
    not_this="已隐去部分数字的号码和固定电话不算;单位公布的联系手机只作提示。",
    fix="隐去中间几位;对外联系改用单位电话。",
    reasons={
        "mobile-number": "页面有 {count} 个手机号码({shown}),是否属于个人请人工判断",
        "service-mobile": "页面以手机号码作为联系电话({shown}),是否属于个人请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("law:pipl",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for eleven digits that begin like a mobile number."""
    yield from told(page, Kind.MOBILE, Kind.SERVICE)
