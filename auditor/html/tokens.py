"""The HTML tokenizer as regular expressions: equal to the HTML5 one, linear on any input.

Every repetition of a group is atomic (not possessive: Python before 3.11.5 gets possessive groups wrong, gh-106052) and
every construct that may stay open runs to the end of the document, as the standard says, so that no character is
looked at more than a fixed number of times. Two things are deliberately coarser than the standard, because they make a
whole unit one string that can be memoised: an anchor with its content (when it holds no other anchor and no raw-text
element) and an option with its text. Foreign content (svg, math) is tokenised like HTML.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache, reduce
from html.entities import html5 as _NAMED

WS = r"\t\n\f\r "
_S = f"[{WS}]"
_EDGE = f"(?=[{WS}/>])"
_VALUE = rf"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^{WS}>"'][^{WS}>]*+|(?=>))"""
_ATTRIBUTE = f"[^{WS}/>][^{WS}/>=]*+(?>(?:{_S}*+={_S}*+{_VALUE})?)"
# The first alternative is the common form, only there for speed.
_ATTRIBUTES = rf"""(?>(?:{_S}++[a-zA-Z-]++="[^"]*+"|[{WS}/]++(?>(?:{_ATTRIBUTE})?)|{_ATTRIBUTE})*)"""
_END = r"(?:>|\Z)"
_NAME = rf"[a-zA-Z][^{WS}/>]*+"
_START_TAG = f"{_NAME}{_ATTRIBUTES}{_END}"
_END_TAG = f"/{_NAME}{_ATTRIBUTES}{_END}"
# A lazy character, not a repeated group: a group remembers every repetition, and a comment may be megabytes long.
_COMMENT = r"!--(?:-?>|(?>[\s\S]*?(?:--!?>|\Z)))"
_BOGUS = r"(?:!(?!--)|\?|/[^a-zA-Z>])[^>]*+(?:>|\Z)|/>"


def _name(tag: str) -> str:
    """Spell a tag name in any case; the flag IGNORECASE would slow every other character down."""
    return "".join(f"[{char}{char.upper()}]" for char in tag)


