"""Messages and answers are published, and not only old ones.

**Why** 留言公开: messages with their answers are to be seen; without a new answer for two months points are lost.
**Not this** Sites without a channel of their own; lists that a script fills; what stands on pages that were not crawled: a person
looks.
**Fix** Publish messages with their answers, with both times and the unit.
**Source** int.public-messages: fields, statistics and two months B; points (−3 for the two months) B.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.service import Reply
from auditor.model.siteview import SiteView

ZH = Texts(
    title="留言和答复没有公开",
    why="检查内容包括公开留言、留言时间、答复单位、答复时间和答复内容;两个月没有新的答复会扣分。",
    not_this="没有自设互动渠道的网站不算;由脚本填写的列表、本次没有访问的页面上可能有公开的留言,由人工判断。",
    fix="及时公开留言和答复,写明提交时间、答复时间和答复单位。",
    reasons={
        "none-published": "有互动渠道,但没有读到公开的留言和答复,请核实(列表可能由脚本填写)",
        "stale": "公开的答复最近一条是 {newest},距检查日已超过 {days} 天没有新的答复,请核实",
        "no-times": "公开的留言没有写明{missing},请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """Days without a new answer after which the list is stale."""

    days: int = 60


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("ind:int.public-messages",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """The newest answer of all pages read counts."""
    newest, listed, channel = "", 0, None
    fields = {"提交时间": 0, "答复时间": 0, "答复单位": 0}
    for page in view.pages():
        service = page.service
        channel = channel or (Spot(0, page.title, page.url) if service.channel else None)
        for message in service.messages:
            listed += 1
            newest = max(newest, message.answered or (message.asked if message.reply is Reply.ANSWERED else ""))
            fields["提交时间"] += bool(message.asked)
            fields["答复时间"] += bool(message.answered)
            fields["答复单位"] += bool(message.unit)
    if channel is None:
        yield Judgement(Outcome.NA)
        return
    today = view.context.today
    if not listed:
        yield _said("none-published", channel, {})
    elif newest and today is not None and (today - date.fromisoformat(newest)).days > config.days:
        yield _said("stale", channel, {"newest": newest, "days": str(config.days)})
    elif missing := [name for name, count in fields.items() if not count]:
        yield _said("no-times", channel, {"missing": "、".join(missing)})
    else:
        yield PASS


def _said(reason: str, channel: Spot, args: dict[str, str]) -> Judgement:
    return Judgement(Outcome.REVIEW, reason, Confidence.LIKELY, cause="published", args=args, spots=(channel,))
