"""What a column is by what it is called: name, names above it, page tags and folder; a pure function of its words.

What another run of words would decide is data (``lexicons/columns.toml``); the answer always says what it rests on.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from auditor.model.columns import ColumnClass

_NOISE = re.compile(r"[\s·•.,,、>»›|\[\]()()【】《》“”\"':: -]+")
_MORE = re.compile(r"(?:更多|更多内容|more|查看更多)$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年|(?!\d))")
_PATH = re.compile(r"^[^:/?#]*:?//[^/?#]*(/[^?#]*)?")
_FOLDER = re.compile(r"[a-z]+[a-z_]*", re.IGNORECASE)
_DEEPEST_FOLDERS = 3


@dataclass(frozen=True, slots=True)
class Signs:
    """What a column says of itself. ``path`` holds the names above it, from the top, without the home page and its own."""

    name: str
    path: Sequence[str] = ()
    url: str = ""
    column_type: str = ""
    """The page tag ColumnType."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Classed:
    """The class of a column and what decided it; ``historic`` says in Chinese why it is over, empty when it is not."""

    cls: ColumnClass
    evidence: tuple[str, ...]
    historic: str = ""


def classify(signs: Signs, year: int) -> Classed:
    """Class a column; ``year`` is that of the run, which tells bygone years from the present one."""
    found, why = _class(signs)
    above = next((name for name in signs.path if _by_words(plain(name))[0] is ColumnClass.TOPIC), "")
    if above and found is not ColumnClass.TOPIC:
        found, why = ColumnClass.TOPIC, (f"below:{above}", *why)
    elif found is not ColumnClass.TOPIC and _in_topics(signs.url):
        found, why = ColumnClass.TOPIC, ("below-folder:topic", *why)
    return Classed(found, why, _historic(signs, found, year))


def plain(name: str) -> str:
    """A name as it is compared: without blanks, brackets, dashes and a trailing 更多."""
    return _MORE.sub("", _NOISE.sub("", name))


def is_home(name: str) -> bool:
    """True for what a site calls its home page."""
    return plain(name) in _names("home") or plain(name).endswith("首页")


def is_channel(name: str) -> bool:
    """True for the name of a whole section, which is of no class itself."""
    return plain(name) in _names("channel")


def _class(signs: Signs) -> tuple[ColumnClass, tuple[str, ...]]:
    for kind, words in (("name", signs.name), ("type", signs.column_type)):
        found, word = _by_words(plain(words)) if words else (None, "")
        if found is not None:
            return found, (f"{kind}:{word}",)
    folder = _own_folder(signs.url)
    for cls, group in _classes():
        if folder in group["folders"]:
            return cls, (f"folder:{folder}",)
    return ColumnClass.OTHER, ()


def _by_words(name: str) -> tuple[ColumnClass | None, str]:
    if not name:
        return None, ""
    if name in _names("other") or is_channel(name):
        return ColumnClass.OTHER, name
    for step in (_whole, _ending, _within):
        for cls, group in _classes():
            if word := step(name, group):
                return cls, word
    return None, ""


def _whole(name: str, group: Mapping[str, Sequence[str]]) -> str:
    return name if name in group["whole"] else ""


def _ending(name: str, group: Mapping[str, Sequence[str]]) -> str:
    return max((word for word in group["endings"] if name.endswith(word)), key=len, default="")


def _within(name: str, group: Mapping[str, Sequence[str]]) -> str:
    return next((word for word in group["within"] if word in name), "")


def _historic(signs: Signs, cls: ColumnClass, year: int) -> str:
    if cls is not ColumnClass.TOPIC:
        return ""
    said = [signs.name, signs.title, *signs.path]
    for word in _data()["historic"]["words"]:
        if any(word in text for text in said):
            return f"名称中有“{word}”"
    past = [int(found) for text in said for found in _YEAR.findall(text)]
    if past and max(past) < year:
        return f"名称属于 {max(past)} 年"
    event = next((word for word in _data()["historic"]["events"] if any(word in text for text in said)), "")
    return f"阶段性工作专题(“{event}”)" if event else ""


def _own_folder(url: str) -> str:
    """The last folder of an address that is a word (not a date, not a number); names of files are none."""
    return next((part for part in reversed(_folders(url)) if _FOLDER.fullmatch(part)), "")


def _in_topics(url: str) -> bool:
    topics = next(group["folders"] for name, group in _classes() if name is ColumnClass.TOPIC)
    return any(folder in topics for folder in _folders(url)[:_DEEPEST_FOLDERS])


def _folders(url: str) -> list[str]:
    path = _PATH.match(url)
    return [part for part in (path[1] or "").lower().split("/")[:-1] if part] if path else []


@lru_cache(maxsize=1)
def _classes() -> tuple[tuple[ColumnClass, Mapping[str, Sequence[str]]], ...]:
    return tuple((ColumnClass(group["name"]), group) for group in _data()["class"])


@lru_cache(maxsize=4)
def _names(section: str) -> frozenset[str]:
    return frozenset(plain(name) for name in _data()[section]["names"])


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "columns.toml").read_text("utf-8"))
