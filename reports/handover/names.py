"""Names of folders and files that people can read and no unit's name can lead astray."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_KEPT = re.compile(r"[^\w\u4e00-\u9fff()\u3007·-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.I)
"""What Windows takes for a device, wherever it lies."""


def folder_names(names: Iterable[str]) -> list[str]:
    """One name of a folder for each, different from all others even where case does not count."""
    taken: set[str] = set()
    found = []
    for name in names:
        plain = safe(name)
        numbered = (plain if at == 1 else f"{plain}({at})" for at in range(1, 100_000))
        chosen = next(one for one in numbered if one.casefold() not in taken)
        taken.add(chosen.casefold())
        found.append(chosen)
    return found


def safe(name: str) -> str:
    """Letters, digits, Chinese and brackets only: no separator, no dot, nothing hidden."""
    plain = _KEPT.sub("_", unicodedata.normalize("NFKC", name)).strip("_ ")[:_LONGEST]
    return f"_{plain}" if not plain or _RESERVED.fullmatch(plain) else plain
