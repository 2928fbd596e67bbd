"""Style sheets, as far as they can hide something: which rule says what about which elements.

A cheap exact scanner cuts a sheet into rules; only rules that could hide or show are given to the CSS parser, because a
parser in Python takes a second for a megabyte. Rules for print or for a certain width of screen are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import tinycss2

from auditor.urls.resolve import join

MAX_CHARACTERS = 4_000_000
"""Read of one sheet."""
MAX_RULES = 100_000
"""Rules looked at in one sheet."""
MAX_PARSED = 20_000
"""Rules of one sheet given to the parser."""
MAX_IMPORTS = 50
"""Sheets a page may pull in, imports included."""
_DEEPEST = 6
_BRACKETS = 100

_CUT = re.compile(
    r"""/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)|"(?>(?:[^"\\\n]++|\\[\s\S])*)["\n]?|'(?>(?:[^'\\\n]++|\\[\s\S])*)['\n]?|\\[\s\S]|[{};]"""
)
_COMMENT = re.compile(r"/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)")
_HINT = re.compile(
    r"display|visib|opacity|position|text-indent|font|line-height|height|width|clip|transform|z-index|color|left|top",
    re.I,
)
_TELLING = re.compile(
    r"display|visibility|opacity|filter|position|text-indent|font-size|line-height|clip|transform|-999|-\d{3,}|z-index\s*:\s*-|#f{3,5}|color\s*:\s*transparent|(?:height|width)\s*:\s*[01](?!\d)",
    re.I,
)
_NAME = re.compile(r"[.#]-?[_a-zA-Z\u0080-\uffff][\w\u0080-\uffff-]*")
_NARROW = re.compile(r"print|speech|aural|braille|width|height|orientation|hover|pointer|prefers", re.I)
_IMPORT = re.compile(r"""@import\s+(?:url\(\s*)?["']?([^"')\s;]+)""", re.I)

Declarations = Mapping[str, tuple[str, bool]]
"""Property -> (value in lower case, important)."""


@dataclass(frozen=True, slots=True)
class Compound:
    """A selector that looks at one element only: tag (or empty), classes and ids it must have."""

    tag: str
    names: frozenset[str]
    """``.class`` and ``#id``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector with its declarations. ``compound`` is None for a selector with combinators or conditions."""

    selector: str
    compound: Compound | None
    declarations: Declarations


@dataclass(slots=True)
class Sheet:
    """One parsed style sheet; ``mentions`` counts in how many rules a class or id is spoken of."""

    rules: list[Rule] = field(default_factory=list)
    mentions: Counter[str] = field(default_factory=Counter)
    imports: list[str] = field(default_factory=list)
    truncated: bool = False
    scripted: bool = False
    """A script of the page writes it."""


def parse(text: str) -> Sheet:
    """Parse one sheet within the limits; what lies beyond is left out and ``truncated`` says so."""
    sheet = Sheet(truncated=len(text) > MAX_CHARACTERS)
    seen = parsed = 0
    for prelude, body in _rules(text[:MAX_CHARACTERS], 0):
        if body is None:
            sheet.imports += _IMPORT.findall(prelude)
            continue
        seen += 1
        if seen > MAX_RULES or parsed > MAX_PARSED:
            sheet.truncated = True
            break
        sheet.mentions.update(set(_NAME.findall(prelude)))
        if _TELLING.search(body):
            selectors, fresh = _selectors(prelude)
            parsed += fresh
            declarations = declared(body)
            sheet.rules += [Rule(text, compound, declarations) for text, compound in selectors]
    return sheet


def _rules(text: str, depth: int) -> Iterator[tuple[str, str | None]]:
    """Yield (prelude, body) of each style rule, media conditions resolved; body None for ``@import``."""
    for prelude, body in _blocks(text):
        if not prelude.startswith("@"):
            yield prelude, body if body is not None else ""
        elif body is None:
            if prelude[:7].lower() == "@import":
                yield prelude, None
        elif depth < _DEEPEST and _applies(prelude):
            yield from _rules(body, depth + 1)


def _applies(prelude: str) -> bool:
    name = prelude[1:].split(None, 1)[0].lower().partition("(")[0]
    return name in ("supports", "layer") or (name == "media" and not _NARROW.search(prelude))


def _blocks(text: str) -> Iterator[tuple[str, str | None]]:
    """Cut at the outermost braces; strings and comments hide theirs. An open block ends with the sheet."""
    start = opened = depth = 0
    for found in _CUT.finditer(text):
        mark = found[0]
        if mark == "{":
            depth += 1
            if depth == 1:
                opened = found.end()
        elif mark == "}":
            if depth == 1:
                yield _plain(text[start : opened - 1]), text[opened : found.start()]
            depth = max(depth - 1, 0)
            start = found.end() if depth == 0 else start
        elif mark == ";" and depth == 0:
            yield _plain(text[start : found.start()]), None
            start = found.end()
    if depth:
        yield _plain(text[start : opened - 1]), text[opened:]


