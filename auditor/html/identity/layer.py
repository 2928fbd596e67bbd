"""Markup as a visitor reads it: visible text with the place of every character, the links around it, the footer in it."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from auditor.html.textual import folded
from auditor.html.tokens import ELEMENT, TAG, attributes, start_tag

BREAK, LINE = "\v", "\n"
"""What stands in the text for ``<br>`` and for the border of a block; white space of the source is blanks."""
MAX_MARKUP = 3_000_000
_TAIL = 1_500
"""Visible characters at the end that are taken for the footer of a page that has no recognisable one."""
_INLINE = frozenset(
    "a span b i u s em strong font small big sub sup label code mark ins del abbr tt nobr wbr img o:p".split()
)
_HOLDERS = frozenset("div table section ul ol dl form center footer td tr tbody address aside p".split())
_RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "option", "template")
_FOOTER = re.compile(
    r"foot|copyright|copy_?right|yejiao|yewei|ye-?jiao|dibu|banquan|wzxx|(?:^|[\s_-])(?:btm|bot|copy|bq|wei|bottom)\w{0,12}(?:$|[\s_-])|[a-z]Bottom\b|(?:page|index|web|site|main)_?bottom",
    re.IGNORECASE,
)
_NOT_FOOTER = re.compile(
    r"(?:article|content|news|detail|art|text|list|con|pic|tab)[_-]?(?:foot|bottom|copy)|footnote", re.I
)
_ODD = re.compile(
    "[\\s\u00a0\u00ad\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff\uff0d\uff10-\uff1a\uff21-\uff3a\uff41-\uff5a\u2236]"
)
_FOLD: dict[int, str | None] = {
    code: " " for code in (9, 10, 11, 12, 13, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x3000)
}
_FOLD |= {code: None for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)}
_FOLD |= {
    code: chr(code - 0xFEE0)
    for code in (0xFF0D, *range(0xFF10, 0xFF1B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLD[0x2236] = ":"
_REFERENCE = re.compile(r"(&#?\w{1,31};?)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag; ``at`` is where in the visible text it stands, ``offset`` where in the markup."""

    name: str
    values: Mapping[str, str]
    at: int
    offset: int
    raw: str

    def get(self, name: str) -> str:
        """The value of an attribute, or an empty string."""
        return self.values.get(name, "")


@dataclass(slots=True)
class Link:
    """An anchor and the visible text it spans; ``images`` stand in it."""

    tag: Tag
    start: int
    end: int
    images: list[Tag] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Script:
    """A script element: its attributes and code."""

    values: Mapping[str, str]
    code: str
    offset: int
    at: int


@dataclass(slots=True)
class Layer:
    """What was read of one piece of markup."""

    text: str = ""
    links: list[Link] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    scripts: list[Script] = field(default_factory=list)
    frames: list[Tag] = field(default_factory=list)
    metas: list[Tag] = field(default_factory=list)
    footers: list[tuple[int, int]] = field(default_factory=list)
    """Spans of the visible text in elements that call themselves a footer."""
    truncated: bool = False
    starts: "array[int]" = field(default_factory=lambda: array("q"))
    offsets: "array[int]" = field(default_factory=lambda: array("q"))

    def offset(self, at: int) -> int:
        """Where in the markup a character of the visible text stands."""
        run = bisect_right(self.starts, at) - 1
        return self.offsets[run] + at - self.starts[run] if run >= 0 else 0

    def link_at(self, start: int, end: int) -> Link | None:
        """The anchor that shares text with a span."""
        low = bisect_right(self.links, start, key=lambda link: link.end)
        for link in self.links[low : low + 3]:
            if link.start < end and start < link.end:
                return link
        return None

    def in_footer(self, at: int) -> bool:
        """Whether a place in the text lies in the footer."""
        return any(start <= at <= end for start, end in self.footers)

    def line(self, start: int, most: int = 120) -> str:
        """The text from a place to the end of its line."""
        end = self.text.find(LINE, start, start + most)
        return self.text[start : end if end >= 0 else start + most]