_RAW_TAGS = ("style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
_SCRIPT = _name("script")
_RAW_NAMES = "(?:" + "|".join(_name(tag) for tag in (*_RAW_TAGS, "script", "plaintext", "template")) + ")"


def _raw(tag: str) -> str:
    name = _name(tag)
    body = f"(?>(?:[^<]++|<(?!/{name}[{WS}/>]))*)"
    return f"{name}{_EDGE}{_ATTRIBUTES}(?:>{body}(?>(?:<{_END_TAG})?)|\\Z)"


# Script data: "<!--" escapes, and inside it "<script" escapes doubly (HTML standard 13.2.5.15 to 13.2.5.31).
_DOUBLE = rf"<{_SCRIPT}[{WS}/>](?>(?:[^-<]++|-(?!->)|<(?!/{_SCRIPT}[{WS}/>]))*)(?:</{_SCRIPT}[{WS}/>]|(?=-->)|\Z)"
_ESCAPED = rf"<!(?=--)(?>(?:[^-<]++|-(?!->)|<(?!/?{_SCRIPT}[{WS}/>])|{_DOUBLE})*)(?:-->|(?=</)|\Z)"
_SCRIPT_BODY = f"(?>(?:[^<]++|<(?!/{_SCRIPT}[{WS}/>]|!--)|{_ESCAPED})*)"
_SCRIPT_ELEMENT = f"{_SCRIPT}{_EDGE}{_ATTRIBUTES}(?:>{_SCRIPT_BODY}(?>(?:<{_END_TAG})?)|\\Z)"
_PLAINTEXT = rf"{_name('plaintext')}{_EDGE}{_ATTRIBUTES}(?:>[\s\S]*+|\Z)"

_INNER = (
    f"(?>(?:[^<]++|<(?:(?!(?:[aA]|{_RAW_NAMES})[{WS}/>]){_START_TAG}|/(?![aA][{WS}/>]){_NAME}{_ATTRIBUTES}{_END}"
    rf"|{_COMMENT}|(?![a-zA-Z/!?])))*)"
)
_ANCHOR = rf"[aA]{_EDGE}{_ATTRIBUTES}(?:>(?>(?>{_INNER}</[aA]{_S}*+>)?)|\Z)"
_OPTION = rf"{_name('option')}{_EDGE}{_ATTRIBUTES}(?:>[^<]*+|\Z)"
_RAW_ELEMENTS = "|".join((_SCRIPT_ELEMENT, *map(_raw, _RAW_TAGS), _PLAINTEXT))
# First what is most frequent, spelt out for speed alone: plain end tags, start tags whose first letter none of the special
# elements shares, text links, and the commonest of the rest.
_FEW = reduce(lambda inner, _: f'(?> [a-zA-Z-]++="[^"]*+"{inner})?', range(3), "")
_COMMON = (
    rf"/[a-zA-Z][^{WS}/>]*+>|[b-hj-mqru-wyzB-HJ-MQRU-WYZ][^{WS}/>]*+{_FEW}(?:>|{_ATTRIBUTES}{_END})"
    f"|a{_FEW}>[^<]*+</a>|(?:span|p|img|i){_FEW}>"
)
_TAGS = f"{_COMMON}|{_ANCHOR}|{_RAW_ELEMENTS}|{_OPTION}|{_START_TAG}|{_END_TAG}|{_COMMENT}|{_BOGUS}"
# Plain tags after a token ride along: half as many tokens, and nothing that a link or a template key needs is lost.
_PLAIN = "li|div|p|span|td|tr|ul|dd|dl|dt|br|strong|tbody|table|th|ol|em|b|i|font|section|h[456]"
_RIDERS = f"(?>(?:[{WS}]*+</?(?:{_PLAIN})>)*)"

TOKEN = re.compile(f"(<(?:{_TAGS}){_RIDERS})")
"""Splits a document into text, token, text, token …, text."""
ELEMENT = re.compile(f"(<(?:{_TAGS}))")
"""One token alone, without the plain tags that ride along."""
MAX_TOKENS = 250_000
"""Tokens that are taken apart; the rest of a document is one text."""
TAG = re.compile(f"<(?:(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES})>|{_END_TAG}|{_COMMENT}|{_BOGUS})")
"""Single tags inside an anchor token; ``name`` is set for start tags."""
ATTRIBUTE = re.compile(
    rf"""(?P<name>[^{WS}/>][^{WS}/>=]*+)(?>(?:{_S}*+={_S}*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^{WS}>"'][^{WS}>]*+)|\Z))?)"""
)
_START = re.compile(f"<(?P<name>{_NAME})(?P<attributes>{_ATTRIBUTES})>")
_REFERENCE = re.compile(
    r"&(?:#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8})(?:;|(?![0-9a-fA-F]))|([a-zA-Z][a-zA-Z0-9]{0,40})(;?)(=?))"
)


class _Known(dict[str, str]):
    """Token → the same token, as it was met first."""

    def __missing__(self, token: str) -> str:
        if len(token) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[token] = token
        return token


_REMEMBERED, _LONGEST = 40_000, 2_000
_KNOWN = _Known()


@lru_cache(maxsize=2)
def tokens(text: str) -> list[str]:
    """Split a document by ``TOKEN``, once for all who read the page at hand. Not to be changed.

    A token that was met before is the very same object, so that all who remember something of it find it without comparing.
    """
    parts = TOKEN.split(text, MAX_TOKENS)
    parts[1::2] = map(_KNOWN.__getitem__, parts[1::2])
    return parts


def taken_apart(token: str) -> Iterator[tuple[int, str]]:
    """Yield the element that a token begins with and the plain tags that ride along, each with its place in the token."""
    element = ELEMENT.match(token)
    end = element.end() if element else len(token)
    yield 0, token[:end]
    for tag in TAG.finditer(token, end):
        yield tag.start(), tag[0]


def start_tag(token: str) -> tuple[str, str, int] | None:
    """Return (lower-case name, raw attribute text, length of the tag) of a token that begins with a start tag."""
    found = _START.match(token)
    return (found["name"].lower(), found["attributes"], found.end()) if found else None


def attributes(text: str) -> dict[str, str]:
    """Return the attributes in document order: names in lower case, values decoded, the first of equal names counts."""
    values: dict[str, str] = {}
    for found in ATTRIBUTE.finditer(text):
        value = found["double"] or found["single"] or found["bare"] or ""
        values.setdefault(found["name"].lower(), decode_value(value) if "&" in value else value)
    return values


def decode_value(value: str) -> str:
    """Decode character references as an attribute value has them: ``&copy=1`` and ``&copyx`` stay as they are."""
    return _REFERENCE.sub(_decoded, value)


def _decoded(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        return html.unescape(found[0])
    if found[2]:
        return _NAMED.get(name + ";", found[0]) + found[3] if name + ";" in _NAMED else found[0]
    return found[0] if found[3] else _NAMED.get(name, found[0])


def inner_tags(token: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (name, attributes) of each start tag in an anchor token, the anchor itself first."""
    for found in TAG.finditer(token):
        if found["name"]:
            yield found["name"].lower(), attributes(found["attributes"])
