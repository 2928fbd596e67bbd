"""Figures about the messages received and answered (信件统计): there, and the page opens.

**Why** 留言公开 asks for figures of how messages were dealt with.
**Not this** Sites without a channel of their own; figures on the channel's page itself, or drawn by a script: a person looks.
**Fix** Publish the figures of each month or quarter on a page of their own, linked from the channel.
**Source** int.public-messages: statistics of handling B; points U.
"""

from collections.abc import Iterator

from auditor.checks import answers
from auditor.checks.answers import Life
from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.channels import ways
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.text.messagewords import is_statistics

ZH = Texts(
    title="留言统计",
    why="检查内容包括公开留言受理和答复的统计数据。",
    not_this="没有自设互动渠道的网站不算;统计数据直接显示在信箱页面上或由脚本绘制的,由人工判断。",
    fix="按月或按季公开留言受理和答复的统计数据,并从信箱页面链接。",
    reasons={
        **answers.TEXTS,
        "statistics-dead": "统计页面“{name}”打不开",
        "statistics-home": "统计页面“{name}”打开后回到首页,请核实",
        "no-statistics": "没有发现留言统计页面,请核实",
    },
)


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, refs=("ind:int.public-messages",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """One that opens is enough."""
    if not any(page.service.messages for page in view.pages()):
        yield Judgement(Outcome.NA)
        return
    found = list(ways(view, is_statistics))
    first = next(iter(found), None)
    if any(way.opens for way in found):
        yield PASS
    elif first is None:
        yield Judgement(Outcome.REVIEW, "no-statistics", Confidence.GUESS, cause="statistics")
    elif first.answer.life is Life.DEAD:
        yield Judgement(
            Outcome.FAIL, "statistics-dead", cause="statistics", args={"name": first.name}, target=first.target.url
        )
    elif first.home:
        yield Judgement(
            Outcome.REVIEW, "statistics-home", Confidence.LIKELY, cause="statistics", args={"name": first.name}
        )
    else:
        answer = first.answer
        yield Judgement(
            Outcome.UNMEASURED, answer.reason, cause="statistics", args=answer.args, target=first.target.url
        )
