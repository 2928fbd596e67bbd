"""Words on a list of wrong ones, numbers of documents and dates in documents offered for download.

**Why** An attachment is published like the page it hangs on.
**Not this** What is not told of pages either; punctuation, which the reading of a PDF does not keep.
**Fix** Correct the original file and upload it again.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from auditor.checks.api import NoConfig, Texts, check, targets
from auditor.checks.wording import told_of_text
from auditor.model.finding import Judgement
from auditor.model.link import Link, TargetKind
from auditor.model.outcome import Impact, Outcome
from auditor.model.target import SiteContext, Target
from auditor.text.lexicon import builtin, finder
from auditor.text.slips import document_numbers, impossible_dates

ZH = Texts(
    title="附件中的错别字与不规范表述",
    why="附件与网页一样对外公布,其中的错误同样会被通报。",
    not_this="与网页相同的例外;从 PDF 中读出的标点不可靠,不作判断。",
    fix="在原文件中改正后重新上传。",
    reasons={
        "wrong-word": "附件中“{wrong}”疑应为“{right}”,请人工判断",
        "number-brackets": "附件中发文字号“{wrong}”的年份应用六角括号:{right}",
        "number-ordinal": "附件中发文字号“{wrong}”的序号不加“第”字:{right}",
        "number-without-year": "附件中发文字号“{wrong}”缺少四位年份",
        "number-zero": "附件中发文字号“{wrong}”的序号不编虚位:{right}",
        "impossible-date": "附件中“{wrong}”不是存在的日期,请人工判断",
    },
)


@check(shape=targets(TargetKind.ASSET), impact=Impact.MINOR, zh=ZH, refs=("cir:typos",))
def judge(target: Target, links: Sequence[Link], site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for slips in the text of a document."""
    document = target.attachment
    if document is None or not document.text:
        yield Judgement(Outcome.NA)
        return
    text, lists = document.text, [builtin()] + ([site.lexicon] if site.lexicon else [])
    words = (slip for one in lists for slip in finder(one).slips(text))
    yield from told_of_text(text, target.url, chain(words, document_numbers(text), impossible_dates(text)))
