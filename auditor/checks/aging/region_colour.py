"""All blocks of the mode's page have the same background.

**Why** Colours tell at a glance where one part of the page ends and the next begins.
**Not this** Pages of fewer than three blocks. Colours are those of most pixels of each block in a picture of the page, so pictures and
gradients count as they are seen. How many colours are asked for is unknown (未核实): one for all is pointed out, and a person decides.
**Fix** Give header, navigation and parts of the content backgrounds of their own.
**Source** 网站规范 1.2.x (blocks of information told apart by colour), in more than one stored source, without a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.checks.api import Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.checks.rendering import shown
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面的信息区块没有用颜色区分",
    why="用不同的底色,一眼就能看出一个区块到哪里结束。",
    not_this="区块少于三个的页面不算;按截图像素取每个区块的主要底色;要求几种颜色没有查到(未核实),只指出全部同色的,由人工判断。",
    fix="给页头、导航和各内容区块设置不同的底色。",
    reasons={
        **MODE_TEXTS,
        "not-painted": "没有测量到页面的区块",
        "few-blocks": "页面没有分成可以比较的区块",
        "one-colour": "页面的 {blocks} 个区块底色相同({colour}),请核实",
    },
)
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    blocks: int = 3
    """Blocks below which there is nothing to tell apart. Our own."""
    apart: int = 24
    """Colours whose channels differ by less, summed up, count as one. Our own."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:aging.region-colour",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """One colour for all blocks is for a person."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)])


def _mode(mode: Mode, config: Config) -> Judgement:
    if mode.surface is None:
        return unmeasured("not-painted")
    blocks = mode.surface.blocks
    if len(blocks) < config.blocks:
        return Judgement(Outcome.NA, "few-blocks")
    colours = _distinct([block.colour for block in blocks], config.apart)
    elements = [{**shown(block.node), "colour": block.colour} for block in blocks[:_SHOWN]]
    evidence = {"blocks": len(blocks), "colours": colours, "elements": elements, "after": mode.after}
    if len(colours) > 1:
        return Judgement(Outcome.PASS, evidence=evidence)
    return fault(mode, (Outcome.REVIEW, "one-colour"), {"blocks": f"{len(blocks)}", "colour": colours[0]}, evidence)


def _distinct(colours: Sequence[str], apart: int) -> list[str]:
    kept: list[str] = []
    for colour in colours:
        if all(_distance(colour, other) >= apart for other in kept):
            kept.append(colour)
    return kept


def _distance(one: str, other: str) -> int:
    return sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))
