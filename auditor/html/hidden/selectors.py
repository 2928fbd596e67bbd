"""Which links are hidden by rules that look at their surroundings: a real selector engine on a real tree.

It costs a parse of the page, so it is asked only about links that are suspicious for another reason.
"""

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from auditor.html.css import Rule
from auditor.html.hidden import hiding

MAX_CHARACTERS = 3_000_000
MAX_RULES = 500
_MARK = "data-xunwang-link"
_DEEPEST = 300


def hiding_rules(text: str, offsets: Sequence[int], rules: Sequence[Rule]) -> dict[int, Rule]:
    """Return for each offset of an ``<a`` that stands inside an element hidden by one of the rules, that rule."""
    telling = [rule for rule in rules if hiding.methods(rule.declarations)][:MAX_RULES]
    if not telling or len(text) > MAX_CHARACTERS:
        return {}
    tree = LexborHTMLParser(_marked(text, offsets))
    hidden: dict[int, Rule] = {}
    for rule in telling:
        for node in _selected(tree, rule.selector):
            hidden.setdefault(node.mem_id, rule)
    found: dict[int, Rule] = {}
    for node in tree.css(f"a[{_MARK}]"):
        rule_above = _above(node, hidden)
        mark = node.attributes.get(_MARK) or ""
        if rule_above is not None and mark.isdigit():
            found.setdefault(int(mark), rule_above)
    return found


def _marked(text: str, offsets: Sequence[int]) -> str:
    parts: list[str] = []
    at = 0
    for offset in sorted(offsets):
        parts.append(f'{text[at : offset + 2]} {_MARK}="{offset}"')
        at = offset + 2
    return "".join((*parts, text[at:]))


def _selected(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except SelectolaxError:
        return []  # A selector the engine does not know, such as one of another maker's prefix.


def _above(node: LexborNode, hidden: dict[int, Rule]) -> Rule | None:
    step: LexborNode | None = node
    for _ in range(_DEEPEST):
        if step is None:
            break
        if step.mem_id in hidden:
            return hidden[step.mem_id]
        step = step.parent
    return None
