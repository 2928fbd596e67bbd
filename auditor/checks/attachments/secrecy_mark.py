"""Documents offered for download that bear a mark of secrecy, or one that says they are not for publication.

**Why** Leaking a state secret fails a site at once and has consequences in law.
**Not this** Documents about secrecy and its law, sentences that mention a mark, forms with options to tick.
**Fix** Handle it off line by the rules of secrecy; nothing of its text was kept.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

_HANDLING = "附件已封存,只记录网址和校验值,请按保密规定线下处置"

ZH = Texts(
    title="附件带有密级或不予公开标志",
    why="泄露国家秘密属于单项否决情形并须追究责任;标有内部资料、依申请公开的文件也不应提供下载。",
    not_this="宣传讲解保密知识和法律的文件、句子中提到的标志、供勾选的选项不算。",
    fix="按保密规定线下处置,不要转发、截图或用邮件传递。",
    reasons={
        "secrecy-mark": f"附件带有密级标志;{_HANDLING}",
        "internal-mark": f"附件带有“内部资料 注意保存”一类标志;{_HANDLING}",
        "not-for-publication": f"附件标明依申请公开或不予公开;{_HANDLING}",
    },
)


@check(shape=targets(TargetKind.ASSET), impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.site.serious.secret",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Tell a sealed document; the words of links to it are not repeated."""
    document = target.attachment
    if document is None:
        yield Judgement(Outcome.NA)
    elif document.sealed:
        known = {"sealed": True, "sha256": document.sha256}
        yield Judgement(Outcome.REVIEW, document.sealed, Confidence.LIKELY, evidence=known)
    else:
        yield PASS
