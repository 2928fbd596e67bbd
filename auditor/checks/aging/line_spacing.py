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
from auditor.checks.modes import MODE_TEXTS, each_mode, fault
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面行距偏小",
    why="行距太小容易看错行。",
    not_this="只有一行的文字不算;按屏幕上的实际行距测量;该要求来自 APP 规范,由人工判断。",
    fix="将行距设为 1.5 倍左右。",
    reasons={
        **MODE_TEXTS,
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
    yield from each_mode(view.aging(), lambda mode: _mode(mode, config))


def _mode(mode: Mode, config: Config) -> Iterator[Judgement]:
    measured = [one for one in mode.reading if one.spacing is not None]
    if not measured:
        yield Judgement(Outcome.NA, "no-paragraphs")
        return
    worst = min(measured, key=lambda one: one.spacing or 0.0)
    if (worst.spacing or 0.0) >= config.minimum - 0.01 or (worst.narrow_share or 0.0) <= config.share:
        yield PASS
        return
    evidence = {
        "window": worst.width, "spacing": worst.spacing, "narrow_share": worst.narrow_share, "paragraphs": worst.paragraphs,
    }  # fmt: skip
    yield fault(mode, (Outcome.REVIEW, "narrow-lines"), {"spacing": f"{worst.spacing:.2f}"}, evidence)
