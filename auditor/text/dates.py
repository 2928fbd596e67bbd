"""Dates as Chinese pages write them."""

import re
from datetime import date

_NUMERAL = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0", "Ｏ": "0"}
_DIGITS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-/.．－—_])\s?(1[0-2]|0?[1-9])\s?(?:月|[-/.．－—_])\s?(3[01]|[12]\d|0?[1-9])(?!\d)\s?日?"
)
_CHINESE = re.compile(
    r"([一二][〇○零Ｏ一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_SHORT = re.compile(r"(?<![\d-])(1[0-2]|0[1-9])[-/.月](3[01]|[12]\d|0[1-9])(?![\d-])")


def find_date(text: str) -> str:
    """Return the first complete date of a text as ``YYYY-MM-DD``; empty when there is none that exists."""
    found = [(match.start(), _iso(match[1], match[2], match[3])) for match in _DIGITS.finditer(text)]
    for match in _CHINESE.finditer(text):
        year = "".join(_NUMERAL.get(char, "") for char in match[1])
        found.append((match.start(), _iso(year, _tens(match[2]), _tens(match[3]))))
    return next((value for _, value in sorted(found) if value), "")


def find_short_date(text: str) -> str:
    """Return the first date without a year as ``MM-DD``, or an empty string."""
    found = _SHORT.search(text)
    return f"{found[1]}-{found[2]}" if found else ""


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _tens(text: str) -> str:
    """Return a Chinese number up to 99 in digits."""
    head, ten, tail = text.partition("十")
    if not ten:
        return _NUMERAL.get(text, "0")
    return (_NUMERAL.get(head, "1") if head else "1") + (_NUMERAL.get(tail, "0") if tail else "0")
