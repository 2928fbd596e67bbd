"""Faults of accessibility that the page has only with the mode on: what the retrofit itself broke.

**Why** Toolbars often add what screen readers stumble over: cells in the order of Tab, unnamed buttons, text wrapped in elements.
**Not this** Faults that the page has without the mode as well: those are judged page by page. Of a site of its own everything counts.
Where elements were not listed in full, only rules with more elements than before count.
**Fix** Mend what is listed in the toolbar's own code, or ask its maker to.
**Source** axe-core, run before and after on the same page; WCAG 2.2 by the rule's own mapping.
"""

from collections.abc import Iterator

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.checks.modes import MODE_TEXTS, each_mode, unmeasured
from auditor.checks.rendering import shown
from auditor.checks.retrofit import cause_of
from auditor.model.aging import Mode, ModeKind
from auditor.model.axe import VIOLATION, AxeNode, AxeRule, AxeRun
from auditor.model.finding import Judgement
from auditor.model.outcome import Impact, Outcome
from auditor.model.siteview import SiteView

ZH = Texts(
    title="适老化模式自身造成的无障碍问题",
    why="工具条常常带来新的障碍:没有名称的按钮、打乱的 Tab 顺序、被拆散的文字。",
    not_this="不打开模式时就有的问题不在这里重复(由页面检查指出);独立的长者版网站则全部计入。",
    fix="在工具条自己的代码中改正,或要求供应商改正。",
    reasons={
        **MODE_TEXTS,
        "not-compared": "没有在打开模式前后都完成无障碍测量",
        "axe-*": "打开适老化模式后新出现({count} 处):{help}",
    },
)
_SHOWN = 5
_DOUBTED = frozenset({"best-practice", "experimental"})
"""Tags of rules of axe that accuse nobody: advice, and what is being tried."""


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, refs=("ind:aging.mode-faults",))
def judge(view: SiteView, config: NoConfig) -> Iterator[Judgement]:
    """Compare rule by rule and place by place."""
    run = view.aging()
    plain = run.axe if run else None
    yield from each_mode(run, lambda mode: _mode(mode, AxeRun() if mode.kind is ModeKind.SITE else plain))


def _mode(mode: Mode, before: AxeRun | None) -> Iterator[Judgement]:
    if mode.axe is None or before is None:
        yield unmeasured("not-compared")
        return
    found = [_judged(mode, rule, fresh) for rule in mode.axe.rules if (fresh := _fresh(rule, before))]
    yield from found or [PASS]


def _fresh(rule: AxeRule, before: AxeRun) -> list[AxeNode]:
    if rule.outcome != VIOLATION or not _DOUBTED.isdisjoint(rule.tags):
        return []
    was = [one for one in before.rules if one.id == rule.id and one.outcome == VIOLATION]
    places = {node.node.place for one in was for node in one.nodes}
    cut = any(one.count > len(one.nodes) for one in was)
    if cut and rule.count <= sum(one.count for one in was):
        return []
    return [node for node in rule.nodes if node.node.place not in places]


def _judged(mode: Mode, rule: AxeRule, fresh: list[AxeNode]) -> Judgement:
    elements = [shown(node.node) for node in fresh[:_SHOWN]]
    evidence = {
        **elements[0],
        "nodes": len(fresh),
        "elements": elements,
        "summary": fresh[0].summary,
        "entry": mode.entry.words,
    }
    refs = tuple(f"act:{one}" for one in rule.act)
    return Judgement(
        Outcome.FAIL, f"axe-{rule.id}", cause=cause_of(mode, rule.id, fresh[0].node.place),
        args={"help": rule.help, "count": str(len(fresh))}, evidence=evidence, refs=refs,
    )  # fmt: skip
