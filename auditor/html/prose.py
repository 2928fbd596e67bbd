"""What a reader reads of a document: its visible text, one line a block, and where in the document each word of it stands.

What is made for machines is no text: scripts, styles, comments, templates, code, form fields. Most tags of a page stand
byte for byte on every other page of its site, so what a token says is remembered; places are only looked for when asked.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, islice

from auditor.html.tokens import ELEMENT, TAG, start_tag, tokens
from auditor.model.prose import Prose

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite del dfn em font i ins kbd label mark nobr o:p q rp rt ruby s small span strike strong"
    " sub sup time tt u var wbr".split()
)
_UNREAD = frozenset("noscript template code samp select button".split())
"""Elements whose content nobody reads as text, beside those that are one token with their content."""
_NAME = re.compile(r"<(/?)([a-zA-Z][^\t\n\f\r />]*)")
_REMEMBERED, _LONGEST = 30_000, 2_000
_LONGEST_DOCUMENT = 2_000_000
"""Characters of a document that are read; nobody reads a longer page."""
_BLOCK = " \ufdd0 "
"""Stands in for the tags of blocks until the lines are cut; its middle is no character, so no text has it."""
_END = _BLOCK.strip()
_BODY = "body"


class _Said(dict[str, str]):
    """Token → what it says: its text, a mark where it ends a line, or nothing."""

    def __init__(self) -> None:
        self.special: dict[str, str] = {}
        """Tokens that change what is read after them: the name of an unread element, with a slash at its end; or body."""

    def forget(self) -> None:
        """Drop everything; never while a document is read."""
        self.clear()
        self.special.clear()

    def __missing__(self, token: str) -> str:
        said = "".join(run for _, run in _inside(token))
        if name := _special(token):
            self.special[token] = name
        elif len(token) > _LONGEST:
            return said
        self[token] = said
        return said


_SAID = _Said()


def prose(text: str) -> Prose:
    """Return the text that a document shows."""
    text = text[:_LONGEST_DOCUMENT].replace(_END, " ")
    parts = tokens(text)
    if len(_SAID) > _REMEMBERED:
        _SAID.forget()
    said = list(map(_SAID.__getitem__, parts[1::2]))
    shown = parts.copy()
    shown[1::2] = said
    if not _SAID.special.keys().isdisjoint(parts[1::2]):
        for start, end in _unread(parts):
            shown[start:end] = [_BLOCK] * (end - start)
    whole = "".join(shown)
    if "&" in whole:
        whole = html.unescape(whole)
    # Most lines are empty: the blanks of all are folded at once, which leaves one at most at either end of a line.
    lines = [line for run in " ".join(whole.split()).split(_END) if (line := run.strip(" "))]
    return Prose("\n".join(lines), partial(_offset, text))


def _unread(parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of the parts that are not read: what stands before the body, and elements with their content."""
    marks = [(2 * at + 1, name) for at, name in enumerate(map(_SAID.special.get, parts[1::2])) if name]
    body = next((at for at, name in marks if name == _BODY), 0)
    yield 0, body
    done = body
    for number, (at, name) in enumerate(marks):
        if at > done and name in _UNREAD:
            done = next((end for end, closed in marks[number + 1 :] if closed == f"/{name}"), len(parts))
            yield at, done


def _special(token: str) -> str:
    found = _NAME.match(token)
    name = (found[1] + found[2].lower()) if found else ""
    return name if name == _BODY or name.removeprefix("/") in _UNREAD else ""


def _inside(token: str) -> Iterator[tuple[int, str]]:
    """The texts of a token and their places in it, and a mark for every tag of a block."""
    start = start_tag(token)
    if start is not None and start[0] == "a":
        at = start[2]
    else:
        yield 0, _mark(token)
        element = ELEMENT.match(token)
        at = element.end() if element else len(token)
    unread = ""
    for tag in TAG.finditer(token, at):
        special = _special(tag[0])
        if not unread:
            yield at, token[at : tag.start()]
            yield tag.start(), _mark(tag[0])
            unread = special if special in _UNREAD else ""
        elif special == f"/{unread}":
            unread = ""
        at = tag.end()
    yield at, token[at:]


def _mark(tag: str) -> str:
    """What a tag leaves between the texts beside it: the end of a line, or nothing where it is markup within a word."""
    found = _NAME.match(tag)
    return _BLOCK if found and found[2].lower() not in _INLINE else ""


def _offset(text: str, at: int) -> int:
    """The place in a document of a place in its prose: letters are counted, blanks are not."""
    said, counts, runs = _places(text)
    letters = at - said.count(" ", 0, at) - said.count("\n", 0, at)
    number = bisect_right(counts, letters)
    if number == len(runs):
        return len(text)
    offset, words = runs[number]
    places = (place for place, letter in enumerate(words) if not letter.isspace())
    return offset + next(islice(places, letters - (counts[number - 1] if number else 0), None))


@lru_cache(maxsize=1)
def _places(text: str) -> tuple[str, list[int], list[tuple[int, str]]]:
    """The prose of a document, how many letters stand up to the end of each run, and the runs with their places."""
    runs = [(at, html.unescape(run) if "&" in run else run) for at, run in _shown(text) if not run.isspace()]
    return prose(text).text, list(accumulate(len("".join(words.split())) for _, words in runs)), runs


def _shown(text: str) -> Iterator[tuple[int, str]]:
    """The texts of a document that are read, with their places."""
    parts = tokens(text)
    hidden = {at for start, end in _unread(parts) for at in range(start, end)}
    at = 0
    for number, part in enumerate(parts):
        if number not in hidden:
            inner = _inside(part) if number % 2 else ((0, part),)
            yield from ((at + offset, run) for offset, run in inner if run and run != _BLOCK)
        at += len(part)
