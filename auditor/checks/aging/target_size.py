"""What is pressed in the elders' version is small.

**Why** Trembling fingers miss small targets.
**Not this** Links within sentences; toolbars over the ordinary page. Sizes are asked of applications, so a person decides.
**Fix** Make main buttons 60 (on the home page of a site of its own 48) and all others 44 pixels wide and high.
**Source** APP 2.1 (60 for main components, 48 on the home page of a version of its own, 44 for others), in more than one stored
source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, PAGES, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Mode, ModeKind, Reading
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="长者版页面可点区域偏小",
    why="手抖的人点不准小的按钮和链接。",
    not_this="句子中的链接不算,普通页面上的工具条不算;尺寸要求来自 APP 规范,由人工判断。",
    fix="主要按钮不小于 60×60 像素(独立长者版首页不小于 48×48),其他不小于 44×44 像素。",
    reasons={
        **MODE_TEXTS,
        "no-targets": "没有测量到足够的可点元素",
        "small-targets": "长者版页面 {all} 个可点元素中有 {below} 个小于 44×44 像素,请核实",
        "small-home-targets": "独立长者版的首页 {main} 个主要可点元素中有 {below} 个小于 48×48 像素,请核实",
        "small-main-targets": "长者版页面 {main} 个主要可点元素中有 {below} 个小于 60×60 像素,请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    share: float = 0.1
    """Share of the targets that may be below 44 pixels. Our own."""
    main_share: float = 0.5
    """Share of the main targets that may be below 60 pixels, on the home page of a site of its own below 48. Which are main
    the rule does not say (未核实): our own."""


@check(
    shape=Shape.SITE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:aging.target-44", "ind:aging.target-48", "ind:aging.target-60"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Pages for elders, in the window of a phone where that was measured."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)], PAGES)


def _mode(mode: Mode, config: Config) -> Judgement:
    measured = [one for one in mode.reading if one.targets >= 3]
    if not measured:
        return unmeasured("no-targets")
    narrowest = min(measured, key=lambda one: one.width)
    if narrowest.below_44 > narrowest.targets * config.share:
        return _small(mode, narrowest, "small-targets", narrowest.below_44)
    # What the entry of a site of its own leads to is that site's home page: a size of its own is asked there.
    home = mode.kind is ModeKind.SITE
    below = narrowest.main_below_48 if home else narrowest.main_below_60
    if narrowest.main_targets and below > narrowest.main_targets * config.main_share:
        return _small(mode, narrowest, "small-home-targets" if home else "small-main-targets", below)
    return PASS


def _small(mode: Mode, reading: Reading, reason: str, below: int) -> Judgement:
    first = shown(reading.small[0]) if reading.small else {}
    evidence = {
        **first, "window": reading.width, "targets": reading.targets, "below_44": reading.below_44, "main": reading.main_targets,
        "main_below_48": reading.main_below_48, "main_below_60": reading.main_below_60,
        "elements": [shown(node) for node in reading.small],
    }  # fmt: skip
    args = {"below": f"{below}", "all": f"{reading.targets}", "main": f"{reading.main_targets}"}
    return fault(mode, (Outcome.REVIEW, reason), args, evidence)
