"""Colour schemes change nothing, or leave text that is hard to read.

**Why** Cataracts and glare make strong contrast necessary; a scheme that only tints the page does not help.
**Not this** Colours are measured by pixels, so filters and pictures count. A tenth of the text may stay behind (text over pictures).
**Fix** Set background, text and links of every element in each scheme, with a contrast of at least 4.5.
**Source** 网站规范 服务原则 1 (高对比), in more than one stored source, without a ratio; 4.5 is APP 1.3 and WCAG 1.4.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.checks.api import Shape, Texts, check
from auditor.checks.retrofit import TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="配色功能无效或对比度不足",
    why="患白内障、怕眩光的人需要高对比配色;只给页面染色的配色没有帮助。",
    not_this="按屏幕像素测量,滤镜和背景图片都计算在内;允许十分之一的文字(如图片上的文字)未达到。网站规范没有查到比值要求(未核实)。",
    fix="每种配色都要设置背景、文字和链接的颜色,对比度不低于 4.5:1。",
    reasons={
        **TEXTS,
        "low-contrast": "对比最好的配色下,仍有文字对比度只有 {ratio}:1(参考 APP 规范 1.3:{minimum}:1),请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    minimum: float = 4.5
    """Contrast asked of the best scheme. APP 1.3 and WCAG 1.4.3 (more than one source); the specification for websites has none."""


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("ind:aging.high-contrast", "wcag:1.4.3"))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One good scheme is enough."""
    for answer in function_answers(view.aging(), Function.SCHEME):
        ratio = answer.evidence.get("figure")
        measured = isinstance(ratio, float | int) and answer.outcome in (Outcome.PASS, Outcome.REVIEW)
        if not measured:
            yield answer
        elif ratio >= config.minimum:  # type: ignore[operator]
            yield replace(answer, outcome=Outcome.PASS, reason="", confidence=Confidence.CERTAIN)
        else:
            args = {"ratio": f"{ratio:.1f}", "minimum": f"{config.minimum:g}"}
            yield replace(
                answer, outcome=Outcome.REVIEW, reason="low-contrast", confidence=Confidence.LIKELY, args=args
            )
