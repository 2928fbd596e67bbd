"""Larger text does not work, works for part of the text, or hardly enlarges it.

**Why** Larger text is the first thing people with weak sight look for; many toolbars change a setting that the page ignores.
**Not this** Text is measured as it is drawn, whatever the page does to enlarge it. Toolbars without such a control are for review.
**Fix** Enlarge with ``zoom`` or with relative sizes, up to 200 %, without cutting text off.
**Source** 网站规范 1.2.3 (放大, not relying on the browser), in more than one stored source; the factor asked for is unknown. WCAG 1.4.4
(200 %) is the yardstick.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.checks.api import Shape, Texts, check
from auditor.checks.retrofit import ADVISED_FACTOR, TEXTS, function_answers
from auditor.model.aging import Function
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="放大功能无效或放大不足",
    why="视力不好的人首先需要放大文字;有的工具条只修改了页面并不采用的设置,按下后文字并没有变大。",
    not_this="按文字在屏幕上的实际大小测量,不论用什么方式放大。没有提供该功能的请人工核实。规范没有查到放大倍数要求(未核实)。",
    fix="用 zoom 或相对单位放大文字,宜可放大到 200%,且不遮挡、不截断内容。",
    reasons={
        **TEXTS,
        "small-factor": "放大到头只有原来的 {factor} 倍(参考 WCAG 1.4.4 的 200%;规范的倍数要求未核实),请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    required_factor: float | None = None
    """Below it larger text fails. The specification's number is unknown (未核实), so none."""
    advised_factor: float = ADVISED_FACTOR
    """Below it a person should look. Our own, between what known toolbars reach (1.3 to 2) and WCAG 1.4.4 (2)."""


@check(shape=Shape.SITE, impact=Impact.SERIOUS, zh=ZH, config=Config(), refs=("ind:aging.zoom", "wcag:1.4.4"))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """The factor is that of widths of text on the screen."""
    for answer in function_answers(view.aging(), Function.ZOOM_IN):
        factor = answer.evidence.get("figure")
        if answer.outcome is not Outcome.PASS or not isinstance(factor, float | int):
            yield answer
        elif config.required_factor is not None and factor < config.required_factor:
            yield replace(answer, outcome=Outcome.FAIL, reason="small-factor", args={"factor": f"{factor:.2f}"})
        elif factor < config.advised_factor:
            yield replace(
                answer,
                outcome=Outcome.REVIEW,
                reason="small-factor",
                confidence=Confidence.LIKELY,
                args={"factor": f"{factor:.2f}"},
            )
        else:
            yield answer
