"""Pages that turn their content so that it can be used in one orientation only.

**Why** A device that is mounted on a wheelchair cannot be turned.
**Not this** Elements that are turned in both orientations alike.
**Fix** Do not turn content by a style rule on ``orientation``.
**Source** WCAG 1.3.4; ACT b33eff. Measured in both orientations.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges, conduct_of
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="锁定屏幕方向",
    why="固定在轮椅上的设备不能转动。",
    not_this="两个方向下同样旋转的元素。",
    fix="不要按屏幕方向用样式旋转内容。",
    reasons={
        "turned": "“{text}”只在一个屏幕方向下被旋转了 90 度",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:1.3.4", "act:b33eff"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A right angle between the two orientations."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.rotated):
        yield question
        return
    assert conduct is not None
    assert conduct.rotated is not None
    found = [Charge(node, True, "turned") for node in conduct.rotated]
    yield from charges("orientation_lock", page, found) if found else (PASS,)
