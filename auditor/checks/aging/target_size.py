"""What is pressed in the elders' version is small.

**Why** Trembling fingers miss small targets.
**Not this** Links within sentences; toolbars over the ordinary page. Sizes are asked of applications, so a person decides.
**Fix** Make main buttons 60 and all others 44 pixels wide and high.
**Source** APP 2.1 (60 for main components, 44 for others), in more than one stored source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.rendering import shown
from auditor.checks.retrofit import alive, cause_of, unused
from auditor.model.aging import Mode, ModeKind, Reading
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="长者版页面可点区域偏小",
    why="手抖的人点不准小的按钮和链接。",
    not_this="句子中的链接不算,普通页面上的工具条不算;尺寸要求来自 APP 规范,由人工判断。",
    fix="主要按钮不小于 60×60 像素,其他不小于 44×44 像素。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有测量",
        "toolbar-unmeasured": "工具条的文件没有加载成功,没有测量",
        "no-toolbar": "没有可以使用的适老化模式",
        "no-targets": "没有测量到足够的可点元素",
        "small-targets": "长者版页面 {all} 个可点元素中有 {small} 个小于 44×44 像素,请核实",
        "small-main-targets": "长者版页面 {main} 个主要可点元素中有 {below} 个小于 60×60 像素,请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    share: float = 0.1
    """Share of the targets that may be below 44 pixels. Our own."""
    main_share: float = 0.5
    """Share of the main targets that may be below 60 pixels. The rule does not say which are main (未核实): our own."""


@check(
    shape=Shape.SITE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:aging.target-44", "ind:aging.target-60"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Pages for elders, in the window of a phone where that was measured."""
    run = view.aging()
    if run is None or (open_question := unused(run)):
        yield Judgement(Outcome.NA) if run is None else open_question  # type: ignore[misc]
        return
    pages = [mode for mode in alive(run) if mode.kind is not ModeKind.TOOLBAR]
    if not pages:
        yield Judgement(Outcome.NA)
    for mode in pages:
        yield _mode(mode, config)


def _mode(mode: Mode, config: Config) -> Judgement:
    measured = [one for one in mode.reading if one.targets >= 3]
    if not measured:
        return Judgement(Outcome.UNMEASURED, "no-targets", cause="no-targets")
    narrowest = min(measured, key=lambda one: one.width)
    if narrowest.below_44 > narrowest.targets * config.share:
        return _small(mode, narrowest, "small-targets")
    if narrowest.main_targets and narrowest.main_below_60 > narrowest.main_targets * config.main_share:
        return _small(mode, narrowest, "small-main-targets")
    return PASS


def _small(mode: Mode, reading: Reading, reason: str) -> Judgement:
    first = shown(reading.small[0]) if reading.small else {}
    evidence = {
        **first, "window": reading.width, "targets": reading.targets, "below_44": reading.below_44, "main": reading.main_targets,
        "main_below_60": reading.main_below_60, "elements": [shown(node) for node in reading.small],
    }  # fmt: skip
    args = {
        "small": f"{reading.below_44}", "all": f"{reading.targets}", "main": f"{reading.main_targets}", "below": f"{reading.main_below_60}",
    }  # fmt: skip
    return Judgement(Outcome.REVIEW, reason, Confidence.LIKELY, cause_of(mode, reason), args=args, evidence=evidence)
