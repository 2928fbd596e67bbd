"""One pass over a document: its links as repeated definitions, and the few facts of its text.

Most tags of a page stand byte for byte on every other page of its site. So a token is read once per origin
(``_Memo``), its links are resolved once per context (origin, directory or page), and a page is an array of local ids.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import blake2b
from operator import or_
from typing import NamedTuple

from auditor.html import entries as facts
from auditor.html import features, links, pagetext
from auditor.html.content import has_name
from auditor.html.entries import DIRECTORY, EMPTY, ORIGIN, PAGE, Entry
from auditor.html.textual import folded
from auditor.html.tokens import TOKEN, attributes, start_tag
from auditor.model.link import Link
from auditor.model.page import PageText
from auditor.urls.resolve import join
from auditor.urls.scope import Scope, origin

MAX_TOKENS = 250_000
"""Tokens read of one document; the rest is not looked at (``Scan.truncated``)."""
MAX_REMEMBERED = 30_000
"""Longest token that is remembered, in characters."""
MEMO_CHARACTERS = 8_000_000
"""Most characters of tokens and text runs kept."""


class Definition(NamedTuple):
    """The links of one distinct element in one context; ``key`` is the same in every process and run."""

    id: int
    key: bytes
    links: tuple[Link, ...]


@dataclass(slots=True)
class Scan:
    """What one document yields. ``refs`` are ids of definitions in document order, repeats included.

    ``new`` are definitions not given before; ``reset`` says that the memo was dropped before this page, so that
    no earlier id will be used again. ``base`` is the address that references are resolved against.
    """

    refs: "array[int]"
    new: list[Definition]
    reset: bool
    page: PageText
    base: str
    truncated: bool = False
    names: str = ""
    """Everything a fragment may point at (ids, names of anchors), one a line."""


def key_of(context: str, element: str) -> bytes:
    """Return the 16-byte key of an element in its context."""
    text = f"{context}\n{element}"
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=16).digest()


def directory(base: str) -> str:
    """Return an address up to the last slash of its path."""
    path = base.partition("#")[0].partition("?")[0]
    return path[: path.rindex("/") + 1] if path.count("/") > 2 else path + "/"


def _whole(base: str) -> str:
    return base.partition("#")[0]


def context_of(level: int, base: str, encoding: str) -> str:
    """Return the context string that an element's key is made with."""
    where = {ORIGIN: origin, DIRECTORY: directory, PAGE: _whole}[level](base)
    return where if encoding.startswith("utf") else f"{where} {encoding}"


def fragment_context(base: str, encoding: str) -> str:
    """Return the context of in-page links whose target the page lacks; never that of an element's other links."""
    return context_of(PAGE, base, encoding) + "#"


class _FirstBaseError(Exception):
    """A base element in the first document that has one: looking for it on every page would cost more."""


class _Memo(dict[str, Entry]):
    """Token -> what is known of it on pages of one origin and encoding."""

    def __init__(self, scanner: "Scanner", base: str, encoding: str) -> None:
        self._scanner = scanner
        self._base = base
        self._encoding = encoding
        self._context = context_of(ORIGIN, base, encoding)

    def __missing__(self, token: str) -> Entry:
        scanner = self._scanner
        if not scanner.bases and token[1:5].lower() == "base":
            raise _FirstBaseError
        entry, shapes = facts.read(token)
        if entry is not EMPTY:
            entry.shape = scanner.shape(shapes)
            level = facts.context(entry.found)
            entry.ref = -level
            if level == ORIGIN:
                entry.ref = scanner.define(entry, self._context, self._base, self._encoding)
        if len(token) <= MAX_REMEMBERED:
            self[token] = entry
            scanner.characters += len(token)
        return entry


