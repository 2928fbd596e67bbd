"""Text that is not in the language declared for it.

**Why** A screen reader speaks with the voice of the declared language.
**Not this** Short or mixed text, names, text in a part with its own declaration.
**Fix** Declare the language of the text.
**Source** WCAG 3.1.1, 3.1.2; ACT b5c3f8, ucwvc8, off6ek.
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
from auditor.text.language import detect

ZH = Texts(
    title="声明的语言与文字不符",
    why="读屏软件按声明的语言发音,语言错了便听不懂。",
    not_this="过短或混排的文字,以及另有语言声明的部分。",
    fix="用 lang 属性声明文字实际使用的语言。",
    reasons={
        "page-language": "页面声明为“{declared}”,文字主要是“{detected}”",
        "page-language-unsure": "页面声明为“{declared}”,文字看来是“{detected}”,请核实",
        "part-language": "此处声明为“{declared}”,文字是“{detected}”",
        "part-language-unsure": "此处声明为“{declared}”,文字看来是“{detected}”,请核实",
    },
)


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Short text is certain only where its most frequent words are nearly all there is."""
    yield from told("language", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    for number, passage in enumerate(said.passages):
        language = detect(passage.text)
        if language is None or not language.contradicts(passage.lang):
            continue
        page_wide = number == 0
        refs = ("wcag:3.1.1", "act:ucwvc8", "act:off6ek") if page_wide else ("wcag:3.1.2", "act:off6ek", "act:de46e4")
        reason = ("page-language" if page_wide else "part-language") + ("" if language.certain else "-unsure")
        words = {"declared": passage.lang, "detected": language.tag}
        yield Charge(passage.node, language.certain, reason, refs, words)
