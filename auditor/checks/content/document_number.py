"""Numbers of official documents in another form than 云政发〔2024〕12号.

**Why** GB/T 9704 gives the form: the year in full in 〔〕, the serial number without 第 and without leading zeros.
**Not this** Numbers of court cases and announcements, which have forms of their own; years alone in brackets.
**Fix** Write it as it stands on the document.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.slips import document_numbers

ZH = Texts(
    title="发文字号不规范",
    why="党政机关公文格式(GB/T 9704)规定发文字号由机关代字、年份、序号组成,年份用六角括号〔〕括入,序号不加“第”字、不编虚位。",
    not_this="法院案号、公告号等另有格式的编号不算。",
    fix="按文件上的发文字号改正。",
    reasons={
        "number-brackets": "发文字号“{wrong}”的年份应用六角括号:{right}",
        "number-ordinal": "发文字号“{wrong}”的序号不加“第”字:{right}",
        "number-without-year": "发文字号“{wrong}”缺少四位年份",
        "number-zero": "发文字号“{wrong}”的序号不编虚位:{right}",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("std:gbt9704",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for numbers of documents in a wrong form."""
    yield from told(page, document_numbers(page.prose.text))