class Scanner:
    """Scans the documents of one crawl; remembers at most about ``memo_limit`` tokens before starting afresh.

    ``simhash`` asks for the simhash of every page; without, it is 0: few pages are ever compared.
    """

    def __init__(self, scope: Scope, memo_limit: int = 30_000, simhash: bool = False) -> None:
        self._simhash = simhash
        self._scope = scope
        self._limit = memo_limit
        self._next = 1
        self.bases = False
        self.characters = 0
        self._fresh()

    def _fresh(self) -> None:
        self._memos: dict[tuple[str, str], _Memo] = {}
        self._ids: dict[bytes, int] = {}
        self._contexts: dict[str, dict[Entry, int]] = {}
        self._shapes: dict[frozenset[str], int] = {frozenset(): 0}
        self._shape_list: list[frozenset[str]] = [frozenset()]
        self._templates: dict[frozenset[int], str] = {}
        self._new: list[Definition] = []
        self.characters = 0

    def scan(self, text: str, url: str, encoding: str) -> Scan:
        """Scan the decoded text of the document at ``url``; ``encoding`` is the name ``charset.decode`` gave."""
        reset = self._full()
        if reset:
            self._fresh()
        parts = TOKEN.split(text, MAX_TOKENS)
        tokens = parts[1::2]
        base, seen = self._read(tokens, url, encoding)
        if len(tokens) == MAX_TOKENS:
            parts[-1] = ""
        distinct = set(seen)
        flags = reduce(or_, {entry.flags for entry in distinct}, 0)
        if flags & facts.TEMPLATE:
            parts, seen = pagetext.live(parts, seen)
            distinct = set(seen)
        if flags & facts.RESIDUE and facts.FRAMEWORK.search(text):
            refs = self._refs([entry for entry in seen if not entry.flags & facts.RESIDUE], base, encoding)
        else:
            refs = self._refs(seen, base, encoding)
        if flags & facts.FRAGMENT:
            self._missing_fragments(seen, refs, (url, base, encoding))
        page = self._page(parts, seen, distinct, flags)
        new, self._new = self._new, []
        return Scan(refs, new, reset, page, base, len(tokens) == MAX_TOKENS, self._names(distinct))

    def _read(self, tokens: Sequence[str], url: str, encoding: str) -> tuple[str, list[Entry]]:
        """Look every token up, reading the new ones; return the base address and the entries."""
        base = base_of(tokens, url, encoding) if self.bases else url
        try:
            return base, list(map(self._memo(base, encoding).__getitem__, tokens))
        except _FirstBaseError:
            # What was read so far was resolved against the wrong address. Happens once in the life of a scanner.
            self.bases = True
            for definition in self._new:
                del self._ids[definition.key]
            self._new.clear()
            del self._memos[(origin(base), encoding)]
            return self._read(tokens, url, encoding)

    def _full(self) -> bool:
        count = sum(map(len, self._memos.values())) + len(self._ids)
        return count > self._limit or self.characters > MEMO_CHARACTERS

    def _memo(self, base: str, encoding: str) -> _Memo:
        name = (origin(base), encoding)
        memo = self._memos.get(name)
        if memo is None:
            memo = self._memos[name] = _Memo(self, base, encoding)
        return memo

    def shape(self, shapes: frozenset[str]) -> int:
        """Return the number of a set of tag.class names."""
        number = self._shapes.get(shapes)
        if number is None:
            number = self._shapes[shapes] = len(self._shape_list)
            self._shape_list.append(shapes)
        return number

    def define(self, entry: Entry, context: str, base: str, encoding: str) -> int:
        """Resolve an element's links in a context and return the local id of its definition; 0 when it has none."""
        found = self._resolved(entry.found, base, encoding)
        return self._store(context, entry.element, found) if found else 0

    def _resolved(self, found: Sequence[links.Candidate], base: str, encoding: str) -> tuple[Link, ...]:
        resolve, scope = links.resolve, self._scope
        if len(found) == 1:
            link = resolve(found[0], base, encoding, scope)
            return () if link is None else (link,)
        every = (resolve(item, base, encoding, scope) for item in found)
        return tuple(dict.fromkeys([link for link in every if link is not None]))

    def _store(self, context: str, element: str, found: tuple[Link, ...]) -> int:
        key = key_of(context, element)
        number = self._ids.get(key)
        if number is None:
            number = self._ids[key] = self._next
            self._next += 1
            self._new.append(Definition(number, key, found))
        return number

    def _refs(self, seen: Sequence[Entry], base: str, encoding: str) -> "array[int]":
        numbers = [entry.ref for entry in seen]
        if numbers and min(numbers) < 0:
            directory_context, page_context = context_of(DIRECTORY, base, encoding), context_of(PAGE, base, encoding)
            near = self._contexts.setdefault(directory_context, {})
            here: dict[Entry, int] = {}
            for at, number in enumerate(numbers):
                if number < 0:
                    entry = seen[at]
                    known, context = (here, page_context) if number == -PAGE else (near, directory_context)
                    found = known.get(entry)
                    if found is None:
                        found = known[entry] = self.define(entry, context, base, encoding)
                    numbers[at] = found
        return array("I", filter(None, numbers))

    def _names(self, distinct: set[Entry]) -> str:
        """Ids and anchor names, one a line, sorted; those with a line break cannot be pointed at in practice."""
        names = {name for entry in distinct if entry.names for name in entry.names}
        return "\n".join(sorted(names)) if names else ""

    def _missing_fragments(self, seen: Sequence[Entry], refs: "array[int]", where: tuple[str, str, str]) -> None:
        """Append the links to fragments that the page does not have; those it has are no links."""
        asking = [entry for entry in seen if entry.fragments]
        url, base, encoding = where
        names = {name for entry in seen for name in entry.names}
        page = url.partition("#")[0]
        numbers: dict[Entry, int] = {}
        for entry in asking:
            if entry not in numbers:
                found = self._resolved(entry.fragments, base, encoding)
                missing = tuple(
                    link
                    for link in found
                    if link.fragment and not (link.target == page and has_name(names, link.fragment))
                )
                context = fragment_context(base, encoding)
                numbers[entry] = self._store(context, entry.element, missing) if missing else 0
        refs.extend(filter(None, (numbers[entry] for entry in asking)))

    def _template(self, distinct: set[Entry]) -> str:
        groups = frozenset({entry.shape for entry in distinct})
        known = self._templates.get(groups)
        if known is None:
            names = sorted({name for group in groups for name in self._shape_list[group]})
            known = blake2b("\n".join(names).encode("utf-8", "replace"), digest_size=8).hexdigest()
            self._templates[groups] = known
        return known

    def _page(self, parts: Sequence[str], seen: Sequence[Entry], distinct: set[Entry], flags: int) -> PageText:
        runs = pagetext.runs(parts, seen)
        text = folded("\n".join(runs))
        visible = len(text) - text.count(" ")
        refresh, by = pagetext.refresh(seen, visible) if flags & facts.REFRESH else ("", "")
        return PageText(
            title=pagetext.title(seen) if flags & facts.TITLE else "",
            headings=pagetext.headings(parts, seen) if flags & facts.HEADING else (),
            template=self._template(distinct),
            visible=visible,
            simhash=features.simhash(sum(map(features.weight, runs))) if self._simhash else 0,
            opening=text[: pagetext.OPENING],
            refresh=refresh,
            refresh_by=by,
        )


def base_of(tokens: Sequence[str], url: str, encoding: str) -> str:
    """Return what references are resolved against: the first base element with href, else the document's address."""
    for token in tokens:
        if token[1:5].lower() == "base" and (start := start_tag(token)) and start[0] == "base":
            href = attributes(start[1]).get("href")
            if href is not None:
                base = join(url, href, encoding)
                return base if base and base.startswith(("http:", "https:")) else url
    return url
