"""Published messages that were answered, but late.

**Why** Inspections measure how long an answer took (办理答复).
**Not this** Messages without both their times; holidays, which do not count.
**Fix** Answer within the working days that the site promises.
**Source** int.reply: the limit is M (5 working days remembered; 5 used in 2017, B), so a pack may change it and a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.service import Message
from auditor.model.target import SiteContext
from auditor.text.workdays import UnknownYear, working_days_between

ZH = Texts(
    title="留言答复超过时限",
    why="检查时会计算从提交到答复的工作日,超过时限的扣分。",
    not_this="没有同时公开提交时间和答复时间的、节假日顺延的不算。",
    fix="在网站承诺的工作日内答复。",
    reasons={
        "late": "有留言超过 {limit} 个工作日才答复,如“{title}”用了 {workdays} 个工作日({asked} 提交,{answered} 答复)"
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """``workdays`` within which an answer is due; of messages asked in the last ``window`` days."""

    workdays: int = 5
    window: int = 365


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:int.reply",))
def judge(page: PageFacts, site: SiteContext, config: Config) -> Iterator[Judgement]:
    """All late answers of the site are one finding with every message as an occurrence."""
    timed = [
        message
        for message in page.service.messages
        if message.asked and message.answered and _is_recent(message, site, config)
    ]
    if not timed:
        yield Judgement(Outcome.NA)
        return
    late = [(message, took) for message in timed if (took := _took(message)) > config.workdays]
    if not late:
        yield PASS
        return
    message, took = late[0]
    yield Judgement(
        Outcome.REVIEW, "late", Confidence.LIKELY, cause="late-replies",
        args={
            "limit": str(config.workdays), "title": message.title, "workdays": str(took), "asked": message.asked,
            "answered": message.answered,
        },
        evidence={"late": [[one.title, one.asked, one.answered, days] for one, days in late[:20]]},
        spots=tuple(Spot(one.offset, one.raw) for one, _ in late),
    )  # fmt: skip


def _is_recent(message: Message, site: SiteContext, config: Config) -> bool:
    return site.today is not None and (site.today - date.fromisoformat(message.asked)).days <= config.window


def _took(message: Message) -> int:
    try:
        return working_days_between(date.fromisoformat(message.asked), date.fromisoformat(message.answered))
    except UnknownYear:
        return 0  # Nobody can count; not late as far as we know.
