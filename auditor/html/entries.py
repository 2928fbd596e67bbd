"""What is remembered of one distinct token, independent of the page it stands on."""

import re
from dataclasses import dataclass

from auditor.html import features, jslinks, textual
from auditor.html.links import Candidate, candidates, refresh_target
from auditor.html.tokens import ELEMENT, attributes, inner_tags, start_tag

NONE, ORIGIN, DIRECTORY, PAGE = range(4)
"""How much of the page's address the links of an element depend on."""

TITLE, HEADING, HEADING_END, REFRESH, TEMPLATE, TEMPLATE_END = (1 << bit for bit in range(6))

_FORMATTING = frozenset("a b i u em strong span font br small big sub sup img p".split())
# "http:x" is relative on an http page.
_ABSOLUTE = re.compile(r"[\x00-\x20]*(?:[/\\]|https?:[/\\]|(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:)", re.IGNORECASE)
_QUERY = re.compile(r"[\x00-\x20]*\?")
_FRAGMENT = re.compile(r"[\x00-\x20]*#(?!(?:top|none|nogo|nolink|void|this|_)?[\x00-\x20]*$|[#/!])", re.IGNORECASE)
_RESIDUE = re.compile(r"\{\{|[$#@]\{|\{%|<[%?#]|\[!|\{\$")
_HEADING = re.compile(r"<(/?)[hH][123](?=[\t\n\f\r />])")
_TEMPLATE = re.compile(r"<(/?)[tT][eE][mM][pP][lL][aA][tT][eE](?=[\t\n\f\r />])")


FRAMEWORK = re.compile(
    r"\bng-(?:app|repeat|controller|bind|href)\b|\bv-(?:for|if|bind|on|html|text|model|cloak|show)\b|[\s\"']:(?:href|src|key|class)="
    r"|\s@click=|\bnew Vue\b|\bcreateApp\(|\bx-data=|\btemplate\(|Mustache|Handlebars|laytpl|juicer|_\.template|\.tmpl\("
)
"""A page with such marks is filled in by a client-side framework: template residue in it is not what visitors get."""


@dataclass(slots=True, eq=False)
class Entry:
    """Facts of one token. ``ref`` is the local id when the links depend on the origin alone, else minus the context."""

    ref: int = 0
    element: str = ""
    found: tuple[Candidate, ...] = ()
    fragments: tuple[Candidate, ...] = ()
    shape: int = 0
    weight: int = 0
    text: str = ""
    flags: int = 0
    names: tuple[str, ...] = ()
    residue: bool = False
    target: str = ""
    by: str = ""


EMPTY = Entry()


def read(token: str) -> tuple[Entry, frozenset[str]]:
    """Read a token (an element, perhaps followed by plain tags); return its entry and its distinct tag.class names."""
    if token.startswith(("</", "<!", "<?")):
        return _bare(token), frozenset()
    found = ELEMENT.match(token)
    start = start_tag(token)
    if found is None or start is None:
        return EMPTY, frozenset()
    name, attribute_text, length = start
    if not attribute_text and name not in ("script", "style", "title", "a", "option"):
        return _bare(token), frozenset()
    element = found[0]
    entry = Entry(element=element)
    every = candidates(element)
    entry.fragments = tuple(item for item in every if _FRAGMENT.match(item.raw))
    entry.found = tuple(item for item in every if not _FRAGMENT.match(item.raw)) if entry.fragments else every
    entry.residue = any(_RESIDUE.search(item.raw) for item in entry.found)
    entry.flags = _bare(element).flags
    _fill(entry, name, attribute_text, length)
    return entry, _shapes(element, name, attribute_text, entry)


def _bare(token: str) -> Entry:
    if heading := _HEADING.match(token):
        return Entry(flags=HEADING_END if heading[1] else HEADING)
    if template := _TEMPLATE.match(token):
        return Entry(flags=TEMPLATE_END if template[1] else TEMPLATE)
    return EMPTY


def _fill(entry: Entry, name: str, attribute_text: str, length: int) -> None:
    content = entry.element[length:]
    if name in ("a", "option"):
        text = textual.stripped(content)
        entry.text = textual.folded(text)
        entry.weight = features.weight(text)
    elif name == "title":
        entry.flags |= TITLE
        entry.text = textual.folded(textual.stripped(content.rpartition("</")[0] or content))
    elif name == "meta":
        entry.target = refresh_target(attributes(attribute_text))
        entry.by = "meta" if entry.target else ""
    elif name == "script" and "src" not in attribute_text:
        entry.target = jslinks.redirect(content.rpartition("</")[0])
        entry.by = "script" if entry.target else ""
    elif name == "body" and "onload" in attribute_text.lower():
        entry.target = jslinks.redirect(attributes(attribute_text).get("onload", ""))
        entry.by = "script" if entry.target else ""
    if entry.target:
        entry.flags |= REFRESH


def _shapes(element: str, name: str, attribute_text: str, entry: Entry) -> frozenset[str]:
    """Collect tag.class names and, on the way, the ids and anchor names of the element."""
    tags = inner_tags(element) if name == "a" else iter([(name, attributes(attribute_text))])
    shapes: set[str] = set()
    names: list[str] = []
    for tag, values in tags:
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
