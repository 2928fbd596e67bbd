"""Pages that need scrolling in two directions when they are enlarged.

**Why** Who enlarges a page to 400 % reads line by line and would push every line to and fro.
**Not this** Tables, maps, pictures, what scrolls within itself.
**Fix** Lay out with widths that give way; do not fix the header of a narrow window.
**Source** WCAG 1.4.10, 1.4.4. Zoom of the browser: a window of 1280 shows 640 and 320 CSS pixels.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.conduct import Reflow
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="放大后需要横向滚动",
    why="放大到 400% 后每读一行都要左右拖动。",
    not_this="表格、地图、图片和自带滚动条的区域。",
    fix="使用可伸缩的布局;窄窗口下不要固定页头。",
    reasons={
        "scrolls": "放大到 {zoom}%(窗口宽 {width} 像素)时内容宽 {scroll} 像素,需要横向滚动",
        "covered": "放大到 {zoom}% 时固定的“{text}”占去窗口高度的 {share}%",
    },
)

_SHARE = 0.33
"""Of the height of the window."""


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.zoom-noloss", "wcag:1.4.10"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """The smaller zoom that already fails speaks for the larger."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.reflows):
        yield question
        return
    assert conduct is not None
    assert conduct.reflows is not None
    scrolling = [one for one in conduct.reflows if one.scroll_width > one.width + 1]
    found = [charge for one in scrolling[:1] if (charge := _scrolls(one))]
    covered = [one for one in conduct.reflows if one.fixed is not None and one.fixed_share > _SHARE]
    found += [_covered(one) for one in covered[:1]]
    yield from charges("reflow", page, found) if found else (PASS,)


def _scrolls(one: Reflow) -> Charge | None:
    words = {"zoom": f"{one.zoom:.0%}".rstrip("%"), "width": str(one.width), "scroll": str(one.scroll_width)}
    return Charge(one.wide[0], True, "scrolls", ("wcag:1.4.4",) if one.zoom <= 2 else (), words) if one.wide else None


def _covered(one: Reflow) -> Charge:
    assert one.fixed is not None
    words = {"zoom": f"{one.zoom:.0%}".rstrip("%"), "share": f"{one.fixed_share:.0%}".rstrip("%")}
    return Charge(one.fixed, False, "covered", (), words)
