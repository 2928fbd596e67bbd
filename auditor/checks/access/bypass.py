"""Pages with nothing to skip what repeats.

**Why** Keyboard users go through the menu on every page.
**Not this** Pages with a heading, a main part or a skip link.
**Fix** Mark the main part, and link to it first.
**Source** WCAG 2.4.1; ACT ye5d6e, 3e12e1, cf77f2.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="无法跳过重复内容",
    why="键盘用户每页都要走完整个菜单。",
    not_this="有标题,主要区域或跳转链接的页面。",
    fix="标出主要区域,并在最前提供跳转链接。",
    reasons={
        "astray": "跳转链接指向的位置不存在,页面也没有标题或主要区域",
        "beside": "跳转链接指向导航或侧栏之中,没有越过重复的内容,页面也没有标题或主要区域",
        "nothing": "没有找到标题,主要区域或有效的跳转链接,请核实",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("wcag:2.4.1", "act:ye5d6e", "act:3e12e1", "act:cf77f2"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What repeats on other pages is not known here."""
    yield from told("bypass", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    if said.bypass:
        wrong = said.bypass.what in ("astray", "beside")
        yield Charge(said.bypass.node, wrong, said.bypass.what if wrong else "nothing")
