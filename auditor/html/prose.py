"""What a reader reads of a document: its visible text, one line a block, each run with its place.

What is made for machines is no text: scripts, styles, comments, templates, code, form fields. Coarser than the
tokenizer of ``auditor.html.tokens`` and twice as fast, because every page is read for its words.
"""

import html
import re
from itertools import accumulate

from auditor.model.prose import Prose

_INLINE = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|del|dfn|em|font|i|ins|kbd|label|mark|nobr|o:p|q|rp|rt|ruby|s|small|span|strike|strong|sub"
    "|sup|time|tt|u|var|wbr"
)
_BLOCK = re.compile(rf"</?(?!(?:{_INLINE})[\s/>])[a-zA-Z!?]", re.IGNORECASE)
_ATTRIBUTES = r"""[^<>"']*+(?>(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*)"""
"""No value that holds a "<" is read: so no letter of a broken document is looked at again and again."""
_CLOSED = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|template|code|samp|select|button"
_UNREAD = re.compile(rf"<(?:!--|({_CLOSED})(?=[\s/>]))")
_GAP = re.compile(rf"(\s*(?>(?:<(?:/[a-zA-Z][^<>]*+>|[a-zA-Z]{_ATTRIBUTES}>|[!?][^<>]*+>)\s*)+))")
"""Tags side by side, with the blanks around them: what stands between two runs of text."""
_CAPITALS = re.compile("[A-Z]+")
_REMEMBERED = 20_000
_LONGEST = 300
_LONGEST_DOCUMENT = 2_000_000
"""Characters of a document that are read; nobody reads a longer page."""


class _Glue(dict[str, str]):
    """What a gap leaves between the texts beside it: a new line, a blank, or nothing where it is markup within a word."""

    def __missing__(self, gap: str) -> str:
        glue = "\n" if _BLOCK.search(gap) else " " if gap[0].isspace() or gap[-1].isspace() else ""
        if len(gap) <= _LONGEST and len(self) < _REMEMBERED:
            self[gap] = glue
        return glue


_GLUE = _Glue()


def prose(text: str) -> Prose:
    """Return the text that a document shows."""
    parts = _GAP.split(_without_unread(text[:_LONGEST_DOCUMENT]))
    places = [0, *accumulate(map(len, parts))]
    parts[1::2] = map(_GLUE.__getitem__, parts[1::2])
    said: list[str] = []
    starts: list[int] = []
    offsets: list[int] = []
    at = 0
    for number in range(0, len(parts), 2):
        run = parts[number]
        if not run:
            continue
        if said:
            said.append(parts[number - 1])
            at += len(said[-1])
        shown = html.unescape(run) if "&" in run else run
        starts.append(at)
        offsets.append(places[number])
        said.append(shown)
        at += len(shown)
    return Prose("".join(said), tuple(starts), tuple(offsets))


def _without_unread(text: str) -> str:
    """The document with as much blank markup in place of what nobody reads: the rest keeps its place."""
    low = text.lower()
    if len(low) != len(text):  # A few letters of other scripts have longer small forms.
        low = _CAPITALS.sub(lambda found: found[0].lower(), text)
    at = max(low.find("<body"), 0)
    kept = ["<br" + " " * (at - len("<br>")) + ">"] if at else []
    while found := _UNREAD.search(low, at):
        kept.append(text[at : found.start()])
        end = low.find(f"</{found[1]}" if found[1] else "-->", found.end())
        stop = low.find(">", end) + 1 if end >= 0 else 0
        at = stop or len(text)
        kept.append("<br" + " " * (at - found.start() - len("<br>")) + ">")
    return "".join((*kept, text[at:]))
