"""PDF files that are pictures of paper: nobody can search, copy or hear them.

**Why** Assistive software reads text, not pictures; a search finds nothing in them either.
**Not this** Files with any text, files without pictures, maps and drawings in other formats.
**Fix** Publish the text as well: as a web page, or as a PDF made from the original file.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.attachment import State
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="扫描件没有文字",
    why="只有扫描图像的 PDF 读屏软件读不出来,站内搜索也搜不到。",
    not_this="含有文字的 PDF、没有图像的文件不算。",
    fix="同时以网页或可复制文字的版式文件发布。",
    reasons={
        "scanned": "PDF 共 {pages} 页,只有图像、没有文字,读屏软件无法朗读,请人工核对",
    },
)

_FEW = 20
"""Letters of a scan: a stamp of the scanner, a page number."""


@check(shape=targets(TargetKind.ASSET), impact=Impact.MODERATE, zh=ZH, refs=("wcag:1.1.1", "wcag:1.4.5"))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for pictures without text."""
    document = target.attachment
    if document is None or document.kind != "pdf" or document.state is not State.READ or document.sealed:
        yield Judgement(Outcome.NA)
    elif document.pictures and len("".join(document.text.split())) < _FEW:
        known = {"pages": document.pages, "pictures": document.pictures}
        yield Judgement(
            Outcome.REVIEW, "scanned", Confidence.LIKELY, args={"pages": str(document.pages)}, evidence=known
        )
    else:
        yield PASS
