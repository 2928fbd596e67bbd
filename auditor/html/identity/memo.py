"""What pages of one template share: a page whose header and footer were read before is only put together.

A page is head, header, middle and tail: header and tail are what two pages of a template had in common, byte for byte.
The middle must have nothing in it that a recogniser would take, or the page is read anew.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from html import unescape
from typing import Any

from auditor.html.identity.collect import Collected, meta_tag
from auditor.html.identity.layer import HOLDERS, calls_itself_footer, half_width
from auditor.html.tokens import attributes
from auditor.model.identity import VERSION, Element, Found, IdentityFacts, MetaTag, OpenSource, Source

_META = re.compile(
    r"<!--(?>(?:[^-]++|-(?!->))*)-->|<[mM][eE][tT][aA][\s/](?P<attributes>(?>(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*))>"
)
_VARIES = re.compile(r"<(?:[mM][eE][tT][aA]\b[^>]*+>|[tT][iI][tT][lL][eE]>[^<]*+|link\s[^>]*+canonical[^>]*+>)")
_LOADERS = re.compile(r"<(?:script|iframe)\b[^>]{0,600}>", re.I)
_REQUESTS = re.compile(r"(?:\b(?:load|get|getJSON|post|ajax|open|fetch|axios|request)\s{0,3}\([^)]{0,200})")
"""What a script of the middle fetches."""
_REQUESTING = (".load", ".get", ".post", ".ajax", ".open", ".request", "fetch", "axios")
_NAMES = "|".join(sorted(HOLDERS))
_BORDERS = re.compile(
    r"<(?:!--|/?(?:script|style|textarea|iframe)\b|meta\b|(?:META|SCRIPT|IFRAME|TEXTAREA|STYLE|FOOTER)\b|[A-Z][a-z]"
    rf"|(?:{_NAMES}|{_NAMES.upper()})[\s/][^>]*+>|footer>)"
)
"""Everything in one pass: what opens or closes, and the start tags that may call themselves a footer."""
_SPOILS = ("<meta", "<META", "<SCRIPT", "<IFRAME", "<TEXTAREA", "<STYLE", "<FOOTER", "<footer")
_PAIRS = (
    ("<!--", "-->"),
    ("<script", "</script"),
    ("<style", "</style"),
    ("<textarea", "</textarea"),
    ("<iframe", "</iframe"),
)
_ALWAYS = ("识码", "别码", "安备", "关备案", "ICP备", "iucuo", "onac", "dzjg")
"""Parts of words of the recognisers, as short as tells them apart: a middle with one of them is read."""
_CODED_WORDS = ("unescape(", "fromCharCode", "atob(", "\\u5907", "\\u6807")
"""The same inside a script, where letters may be coded."""
_ONCE = {
    Element.CONAC: ("党政机关\"", "事业单位\"", "j-gov"), Element.JIUCUO: ("site_code", "找错", "纠错"),
    Element.IPV6: ("IPv6", "IPV6", "ipv6"),
    Element.SITEMAP: ("站地图", "点地图", "站导航"), Element.CONTACT: ("联系我们", "联系方式"), Element.ABOUT: ("关于我们", "关于本站"),
    Element.EMBLEM: ("国徽", "guohui"), Element.LEAVING_PROMPT: ("即将离开",),
}  # fmt: skip
"""The same for elements of which one more in the middle of a page says nothing new."""
_SIGN_WORDS = ("备", "備", "标识", "標識", "识别", "識別", "标<", "標<", "ICP", "icp", "Icp", "ＩＣＰ", "&#")
"""A middle with none of these has no number in whatever spelling."""
_TAG = re.compile("<[^<>备備标標识識]*+>|&nbsp;|[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")
"""What may stand between the characters of a number; tags that say something in their attributes are looked into."""
_NUMBER = re.compile(
    "icp.{0,8}?备|[安网公]备|公安.{0,14}?备|(?:标识|识别).{0,3}?(?:[码号编代:(\\[【-]|\\d|bm)|icp\\d|主办|承办|&#", re.I
)
_FOOTER_WORDS = ("主办", "承办", "电话", "mailto:", "版权")
_SHORTEST = 200
"""A common end shorter than this is no footer."""
_MOST = 12
_RAW = 80


class _Words:
    """Words that a text is searched for, a Chinese one only where its last character stands: one is found four times as fast."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_last: dict[str, list[str]] = {}
        for word in words:
            self._by_last.setdefault("" if word[-1].isascii() else word[-1], []).append(word)

    def stand_in(self, text: str) -> bool:
        """Return True when one of them stands in a text."""
        return any(last in text and any(map(text.__contains__, words)) for last, words in self._by_last.items())


