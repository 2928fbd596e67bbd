"""Much of the mode's page is drawn with shadows, in perspective or over textures.

**Why** What is not part of the content makes it harder to see what is.
**Not this** Shades of colour and single pictures. No share is laid down (未核实): what is measured is told, and a person decides.
**Fix** Draw plain areas in the version for elders.
**Source** 网站规范 1.2.x (flat design: few shadows, perspectives and textures), one stored source, without a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.checks.api import Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, fault, unmeasured
from auditor.model.aging import Mode
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化页面使用了较多阴影、透视或纹理",
    why="与内容无关的装饰会干扰辨认。",
    not_this="颜色过渡和单张图片不算;规范没有规定比例(未核实),只报告测量结果,由人工判断。",
    fix="长者版采用扁平的色块,少用阴影、透视和纹理。",
    reasons={
        **MODE_TEXTS,
        "not-painted": "没有测量到页面的绘制方式",
        "decorated": "{boxes} 个可见区块中有 {share} 使用了阴影({shadowed})、透视({deep})或重复纹理({textured});比例要求未核实,请核实",
    },
)
_FEW = 5


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    told: float = 0.1
    """Share of the visible boxes from which a person should look. The rule has no number (未核实): our own."""


@check(shape=Shape.SITE, impact=Impact.MINOR, zh=ZH, config=Config(), refs=("ind:aging.flat",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Report what was counted."""
    yield from each_mode(view.aging(), lambda mode: [_mode(mode, config)])


def _mode(mode: Mode, config: Config) -> Judgement:
    painted = mode.surface
    if painted is None or painted.boxes < _FEW:
        return unmeasured("not-painted")
    share = painted.marked / painted.boxes
    evidence = {
        "boxes": painted.boxes, "share": round(share, 3), "shadowed": painted.shadowed, "deep": painted.deep,
        "textured": painted.textured, "after": mode.after,
    }  # fmt: skip
    if share < config.told:
        return Judgement(Outcome.PASS, evidence=evidence)
    args = {
        "boxes": f"{painted.boxes}", "share": f"{share * 100:.0f}%", "shadowed": f"{painted.shadowed}", "deep": f"{painted.deep}",
        "textured": f"{painted.textured}",
    }  # fmt: skip
    return fault(mode, (Outcome.REVIEW, "decorated"), args, evidence)
