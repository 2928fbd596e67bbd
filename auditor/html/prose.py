"""What a reader reads of a document: its visible text, one line a block, each run with its place.

What is made for machines is no text: scripts, styles, comments, templates, code, form fields. Coarser than the
tokenizer of ``auditor.html.tokens`` and twice as fast, because every page is read for its words.
"""

import html
import re
from itertools import accumulate

from auditor.model.prose import Prose

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite del dfn em font i ins kbd label mark nobr o:p q rp rt ruby s small span strike strong sub"
    " sup time tt u var wbr".split()
)
_ATTRIBUTES = r"""[^<>"']*+(?>(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*)"""
_CLOSED = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|template|code|samp|select|button"
_UNREAD = re.compile(rf"<(?:!--|({_CLOSED})(?=[\s/>]))")
_MARKUP = re.compile(rf"(<(?:/[a-zA-Z][^<>]*+>|[a-zA-Z]{_ATTRIBUTES}>|[!?][^<>]*+>))")
_CAPITALS = re.compile("[A-Z]+")
_NAME = re.compile(r"</?([a-zA-Z][^\t\n\f\r />]*)")
_REMEMBERED = 20_000
_LONGEST = 200
_LONGEST_DOCUMENT = 2_000_000
"""Characters of a document that are read; nobody reads a longer page."""


class _Breaks(dict[str, int]):
    """1 for markup that begins a new line, 0 for what stands within one."""

    def __missing__(self, token: str) -> int:
        name = _NAME.match(token)
        breaks = int(name is None or name[1].lower() not in _INLINE)
        if len(token) <= _LONGEST and len(self) < _REMEMBERED:
            self[token] = breaks
        return breaks


_BREAKS = _Breaks()


def prose(text: str) -> Prose:
    """Return the text that a document shows."""
    parts = _MARKUP.split(_without_unread(text[:_LONGEST_DOCUMENT]))
    places = [0, *accumulate(map(len, parts))]
    lines = [0, *accumulate(map(_BREAKS.__getitem__, parts[1::2]))]
    said: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    at, line = 0, 0
    for number, run in enumerate(parts[0::2]):
        if not run.strip():
            continue
        if lines[number] != line and said:
            said.append("\n")
            at += 1
        line = lines[number]
        shown = html.unescape(run) if "&" in run else run
        starts.append(at)
        offsets.append(places[2 * number])
        said.append(shown)
        at += len(shown)
    return Prose("".join(said), tuple(starts), tuple(offsets))


def _without_unread(text: str) -> str:
    """The document with as much blank markup in place of what nobody reads: the rest keeps its place."""
    low = text.lower()
    if len(low) != len(text):  # A few letters of other scripts have longer small forms.
        low = _CAPITALS.sub(lambda found: found[0].lower(), text)
    kept, at = [], 0
    while found := _UNREAD.search(low, at):
        kept.append(text[at : found.start()])
        end = low.find(f"</{found[1]}" if found[1] else "-->", found.end())
        stop = low.find(">", end) + 1 if end >= 0 else 0
        at = stop or len(text)
        kept.append("<br" + " " * (at - found.start() - len("<br>")) + ">")
    return "".join((*kept, text[at:]))
