"""Words and punctuation marks that stand twice.

**Why** They are what an editor leaves behind, and what readers send to the complaint channel.
**Not this** 目的的确, 为了了解, 以及及时 and the like, where two words meet; ellipses; reduplicated words.
**Fix** Take one of them away.
"""

from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.wording import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.slips import doubled

ZH = Texts(
    title="重复的字词和标点",
    why="重复的字词和标点是录入、修改时留下的痕迹,影响公文和信息的严肃性。",
    not_this="“目的的确”“为了了解”等两个词相连、叠词、省略号不算。",
    fix="删去多余的字词或标点。",
    reasons={
        "doubled-word": "“{wrong}”疑有重复,请人工判断",
        "doubled-mark": "标点“{wrong}”疑有重复或多余,请人工判断",
    },
)


@check(shape=Shape.PAGE, impact=Impact.MINOR, zh=ZH, refs=("cir:typos",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Look for doubled words and marks."""
    yield from told(page, doubled(page.prose.text))
