"""Labels of navigation in the language of a trade or of the net.

**Why** Elders look for what they want by its ordinary name, and pass over RSS, FAQ or 爆料.
**Not this** Headlines and texts; names of columns that the state prescribes; words that have an ordinary meaning too. Only words of a
short list of our own (``text/lexicons/wording.toml``) are known: other difficult words are not found.
**Fix** Use the ordinary word.
**Source** 网站规范 3.1.1, in more than one stored source; it lists no words.
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
from auditor.text.wording import unclear

ZH = Texts(
    title="栏目名称使用专业词或网络新词",
    why="老年人按平常的叫法找栏目,看不懂“RSS”“FAQ”“爆料”。",
    not_this="只看导航中的名称,不看标题和正文;规定的栏目名称不算;词表是自拟的,规范没有列出词语(未核实),表外的词看不出。",
    fix="改用平常的叫法。",
    reasons={
        "professional": "栏目名称“{label}”含专业词“{word}”,请核实能否改为“{plain}”一类平常的叫法",
        "net": "栏目名称“{label}”含网络新词“{word}”,请核实能否改为“{plain}”一类平常的叫法",
    },
)

_LONGEST = 12
"""Characters: what is longer is a headline, not the name of a column."""


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("ind:aging.plain-words",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """A person decides whether visitors know the word."""
    yield from told("plain_words", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.named:
        label = one.visible or one.name
        if one.kind != "link" or one.node.region != "nav" or len(label) > _LONGEST:
            continue
        if term := unclear(label):
            yield Charge(one.node, False, term.kind, (), {"label": label, "word": term.word, "plain": term.plain})
