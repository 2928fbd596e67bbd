"""Where in a document an element stands; computed from the stored body, only for occurrences that are reported."""

import re
from collections.abc import Collection, Iterator

from auditor.html.entries import FRAMEWORK, TEMPLATE, TEMPLATE_END, Entry, context, read
from auditor.html.scanner import base_of, context_of, fragment_context, key_of
from auditor.html.tokens import ELEMENT, attributes, start_tag
from auditor.model.page import Place
from auditor.urls.scope import Scope

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
_END = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*)")


class _Regions:
    """The open blocks around the current token and the region each gives its content."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    @property
    def current(self) -> str:
        """The region of the innermost block that has one."""
        return self._open[-1][1] if self._open else ""

    def see(self, token: str) -> None:
        """Follow a tag; unbalanced end tags close only what is open."""
        if end := _END.match(token):
            self._close(end[1].lower())
            return
        start = start_tag(token)
        if start and start[0] in _BLOCKS and len(self._open) < _NEST:
            self._open.append((start[0], _region(start[0], attributes(start[1])) or self.current))

    def _close(self, name: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == name:
                del self._open[at:]
                return


def _region(name: str, values: dict[str, str]) -> str:
    if name in _LANDMARKS:
        return _LANDMARKS[name]
    if role := _ROLES.get(values.get("role", "").lower()):
        return role
    words = f"{values.get('id', '')} {values.get('class', '')}".strip()[:300]
    return next((region for region, pattern in _WORDS if pattern.search(words)), "") if words else ""


def locate(text: str, url: str, encoding: str, scope: Scope, keys: Collection[bytes]) -> Iterator[tuple[bytes, Place]]:
    """Yield (key, place) of every element of a document whose definition key is wanted, in document order.

    ``text``, ``url`` and ``encoding`` are those the document was scanned with; lines and columns count from 1.
    """
    wanted = frozenset(keys)
    base = base_of(ELEMENT.findall(text), url, encoding) if "<base" in text.lower() else url
    framework = bool(FRAMEWORK.search(text))
    regions = _Regions()
    position = _Position(text)
    known: dict[str, Entry] = {}
    depth = 0
    for found in ELEMENT.finditer(text):
        token = found[0]
        regions.see(token)
        entry = known.get(token)
        if entry is None:
            entry = known[token] = read(token)[0]
        depth += bool(entry.flags & TEMPLATE) - bool(entry.flags & TEMPLATE_END and depth)
        if depth or (entry.residue and framework) or not (entry.found or entry.fragments):
            continue
        for key in _keys(entry, base, encoding):
            if key in wanted:
                line, column = position.of(found.start())
                yield key, Place(line, column, regions.current, token[:EXCERPT])


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
