"""Text that changes or moves by itself, and pages that reload by themselves.

**Why** It is gone before slow readers have read it, and a screen reader starts anew.
**Not this** Changes of colour, numbers that count up once, clocks (a person judges), an immediate redirection.
**Fix** Offer a button to pause; do not reload by meta refresh.
**Source** WCAG 2.2.1, 2.2.2; ACT efbfc7, bc659a, bisz58.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Update
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="自动更新和刷新",
    why="读得慢的人还没读完内容就变了,读屏软件也会从头朗读。",
    not_this="颜色变化、只滚动一次的计数、时钟(待人工判断),以及立即跳转。",
    fix="提供暂停按钮;不要用 meta refresh 定时刷新。",
    reasons={
        "changes": "“{text}”的文字不断自行变化,页面没有暂停、停止或隐藏的控件",
        "changes-maybe": "“{text}”的文字自行变化,请核实能否暂停、停止或隐藏",
        "moves": "“{text}”自行移动,请核实能否用键盘暂停",
        "refresh": "页面在 {seconds} 秒后自动刷新或跳转",
    },
)

_REFRESH = re.compile(r"\s*(\d+)(?:\.[\d.]*)?\s*(?:$|[;,\s])")
"""As browsers read it: whole seconds, then the end or a separator."""
_TWENTY_HOURS = 72_000
_UPDATES = ("wcag:2.2.2", "act:efbfc7")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """The page was watched for a few seconds."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.updates):
        yield question
        return
    assert conduct is not None
    assert conduct.updates is not None
    found = [_charge(one, conduct.pause_control) for one in conduct.updates]
    said = [*charges("auto_update", page, found), *_refreshes(conduct.refreshes)]
    yield from said or (PASS,)


def _charge(one: Update, control: bool) -> Charge:
    if one.kind == "moving":
        return Charge(one.node, False, "moves", _UPDATES)
    certain = not control and not one.clock
    return Charge(one.node, certain, "changes" if certain else "changes-maybe", _UPDATES)


def _refreshes(contents: tuple[str, ...]) -> Iterator[Judgement]:
    """Only the first that a browser understands counts."""
    found = next((match for content in contents if (match := _REFRESH.match(content))), None)
    if found is None or (seconds := int(found.group(1))) == 0:
        return
    refs = ("wcag:2.2.1", "wcag:2.2.4", "act:bisz58", *(("act:bc659a",) if seconds <= _TWENTY_HOURS else ()))
    yield Judgement(
        Outcome.FAIL,
        "refresh",
        cause="refresh",
        args={"seconds": str(seconds)},
        evidence={"refresh": found.string[:200]},
        refs=refs,
    )
