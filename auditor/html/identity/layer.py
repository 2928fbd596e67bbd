"""Markup as a visitor reads it: visible text with the place of every character, the links around it, the footer in it."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from auditor.html.textual import folded
from auditor.html.tokens import ELEMENT, TAG, attributes, start_tag

BREAK, LINE = "\v", "\n"
"""What stands in the text for ``<br>`` and for the border of a block; white space of the source is blanks."""
MAX_MARKUP = 3_000_000
_TAIL = 1_500
"""Visible characters at the end that are taken for the footer of a page that has no recognisable one."""
_INLINE = frozenset(
    "span b i u s em strong font small big sub sup label code mark ins del abbr tt nobr wbr img o:p".split()
)
HOLDERS = frozenset("div table section ul ol dl form center footer td tr tbody address aside p".split())
"""Elements that may be a footer."""
_RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp", "option", "template")
_FOOTER = re.compile(
    r"foot|copyright|copy_?right|yejiao|yewei|ye-?jiao|dibu|banquan|wzxx|(?:^|[\s_-])(?:btm|bot|copy|bq|wei|bottom)\w{0,12}(?:$|[\s_-])|[a-z]Bottom\b|(?:page|index|web|site|main)_?bottom",
    re.IGNORECASE,
)
_FOOTER_HINT = re.compile(
    r"[fF]oot|FOOT|[cC]opy|COPY|ye-?jiao|yewei|dibu|banquan|wzxx|btm|bot|[bB]ottom|bq|wei|contentinfo|[A-Z]{3}"
)
"""Without one of these in its attributes no element is a footer; only there for speed."""
_NOT_FOOTER = re.compile(
    r"(?:article|content|news|detail|art|text|list|con|pic|tab)[_-]?(?:foot|bottom|copy)|footnote", re.I
)
_ODD = re.compile(
    "[備號網標識碼\\s\u00a0\u00ad\u2000-\u200f\u2028\u2029\u202f\u2060\u3000\ufeff\uff0d\uff10-\uff1a\uff21-\uff3a\uff41-\uff5a\u2236]"
)
_FOLD: dict[int, str | None] = dict.fromkeys((9, 10, 11, 12, 13, 160, *range(8192, 8203), 8232, 8233, 8239, 12288), " ")
_FOLD |= dict.fromkeys((173, 8203, 8204, 8205, 8206, 8207, 8288, 65279))
_FOLD |= {
    code: chr(code - 0xFEE0)
    for code in (0xFF0D, *range(0xFF10, 0xFF1B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FOLD[0x2236] = ":"
_FOLD |= {ord(old): new for old, new in zip("備號網標識碼", "备号网标识码", strict=True)}
"""Footers in traditional characters."""
_MARK = re.compile(
    r"conac|dz_?jg|党政|事业|jiucuo|jiu_cuo|exposure|errorinfo|site_?code|ex-gov|ipv6|找错|纠错|zhaocuo|zfwz|find-?wrong|国徽|guohui|emblem|[备備]"
    r"|[标標][识識]|red|blue|include|hx-get|data-setting|link\s?\(|click|地图|导航|导览|联[系络]|关于|简介|介绍|sitemap|contact|mailto:|&#|<"
)
"""What is in the attributes of any tag that a recogniser looks at; all others are only walked over."""
_BLANKS = frozenset(" \t\n\r\f>")
_END_NAME = re.compile(r"</([a-zA-Z][^\t\n\f\r />]*)")
_REFERENCE = re.compile(r"(&#?\w{1,31};?)")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag; ``at`` is where in the visible text it stands, ``offset`` where in the markup."""

    name: str
    at: int
    offset: int
    raw: str

    @property
    def values(self) -> Mapping[str, str]:
        """Its attributes; most tags are never asked for them."""
        return _values(self.raw) if len(self.raw) < 2_000 else _values.__wrapped__(self.raw)

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
    pictures: list[Tag] = field(default_factory=list)
    """Every image, in document order."""
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
        span = bisect_right(self.footers, at, key=lambda span: span[0]) - 1
        return span >= 0 and at <= self.footers[span][1]

    def settle(self) -> None:
        """Bring the footer spans in order, none inside or over another."""
        spans: list[tuple[int, int]] = []
        for start, end in sorted(self.footers):
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        self.footers = spans

    def link_of(self, tag: Tag) -> Link | None:
        """The anchor that a tag is, or that it stands in."""
        at = bisect_right(self.links, tag.offset, key=lambda link: link.tag.offset) - 1
        if at < 0:
            return None
        link = self.links[at]
        return link if link.tag.offset == tag.offset or tag in link.images or link.start <= tag.at < link.end else None

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
        text = " " if text.isspace() else half_width(text)
        if text:
            self.layer.starts.append(self.at)
            self.layer.offsets.append(offset)
            self.parts.append(text)
            self.at += len(text)

    def token(self, token: str, offset: int) -> None:
        """Take one token of the tokenizer."""
        second = token[1]
        if second == "/":
            self._end(token, offset)
        elif second in "aA" and token[2:3] in _BLANKS:
            self._anchor(token, offset)
        elif second not in "!?":
            self._start(token, offset)

    def _anchor(self, token: str, offset: int) -> None:
        """An anchor comes as one token with all that it holds."""
        if token.count("<") == 2 and token.count(">") == 2 and token.endswith("</a>"):
            # The common case, spelt out for speed alone: a link with nothing but text.
            inside = token.find(">") + 1
            self._start(token[:inside], offset)
            self.run(token[inside:-4], offset + inside)
            self._close_link()
            return
        at = 0
        for found in TAG.finditer(token):
            start = found.start()
            if start > at:
                self.run(token[at:start], offset + at)
            at = found.end()
            if token[start + 1] == "/":
                self._end(found[0], offset + start)
            elif token[start + 1] not in "!?":
                self._start(found[0], offset + start)
        if at < len(token):
            self.run(token[at:], offset + at)

    def _start(self, token: str, offset: int) -> None:
        known = _known(token) if len(token) < 2_000 else _known.__wrapped__(token)
        if known is None:
            return
        name, kind = known.name, known.kind
        if kind & _HELD:
            self._held(known, token, offset)
            return
        tag = Tag(name, self.at, offset, token[: known.length]) if kind & _KEPT else None
        if kind & _BORDERED:
            self._border(BREAK if name == "br" else LINE, offset)
        if tag:
            if name == "a":
                self._close_link()
                self._link = Link(tag, self.at, self.at)
            elif name == "img":
                self.layer.pictures.append(tag)
                if self._link and kind & _MARKED:
                    self._link.images.append(tag)
            if kind & _MARKED:
                self.layer.tags.append(tag)
        if kind & _HOLDS and len(self._open) < 500:
            self._open.append((name, self.at if kind & _FOOT else -1))

    def _held(self, known: "_Known", token: str, offset: int) -> None:
        """Elements that show nothing by themselves."""
        if known.name == "script":
            inside = token[known.length :]
            code = inside.rpartition("</")[0] if "</" in inside[-20:] else inside
            self.layer.scripts.append(Script(attributes(known.text), code, offset, self.at))
        elif known.name == "iframe":
            self.layer.frames.append(Tag("iframe", self.at, offset, token[: known.length]))
        elif known.name == "meta":
            self.layer.metas.append(Tag("meta", self.at, offset, token[: known.length]))

    def _border(self, sign: str, offset: int) -> None:
        self.layer.starts.append(self.at)
        self.layer.offsets.append(offset)
        self.parts.append(sign)
        self.at += 1

    def _end(self, token: str, offset: int) -> None:
        name = _end_name(token) if len(token) < 100 else ""
        if name == "a":
            self._close_link()
        elif name and name not in _INLINE:
            self._border(LINE, offset)
            if name in HOLDERS:
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
        self.layer.settle()
        return self.layer


