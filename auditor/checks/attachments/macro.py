"""Documents with macros.

**Why** Macros are the oldest way to carry an attack by a form; offices and mail systems refuse them.
**Not this** Files of the formats that may hold macros and have none.
**Fix** Save the form without macros and upload it again; find out who put the macro there.
"""

from collections.abc import Iterator, Sequence

from auditor.checks.api import PASS, NoConfig, Texts, check, targets
from auditor.model.attachment import State
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.target import SiteContext, Target

ZH = Texts(
    title="附件含有宏",
    why="宏是借表格传播恶意程序的常见途径,来历不明的宏说明文件可能已被感染。",
    not_this="格式允许含宏、实际没有宏的文件不算。",
    fix="另存为不含宏的文件后重新上传,并查明宏的来历。",
    reasons={
        "macros": "附件中含有宏程序,请人工核对其用途",
    },
)


@check(shape=targets(TargetKind.ASSET), impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.site.serious.attack-unhandled",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Tell whether there are macros."""
    document = target.attachment
    if document is None or document.state not in (State.READ, State.UNREAD):
        yield Judgement(Outcome.NA)
    elif document.macros:
        yield Judgement(Outcome.REVIEW, "macros", Confidence.CERTAIN, evidence={"kind": document.kind})
    else:
        yield PASS
