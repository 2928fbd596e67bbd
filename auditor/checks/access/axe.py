"""What axe-core finds on the rendered page: names, roles, labels, contrast, structure.

**Why** The law asks sites built with public money to meet the accessibility standards step by step; these faults shut
users of screen readers, keyboards and large type out.
**Not this** What axe itself calls incomplete, its experimental rules, its advice that neither WCAG nor an ACT rule demands, and
rules that accuse what the ACT rules allow (``text/lexicons/axe.toml``): those are for a person. Pages that the browser was not shown.
**Fix** Per rule, as its message says; once in the template where all its pages share the element.
**Source** axe-core's rules, mapped to WCAG success criteria and ACT rules by axe itself and by ``text/lexicons/axe.toml``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.axerules import ADVICE, HIDDEN_FOCUS, PROHIBITED, holds, is_certain, same
from auditor.checks.rendering import place_cause, shown, unseen
from auditor.model.axe import VIOLATION, AxeNode, AxeRule
from auditor.model.conduct import Focus
from auditor.model.finding import Judgement
from auditor.model.node import Node
from auditor.model.outcome import Impact
from auditor.model.pagefacts import PageFacts
from auditor.model.rendered import RenderedPage
from auditor.model.target import SiteContext
from auditor.text.axerules import axe_rules

ZH = Texts(
    title="无障碍规则",
    why="依法应当逐步符合无障碍标准;这些问题使读屏软件、键盘和大字号的使用者用不了网页。",
    not_this="工具自己也拿不准的、试验性的规则,以及标准没有要求的建议,只列为待人工判断;没有用浏览器查看的网页不作结论。",
    fix="按说明修改该元素;由模板生成的,改模板一处即可。",
    reasons={"axe-*": "{help}(规则 {rule}):{summary}"},
)

_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")
_IMPACTS = {"critical": Impact.SERIOUS, "serious": Impact.SERIOUS, "moderate": Impact.MODERATE}
_CONTRAST = "color-contrast"
_SHOWN = 5


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each rule and place of the page."""
    rendered = page.rendered
    if question := unseen(page, rendered and rendered.axe):
        yield question
        return
    assert rendered is not None and rendered.axe is not None
    yield from [found for rule in rendered.axe.rules for found in _of_rule(_open(rule, rendered), page)] or (PASS,)


def _open(rule: AxeRule, rendered: RenderedPage) -> AxeRule:
    """The rule without what another check settles where axe is in doubt.

    ``access.contrast_pixels`` sees the background of text, ``access.prohibited_name`` knows which roles have no name,
    ``access.hidden_focus`` sees where the focus rests and where it does not.
    """
    if rule.id == HIDDEN_FOCUS and rendered.conduct and rendered.conduct.focus:
        return _without_ends(rule, rendered.conduct.focus)
    if rule.outcome == VIOLATION or rule.id not in (_CONTRAST, PROHIBITED):
        return rule
    settled: list[Node] = []
    if rule.id == _CONTRAST and rendered.conduct:
        settled = [one.node for one in rendered.conduct.contrasts or () if not one.plain]
    elif rule.id == PROHIBITED and rendered.semantics:
        settled = [one.node for one in rendered.semantics.prohibited]
    doubted = (one for one in rule.nodes if is_certain(rule, one) or not any(same(one.node, node) for node in settled))
    return replace(rule, nodes=tuple(doubted))


def _without_ends(rule: AxeRule, focus: Focus) -> AxeRule:
    """The rule without what hands the focus on, as the ends of a dialog do, and without doubts that the walk has settled."""

    def is_open(found: AxeNode) -> bool:
        rests = any(holds(found.node, one) for one in focus.hidden)
        if rule.outcome != VIOLATION:
            return not rests
        return rests or not any(holds(found.node, one) for one in focus.handing)

    return replace(rule, nodes=tuple(found for found in rule.nodes if is_open(found)))


def _of_rule(rule: AxeRule, page: PageFacts) -> Iterator[Judgement]:
    places: dict[tuple[str, bool], list[AxeNode]] = {}
    for found in rule.nodes:
        places.setdefault((place_cause(rule.id, page, found.node), is_certain(rule, found)), []).append(found)
    for (cause, certain), nodes in places.items():
        outcome, reason, confidence = verdict(certain, f"axe-{rule.id}")
        args = {"help": rule.help, "rule": rule.id, "summary": nodes[0].summary}
        yield Judgement(
            outcome, reason, confidence, cause=cause, args=args, evidence=_evidence(nodes), refs=references(rule),
            impact=_impact(rule, certain),
        )  # fmt: skip


def _evidence(nodes: Sequence[AxeNode]) -> dict[str, object]:
    elements = [shown(one.node) for one in nodes[:_SHOWN]]
    return {**shown(nodes[0].node), "nodes": len(nodes), "elements": elements, "axe": nodes[0].keys}


def _impact(rule: AxeRule, certain: bool) -> Impact:
    minor = ADVICE in rule.tags or (certain and rule.outcome != VIOLATION)
    return Impact.MINOR if minor else _IMPACTS.get(rule.impact, Impact.MINOR)


def references(rule: AxeRule) -> tuple[str, ...]:
    """Return the outside ids of a rule of axe: its own, its WCAG success criteria and its ACT rules."""
    criteria = [".".join(found.groups()) for tag in rule.tags if (found := _CRITERION.fullmatch(tag))]
    act = dict.fromkeys((*rule.act, *axe_rules().get(rule.id, {}).get("act", ())))
    return (f"axe:{rule.id}", *(f"wcag:{one}" for one in criteria), *(f"act:{one}" for one in act))
