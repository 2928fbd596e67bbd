"""Words on a list of wrong ones: the modest list of the program, and the office's own (``--lexicon``).

**Why** Serious wrong expressions fail a site at once; typos follow right after stale columns in every circular.
**Not this** Words between quotation marks, sentences about how words are written, addresses and code, longer words.
**Fix** Read the sentence; correct it, or take the entry off the list where the wording is right.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.prose import Slip
from auditor.model.target import SiteContext
from auditor.text.lexicon import builtin, finder

ZH = Texts(
    title="错别字与不规范表述",
    why="严重表述错误属于单项否决情形,错别字和表述错误也是历次通报的常见问题;是否确有错误由人工判断。",
    not_this="引号中单独提到的词、讲解用字用词的句子、网址和代码、以及包含该词的正确词语不算。",
    fix="阅读所在句子,确有错误的更正;表述无误的,从错词表中删去该条或补充正确的说法。",
    reasons={"wrong-word": "“{wrong}”疑应为“{right}”,请人工判断"},
)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH, refs=("ind:veto.site.serious.misstatement",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for the words of both lists; the office's own come first."""
    yield from told(page, _slips(page.prose.text, site))


def _slips(text: str, site: SiteContext) -> Iterator[Slip]:
    own: set[int] = set()
    if site.lexicon is not None:
        for slip in finder(site.lexicon).slips(text):
            own.add(slip.start)
            yield slip
    yield from (slip for slip in finder(builtin()).slips(text) if slip.start not in own)
