"""Hostile text made readable: what a browser would hide or reorder is shown by its code point."""

import re
from urllib.parse import quote

from markupsafe import Markup, escape

_HIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers, Mongolian selectors
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, line separators, bidi controls
    "\ufe00-\ufe0f\ufff0-\ufffb\ufffe\uffff"  # variation selectors, specials, noncharacters
    "\ud800-\udfff"  # lone surrogates
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical controls, tags
    "]"
)
_LINE_END = re.compile("\r\n?")


def visible(text: str) -> str:
    """The text with every hidden, reordering or unencodable character as ``⟨U+202E⟩`` and line ends as ``\\n``."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def clip(text: str, limit: int) -> str:
    """At most ``limit`` characters of the text and, when cut, a remark of how long it was."""
    return text if len(text) <= limit else f"{text[:limit]}……（已截断，原文共 {len(text)} 个字符）"


def typeable(url: str) -> str:
    """The URL with hidden characters and blanks percent-encoded, safe to paste; lone surrogates become U+FFFD."""
    found = _HIDDEN.sub(lambda found: quote(found[0].encode("utf-8", "replace")), url)
    return re.sub(r"\s", lambda blank: quote(blank[0]), found)


def finalize(value: object) -> object:
    """Jinja's last step on every value: markup stays, None vanishes, all else becomes visible, escaped, on one line."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return ""
    return Markup(str(escape(visible(str(value)))).replace("\n", "&#10;"))
