"""Whether a script asks its server for data: what a list lacks it may bring."""

import re

_SIGNS = {
    "XMLHttpRequest": None,
    "dataproxy.jsp": None,
    "angular.module": None,
    "ReactDOM": None,
    "$.": re.compile(r"\$\.(?:ajax|get|post|getJSON)\b"),
    "fetch": re.compile(r"\bfetch\s*\("),
    "axios": re.compile(r"\baxios\b"),
    ".load": re.compile(r"\.load\s*\("),
    "createApp": re.compile(r"createApp\s*\("),
    "new Vue": re.compile(r"new Vue\s*\("),
    "(": re.compile(r"(?:get|load|query|init)\w*(?:List|Data|Page|News|Info)\s*\("),
}
"""Words that say so by themselves, and words that do in such a place."""


def asks_for_data(code: str) -> bool:
    """True for a script with a sign of it."""
    return any(word in code and (place is None or bool(place.search(code))) for word, place in _SIGNS.items())
