"""Captchas for which time runs out, with nobody told and no way to get more of it.

**Why** Who reads and types slowly never gets it in in time; who does not see does not notice that time runs.
**Not this** Limits of more than three minutes; numbers that do not go down with the clock (read twice). A limit that only the server
knows cannot be seen, and how much longer a control makes it (2× is asked for in one stored source) is not tried.
**Fix** Say the time that is left in a live region, and offer a button for more of it before it is over.
**Source** 网站规范 1.4.4 (limits up to 3 minutes, in more than one stored source); WCAG 2.2.1.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Countdown
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="限时验证码没有语音告知或延长",
    why="读写慢的人来不及输入,看不见的人不知道正在计时。",
    not_this="超过 3 分钟的;没有随时间减少的数字;只有服务器知道的时限看不到;延长多少(要求 2 倍仅见于一处来源,未核实)没有试用。",
    fix="用实时区域(aria-live)告知剩余时间,并提供到时之前可以延长的按钮。",
    reasons={
        "silent": "验证码限时 {seconds} 秒,没有可供读屏软件播报的剩余时间,请核实",
        "no-more": "验证码限时 {seconds} 秒,没有延长时间的控件,请核实",
        "silent-no-more": "验证码限时 {seconds} 秒,既没有可供读屏软件播报的剩余时间,也没有延长时间的控件,请核实",
        "no-countdown": "没有看到验证码倒计时",
    },
)

_LIMIT = 180


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.captcha-time", "wcag:2.2.1"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What was read first, when the page had just been loaded, stands for the limit."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.countdowns):
        yield question
        return
    assert conduct is not None and conduct.countdowns is not None
    counting = [one for one in conduct.countdowns if one.seconds <= _LIMIT]
    found = [charge for one in counting if (charge := _charge(one))]
    if found:
        yield from charges("captcha_time", page, found)
    else:
        yield PASS if counting else Judgement(Outcome.NA, "no-countdown")


def _charge(one: Countdown) -> Charge | None:
    if one.live and one.longer:
        return None
    reason = "no-more" if one.live else "silent" if one.longer else "silent-no-more"
    return Charge(one.node, False, reason, (), {"seconds": f"{one.seconds:g}"})
