"""Paragraphs of the mode stand hardly further apart than lines.

**Why** Paragraphs that run together are hard to find again.
**Not this** Pages without paragraphs of several lines; pictures between them. What the rule compares is ambiguous (未核实): the ratio
is told, the threshold can be set, and a person decides.
**Fix** Keep a distance between paragraphs of at least 1.3 times that of lines.
**Source** APP 1.2 ("at least 1.3 × larger than line spacing"); the number in more than one stored source, its meaning ambiguous.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面段落间距偏小",
    why="段落挤在一起,看完一段不容易找到下一段。",
    not_this="没有多行段落的、段落之间有图片的不算;规范条文的含义有歧义(未核实),只报告比值,由人工判断。",
    fix="段落之间的距离不小于行距的 1.3 倍。",
    reasons={
        **MODE_TEXTS,
        "no-paragraphs": "没有相邻的多行段落",
        "narrow-gap": "段落之间的空白为行距的 {gap} 倍(首尾行相距 {stride} 倍;APP 规范 1.2:{minimum} 倍,含义未核实),请核实",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    minimum: float = 1.3
    """Space between paragraphs by the pitch of lines. APP 1.2: the number in more than one source, its meaning is ambiguous."""
    pairs: int = 2
    """Pairs of paragraphs below which nothing is said. Our own."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:aging.para-gap",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """The closest of the windows counts."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)])


def _mode(mode: Mode, config: Config) -> Judgement:
    measured = [one for one in mode.reading if one.gap is not None and one.gaps >= config.pairs]
    if not measured:
        return Judgement(Outcome.NA, "no-paragraphs")
    worst = min(measured, key=lambda one: one.gap or 0.0)
    evidence = {"window": worst.width, "gap": worst.gap, "stride": worst.stride, "pairs": worst.gaps}
    if (worst.gap or 0.0) >= config.minimum - 0.01:
        return Judgement(Outcome.PASS, evidence=evidence)
    args = {"gap": f"{worst.gap:.2f}", "stride": f"{worst.stride or 0:.2f}", "minimum": f"{config.minimum:g}"}
    return fault(mode, (Outcome.REVIEW, "narrow-gap"), args, evidence)
