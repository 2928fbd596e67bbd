"""How service guides name their elements, from a data file of our own."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from auditor.model.service import Element

OTHER = "other"
"""A label of guides that belongs to none of the eight classes."""
_LONGEST = 24
"""Of a label with its number and brackets."""
_NUMBER = (
    r"(?:[(（\[【]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])[)）\]】]?[、.．:：]?"
    r"|第[一二三四五六七八九十]{1,2}[、,，]?|[●○◆■▲★☆※·•◎>＞►▶])"
)
_MARK = re.compile(rf"^{_NUMBER}?\s*[【\[〖「《]?")
_TAIL = re.compile(r"[】\]〗」》]?(?:[(（][^()（）]{0,16}[)）])?[】\]〗」》]?\s*[:：]?$")
_INLINE = re.compile(
    rf"^({_NUMBER}?\s*[【\[〖「]?[^:：。；;，,]{{2,16}}?[】\]〗」]?)\s*(?:[:：]|(?<=[】\]〗」]))\s*(\S.*)$", re.DOTALL
)
_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its class (``Element`` value or ``other``), its words, and how it counts."""

    kind: str
    words: str
    near: bool
    own: bool
    """Only a service guide has it."""


def label(text: str) -> Label | None:
    """The label that a short text is, its number, brackets and colon aside."""
    if len(text) > _LONGEST:
        return None
    said = _GAP.sub("", text.strip())
    said = _TAIL.sub("", _MARK.sub("", said)).strip()
    return _labels().get(said)


def labelled(text: str) -> tuple[Label, str] | None:
    """The label that a text begins with before a colon or a closing bracket, and the rest of it."""
    found = _INLINE.match(text[:4_000])
    name = label(found[1]) if found else None
    return (name, found[2].strip()) if found and name else None


def says_nothing(value: str) -> bool:
    """True for an empty value and for those that only hold its place."""
    said = value.strip(" -—_/\\.。:：*…[]【】()（）").lower()
    return not said or said in _words("void") or "{{" in value or "${" in value


def is_guide(text: str) -> bool:
    """True for the title or breadcrumb of a guide."""
    return any(word in text for word in _words("guide"))


def is_article(title: str) -> bool:
    """True for the title of a document or of news about something."""
    said = title.rstrip(" 》”」)）").partition("(")[0].partition("（")[0].rstrip()
    return said.endswith(tuple(_words("article"))) or title.startswith("关于")


def is_hall(host: str, text: str) -> bool:
    """True for a link to a service hall, by its host or by its words."""
    return any(part in host for part in _words("hall_hosts")) or any(word in text for word in _words("hall"))


def is_hall_host(host: str) -> bool:
    """True for the host of a service hall."""
    return any(part in host for part in _words("hall_hosts"))


def vague(text: str) -> str:
    """The first vague 「其他材料」 of a list of materials, or empty."""
    said = "".join(text.split())
    return next((word for word in _words("vague") if word in said), "")


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "guide.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_data()["words"][name])


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Label]:
    own = frozenset(_data()["own"]["words"])
    found = {word: Label(OTHER, word, False, word in own) for word in _data()["other"]["words"]}
    for near in (True, False):
        for name, words in _data()["element"].items():
            kind = str(Element(name))
            found |= {word: Label(kind, word, near, word in own) for word in words["near" if near else "words"]}
    return found