_SIGNS, _CODED = _Words(_SIGN_WORDS), _Words(_CODED_WORDS)


@dataclass(frozen=True, slots=True)
class _Part:
    """An occurrence and where it stands: from the start of the header, from the start of the tail, or at a tag."""

    item: Found | OpenSource
    fields: tuple[tuple[Any, ...], tuple[Any, ...]]
    """The item's fields before and after its offset, to be made anew at another place."""
    segment: str
    at: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """What two pages had in common, and what was read of it."""

    head: str
    header: str
    tail: str
    loaders: tuple[str, ...]
    parts: tuple[_Part, ...]
    footer_key: str
    markers: _Words
    """What must not stand in the middle."""

    def fits(self, text: str, body: int, head: str) -> bool:
        """Return True when a page is this frame with another middle that says nothing."""
        if not (text.endswith(self.tail) and text.startswith(self.header, body) and head == self.head):
            return False
        start, end = body + len(self.header), len(text) - len(self.tail)
        return start <= end and silent(text[start:end], self.loaders, self.markers)


def silent(middle: str, loaders: tuple[str, ...], markers: _Words) -> bool:
    """Return True when nothing in markup can be an element of identity or open something that it does not close."""
    borders = Counter(_BORDERS.findall(middle))
    if any(map(_spoils, borders)):
        return False
    borders["-->"] = middle.count("-->")
    if any(borders[begin] != borders[end] for begin, end in _PAIRS):
        return False
    if markers.stand_in(middle) or (borders["<script"] and _CODED.stand_in(middle)) or _may_number(middle):
        return False
    return (borders["<script"] + borders["<iframe"] == 0 and not loaders) or _loaders(middle) == loaders


def _spoils(border: str) -> bool:
    """Return True for a tag that must be read: a page tag, one in a spelling that is not counted, a footer."""
    return (
        border.startswith(_SPOILS)
        or (border[1].isupper() and border[2].islower())
        or (border[-1] == ">" and calls_itself_footer(border))
    )


def _may_number(middle: str) -> bool:
    """Return True when a number may stand in markup, broken up, coded or in another spelling than the markers know."""
    if not _SIGNS.stand_in(middle):
        return False
    text = _TAG.sub("", middle)
    text = unescape(text) if "&#" in text else text
    return bool(_NUMBER.search(half_width(text).replace(" ", "")))


def _markers(collected: Collected, whole: bool) -> _Words:
    known = {item.element for item in collected.found}
    once = (word for element, words in _ONCE.items() if element not in known for word in words)
    return _Words((*_ALWAYS, *once, *(() if whole else _FOOTER_WORDS)))


def _loaders(markup: str) -> tuple[str, ...]:
    requests = _REQUESTS.findall(markup) if any(map(markup.__contains__, _REQUESTING)) else ()
    return (*(raw for raw in _LOADERS.findall(markup) if "src" in raw.lower()), *requests)


class Memo:
    """The frames of one site."""

    def __init__(self) -> None:
        self._frames: list[_Frame] = []
        self._last: list[tuple[str, int]] = []

    def recall(self, text: str) -> IdentityFacts | None:
        """Return the identity of a page that fits a frame, or None."""
        body = _body(text)
        if body < 0 or not self._frames:
            return None
        head = _VARIES.sub("", text[:body])
        for at, frame in enumerate(self._frames):
            if frame.fits(text, body, head):
                if at:
                    self._frames.insert(0, self._frames.pop(at))
                return _rebuilt(frame, text, body)
        return None

    def learn(self, text: str, collected: Collected, key: str) -> None:
        """Compare a page that was read with those before it, and keep what they share."""
        body = _body(text)
        if body < 0 or collected.truncated:
            return
        for other, start in reversed(self._last):
            frame = _common(text, body, other, start)
            made = frame and _framed(frame, text, body, collected)
            if made:
                self._frames = [replace(made, footer_key=key), *self._frames][:_MOST]
                break
        self._last = [*self._last, (text, body)][-4:]


