"""Lines of the mode are closer than 1.3 times the size of the text.

**Why** The eye loses the line where lines are close.
**Not this** Text of a single line; ``line-height: normal`` is never taken for its word, the distance is measured. The rule is one of
applications, so a person decides.
**Fix** Set line-height to 1.5.
**Source** APP 1.2 (1.3), in more than one stored source.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.checks.retrofit import alive, cause_of, unused
from auditor.model.aging import Mode, Reading
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面行距偏小",
    why="行距太小容易看错行。",
    not_this="只有一行的文字不算;按屏幕上的实际行距测量;该要求来自 APP 规范,由人工判断。",
    fix="将行距设为 1.5 倍左右。",
    reasons={
        "home-unmeasured": "浏览器没有能够打开首页,没有测量",
        "toolbar-unmeasured": "工具条的文件没有加载成功,没有测量",
        "no-toolbar": "没有可以使用的适老化模式",
        "no-paragraphs": "没有超过一行的段落",
        "narrow-lines": "适老化页面段落的行距只有字号的 {spacing} 倍(APP 规范 1.2:不小于 1.3 倍),请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    minimum: float = 1.3
    """Pitch of lines by size of text. APP 1.2, more than one source."""
    share: float = 0.2
    """Share of paragraphs that may be narrower. Our own."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:aging.line-height",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Lines are measured where they are drawn."""
    run = view.aging()
    if run is None or (open_question := unused(run)):
        yield Judgement(Outcome.NA) if run is None else open_question  # type: ignore[misc]
        return
    for mode in alive(run):
        yield _mode(mode, config)


def _mode(mode: Mode, config: Config) -> Judgement:
    measured = [one for one in mode.reading if one.spacing is not None]
    if not measured:
        return Judgement(Outcome.NA, "no-paragraphs")
    worst = min(measured, key=lambda one: one.spacing or 0.0)
    if (worst.spacing or 0.0) >= config.minimum - 0.01 or (worst.narrow_share or 0.0) <= config.share:
        return PASS
    return _narrow(mode, worst)


def _narrow(mode: Mode, worst: Reading) -> Judgement:
    args = {"spacing": f"{worst.spacing:.2f}"}
    evidence = {
        "window": worst.width,
        "spacing": worst.spacing,
        "narrow_share": worst.narrow_share,
        "paragraphs": worst.paragraphs,
    }
    cause = cause_of(mode, "narrow-lines")
    return Judgement(Outcome.REVIEW, "narrow-lines", Confidence.LIKELY, cause, args=args, evidence=evidence)
