"""Search results that a server answers as data (JSON, JSONP) for a script to show."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from auditor.html.jsonlists import json_rows, plain_value

_OPENING = re.compile(r"\s{0,99}(?:[\w.$]{1,60}\s?\(\s?)?[\[{]")
_VALUE = r"""["']\s{0,3}:\s{0,3}(?:\{\s{0,3}["']value["']\s{0,3}:\s{0,3})?["']?(\d{1,9})\b"""
_COUNTS = tuple(
    re.compile(rf"""["']{names}{_VALUE}""", re.IGNORECASE)
    for names in (
        r"(?:total(?:_?(?:count|num|hits?|results?|records?|rows?|elements|size))?|num_?found)",
        r"(?:(?:record|result|row|hit)s?_?(?:count|num)|count)",
    )
)
"""The first kind says how many there are; the second may also be the counter of a facet."""
_EMPTY = re.compile(
    r"""["'](?:list|rows?|data(?:list)?|results?|records?|docs|items|hits|content)["']\s{0,3}:\s{0,3}(?:\[\s{0,99}\]|null)""",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r""""\w{0,20}(?:title|subject)\w{0,9}"\s{0,3}:\s{0,3}"((?>(?:[^"\\\n]++|\\.){1,1000}))\"""", re.IGNORECASE
)
_MOST_TITLES = 500


@dataclass(frozen=True, slots=True)
class Data:
    """What such an answer holds."""

    rows: Mapping[str, str]
    """Address → title."""
    titles: tuple[str, ...]
    """Everything that is called a title, also where no address is beside it."""
    count: int | None
    """How many results it claims; None when it does not say."""
    empty: bool
    """A list stands in it, and nothing is in it."""


def is_answer(text: str) -> bool:
    """True for data instead of a page."""
    return _OPENING.match(text) is not None


def read_data(text: str, url: str) -> Data:
    """Read the rows, under the names that sites give to titles and addresses."""
    rows = {row.url: row.title for row in json_rows(text, url, date.max)}
    titles = tuple(plain_value(found[1]) for found, _ in zip(_TITLE.finditer(text), range(_MOST_TITLES), strict=False))
    claimed = next((found for count in _COUNTS if (found := count.search(text))), None)
    return Data(rows, titles, int(claimed[1]) if claimed else None, not titles and _EMPTY.search(text) is not None)
