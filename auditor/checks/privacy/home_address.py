"""Home addresses down to the door.

**Why** Lists of persons may name the village or street; the door leads strangers to somebody's home.
**Not this** Addresses of offices and companies, addresses without a number, masked ones, examples in forms.
**Fix** Cut the address after the street or village.
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
    title="家庭住址过细",
    why="公示名单可以写到村或街道,写到门牌会泄露个人住处。",
    not_this="单位地址、没有门牌的地址、已隐去部分文字的地址、填表示例不算。",
    fix="把地址缩短到村或街道后重新发布。",
    reasons={
        "home-address": "页面疑有 {count} 处写到门牌的家庭住址({shown}),请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("law:pipl",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for addresses after a word for somebody's home."""
    yield from told(page, Kind.ADDRESS)
