"""Visible text out of markup, the way section 0 of the footer standard asks for."""

import html
import re

from auditor.html.tokens import TAG

_INLINE = frozenset(
    "a span b i u s em strong font small big sub sup label code mark ins del abbr tt nobr o:p wbr".split()
)
_UNSEEN = "\u200b\ufeff\u00ad"
"""Blanks that ``str.split`` does not know for such."""
_END_NAME = re.compile(r"</?([a-zA-Z][^\t\n\f\r />]*)")
_SCRIPT_PART = re.compile(
    r"""("(?>(?:[^"\\\n]++|\\[\s\S])*)(?:"|(?=\n)|\\?\Z)|'(?>(?:[^'\\\n]++|\\[\s\S])*)(?:'|(?=\n)|\\?\Z))|(?<![:\\])//[^\n]*+|/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)"""
)


def stripped(markup: str) -> str:
    """Remove tags and comments: inline tags vanish (``京<span>ICP</span>备``), all others leave a blank."""
    return TAG.sub(_gap, markup) if "<" in markup else markup


def _gap(tag: re.Match[str]) -> str:
    name = _END_NAME.match(tag[0])
    return "" if name is None or name[1].lower() in _INLINE else " "


def folded(text: str) -> str:
    """Decode references and fold every kind of blank to single spaces."""
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        for blank in _UNSEEN:
            text = text.replace(blank, " ")
    return " ".join(text.split())


def uncommented(code: str) -> str:
    """Remove JavaScript comments, leaving string literals alone."""
    return _SCRIPT_PART.sub(lambda found: found[1] or " ", code)
