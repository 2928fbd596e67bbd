"""What is remembered of one distinct token, independent of the page it stands on."""

import re
from dataclasses import dataclass

from auditor.html import jslinks, textual
from auditor.html.element import Element, parse
from auditor.html.links import Candidate, candidates, refresh_target
from auditor.html.tokens import ELEMENT

NONE, ORIGIN, DIRECTORY, PAGE = range(4)
"""How much of the page's address the links of an element depend on."""

TITLE, HEADING, HEADING_END, REFRESH, TEMPLATE, TEMPLATE_END, RESIDUE, FRAGMENT = (1 << bit for bit in range(8))

_WITH_CONTENT = frozenset(["a", "option", "script", "style", "title"])
_FORMATTING = frozenset("a b i u em strong span font br small big sub sup img p".split())
# "http:x" is relative on an http page.
_ABSOLUTE = re.compile(r"[\x00-\x20]*(?:[/\\]|https?:[/\\]|(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:)", re.IGNORECASE)
_QUERY = re.compile(r"[\x00-\x20]*\?")
_IN_PAGE = re.compile(r"[\x00-\x20]*#(?!(?:top|none|nogo|nolink|void|this|_)?[\x00-\x20]*$|[#/!])", re.IGNORECASE)
_UNFILLED = re.compile(r"\{\{|[$#@]\{|\{%|<[%?#]|\[!|\{\$")
_HEADING = re.compile(r"<(/?)[hH][123](?=[\t\n\f\r />])")
_TEMPLATE = re.compile(r"<(/?)[tT][eE][mM][pP][lL][aA][tT][eE](?=[\t\n\f\r />])")


FRAMEWORK = re.compile(
    r"\bng-(?:app|repeat|controller|bind|href)\b|\bv-(?:for|if|bind|on|html|text|model|cloak|show)\b|[\s\"']:(?:href|src|key|class)="
    r"|\s@click=|\bnew Vue\b|\bcreateApp\(|\bx-data=|\btemplate\(|Mustache|Handlebars|laytpl|juicer|_\.template|\.tmpl\("
)
"""A page with such marks is filled in by a client-side framework: template residue in it is not what visitors get."""


@dataclass(slots=True, eq=False)
class Entry:
    """Facts of one token. ``ref`` is the local id when the links depend on the origin alone, else minus the context.

    ``text`` (visible in the page) and ``title`` are raw: references not yet decoded, blanks not folded.
    """

    ref: int = 0
    element: str = ""
    found: tuple[Candidate, ...] = ()
    fragments: tuple[Candidate, ...] = ()
    shape: int = 0
    text: str = ""
    title: str = ""
    flags: int = 0
    names: tuple[str, ...] = ()
    target: str = ""
    by: str = ""


EMPTY = Entry()


_SIMPLE_ANCHOR = re.compile(r"""<a((?: (?:href|title|target|class)="[^"<>&]*")+)>([^<&]*)</a>""", re.ASCII)
_SIMPLE_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_SIMPLE_REFERENCE = re.compile(
    r"(?:(?:https?://|\.{0,2}/(?!/))[\w./?=&%~-]+|(?:\w[\w-]*/)*\w[\w-]*\.s?html?)(?:#\w+)?", re.ASCII
)
_SIMPLE_HEAD = re.compile(r"""<(?:meta name="\w+" content="[^"<>]*" ?/?>|title>([^<]*)</title>)""", re.ASCII)
_NO_SHAPES: frozenset[str] = frozenset()


def _simple(token: str) -> Entry | None:
    """Read what every page brings anew, a plain text link, its title, its meta, without taking it apart.

    A short cut only: what it returns equals what the long way returns (tests hold them together); None for all else.
    """
    found = _SIMPLE_ANCHOR.match(token)
    if found is not None:
        return _simple_anchor(found)
    head = _SIMPLE_HEAD.match(token)
    if head is None:
        return None
    return EMPTY if head[1] is None else Entry(flags=TITLE, title=head[1])


def _simple_anchor(found: re.Match[str]) -> Entry | None:
    pairs = _SIMPLE_ATTRIBUTE.findall(found[1])
    values = dict(pairs)
    raw = values.get("href", "")
    if len(values) < len(pairs) or not _SIMPLE_REFERENCE.fullmatch(raw):
        return None
    label = textual.folded(found[2]) or " ".join(values.get("title", "").split())
    item = Candidate(raw, "a", "href", label[:200], bare="class" not in values)
    return Entry(element=found[0], found=(item,), text=found[2])


def read(token: str) -> tuple[Entry, frozenset[str]]:
    """Read a token (an element, perhaps followed by plain tags); return its entry and its distinct tag.class names."""
    simple = _simple(token)
    return (simple, _NO_SHAPES) if simple is not None else read_fully(token)


def read_fully(token: str) -> tuple[Entry, frozenset[str]]:
    """Read any token by taking it apart."""
    if token.startswith(("</", "<!", "<?")):
        return _bare(token), frozenset()
    found = ELEMENT.match(token)
    element = parse(found[0]) if found else None
    if found is None or element is None:
        return EMPTY, frozenset()
    if not element.values and element.name not in _WITH_CONTENT:
        return _bare(token), frozenset()
    entry = Entry(element=found[0], flags=_bare(token).flags)
    every = candidates(element)
    entry.fragments = tuple([item for item in every if _IN_PAGE.match(item.raw)])
    entry.found = tuple([item for item in every if not _IN_PAGE.match(item.raw)]) if entry.fragments else every
    if entry.fragments:
        entry.flags |= FRAGMENT
    if any(_UNFILLED.search(item.raw) for item in entry.found):
        entry.flags |= RESIDUE
    _fill(entry, element)
    return entry, _shapes(element, entry)


def _bare(token: str) -> Entry:
    if heading := _HEADING.match(token):
        return Entry(flags=HEADING_END if heading[1] else HEADING)
    if template := _TEMPLATE.match(token):
        return Entry(flags=TEMPLATE_END if template[1] else TEMPLATE)
    return EMPTY


def _fill(entry: Entry, element: Element) -> None:
    name = element.name
    if name in ("a", "option"):
        entry.text = element.text
    elif name == "title":
        entry.flags |= TITLE
        entry.title = element.text
    elif name == "meta":
        entry.target, entry.by = refresh_target(element.values), "meta"
    elif name == "script" and "src" not in element.values:
        entry.target, entry.by = jslinks.redirect(element.body), "script"
    elif name == "body" and "onload" in element.values:
        entry.target, entry.by = jslinks.redirect(element.values["onload"]), "script"
    if entry.target:
        entry.flags |= REFRESH


def _shapes(element: Element, entry: Entry) -> frozenset[str]:
    """Collect tag.class names and, on the way, the ids and anchor names of the element."""
    shapes: set[str] = set()
    names: list[str] = []
    for tag, values in element.tags:
        names += [values[key] for key in ("id", "name") if values.get(key) and (key == "id" or tag == "a")]
        if tag not in _FORMATTING and values.get("class", "").strip():
            shapes.add(f"{tag}.{'.'.join(values['class'].split())}")
    entry.names = tuple(names)
    return frozenset(shapes)


def context(found: tuple[Candidate, ...]) -> int:
    """Return how much of the page's address the resolution of these references needs."""
    level = NONE
    for item in found:
        if not item.raw.strip() or _ABSOLUTE.match(item.raw):
            level = max(level, ORIGIN)
        else:
            level = max(level, PAGE if _QUERY.match(item.raw) else DIRECTORY)
    return level