def _body(text: str) -> int:
    at = text.find("<body")
    return at if at >= 0 else text.find("<BODY")


def _common(text: str, body: int, other: str, start: int) -> tuple[int, int] | None:
    """Return (length of the header, length of the tail) that two pages share, cut where a tag begins."""
    most = min(len(text) - body, len(other) - start)
    ahead = _longest(most, lambda n: text.startswith(other[start : start + n], body))
    ahead = max(text.rfind("<", body, body + ahead), body) - body
    behind = _longest(most - ahead, lambda n: text.endswith(other[len(other) - n :]))
    first = text.find("<", len(text) - behind) if behind else -1
    return (ahead, len(text) - first) if first >= 0 and len(text) - first >= _SHORTEST else None


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _framed(lengths: tuple[int, int], text: str, body: int, collected: Collected) -> _Frame | None:
    start, end = body + lengths[0], len(text) - lengths[1]
    middle = text[start:end]
    head, header, tail = _VARIES.sub("", text[:body]), text[body:start], text[end:]
    inside = [(low, high) for low, high in collected.footers if high > start and low < end]
    loaders = _loaders(middle)
    whole = not inside and all(header.count(one) == header.count(two) for one, two in _PAIRS)
    markers = _markers(collected, whole)
    if not silent(middle, loaders, markers):
        return None
    parts = []
    both: tuple[Found | OpenSource, ...] = (*collected.ordered(), *collected.open)
    for item in both:
        part = _part(item, text, body, (start, end))
        if part is None:
            return None
        parts.append(part)
    if any(body <= tag.offset for tag in collected.metas):
        return None
    return _Frame(head, header, tail, loaders, tuple(parts), "", markers)


def _part(item: Found | OpenSource, text: str, body: int, middle: tuple[int, int]) -> _Part | None:
    start, end = middle
    names = [field.name for field in fields(item)]
    at = names.index("offset")
    values = tuple(getattr(item, name) for name in names)
    around = (values[:at], values[at + 1 :])
    if item.offset >= end:
        return _Part(item, around, "tail", item.offset - end)
    if body <= item.offset < start:
        return _Part(item, around, "header", item.offset - body)
    outer = isinstance(item, OpenSource) or item.source in (Source.FILE, Source.FRAME) or item.offset < body
    return _Part(item, around, "tag", 0, text[item.offset : item.offset + _RAW].partition(">")[0]) if outer else None


def _rebuilt(frame: _Frame, text: str, body: int) -> IdentityFacts:
    found: list[Found] = []
    opened: list[OpenSource] = []
    starts = {"header": body, "tail": len(text) - len(frame.tail)}
    for part in frame.parts:
        offset = max(text.find(part.raw), 0) if part.segment == "tag" else starts[part.segment] + part.at
        before, after = part.fields
        if isinstance(part.item, Found):
            found.append(Found(*(*before, offset, *after)))
        else:
            opened.append(OpenSource(*(*before, offset, *after)))
    return IdentityFacts(VERSION, tuple(found), tuple(metas(text[:body])), tuple(opened), frame.footer_key, False)


def metas(head: str) -> Iterator[MetaTag]:
    """Yield the page tags of a head."""
    for found in _META.finditer(head):
        if found["attributes"] is not None:
            values = attributes(found["attributes"])
            if values.get("name"):
                yield meta_tag(values, found.start())


def key_of(text: str, footers: list[tuple[int, int]]) -> str:
    """Name the bytes of a page's own footers."""
    parts = "\0".join(text[start:end] for start, end in footers)
    return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if parts else ""
