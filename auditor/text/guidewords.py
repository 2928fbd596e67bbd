"""How service guides name their elements, from a data file of our own."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ahocorasick_rs import AhoCorasick

from auditor.model.service import Element

OTHER = "other"
"""A label of guides that belongs to none of the eight classes."""
_STEMS = ("条件", "材料", "流程", "依据", "程序")
_VALUE = 4_000
_WHOLE = 4
"""Characters of a label that only a blank need end."""
_DENIED = re.compile(r"(?:无须?|无需|不需要?|不必|不用|不再|不得|免于?|没有|不要求)[^,。;，；、]{0,6}$")
_BEFORE = 12
_PLAIN = re.compile("[一-鿿]{4,12}")
_LONGEST = 24
"""Of a label with its number and brackets."""
_NUMBER = (
    r"(?:[(（\[【]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])[)）\]】]?\s?[、.．:：]?"
    r"|第[一二三四五六七八九十]{1,2}[、,，]?|[●○◆■▲★☆※·•◎>＞►▶])"
)
_MARK = re.compile(rf"^{_NUMBER}?\s*[【\[〖「《]?")
_TAIL = re.compile(r"[】\]〗」》]?(?:[(（][^()（）]{0,16}[)）])?[】\]〗」》]?\s*[:：]?$")
_INLINE = re.compile(
    rf"^({_NUMBER}?\s*[【\[〖「]?[^:：。；;，,]{{2,16}}?[】\]〗」]?)\s*(?:[:：]|(?<=[】\]〗」]))\s*(\S.*)$", re.DOTALL
)
_AND = re.compile(r"[及和与、/]|以及")
_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its class (``Element`` value or ``other``), its words, and how it counts."""

    kind: str
    words: str
    near: bool
    own: bool
    """Only a service guide has it."""
    also: tuple[str, ...] = ()
    """Further classes that a label of several names (办理地点及时间)."""


def label(text: str) -> Label | None:
    """The label that a short text is, its number, brackets and colon aside."""
    return _label(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=20_000)
def _label(text: str) -> Label | None:
    said = _GAP.sub("", text.strip())
    said = _TAIL.sub("", _MARK.sub("", said)).strip()
    return _labels().get(said) or _of_several(said)


def _of_several(said: str) -> Label | None:
    """A label made of labels: 办理地点和时间, 受理时间、地点、电话."""
    parts = _AND.split(said)
    found = [_labels().get(part) for part in parts] if 1 < len(parts) <= len(Element) else []
    kinds = [one.kind for one in found if one is not None]
    if not found or len(kinds) < len(found) or OTHER in kinds:
        return None
    first = found[0]
    return replace(first, words=said, also=tuple(kinds[1:])) if first else None


def ending(text: str) -> Label | None:
    """A label by what it ends with, for texts that stand where a label does: 补贴发放条件 is one of conditions."""
    said = _TAIL.sub("", _MARK.sub("", _GAP.sub("", text.strip()))).strip()
    if not _PLAIN.fullmatch(said):
        return None
    kind = next((kind for kind, ends in _data()["ending"].items() if said.endswith(tuple(ends))), "")
    return Label(str(Element(kind)), said, near=True, own=False) if kind else None


def labelled(text: str) -> tuple[Label, str] | None:
    """The label that a text begins with before a colon or a closing bracket, and the rest of it."""
    found = _INLINE.match(text[:_VALUE])
    name = (label(found[1]) or ending(found[1])) if found else None
    if found and name:
        return name, found[2].strip()
    head, _, rest = text[:_VALUE].partition(" ")
    name = label(head) if rest and len(head) >= _WHOLE else None
    return (name, rest.strip()) if name else None


def says_nothing(value: str) -> bool:
    """True for an empty value and for those that only hold its place."""
    said = value.strip(" -—_/\\.。:：*…[]【】()（）").lower()
    return not said or said in _words("void") or "{{" in value or "${" in value


def is_guide(text: str) -> bool:
    """True for the title or breadcrumb of a guide."""
    return any(word in text for word in _words("guide"))


def has_stems(text: str, least: int) -> bool:
    """True when so many of the stems of which most labels are made stand in a text."""
    return sum(stem in text for stem in _STEMS) >= least


def mentioned(text: str) -> tuple[set[str], int]:
    """The classes of labels whose words stand anywhere in a text, and how many different words do that only a guide has.

    However they are broken by blanks; they need not be labels there.
    """
    words, finder = _finder()
    whole = "".join(text.split())
    found = {words[number] for number, _, _ in finder.find_matches_as_indexes(whole, overlapping=True)}
    return {kind for word in found for kind in _kinds().get(word, ())}, len(found & _own())


def is_article(title: str) -> bool:
    """True for the title of a document or of news about something."""
    said = title.rstrip(" 》”」)）").partition("(")[0].partition("（")[0].rstrip()
    return said.endswith(tuple(_words("article"))) or (title.startswith("关于") and not is_guide(title))


def is_hall(host: str, text: str) -> bool:
    """True for a link to a service hall, by its host or by its words."""
    return any(part in host for part in _words("hall_hosts")) or any(word in text for word in _words("hall"))


def is_hall_host(host: str) -> bool:
    """True for the host of a service hall."""
    return any(part in host for part in _words("hall_hosts"))


def vague(text: str) -> str:
    """The first vague 「其他材料」 of a list of materials, or empty."""
    said = "".join(text.split())
    return next((word for word in _words("vague") if any(not _denied(said, at) for at in _places(said, word))), "")


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _denied(text: str, at: int) -> bool:
    """无需提供其他材料 asks for nothing."""
    return _DENIED.search(text[max(0, at - _BEFORE) : at]) is not None


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("auditor.text").joinpath("lexicons", "guide.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _finder() -> tuple[Sequence[str], AhoCorasick]:
    words = sorted({*_own(), *_kinds()})
    return words, AhoCorasick(words)


@lru_cache(maxsize=1)
def _own() -> frozenset[str]:
    return frozenset(_data()["own"]["words"])


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, frozenset[str]]:
    """Word → the classes of labels that are it or end with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, one in _labels().items():
        found[word].add(one.kind)
    for kind, ends in _data()["ending"].items():
        for word in ends:
            found[word].add(str(Element(kind)))
    return {word: frozenset(kinds) for word, kinds in found.items()}


@lru_cache(maxsize=8)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_data()["words"][name])


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Label]:
    own = _own()
    found = {word: Label(OTHER, word, False, word in own) for word in _data()["other"]["words"]}
    for near in (True, False):
        for name, words in _data()["element"].items():
            kind = str(Element(name))
            found |= {word: Label(kind, word, near, word in own) for word in words["near" if near else "words"]}
    return found
