"""Personal data in documents offered for download.

**Why** Lists of names with full numbers are mostly published as attachments.
**Not this** What is not told of pages either: masked numbers, examples, other long numbers.
**Fix** Take the file away, mask the data in the original and upload it again; clear caches and copies.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import NoConfig, Texts, check, targets
from auditor.checks.personal import told_of_text
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.text.privacy import Kind

ZH = Texts(
    title="附件中的个人信息",
    why="含完整身份号码、银行卡号的名单大多以附件形式公布,危害与网页相同。",
    not_this="与网页相同的例外:已隐去部分数字的号码、填表示例、其他长号码。",
    fix="立即撤下附件,隐去有关数字后重新上传,并清理缓存和转载。",
    reasons={
        "identity-number": "附件公开了 {count} 个完整的公民身份号码({shown})",
        "mobile-number": "附件有 {count} 个手机号码({shown}),是否属于个人请人工判断",
        "bank-card": "附件疑有 {count} 个完整的银行卡号({shown}),请人工判断",
        "passport-number": "附件疑有 {count} 个完整的护照号码({shown}),请人工判断",
        "home-address": "附件疑有 {count} 处写到门牌的家庭住址({shown}),请人工判断",
    },
)

_TOLD = (Kind.IDENTITY, Kind.MOBILE, Kind.CARD, Kind.PASSPORT, Kind.ADDRESS)


@check(shape=targets(TargetKind.ASSET), impact=Impact.SERIOUS, zh=ZH, refs=("law:pipl",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for personal data in the text of a document."""
    document = target.attachment
    if document is None or not document.text:
        yield Judgement(Outcome.NA)
    else:
        yield from told_of_text(document.text, _TOLD)