def read(markup: str) -> Layer:
    """Read markup of any size; comments, raw text and what stands in ``<option>`` are not visible."""
    builder = _Builder()
    at = 0
    for text, token in _pairs(ELEMENT.split(markup[:MAX_MARKUP])):
        if text:
            builder.run(text, at)
            at += len(text)
        if token:
            builder.token(token, at)
            at += len(token)
    layer = builder.done()
    layer.truncated = len(markup) > MAX_MARKUP
    return layer


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(parts[::2], parts[1::2], fillvalue="")


def tail(layer: Layer) -> tuple[int, int]:
    """The last visible characters, where a footer without a name would stand."""
    return max(len(layer.text) - _TAIL, 0), len(layer.text)


_HELD, _KEPT, _BORDERED, _MARKED, _HOLDS, _FOOT = 1, 2, 4, 8, 16, 32


class _Known(NamedTuple):
    """What a start tag is, wherever it stands."""

    name: str
    text: str
    """Its attributes as written."""
    length: int
    kind: int


@lru_cache(maxsize=20_000)
def _known(token: str) -> _Known | None:
    start = start_tag(token)
    if start is None:
        return None
    name, text, length = start
    if name in _RAW or name == "meta":
        return _Known(name, text, length, _HELD)
    kind = (0 if name in _INLINE or name == "a" else _BORDERED) | (_HOLDS if name in HOLDERS else 0)
    kind |= (_FOOT if name == "footer" else 0) | (_KEPT if name in ("a", "img") else 0)
    if text.strip(" /"):
        kind |= _KEPT | _MARKED if name == "base" or _MARK.search(text.lower()) else 0
        kind |= _FOOT if kind & _HOLDS and _FOOTER_HINT.search(text) and _is_footer(attributes(text)) else 0
    return _Known(name, text, length, kind)


@lru_cache(maxsize=20_000)
def calls_itself_footer(token: str) -> bool:
    """Return True for the start tag of an element that calls itself a footer."""
    known = _known(token)
    return known is not None and bool(known.kind & _FOOT)


@lru_cache(maxsize=8_000)
def _values(raw: str) -> Mapping[str, str]:
    start = start_tag(raw)
    return attributes(start[1]) if start else {}


@lru_cache(maxsize=2_000)
def _end_name(token: str) -> str:
    found = _END_NAME.match(token)
    return found[1].lower() if found else ""


def _is_footer(values: Mapping[str, str]) -> bool:
    words = f"{values.get('id', '')} {values.get('class', '')}"[:300]
    return bool(_FOOTER.search(words) and not _NOT_FOOTER.search(words)) or values.get("role", "") == "contentinfo"


def _unescape(reference: str) -> str:
    decoded = folded(reference)
    return decoded or " "


def half_width(text: str) -> str:
    """Text with its blanks, letters, digits and traditional characters folded as those of a layer are."""
    return text.translate(_FOLD) if _ODD.search(text) else text


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
