"""Published messages of citizens that wait for an answer.

**Why** One valid message of the last year that waits longer than three months is the veto 互动回应差; others are deducted.
**Not this** Petitions, reports of offences, interviews and surveys; messages older than a year; a message whose page says nothing
of an answer, which a person looks at; 办理中 within the working days.
**Fix** Answer the message and publish the answer; say so where a message cannot be answered.
**Source** 3 months A, 1 year A/B; the working days are ours after the check of 2017 (5 days, B) and M, so a pack may change them.
A public list cannot show messages that were never published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Message, Reply
from auditor.model.target import SiteContext
from auditor.text.workdays import UnknownYear, working_days_between

ZH = Texts(
    title="留言长期未回复",
    why="近一年内有效留言超过三个月未回复的属于单项否决;超过规定工作日未回复的也会扣分。",
    not_this="网上信访、举报、访谈、征集调查,一年以前的留言,规定工作日内正在办理的不算;页面没有写明是否回复的由人工判断。",
    fix="尽快答复并公开答复内容;不予受理的应写明原因。",
    reasons={
        "over-three-months": "留言“{title}”({asked} 提交)超过 {months} 个月未回复,截至检查日已 {days} 天",
        "over-working-days": "留言“{title}”({asked} 提交)超过 {limit} 个工作日未回复,已 {workdays} 个工作日",
        "no-reply-seen": "留言“{title}”({asked} 提交)的页面上没有看到回复,也没有写明状态,请核实",
        "undated": "留言“{title}”标明未回复,但没有读到提交时间,请核实是否超期",
        "not-dated": "本次检查的日期不明,无法判断",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """``months`` and the ``window`` in days are those of the veto; ``workdays`` is the ordinary limit."""

    months: int = 3
    window: int = 365
    workdays: int = 5


@check(
    shape=Shape.PAGE,
    impact=Impact.SERIOUS,
    zh=ZH,
    config=Config(),
    refs=("ind:veto.interaction.unanswered", "ind:int.reply"),
)
def judge(page: PageFacts, site: SiteContext, config: Config) -> Iterator[Judgement]:
    """A message in a list and on its own page is one finding."""
    listed = page.service.messages
    if not listed:
        yield Judgement(Outcome.NA)
        return
    if site.today is None:
        yield Judgement(Outcome.UNMEASURED, "not-dated", cause="not-dated")
        return
    said = [judgement for message in listed if (judgement := _judged(message, site.today, config))]
    yield from said
    if not said:
        yield PASS


def _judged(message: Message, today: date, config: Config) -> Judgement | None:
    if message.reply is Reply.ANSWERED:
        return None
    if not message.asked:
        return _said(message, "undated", {}) if message.reply is Reply.OPEN else None
    asked = date.fromisoformat(message.asked)
    days = (today - asked).days
    if days > config.window or days < 0:
        return None
    late = _months_later(asked, config.months) < today
    args = {"asked": message.asked, "days": str(days), "months": str(config.months), "limit": str(config.workdays)}
    if message.reply is Reply.UNKNOWN:
        return _said(message, "no-reply-seen", args) if late else None
    if late:
        return _said(message, "over-three-months", args)
    try:
        workdays = working_days_between(asked, today)
    except UnknownYear:
        return None  # The arrangement of the year is not published: nobody can count.
    return (
        _said(message, "over-working-days", {**args, "workdays": str(workdays)}) if workdays > config.workdays else None
    )


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    first_after = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(day.year + year, month + 1, 1) + timedelta(days=day.day - 1), first_after - timedelta(days=1))


def _said(message: Message, reason: str, args: dict[str, str]) -> Judgement:
    certain = reason == "over-three-months"
    impact = Impact.SERIOUS if certain else Impact.MODERATE
    return Judgement(
        Outcome.FAIL if certain else Outcome.REVIEW, reason, Confidence.CERTAIN if certain else Confidence.LIKELY,
        cause=f"message:{message.url or message.title + message.asked}", args={"title": message.title, **args}, impact=impact,
        evidence={"title": message.title, "asked": message.asked, "unit": message.unit, "status": str(message.reply)},
        spots=(Spot(message.offset, message.raw),),
    )  # fmt: skip
