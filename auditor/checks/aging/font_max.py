"""The largest text that the mode offers is smaller than 30 pixels.

**Why** For weak sight the largest step counts, not the first.
**Not this** Text is measured as it is drawn with the control for larger text pressed to the end; headings and notes are evened out by the
median of the characters. Toolbars are measured in a wide window only, where the rule names no size. A person decides.
**Fix** Let the largest step draw the main text with 30 pixels or more.
**Source** APP 1.1 (largest size of 30 dp for main functions), in more than one stored source; for pages on phones by analogy.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.model.aging import Function, Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化模式的最大字号偏小",
    why="视力很弱的人要用最大一档字号,最大一档也不够大就无法阅读。",
    not_this="放大到头后按屏幕上的实际大小测量,取正文字符的中位数;工具条只在宽屏窗口测量,规范没有宽屏字号;要求来自 APP 规范,由人工判断。",
    fix="最大一档的主要文字不小于 30 像素。",
    reasons={
        **MODE_TEXTS,
        "no-text": "没有测量到最大一档的文字",
        "small-largest": "手机上最大一档的主要文字中位数为 {size} 像素(APP 规范 1.1:不小于 {minimum}),请核实",
        "small-largest-wide": "宽屏窗口中最大一档的主要文字中位数为 {size} 像素(参考 APP 规范 1.1:不小于 {minimum}),请核实",
    },
)
_FEW = 50
"""Characters below which a page has no main text."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    minimum: float = 30.0
    """Pixels of the main text at its largest. APP 1.1, more than one source."""
    phone: int = 500
    """Windows up to this width count as phones."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:aging.h5-font-max",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """The largest of what was measured on a phone counts, else in a wide window."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)])


def _mode(mode: Mode, config: Config) -> Judgement:
    sizes = [(one.width <= config.phone, one.median_size) for one in mode.reading if one.characters >= _FEW]
    phone = [size for small, size in sizes if small and size]
    wide = [size for small, size in sizes if not small and size]
    zoom = mode.trial(Function.ZOOM_IN)
    # Without larger text pressed to the end, a wide window shows no largest size.
    pressed = dict(zoom.figures).get("largest", 0.0) if zoom else 0.0
    largest = max(phone) if phone else max(pressed, *wide, 0.0) if pressed else 0.0
    if not largest:
        return unmeasured("no-text")
    evidence = {"largest": largest, "phone": bool(phone), "sizes": [*phone, *wide], "after": zoom.after if zoom else ""}
    if largest >= config.minimum - 0.25:
        return Judgement(Outcome.PASS, evidence=evidence)
    args = {"size": f"{largest:g}", "minimum": f"{config.minimum:g}"}
    return fault(mode, (Outcome.REVIEW, "small-largest" if phone else "small-largest-wide"), args, evidence)
