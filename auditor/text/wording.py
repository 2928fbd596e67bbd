"""Names that everybody knows, and words that not everybody does."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_EDGES = re.compile(r"^[\s·.>»›|\[\]()()【】]+|[\s·.>»›|\[\]()()【】]+$")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that not everybody understands."""

    word: str
    kind: str
    """professional or net."""
    plain: str
    """What it could be called instead."""


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "wording.toml").read_text("utf-8"))


def elder_name(words: str) -> str:
    """Which list the name of a version for elders is from: standard, aliases, known, everybody (it names none), or empty."""
    said = "".join(words.split())
    lists: Mapping[str, Sequence[str]] = _data()["elder_name"]
    return next((name for name, known in lists.items() if any(one in said for one in known)), "")


def is_usual(thing: str, name: str) -> bool:
    """True for a usual name of ``home``, ``search``, or ``search_page`` (a link to where one searches)."""
    said = _EDGES.sub("", name).lower()
    usual: Mapping[str, Sequence[str]] = _data()["usual"][thing]
    return said in usual["whole"] or any(one in said for one in usual["within"])


def unclear(label: str) -> Term | None:
    """The first word of a label that is on the list."""
    said = _EDGES.sub("", label)
    return next((term for term, pattern in _terms() if pattern.search(said)), None)


@lru_cache(maxsize=1)
def _terms() -> Sequence[tuple[Term, re.Pattern[str]]]:
    return tuple(
        (Term(word, group["kind"], group["plain"]), _pattern(word, group.get("whole", False)))
        for group in _data()["term"]
        for word in group["words"]
    )


def _pattern(word: str, whole: bool) -> re.Pattern[str]:
    exact = re.escape(word)
    if whole:
        return re.compile(rf"^{exact}$", re.IGNORECASE)
    return re.compile(rf"(?<![A-Za-z0-9&]){exact}(?![A-Za-z0-9])" if word[0].isascii() else exact, re.IGNORECASE)