class _Builder:
    def __init__(self) -> None:
        self.layer = Layer()
        self.parts: list[str] = []
        self.at = 0
        self._open: list[tuple[str, int]] = []
        self._link: Link | None = None

    def run(self, text: str, offset: int) -> None:
        """Take a run of text, character references decoded and blanks folded, letters and digits half-width."""
        if "&" not in text:
            self._piece(text, offset)
            return
        for piece in _REFERENCE.split(text):
            self._piece(_unescape(piece) if piece[:1] == "&" else piece, offset)
            offset += len(piece)

    def _piece(self, text: str, offset: int) -> None:
        if _ODD.search(text):
            text = text.translate(_FOLD)
        if text:
            self.layer.starts.append(self.at)
            self.layer.offsets.append(offset)
            self.parts.append(text)
            self.at += len(text)

    def token(self, token: str, offset: int) -> None:
        """Take one token of the tokenizer."""
        second = token[1:2]
        if second in "aA" and token[2:3] in " \t\n\r\f>":
            self._anchor(token, offset)
        elif second == "/":
            self._end(token[2:].split(">")[0].split()[:1])
        elif second not in "!?":
            self._start(token, offset)

    def _anchor(self, token: str, offset: int) -> None:
        at = 0
        for found in TAG.finditer(token):
            if found.start() > at:
                self.run(token[at : found.start()], offset + at)
            self.token_of(found[0], offset + found.start())
            at = found.end()
        if at < len(token):
            self.run(token[at:], offset + at)

    def token_of(self, tag: str, offset: int) -> None:
        """Take a single tag inside an anchor."""
        if tag[1:2] == "/":
            self._end(tag[2:].split(">")[0].split()[:1])
        elif tag[1:2] not in "!?":
            self._start(tag, offset)

    def _start(self, token: str, offset: int) -> None:
        start = _read(token) if len(token) < 2_000 else _read.__wrapped__(token)
        if start is None:
            return
        name, values, length = start
        if name in _RAW:
            self._raw(name, values, token[length:], offset)
            return
        tag = Tag(name, values, self.at, offset, token[:length])
        if name == "meta":
            self.layer.metas.append(tag)
        elif name == "a":
            self._close_link()
            self._link = Link(tag, self.at, self.at)
        elif name not in _INLINE:
            self._border(BREAK if name == "br" else LINE, offset)
        if name == "img" and self._link:
            self._link.images.append(tag)
        if values:
            self.layer.tags.append(Tag(name, values, self.at, offset, token[:length]))
        if name in _HOLDERS and len(self._open) < 500:
            self._open.append((name, self.at if values and _is_footer(name, values) or name == "footer" else -1))

    def _raw(self, name: str, values: Mapping[str, str], inside: str, offset: int) -> None:
        tag = Tag(name, values, self.at, offset, "")
        if name == "script":
            code = inside.rpartition("</")[0] if "</" in inside[-20:] else inside
            self.layer.scripts.append(Script(values, code, offset, self.at))
        elif name == "iframe":
            self.layer.frames.append(tag)

    def _border(self, sign: str, offset: int) -> None:
        self.layer.starts.append(self.at)
        self.layer.offsets.append(offset)
        self.parts.append(sign)
        self.at += 1

    def _end(self, names: list[str]) -> None:
        name = names[0].lower() if names else ""
        if name == "a":
            self._close_link()
        elif name and name not in _INLINE:
            self._border(LINE, self.layer.offsets[-1] if self.layer.offsets else 0)
        if name in _HOLDERS:
            self._close(name)

    def _close_link(self) -> None:
        if self._link:
            self._link.end = self.at
            self.layer.links.append(self._link)
            self._link = None

    def _close(self, name: str) -> None:
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth][0] == name:
                self._leave(depth)
                return

    def _leave(self, depth: int) -> None:
        for _, start in self._open[depth:]:
            if start >= 0:
                self.layer.footers.append((start, self.at))
        del self._open[depth:]

    def done(self) -> Layer:
        """Return the layer."""
        self._close_link()
        self._leave(0)
        self.layer.text = "".join(self.parts)
        return self.layer


def read(markup: str) -> Layer:
    """Read markup of any size; comments, raw text and what stands in ``<option>`` are not visible."""
    builder = _Builder()
    at = 0
    for found in ELEMENT.finditer(markup, 0, MAX_MARKUP):
        start = found.start()
        if start > at:
            builder.run(markup[at:start], at)
        builder.token(found[0], start)
        at = found.end()
    if at < min(len(markup), MAX_MARKUP):
        builder.run(markup[at:MAX_MARKUP], at)
    layer = builder.done()
    layer.truncated = len(markup) > MAX_MARKUP
    return layer


def tail(layer: Layer) -> tuple[int, int]:
    """The last visible characters, where a footer without a name would stand."""
    return max(len(layer.text) - _TAIL, 0), len(layer.text)


@lru_cache(maxsize=8192)
def _read(token: str) -> tuple[str, Mapping[str, str], int] | None:
    start = start_tag(token)
    return (start[0], attributes(start[1]) if start[1].strip(" /") else {}, start[2]) if start else None


def _is_footer(name: str, values: Mapping[str, str]) -> bool:
    words = f"{values.get('id', '')} {values.get('class', '')}"[:300]
    return bool(_FOOTER.search(words) and not _NOT_FOOTER.search(words)) or values.get("role", "") == "contentinfo"


def _unescape(reference: str) -> str:
    decoded = folded(reference)
    return decoded or " "


def squeezed(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def words_of(link: Link, text: str) -> Iterator[str]:
    """What a link says: its text, its title, and the names of its images, white space removed."""
    yield squeezed(text[link.start : link.end])
    yield squeezed(link.tag.get("title"))
    for image in link.images:
        yield squeezed(image.get("alt"))
        yield squeezed(image.get("title"))