def _plain(prelude: str) -> str:
    if "/*" in prelude:
        prelude = _COMMENT.sub(" ", prelude)
    return prelude.replace("<!--", "").replace("-->", "").strip()


_ONE_NAME = re.compile(r"[.#]-?[_a-zA-Z][\w-]*", re.ASCII)


def _selectors(prelude: str) -> tuple[list[tuple[str, Compound | None]], int]:
    """Return each selector of a list with its compound, and how many had to be parsed."""
    if _ONE_NAME.fullmatch(prelude):
        return [(prelude, Compound("", frozenset((prelude,))))], 0
    return ([], 1) if _is_deep(prelude) else (_parsed_selectors(prelude[:2_000]), 1)


def _is_deep(text: str) -> bool:
    """Too many brackets for any rule that people wrote: the parser's writer would recurse into them."""
    return sum(map(text.count, "([{")) > _BRACKETS


@lru_cache(maxsize=5_000)
def _parsed_selectors(prelude: str) -> list[tuple[str, Compound | None]]:
    groups: list[list[tinycss2.ast.Node]] = [[]]
    for node in tinycss2.parse_component_value_list(prelude):
        if node.type == "literal" and node.value == ",":
            groups.append([])
        else:
            groups[-1].append(node)
    return [(tinycss2.serialize(group).strip(), _compound(group)) for group in groups[:200]]


def _compound(nodes: list[tinycss2.ast.Node]) -> Compound | None:
    """Read tag, classes and ids; None when anything else stands in the selector."""
    tag, names, dot = "", set(), False
    for node in _stripped(nodes):
        if node.type == "ident":
            if dot:
                names.add("." + node.value)
            else:
                tag = node.lower_value
            dot = False
        elif node.type == "hash":
            names.add("#" + node.value)
        elif node.type == "literal" and node.value == ".":
            dot = True
        elif not (node.type == "literal" and node.value == "*" and not names and not tag):
            return None
    return Compound(tag, frozenset(names)) if names or tag else None


def _stripped(nodes: list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    start, end = 0, len(nodes)
    while start < end and nodes[start].type in ("whitespace", "comment"):
        start += 1
    while end > start and nodes[end - 1].type in ("whitespace", "comment"):
        end -= 1
    return nodes[start:end]


@lru_cache(maxsize=20_000)
def declared(body: str) -> Declarations:
    """Parse the declarations of a rule body or a style attribute; later ones win, important ones over others."""
    if not _HINT.search(body):
        return {}
    if not _DIFFICULT.search(body):
        return _simple(body)
    if _is_deep(body):
        return {}
    values: dict[str, tuple[str, bool]] = {}
    for node in tinycss2.parse_blocks_contents(body[:20_000], skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        earlier = values.get(node.lower_name)
        if earlier is None or node.important or not earlier[1]:
            values[node.lower_name] = (_written(node.value), node.important)
    return values


def _written(value: list[tinycss2.ast.Node]) -> str:
    # Writing it down again, the parser puts empty comments between tokens that would run together.
    return str(tinycss2.serialize(value)).replace("/**/", "").strip().lower()[:200]


_DIFFICULT = re.compile(r"[\\/({\[\"'@!})\]]")


def _simple(body: str) -> Declarations:
    """Read declarations without comments, strings, functions, blocks or escapes: there the parser does nothing else."""
    pairs = (part.partition(":") for part in body[:20_000].split(";"))
    return {name.strip().lower(): (value.strip().lower()[:200], False) for name, colon, value in pairs if colon}


class Stylesheets:
    """The linked sheets of a site, each parsed when a page first asks for it.

    ``texts`` maps absolute URLs to the text of the sheet; what is not there (sheets of other sites, broken ones) is
    passed over. Imports are followed within the mapping, each sheet at most once per page.
    """

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._texts = texts or {}
        self._parsed: dict[str, Sheet | None] = {}

    def linked(self, url: str) -> tuple[Sheet, ...]:
        """Return the sheet at a URL, after the sheets it imports; empty when it is not known."""
        return tuple(self._gathered(url, set()))

    def imported(self, sheet: Sheet, base: str) -> tuple[Sheet, ...]:
        """Return the known sheets that a style element of the page ``base`` imports."""
        seen: set[str] = set()
        return tuple(found for raw in sheet.imports for found in self._gathered(join(base, raw) or "", seen))

    def _gathered(self, url: str, seen: set[str]) -> Iterator[Sheet]:
        url = url.partition("#")[0]
        if url in seen or len(seen) >= MAX_IMPORTS:
            return
        seen.add(url)
        sheet = self._sheet(url)
        if sheet is None:
            return
        for raw in sheet.imports:
            yield from self._gathered(join(url, raw) or "", seen)
        yield sheet

    def _sheet(self, url: str) -> Sheet | None:
        if url not in self._parsed:
            text = self._texts.get(url)
            self._parsed[url] = None if text is None else parse(text)
        return self._parsed[url]
