"""What axe-core finds on the rendered page: names, roles, labels, contrast, structure.

**Why** The law asks sites built with public money to meet the accessibility standards step by step; these faults shut
users of screen readers, keyboards and large type out.
**Not this** What axe itself calls incomplete, its experimental rules, and its advice that no standard demands: those are for
a person. Pages that the browser was
not shown.
**Fix** Per rule, as its message says; once in the template where all its pages share the element.
**Source** axe-core's rules, mapped to WCAG success criteria and ACT rules by axe itself. Clauses of GB/T 37668 are not known.
"""

import re
from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.rendering import place_cause, shown, unseen
from auditor.model.axe import VIOLATION, AxeNode, AxeRule
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext

ZH = Texts(
    title="无障碍规则",
    why="依法应当逐步符合无障碍标准;这些问题使读屏软件、键盘和大字号的使用者用不了网页。",
    not_this="工具自己也拿不准的、试验性的规则,以及标准没有要求的建议,只列为待人工判断;没有用浏览器查看的网页不作结论。",
    fix="按说明修改该元素;由模板生成的,改模板一处即可。",
    reasons={"axe-*": "{help}(规则 {rule}):{summary}"},
)

_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")
_IMPACTS = {"critical": Impact.SERIOUS, "serious": Impact.SERIOUS, "moderate": Impact.MODERATE}
_EXPERIMENTAL = "experimental"
_ADVICE = "best-practice"
_SHOWN = 5


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH)
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """One judgement for each rule and place of the page."""
    rendered = page.rendered
    if question := unseen(page, rendered and rendered.axe):
        yield question
        return
    assert rendered is not None and rendered.axe is not None
    yield from (
        (found for rule in rendered.axe.rules for found in _of_rule(rule, page)) if rendered.axe.rules else (PASS,)
    )


def _of_rule(rule: AxeRule, page: PageFacts) -> Iterator[Judgement]:
    places: dict[str, list[AxeNode]] = {}
    for found in rule.nodes:
        places.setdefault(place_cause(rule.id, page, found.node), []).append(found)
    certain = rule.outcome == VIOLATION and not {_EXPERIMENTAL, _ADVICE}.intersection(rule.tags)
    for cause, nodes in places.items():
        first = nodes[0]
        yield Judgement(
            Outcome.FAIL if certain else Outcome.REVIEW, f"axe-{rule.id}",
            Confidence.CERTAIN if certain else Confidence.LIKELY, cause=cause,
            args={"help": rule.help, "rule": rule.id, "summary": first.summary},
            evidence={**shown(first.node), "nodes": len(nodes), "elements": [shown(one.node) for one in nodes[:_SHOWN]]},
            refs=references(rule), impact=Impact.MINOR if _ADVICE in rule.tags else _IMPACTS.get(rule.impact, Impact.MINOR),
        )  # fmt: skip


def references(rule: AxeRule) -> tuple[str, ...]:
    """Return the outside ids of a rule of axe: its own, its WCAG success criteria and its ACT rules."""
    criteria = [".".join(found.groups()) for tag in rule.tags if (found := _CRITERION.fullmatch(tag))]
    return (f"axe:{rule.id}", *(f"wcag:{one}" for one in criteria), *(f"act:{one}" for one in rule.act))
