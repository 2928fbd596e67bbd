"""Titles, headings and labels that are empty or say nothing.

**Why** They are how a reader finds the way.
**Not this** Headings hidden from everybody.
**Fix** Say what the page, the part or the field is about.
**Source** WCAG 1.3.1, 2.4.2, 2.4.6; ACT ffd0e9, c4a8a4, b49b2e, cc0f0a.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import NoConfig, Shape, Texts, check
from auditor.checks.conducts import Charge
from auditor.checks.semantics import told
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.semantics import Semantics
from auditor.model.target import SiteContext

ZH = Texts(
    title="标题或标签没有内容",
    why="读者靠标题和标签找路。",
    not_this="对所有人隐藏的标题。",
    fix="写明页面,段落或输入框的内容。",
    reasons={
        "untitled": "页面标题“{name}”是编辑软件的默认文字",
        "heading-empty": "标题没有名称",
        "heading-vague": "标题“{name}”没有说明内容,请核实",
        "label-vague": "标签“{name}”没有说明要填什么,请核实",
    },
)

_UNTITLED = re.compile("无标题(文档|页)?|新建(网页|文档).*|untitled( document| page)?|new page( \\d+)?", re.IGNORECASE)
_VAGUE = re.compile("标题|内容|输入框?|文本框|请输入|title|heading|text|input|field|label|section", re.IGNORECASE)


@check(shape=Shape.PAGE, impact=Impact.MODERATE, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """What editors write by default is certain."""
    yield from told("empty_words", page, _found)


def _found(said: Semantics) -> Iterator[Charge]:
    if _UNTITLED.fullmatch(said.title) and said.passages:
        yield Charge(said.passages[0].node, True, "untitled", ("wcag:2.4.2", "act:c4a8a4"), {"name": said.title})
    for one in said.named:
        name = one.name.strip()
        if one.kind == "heading" and not name:
            yield Charge(one.node, not one.visible, "heading-empty", ("wcag:1.3.1", "act:ffd0e9"))
        elif one.kind == "heading" and _VAGUE.fullmatch(name):
            yield Charge(one.node, False, "heading-vague", ("wcag:2.4.6", "act:b49b2e"), {"name": name})
        elif one.kind == "field" and _VAGUE.fullmatch(name):
            yield Charge(one.node, False, "label-vague", ("wcag:2.4.6", "act:cc0f0a"), {"name": name})
