"""Links or frames of one name that lead to different places.

**Why** In a list of links they cannot be told apart.
**Not this** One name for one address.
**Fix** Name them so that they differ.
**Source** WCAG 2.4.4, 2.4.9, 4.1.2; ACT b20e66, fd3a94, 4b1c6c.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Named, Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="同名链接去向不同",
    why="在链接列表中无法区分。",
    not_this="同名且地址相同的链接。",
    fix="使名称互不相同。",
    reasons={
        "same-name": "{count} 个名为“{name}”的元素指向不同的地址,请核实内容是否相同",
    },
)

_LINKS = ("wcag:2.4.9", "act:b20e66")
_FRAMES = ("wcag:4.1.2", "act:4b1c6c")


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Whether different addresses show the same is for a person."""
    yield from told("same_name", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for kind in ("link", "frame"):
        groups: dict[str, list[Named]] = {}
        for one in said.named:
            if one.kind == kind and one.name:
                groups.setdefault(" ".join(one.name.lower().split()), []).append(one)
        for name, same in groups.items():
            if len({one.target for one in same}) < 2:
                continue
            refs: tuple[str, ...] = _FRAMES if kind == "frame" else _LINKS
            if kind == "link" and len({one.context for one in same}) < len(same):
                refs = (*_LINKS, "wcag:2.4.4", "act:fd3a94")
            yield Charge(same[0].node, False, "same-name", refs, {"name": name[:40], "count": str(len(same))})
