"""Links to strangers that stand in the open and yet are not meant to be seen as links, or only to be read by machines.

**Why** A full stop that leads to a gambling site wins as much in a search engine as a banner, and nobody notices it.
**Not this** Links of the operator and of known services, pictures, icons, links that merely have no underline.
**Fix** Remove the links, and ask who could edit the article or its template.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.strangers import is_stranger
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import MarkFact
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="伪装的外部链接",
    why="伪装成标点或正文的链接与暗链作用相同,只是肉眼不易发现。",
    not_this="本单位、政府机关和常用服务的链接,图片和图标链接,只是去掉下划线的普通链接不算。",
    fix="删除这些链接,并核查谁能够修改该文章或模板。",
    reasons={
        "punctuation-link": "链接文字只有标点,指向 {domains},请核实",
        "disguised-link": "链接的样式与正文完全相同,指向 {domains},请核实",
        "comment-spam": "网页注释里有成串的违规推广链接,请查明来历",
    },
)

_SHOWN = 3


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A slip of an editor looks the same: always for a person."""
    found = [_judgement(mark, domains) for mark in page.hidden.marks if (domains := _accused(mark, site)) is not None]
    yield from found or (PASS,)


def _accused(mark: MarkFact, site: SiteContext) -> tuple[str, ...] | None:
    """The strangers' domains of a mark; None when it accuses nobody."""
    if mark.kind == "comment-spam":
        return ()
    if mark.kind not in ("punctuation-link", "disguised-link"):
        return None
    return tuple(name for name in mark.domains if is_stranger(name, site)) or None


def _judgement(mark: MarkFact, domains: tuple[str, ...]) -> Judgement:
    return Judgement(
        Outcome.REVIEW, mark.kind, Confidence.LIKELY, cause=f"{mark.kind}:{' '.join(domains) or mark.raw[:120]}",
        args={"domains": "、".join(domains[:_SHOWN])}, spots=(Spot(mark.offset, mark.raw),),
        evidence={"techniques": [mark.kind], "domains": list(domains[:50])},
    )  # fmt: skip
