"""Punctuation of printed Chinese: full width beside Chinese characters, as it was in numbers, times and addresses."""

import re

_CHINESE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef—“”%"
_FULL = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "!": "\uff01", "?": "\uff1f"}
_BESIDE = re.compile(f"(?<=[{_CHINESE}])([,;:!?]) ?|([,;:!?]) ?(?=[{_CHINESE}])")
_BRACKETS = re.compile(rf"\(([^()]*[{_CHINESE}][^()]*)\)")


def printed(text: str) -> str:
    """The text with the punctuation of a printed document."""
    text = _BRACKETS.sub("\uff08\\1\uff09", text)
    return _BESIDE.sub(lambda found: _FULL[found[1] or found[2]], text)
