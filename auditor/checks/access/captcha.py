"""Pictures of characters to be typed, with no other way.

**Why** Who does not see the picture cannot log in, ask or complain.
**Not this** Forms that speak of a voice or of a message to a telephone.
**Fix** Offer a code by voice or message, or a test that needs no picture.
**Source** WCAG 1.1.1, 3.3.8.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="验证码没有其他途径",
    why="看不见图片的人无法登录,咨询或投诉。",
    not_this="提供语音或短信验证码的表单。",
    fix="提供语音或短信验证码,或改用无需看图的验证。",
    reasons={
        "only-picture": "验证码只有图片,没有语音或短信等途径",
        "picture": "请核实图片验证码有无其他途径,能否放大",
    },
)


@check(
    shape=Shape.PAGE,
    impact=Impact.SERIOUS,
    zh=ZH,
    refs=("ind:aging.captcha-alt", "ind:aging.captcha-sense", "wcag:1.1.1", "wcag:3.3.8"),
)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Never solved, only looked at."""
    yield from told("captcha", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.captchas:
        certain = one.typed and not one.other
        yield Charge(one.node, False, "only-picture" if certain else "picture")
