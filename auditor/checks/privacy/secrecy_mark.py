"""Pages that bear a mark of secrecy, or one that says they are not for publication.

**Why** Leaking a state secret fails a site at once and has consequences in law; papers marked 依申请公开 are not for everybody.
**Not this** Articles about secrecy and its law, sentences that mention a mark, the column 依申请公开, forms with options to tick.
**Fix** Handle it off line by the rules of secrecy; such a page is sealed: no text, picture or mail of it is made.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.sealed import Sealed
from auditor.model.siteview import SiteView

_HANDLING = "页面已封存,只记录网址、校验值和位置,请按保密规定线下处置"
ZH = Texts(
    title="密级或不予公开标志",
    why="泄露国家秘密属于单项否决情形并须追究责任;标有内部资料、依申请公开的文件也不应放在公开页面上。",
    not_this="宣传讲解保密知识和法律的文章、句子中提到的标志、“依申请公开”栏目和供勾选的选项不算。",
    fix="按保密规定线下处置,不要转发、截图或用邮件传递;确属可以公开的,去掉标志后重新发布。",
    reasons={
        "secrecy-mark": f"页面带有密级标志;{_HANDLING}",
        "internal-mark": f"页面带有“内部资料 注意保存”一类标志;{_HANDLING}",
        "not-for-publication": f"页面标明依申请公开或不予公开;{_HANDLING}",
    },
)


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.site.serious.secret",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Tell each sealed page."""
    told = False
    for page in view.sealed():
        told = True
        yield _judgement(page)
    if not told:
        yield PASS


def _judgement(page: Sealed) -> Judgement:
    return Judgement(
        Outcome.REVIEW, page.reason, Confidence.LIKELY, cause=page.url, target=page.url,
        evidence={"sealed": True, "sha256": page.sha256, "line": page.line, "column": page.column},
        spots=(Spot(0, "", page.url),),
    )  # fmt: skip
