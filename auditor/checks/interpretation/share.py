"""How many of the policy documents of the last year are interpreted, and in which forms.

**Why** Inspectors draw documents and ask for their interpretations (``pub.interp-ratio``: rule A; how many are drawn and what it costs is
not known). Pictures and videos reach more people than text (``bonus.interpretation``).
**Not this** Documents that need none (appointments, replies, notices of repeal): a person decides which do.
**Fix** Interpret what concerns the public, together with the document, and not in text alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.interpretations import pairs
from auditor.model.columns import ColumnTree, DocumentKind
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="政策解读比例",
    why="抽查的政策文件应有解读;图文、视频解读更便于群众理解。",
    not_this="人事任免、批复、废止通知等不需要解读的文件不算;由人工判断哪些应当解读。",
    fix="涉及群众切身利益的文件与解读同步发布,并采用图解、视频等多种形式。",
    reasons={
        "few-interpreted": "近一年的 {all} 份政策文件中,找到解读的有 {some} 份({share}),请核实其余文件是否应当解读;解读形式:{forms}",
        "no-documents": "没有读到近一年的政策文件",
    },
)
_FORMS = {"text": "文字", "picture": "图片", "video": "视频"}
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Config:
    """Documents of so many days are counted; a share below ``share`` is shown to a person."""

    days: int = 365
    share: float = 1.0


@check(
    shape=Shape.SITE,
    impact=Impact.MINOR,
    zh=ZH,
    config=Config(),
    refs=("ind:pub.interp-ratio", "ind:bonus.interpretation"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One judgement on all documents together."""
    tree = view.columns()
    recent = _recent(tree, config) if tree else {}
    if not recent or tree is None:
        yield Judgement(Outcome.NA, "no-documents")
        return
    read = {pair.policy.url: pair.interpretation for pair in pairs(tree)}
    done = [url for url in recent if url in read]
    forms = sorted({form for url in done for form in read[url].forms})
    if len(done) >= config.share * len(recent):
        yield PASS
        return
    open_ = [url for url in recent if url not in read]
    args = {
        "all": str(len(recent)), "some": str(len(done)), "share": f"{len(done) / len(recent):.0%}",
        "forms": "、".join(_FORMS[form] for form in forms) or "无",
    }  # fmt: skip
    yield Judgement(
        Outcome.REVIEW, "few-interpreted", Confidence.LIKELY, cause="share", args=args,
        spots=tuple(Spot(-1, recent[url], url) for url in open_[:_SHOWN]),
        evidence={
            "documents": len(recent), "interpreted": len(done), "forms": forms,
            "without": [[recent[url], url] for url in open_[:_SHOWN]],
        },
    )  # fmt: skip


def _recent(tree: ColumnTree, config: Config) -> dict[str, str]:
    """URL → title of the policy documents of the window."""
    since = (date.fromisoformat(tree.day) - timedelta(days=config.days)).isoformat()
    policies = [one for one in tree.documents if one.kind is DocumentKind.POLICY]
    return {one.url: one.title for one in policies if since <= one.date <= tree.day}
