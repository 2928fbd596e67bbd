"""Main text of the mode is drawn smaller than 18 pixels.

**Why** 18 is the size from which most elderly people read without glasses for near sight.
**Not this** Text is measured as it is drawn, zoom and transforms included, footers apart. Toolbars count at their
largest. On wide windows the rule names no size, so a person decides.
**Fix** Set the main text of the elders' version to 18 pixels or more.
**Source** 网站规范 1.2.3 (mobile pages, at least one size of 18 dp) and APP 1.1, in more than one stored source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面主要文字偏小",
    why="主要文字不小于 18 像素,多数老年人才能看清。",
    not_this="按屏幕上的实际大小测量,包含缩放,页脚不算;工具条按放大到头测量;规范只对移动网页规定字号,宽屏页面由人工判断。",
    fix="长者版的主要文字设为 18 像素以上。",
    reasons={
        **MODE_TEXTS,
        "no-text": "没有测量到足够的文字",
        "small-on-phone": "手机上适老化页面只有 {share} 的文字达到 18 像素,中位数为 {median} 像素",
        "small-text": "适老化页面只有 {share} 的文字达到 18 像素,中位数为 {median} 像素,请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    share: float = 0.8
    """Share of the characters that must reach 18 pixels. The rule says 主要文字 without a share (未核实): our own."""
    phone: int = 500
    """Windows up to this width count as phones."""


@check(
    shape=Shape.SITE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:aging.text-size-mobile", "ind:aging.h5-font-main"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """The best state counts: at least one size of text must be large enough."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)])


def _mode(mode: Mode, config: Config) -> Judgement:
    measured = [one for one in mode.reading if one.large_share is not None and one.characters >= 50]
    if not measured:
        return unmeasured("no-text")
    phones = [one for one in measured if one.width <= config.phone]
    best = max(phones or measured, key=lambda one: one.large_share or 0.0)
    if (best.large_share or 0.0) >= config.share:
        return PASS
    certain = bool(phones) and (best.median_size or 0) < 17.5
    answer = (Outcome.FAIL, "small-on-phone") if certain else (Outcome.REVIEW, "small-text")
    args = {"share": f"{(best.large_share or 0) * 100:.0f}%", "median": f"{best.median_size or 0:g}"}
    evidence = {
        "window": best.width, "large_share": best.large_share, "median": best.median_size, "low": best.low_size, "after": mode.after,
    }  # fmt: skip
    return fault(mode, answer, args, evidence)
