"""Where in a document an element stands; computed from the stored body, only for occurrences that are reported."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from auditor.html.entries import FRAMEWORK, RESIDUE, TEMPLATE, TEMPLATE_END, Entry, context, read
from auditor.html.scanner import base_of, context_of, fragment_context, key_of
from auditor.html.tokens import attributes, start_tag, taken_apart
from auditor.html.tokens import tokens as split
from auditor.model.page import Place

EXCERPT = 500
_NEST = 400
"""Deepest nesting that regions are followed through."""
_LANDMARKS = {"header": "header", "nav": "nav", "main": "main", "footer": "footer", "article": "main"}
_ROLES = {"banner": "header", "navigation": "nav", "main": "main", "contentinfo": "footer"}
_WORDS = tuple(
    (region, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_\d-])|{parts}", re.IGNORECASE))
    for region, words, parts in (
        ("footer", "foot|bottom|copyright|copy|dibu|yejiao|wei|bot", "footer|foot_|_foot|footbox"),
        ("nav", "nav|menu|daohang|dh|navi", "navbar|navigation|menu"),
        ("header", "head|top|banner|yetou|topbar|hd", "header|head_|_head"),
        ("main", "main|con|zhengwen|detail|list", "TRS_Editor|content|article"),
    )
)
_BLOCKS = frozenset("div table section ul ol dl form center header nav main footer article aside td tr tbody".split())
_REMEMBERED = 400
"""Characters of the longest token whose nature is remembered."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\t\n\f\r />]*)")


class _Block(NamedTuple):
    """A tag of a block inside a token, with where it ends there."""

    end: int
    opens: str = ""
    closes: str = ""
    region: str = ""
    """That it gives what stands in it, if any."""


class _Nature(NamedTuple):
    """What a token is to the places around it."""

    blocks: tuple[_Block, ...] = ()
    hides: bool = False
    """It may hold a reference in another spelling than its value, or change what follows."""
    is_base: bool = False


class _Natures(dict[str, _Nature]):
    """What is known of tokens."""

    def __missing__(self, token: str) -> _Nature:
        nature = _nature(token)
        if len(token) < _REMEMBERED:
            if len(self) >= _MOST:
                self.clear()
            self[token] = nature
        return nature


_MOST = 20_000
_NATURES = _Natures()


def _nature(token: str) -> _Nature:
    hides = "&" in token or "\\" in token or token[1:9].lower().startswith(("template", "/templat", "script"))
    blocks = (_block(tag, at + len(tag)) for at, tag in taken_apart(token))
    found = _TAG.match(token)
    return _Nature(tuple(block for block in blocks if block), hides, bool(found and found[2].lower() == "base"))


def _block(tag: str, end: int) -> _Block | None:
    found = _TAG.match(tag)
    name = found[2].lower() if found else ""
    if found is None or name not in _BLOCKS:
        return None
    if found[1]:
        return _Block(end, closes=name)
    start = start_tag(tag)
    return _Block(end, name, region=_region(*start[:2])) if start else None


class _Regions:
    """The open blocks around the current tag and the region each gives its content."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self.current = ""
        """The region of the innermost block that has one."""

    def see(self, tag: _Block) -> None:
        """Follow a tag of a block; unbalanced end tags close only what is open."""
        if tag.opens and len(self._open) < _NEST:
            self.current = tag.region or self.current
            self._open.append((tag.opens, self.current))
        elif tag.closes:
            for at in range(len(self._open) - 1, -1, -1):
                if self._open[at][0] == tag.closes:
                    del self._open[at:]
                    self.current = self._open[-1][1] if self._open else ""
                    return


@lru_cache(maxsize=2)
def regions(text: str) -> list[tuple[int, str]]:
    """(offset, region) wherever a tag of a document changes the region of what follows it. Not to be changed."""
    parts = split(text)
    changes: list[tuple[int, str]] = []
    seen = _Regions()
    last = ""
    for nature, start in zip(map(_NATURES.__getitem__, parts[1::2]), _ends(parts)[0::2], strict=False):
        for block in nature.blocks:
            seen.see(block)
            if seen.current != last:
                last = seen.current
                changes.append((start + block.end, last))
    return changes


def _ends(parts: Sequence[str]) -> list[int]:
    """The offsets at which text, token, text, token … end."""
    return list(accumulate(map(len, parts)))


@lru_cache(maxsize=8192)
def _region(name: str, attribute_text: str) -> str:
    values = attributes(attribute_text)
    if name in _LANDMARKS:
        return _LANDMARKS[name]
    if role := _ROLES.get(values.get("role", "").lower()):
        return role
    words = f"{values.get('id', '')} {values.get('class', '')}".strip()[:300]
    return next((region for region, pattern in _WORDS if pattern.search(words)), "") if words else ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was scanned: decoded text, address and encoding name."""

    text: str
    url: str
    encoding: str


def locate(document: Document, keys: Collection[bytes], hints: Collection[str] = ()) -> Iterator[tuple[bytes, Place]]:
    """Yield (key, place) of every element whose definition key is wanted, in document order.

    ``hints`` are references as written in the wanted elements: what contains none of them is passed over unread.
    Lines and columns count from 1.
    """
    text, url, encoding = document.text, document.url, document.encoding
    wanted = frozenset(keys)
    parts = split(text)
    found, places = parts[1::2], _ends(parts)
    natures = list(map(_NATURES.__getitem__, found))
    base = base_of(found, url, encoding) if any(nature.is_base for nature in natures) else url
    hinted = _hinted(text, hints, places)
    framework: bool | None = None
    position = _Position(text)
    depth = 0
    for number in sorted({number for number, nature in enumerate(natures) if nature.hides}.union(hinted)):
        entry = _read(found[number])
        depth += bool(entry.flags & TEMPLATE) - bool(entry.flags & TEMPLATE_END and depth)
        if depth or not (entry.found or entry.fragments):
            continue
        if entry.flags & RESIDUE:
            framework = bool(FRAMEWORK.search(text)) if framework is None else framework
            if framework:
                continue
        for key in _keys(entry, base, encoding):
            if key in wanted:
                start = places[2 * number]
                yield (
                    key,
                    Place(*position.of(start), _region_at(text, start + len(entry.element)), entry.element[:EXCERPT]),
                )


def _region_at(text: str, offset: int) -> str:
    """The region in which a tag stands that ends there; that of a block's own tag is the one it opens."""
    changes = regions(text)
    at = bisect_right(changes, offset, key=itemgetter(0))
    return changes[at - 1][1] if at else ""


@lru_cache(maxsize=4096)
def _read(token: str) -> Entry:
    return read(token)[0]


def _hinted(text: str, hints: Collection[str], places: Sequence[int]) -> Iterable[int]:
    """The numbers of the tokens in which a hint begins; ``places`` are the ends of text, token, text, token …."""
    if not hints or "" in hints:
        return range(len(places) // 2)
    parts = (bisect_right(places, at) for hint in hints for at in _offsets(text, hint))
    return {part // 2 for part in parts if part % 2}


def _offsets(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _keys(entry: Entry, base: str, encoding: str) -> Iterator[bytes]:
    level = context(entry.found)
    if level:
        yield key_of(context_of(level, base, encoding), entry.element)
    if entry.fragments:
        yield key_of(fragment_context(base, encoding), entry.element)


class _Position:
    """Line and column of growing offsets, counted once over the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset not smaller than the last one asked for."""
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line, offset - self._text.rfind("\n", 0, offset)
