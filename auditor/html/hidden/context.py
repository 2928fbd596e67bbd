"""The style sheets of one page put together: which elements they hide, by a look at the element alone.

Rules with combinators or conditions are not applied here: an element hidden by its surroundings is part of a menu or
tab as a rule, and ``selectors.py`` looks at them where a page gives reason to.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.html.css import Declarations, Rule, Sheet, declared
from auditor.html.hidden import hiding
from auditor.html.hidden.tokens import Token
from auditor.model.hidden import Method

_INLINE = 5


@dataclass(frozen=True, slots=True)
class Hide:
    """How style sheets hide an element: methods, and the selectors with their declarations."""

    methods: tuple[Method, ...]
    style: str
    named: bool
    """More than one rule speaks of the classes or ids that hide it: it is probably shown again."""


class Context:
    """The rules that hold on pages with the same sheets; what is known of a token is remembered."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._by_name: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        self._mentions: Counter[str] = Counter()
        self.complex: list[Rule] = []
        self.truncated = False
        self._known: dict[Token, Hide | None] = {}
        order = 0
        for sheet in sheets:
            self.truncated |= sheet.truncated
            self._mentions.update(sheet.mentions)
            for rule in sheet.rules:
                order += 1
                self._add(order, rule)

    def _add(self, order: int, rule: Rule) -> None:
        if rule.compound is None:
            self.complex.append(rule)
        elif rule.compound.names:
            self._by_name[min(rule.compound.names)].append((order, rule))

    def hide(self, token: Token) -> Hide | None:
        """Return how the sheets hide an element, None when they do not."""
        if token not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[token] = self._hide(token)
        return self._known[token]

    def _hide(self, token: Token) -> Hide | None:
        rules = [
            (order, rule)
            for name in token.names
            for order, rule in self._by_name.get(name, ())
            if rule.compound and rule.compound.names <= token.names and rule.compound.tag in ("", token.name)
        ]
        if not rules:
            return None
        found = hiding.methods(_cascade(rules, token.values))
        if not found:
            return None
        used = [rule for _, rule in rules if hiding.methods(rule.declarations)] or [rule for _, rule in rules]
        names = {name for rule in used if rule.compound for name in rule.compound.names}
        style = "; ".join(f"{rule.selector} {{{_written(rule.declarations)}}}" for rule in used)[:300]
        return Hide(found, style, any(self._mentions[name] > 1 for name in names))


def _written(declarations: Declarations) -> str:
    return "; ".join(f"{name}: {value}" for name, (value, _) in declarations.items())


def _cascade(rules: Iterable[tuple[int, Rule]], values: Mapping[str, str]) -> Declarations:
    """Let important rules win, then the style attribute, then ids, then classes, then the later rule."""
    best: dict[str, tuple[tuple[bool, int, int], str]] = {}
    inline = [(0, declared(values["style"]), _INLINE)] if values.get("style") else []
    ranked = [
        (order, rule.declarations, 1 + ("#" in "".join(name[0] for name in rule.compound.names)))
        for order, rule in rules
        if rule.compound
    ]
    for order, declarations, weight in (*ranked, *inline):
        for name, (value, important) in declarations.items():
            rank = (important, weight, order)
            if name not in best or rank >= best[name][0]:
                best[name] = (rank, value)
    return {name: (value, rank[0]) for name, (rank, value) in best.items()}
