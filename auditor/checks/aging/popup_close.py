"""A floating window of the mode cannot be closed, comes back, or its close button is hard to hit.

**Why** Trembling hands miss small crosses; a window that comes back with each page cannot be got rid of.
**Not this** Modes without floating windows. Coming back means: after a reload of the same page.
**Fix** Remember that a window was closed; make the button 44 pixels wide and high, in an upper corner or in the middle below.
**Source** 网站规范 2.4.x (closable for good), one stored source; APP 2.4 (place, 44 pixels), more than one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Floating, Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="浮窗不能关闭、关后又出现或关闭按钮难点",
    why="手抖的人点不准小叉号;每次打开页面都重新出现的浮窗无法摆脱。",
    not_this="没有浮窗的不算;只认定刷新后又出现的。",
    fix="记住用户已关闭的浮窗;关闭按钮不小于 44×44,放在左上角、右上角或底部中间。",
    reasons={
        **MODE_TEXTS,
        "not-watched": "时限已到,没有观察浮窗",
        "no-close-button": "浮窗没有找到关闭按钮,请核实:{text}",
        "does-not-close": "点击关闭按钮后浮窗没有消失:{text}",
        "comes-back": "关闭的浮窗在刷新后又出现:{text}",
        "small-close-button": "关闭按钮的点击区只有 {size} 像素,请核实:{text}",
        "close-elsewhere": "关闭按钮不在左上角、右上角或底部中间,请核实:{text}",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    target: float = 44.0
    """Pixels each way that a close button must take clicks on. APP 2.4, more than one source."""


@check(
    shape=Shape.SITE,
    impact=Impact.MODERATE,
    zh=ZH,
    config=Config(),
    refs=("ind:aging.popup-x", "ind:aging.popup-close"),
)
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Whether it closes and stays closed is certain; size and place are asked of applications, so a person decides."""
    yield from each_mode(view.aging(), lambda mode: _mode(mode, config))


def _mode(mode: Mode, config: Config) -> Iterator[Judgement]:
    if mode.observed is None:
        yield unmeasured("not-watched")
        return
    found = [judged for one in mode.floating for judged in _faults(mode, one, config)]
    yield from found or [PASS if mode.floating else Judgement(Outcome.NA)]


def _faults(mode: Mode, one: Floating, config: Config) -> Iterator[Judgement]:
    if not one.close:
        yield _judged(mode, one, Outcome.REVIEW, "no-close-button")
        return
    if one.closes is False:
        yield _judged(mode, one, Outcome.FAIL, "does-not-close")
    if one.returns:
        yield _judged(mode, one, Outcome.FAIL, "comes-back")
    if min(one.close_width, one.close_height) < config.target - 1:
        yield _judged(mode, one, Outcome.REVIEW, "small-close-button")
    if one.close == "elsewhere":
        yield _judged(mode, one, Outcome.REVIEW, "close-elsewhere")


def _judged(mode: Mode, one: Floating, outcome: Outcome, reason: str) -> Judgement:
    evidence = {
        **shown(one.node),
        "close": one.close,
        "close_size": [one.close_width, one.close_height],
        "after": one.picture,
    }
    args = {"text": one.text[:40] or "(图片)", "size": f"{one.close_width:.0f}×{one.close_height:.0f}"}
    return fault(mode, (outcome, reason), args, evidence, one.node.place)
