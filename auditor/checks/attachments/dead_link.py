"""Links inside documents that lead nowhere.

**Why** A guide that sends people to a page that is gone helps them no more than a page that does.
**Not this** Addresses that were not asked for, blocked ones and our own trouble; links in documents that could not be read.
**Fix** Correct the link in the original file and upload it again.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.answers import Life, answer_of
from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="附件中的失效链接",
    why="办事指南、申请表里的网址打不开,群众同样办不成事。",
    not_this="没有访问、被防护拦截或属本机原因的地址不算。",
    fix="在原文件中改正链接后重新上传。",
    reasons={
        "dead-link": "附件中的链接已失效:{url}({why})",
        "doubtful-link": "附件中的链接可能已失效:{url}({why}),请人工核对",
        "local-path": "附件中的链接指向编辑者电脑上的文件:{url},别人无法打开",
    },
)

_LOCAL = ("file:", "\\\\\\\\")


@check(shape=targets(TargetKind.ASSET), impact=Impact.MODERATE, zh=ZH, refs=("ind:link.no-dead",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge every link by the answer it got."""
    document = target.attachment
    if document is None or not document.links:
        yield Judgement(Outcome.NA)
        return
    found = [_told(target, "local-path", link.url, "") for link in document.links if _is_local(link.url)]
    for link, behind in target.linked():
        answer = answer_of(behind, site)
        if answer.life is Life.DEAD:
            reason = "dead-link" if answer.confidence is Confidence.CERTAIN else "doubtful-link"
            found.append(_told(target, reason, link.url, answer.reason))
    yield from found or (PASS,)


def _is_local(url: str) -> bool:
    return url.lower().startswith(_LOCAL) or url[1:3] in (":\\\\", ":/")


def _told(target: Target, reason: str, url: str, why: str) -> Judgement:
    doubt = reason == "doubtful-link"
    return Judgement(
        Outcome.REVIEW if doubt else Outcome.FAIL, reason, Confidence.LIKELY if doubt else Confidence.CERTAIN,
        cause=f"{target.url}\n{url}", args={"url": url, "why": why}, evidence={"link": url, "answer": why},
    )  # fmt: skip
