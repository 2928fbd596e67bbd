"""Shapes of addresses that let a crawl run for ever. Nothing here judges a site; it only bounds the work."""

import re
from collections import Counter
from urllib.parse import urlsplit

MAX_SEGMENTS = 20
MAX_LENGTH = 2_000
REPEATED = 3
REPEATED_NUMBER = 5

_DIGITS = re.compile(r"\d+")
_GATE = re.compile(r"/gate/(?:big5|gb|b5|tc)(?:/|$)", re.IGNORECASE)
_DATE_NAME = re.compile(r"(?:date|day|month|year|time|riqi|nian|yue|cal)\w*=(\d{4})(?!\d{5})", re.IGNORECASE)
_CALENDAR_PATH = re.compile(
    r"/(?:calendar|rili|events?|schedule)(?:/[^/]*)*?/((?:1[0-9]|2[0-9]|[3-9]\d)\d\d)(?=[/.-]|$)", re.IGNORECASE
)
_EARLIEST, _LATEST = 1990, 2049


def trap(url: str, year: int = 0) -> str:
    """Return the name of the crawl trap an absolute URL looks like, or an empty string.

    Names: ``long-url``, ``deep-path``, ``big5-copy``, ``repeated-segment``, ``calendar``. ``year`` is the year of the
    run; with it, calendars are followed two years ahead, without it until 2049.
    """
    if len(url) > MAX_LENGTH:
        return "long-url"
    parts = urlsplit(url)
    if _GATE.search(parts.path):
        return "big5-copy"
    segments = [segment for segment in parts.path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return "deep-path"
    if _repeats(segments):
        return "repeated-segment"
    return "calendar" if _far_date(parts.path, parts.query, year) else ""


def _repeats(segments: list[str]) -> bool:
    # Numbers repeat in honest dates (/2011/11/11/), names do not.
    return any(
        count >= (REPEATED_NUMBER if segment.isdigit() else REPEATED) for segment, count in Counter(segments).items()
    )


def _far_date(path: str, query: str, year: int) -> bool:
    latest = year + 2 if year else _LATEST
    years = [int(found) for found in _DATE_NAME.findall(query) + _CALENDAR_PATH.findall(path)]
    return any(value > latest or value < _EARLIEST for value in years)


def shape(url: str) -> str:
    """Return the address with digit runs as ``N`` and its parameters as sorted names: what one template generates.

    All permutations of one query, and all pages of one endless series, share one shape.
    """
    parts = urlsplit(url)
    names = sorted({part.partition("=")[0] for part in parts.query.split("&") if part})
    path = _DIGITS.sub("N", parts.path)
    query = "?" + "&".join(_DIGITS.sub("N", name) for name in names) if names else ""
    return f"{parts.scheme}://{parts.netloc}{path}{query}"
