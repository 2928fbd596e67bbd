"""Captcha pictures that stay small.

**Why** Old and weak-sighted people cannot make out small, distorted characters.
**Not this** Pictures that the browser's zoom enlarges to twice their size (measured at 200 %). Nothing is pressed: a control that
says it enlarges is not tried. Captchas to be dragged or turned, and those in frames of other sites, are not recognised.
**Fix** Give the picture a control that enlarges it to twice its size, and sizes that follow the zoom of the page.
**Source** 网站规范 1.4.3 (at least 2×), in more than one stored source.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Captcha
from auditor.model.target import SiteContext

ZH = Texts(
    title="验证码图片不能放大到两倍",
    why="老年人和低视力者看不清又小又扭曲的字符。",
    not_this="浏览器缩放到 200% 时能随之放大到两倍的;没有点击任何控件,写明放大的按钮没有试用;拖动、旋转类验证码和框架内的没有测量。",
    fix="为验证码图片提供放大到两倍以上的控件,尺寸应随网页缩放。",
    reasons={
        "too-small": "浏览器放大到 200% 时验证码图片只有原来的 {factor} 倍(要求至少 2 倍),也没有放大控件,请核实",
        "own-control": "浏览器放大到 200% 时验证码图片只有原来的 {factor} 倍(要求至少 2 倍),请核实控件“{control}”能否放大到两倍",
    },
)

_LEAST = 2.0
_ROUNDING = 0.02
"""Pixels are whole, factors are not."""


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.captcha-zoom", "wcag:1.4.4"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """As measured; a captcha that was not measured is not passed."""
    rendered = page.rendered
    said = rendered.semantics if rendered else None
    if question := unseen(page, said):
        yield question
        return
    assert rendered is not None and said is not None
    if not said.captchas:
        yield Judgement(Outcome.UNMEASURED, "render-part", cause="render-part") if said.full else Judgement(Outcome.NA)
        return
    measured = (rendered.conduct.enlarged if rendered.conduct else None) or ()
    factors = {one.node.selector: one.factor for one in measured}
    found = [charge for one in said.captchas if (charge := _charge(one, factors.get(one.node.selector)))]
    if found:
        yield from charges("captcha_zoom", page, found)
    elif any(one.node.selector not in factors for one in said.captchas):
        yield Judgement(Outcome.UNMEASURED, "render-part", cause="render-part")
    else:
        yield PASS


def _charge(captcha: Captcha, factor: float | None) -> Charge | None:
    if factor is None or factor >= _LEAST - _ROUNDING:
        return None
    words = {"factor": f"{factor:.2f}", "control": captcha.enlarge}
    return Charge(captcha.node, False, "own-control" if captcha.enlarge else "too-small", (), words)
