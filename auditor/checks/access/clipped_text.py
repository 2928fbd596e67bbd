"""Text that is cut through when the page is enlarged to 200 %.

**Why** Part of it cannot be read, and nothing tells that there is more.
**Not this** Whole lines out of sight, an ellipsis, what scrolls, what only screen readers are meant to read.
**Fix** Give boxes of text ``min-height`` instead of ``height``, and let lines wrap.
**Source** WCAG 1.4.4; ACT 59br37.
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
    title="放大后文字被截断",
    why="放大到 200% 后一部分文字看不到。",
    not_this="整行隐藏、省略号、可滚动的区域,以及只给读屏软件的文字。",
    fix="用 min-height 代替 height,并允许换行。",
    reasons={
        "vertical": "放大到 200% 后“{text}”有一行被从中间切断",
        "horizontal": "放大到 200% 后“{text}”右侧被切断,没有省略号",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.zoom-noloss", "wcag:1.4.4", "act:59br37"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A line is cut when a part of its height is out of sight."""
    conduct = conduct_of(page)
    if question := unseen(page, conduct and conduct.clips):
        yield question
        return
    assert conduct is not None
    assert conduct.clips is not None
    found = [Charge(one.node, True, one.way) for one in conduct.clips]
    yield from charges("clipped_text", page, found) if found else (PASS,)
