"""Dates that no calendar has: 2月30日, 13月.

**Why** A deadline or a date of issue that does not exist is a mistake in the contents.
**Not this** The old calendar, templates that are not filled in (0000年00月00日), counts of months, numbers that only look like it.
**Fix** Write the right date.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.slips import impossible_dates

ZH = Texts(
    title="不存在的日期",
    why="写错的日期会误导办事时限、施行时间等重要内容。",
    not_this="农历日期、没有填写的模板、月数和形似日期的编号不算。",
    fix="核对后改为正确的日期。",
    reasons={
        "impossible-date": "“{wrong}”不是存在的日期,请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("cir:typos",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for dates that do not exist."""
    yield from told(page, impossible_dates(page.prose.text))
