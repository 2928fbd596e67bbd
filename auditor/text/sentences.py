"""The sentence around a place in a text."""

import re

_MOST = 120
"""Characters shown on either side of what is spoken of, at most half of it each."""
_END = re.compile(r"[。!?！？；\n]")


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence that holds ``text[start:end]``, cut to what can be read at a glance."""
    low, high = max(0, start - _MOST // 2), min(len(text), end + _MOST // 2)
    before = text[low:start]
    ends = [found.end() for found in _END.finditer(before)]
    after = _END.search(text, end, high)
    stop = high if after is None else after.end()
    return " ".join(text[low + (ends[-1] if ends else 0) : stop].split())
