"""Brackets and quotation marks without their partner in running text.

**Why** A quotation or a name of a document without its end is read wrongly.
**Not this** Labels and rows of lists, titles cut with dots, 1) and (a), quotations over many paragraphs, brackets of two widths.
**Fix** Add the mark that is missing.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.slips import unpaired

ZH = Texts(
    title="不成对的括号和引号",
    why="引号、书名号、括号缺少一半,引文和文件名称的起止就不清楚。",
    not_this="栏目名和列表行、以省略号截断的标题、“1)”一类的序号、跨多段的引文、全角与半角括号混用不算。",
    fix="补上缺少的另一半。",
    reasons={
        "unopened-mark": "“{wrong}”前面没有与它成对的符号,请人工判断",
        "unclosed-mark": "“{wrong}”后面没有与它成对的符号,请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("cir:typos",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for marks without a partner."""
    yield from told(page, unpaired(page.prose.text))
