"""What checks that look at the same elements as axe-core share: what axe accuses for certain, and which elements are the same."""

from auditor.model.axe import VIOLATION, AxeNode, AxeRule, AxeRun
from auditor.model.node import Node
from auditor.text.axerules import axe_rules

PROHIBITED = "aria-prohibited-attr"
HIDDEN_FOCUS = "aria-hidden-focus"
ADVICE = "best-practice"
_EXPERIMENTAL = "experimental"


def is_certain(rule: AxeRule, found: AxeNode) -> bool:
    """True for an accusation, False for what a person must look at."""
    known = axe_rules().get(rule.id, {})
    if rule.outcome != VIOLATION:
        return not set(found.keys).isdisjoint(known.get("certain", ()))
    advice = ADVICE in rule.tags and not rule.act
    return not advice and _EXPERIMENTAL not in rule.tags and set(found.keys).isdisjoint(known.get("doubtful", ()))


def accused(run: AxeRun | None, rule: str) -> list[Node]:
    """Elements that a rule of axe accuses for certain."""
    rules = run.rules if run else ()
    return [found.node for one in rules if one.id == rule for found in one.nodes if is_certain(one, found)]


def holds(outer: Node, inner: Node) -> bool:
    """True for an element and what is within it, by their selectors."""
    return f"{inner.selector} >".startswith(f"{outer.selector} >")


def same(one: Node, other: Node) -> bool:
    """True for one element told twice. In frames axe writes selectors of its own: there its place and markup tell."""
    framed = " >>> " in one.selector and " >>> " in other.selector
    return one.selector == other.selector or (framed and (one.place, one.html) == (other.place, other.html))
