"""The style sheets of one page put together: which elements they hide, by a look at the element alone.

Rules with combinators or conditions are not applied here: an element hidden by its surroundings is part of a menu or
tab as a rule, and ``selectors.py`` looks at them where a page gives reason to.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.html.css import Declarations, Rule, Sheet, declared
from auditor.html.hidden import hiding
from auditor.html.hidden.tokens import Part, Token
from auditor.model.hidden import Method

_INLINE = 5


@dataclass(frozen=True, slots=True)
class Hide:
    """How style sheets hide an element: methods, and the selectors with their declarations."""

    methods: tuple[Method, ...]
    style: str
    named: bool
    """More than one rule speaks of the classes or ids that hide it: it is probably shown again."""
    scripted: bool
    """Only rules that a script writes hide it."""


class Context:
    """The rules that hold on pages with the same sheets; what is known of a token is remembered."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._by_name: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        self._mentions: Counter[str] = Counter()
        self.complex: list[Rule] = []
        self.truncated = False
        self._scripted: set[int] = set()
        self._known: dict[Token, Hide | None] = {}
        self.matters = _Matters(self)
        order = 0
        for sheet in sheets:
            self.truncated |= sheet.truncated
            self._mentions.update(sheet.mentions)
            for rule in sheet.rules:
                order += 1
                self._add(order, rule)
                if sheet.scripted:
                    self._scripted.add(order)

    def _add(self, order: int, rule: Rule) -> None:
        if rule.compound is None:
            self.complex.append(rule)
        elif rule.compound.names:
            self._by_name[min(rule.compound.names)].append((order, rule))

    def forget(self) -> None:
        """Forget the tokens, whose memo was dropped."""
        self._known.clear()
        self.matters.clear()

    def hide(self, token: Token) -> Hide | None:
        """Return how the sheets hide an element, None when they do not."""
        if token not in self._known:
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
        used = [ruled for ruled in rules if hiding.methods(ruled[1].declarations)] or rules
        names = {name for _, rule in used if rule.compound for name in rule.compound.names}
        style = "; ".join(f"{rule.selector} {{{written(rule.declarations)}}}" for _, rule in used)[:300]
        scripted = all(order in self._scripted for order, _ in used)
        return Hide(found, style, any(self._mentions[name] > 1 for name in names), scripted)


class _Matters(dict[Token, bool]):
    """Token -> whether it matters on pages with these sheets: most elements with a class are hidden by none."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __missing__(self, token: Token) -> bool:
        value = self[token] = token.part != Part.STYLED or self._context.hide(token) is not None
        return value


def written(declarations: Declarations) -> str:
    """Return declarations as CSS writes them."""
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
