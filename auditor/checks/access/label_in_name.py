"""Controls whose name lacks the text that is seen on them.

**Why** Who speaks to the computer says what is seen; the control does not answer to it.
**Not this** Icons, single characters, text in brackets.
**Fix** Begin the name with the visible text.
**Source** WCAG 2.5.3; ACT 2ee8b8.
"""

import re
import unicodedata
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge, charges
from auditor.checks.rendering import unseen
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="名称中没有可见文字",
    why="语音操作的人念出看到的文字,控件却没有反应。",
    not_this="图标字体,单个字符,括号中的补充。",
    fix="使 aria-label 包含可见文字,最好以它开头。",
    reasons={
        "label-missing": "看到的是“{visible}”,名称却是“{name}”",
        "label-differs": "看到的是“{visible}”,名称是“{name}”,请核实差别",
    },
)

_WORD = re.compile("[\u3400-\u9fff]|[^\\W_\u3400-\u9fff]+")
_BRACKETS = re.compile(r"\([^)]*\)|（[^）]*）|\[[^\]]*\]")
_SYMBOLS = re.compile(r"[\d×+/&@:-]")
"""What is spoken in more than one way."""


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("wcag:2.5.3", "act:2ee8b8"))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Words are compared as whole words, characters of Chinese one by one."""
    said = page.rendered.semantics if page.rendered else None
    if question := unseen(page, said):
        yield question
        return
    assert said is not None
    found = list(_found(said))
    yield from charges("label_in_name", page, found) if found else (PASS,)


def _found(said: Semantics) -> Iterator[Charge]:
    for one in said.named:
        if one.kind not in ("link", "control") or not one.relabelled or not one.name or one.symbolic:
            continue
        seen, name = _words(one.visible), _words(one.name)
        # One character is a symbol more often than a word.
        if len("".join(seen)) < 2 or _holds(name, seen):
            continue
        certain = not _holds(name, _words(_BRACKETS.sub(" ", one.visible))) and not _SYMBOLS.search(one.visible)
        words = {"visible": one.visible[:40], "name": one.name[:40]}
        yield Charge(one.node, certain, "label-missing" if certain else "label-differs", (), words)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def _holds(words: list[str], part: list[str]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
