"""Text that hardly stands out from the picture, gradient or filtered colour behind it.

**Why** Elderly and weak-sighted people cannot read it.
**Not this** Plain colours, which axe judges; large text down to 3:1; disabled controls; text that moves.
**Fix** Darken the text or lay an opaque colour behind it.
**Source** WCAG 1.4.3, 1.4.6; ACT afw4f7, 09o5cg. Two pictures, one without the text; the worst tenth of its pixels.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Contrast
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="图片和渐变背景上文字的对比度",
    why="老年人和低视力者看不清文字。",
    not_this="纯色背景由通用规则判断;大号文字只要求 3:1;停用的控件和移动的文字不算。",
    fix="加深文字颜色,或在文字后面垫不透明的底色。",
    reasons={
        "low": "“{text}”与实际背景的对比度最差处只有 {ratio}:1,要求 {least}:1",
        "maybe-low": "“{text}”与实际背景的对比度约为 {ratio}:1(按画面估计),要求 {least}:1",
        "enhanced": "“{text}”的对比度为 {ratio}:1,达到基本要求但不到增强要求 {least}:1",
    },
)

_LARGE, _LARGE_BOLD = 24.0, 18.66
_SURE = 0.7
_BASIC = ("wcag:1.4.3", "act:afw4f7", "act:09o5cg")
_ENHANCED = ("wcag:1.4.6", "act:09o5cg")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:aging.contrast",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """By WCAG thresholds for the size of the text."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.contrasts):
        yield question
        return
    assert conduct is not None
    assert conduct.contrasts is not None
    found = [charge for one in conduct.contrasts if (charge := _charge(one))]
    weak = [one for one in found if one.reason == "enhanced"]
    below = [one for one in found if one.reason != "enhanced"]
    # AAA is asked of nobody: one remark for the page.
    remarks = [replace(said, impact=Impact.MINOR) for said in islice(charges("contrast_enhanced", page, weak), 1)]
    yield from [*charges("contrast_pixels", page, below), *remarks] or (PASS,)


def _charge(one: Contrast) -> Charge | None:
    large = one.size >= _LARGE or (one.bold and one.size >= _LARGE_BOLD)
    least, enhanced = (3.0, 4.5) if large else (4.5, 7.0)
    ratio = {"ratio": f"{one.ratio:.2f}"}
    if one.ratio < least and one.plain:
        return None  # axe says so
    if one.ratio < least:
        # Read from a picture, soft edges make thin glyphs look fainter than they are.
        certain = one.exact or one.ratio < least * _SURE
        return Charge(one.node, certain, "low" if certain else "maybe-low", _BASIC, {**ratio, "least": f"{least:g}"})
    if one.ratio < enhanced:
        return Charge(one.node, False, "enhanced", _ENHANCED, {**ratio, "least": f"{enhanced:g}"})
    return None
