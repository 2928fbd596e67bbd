"""Pictures of a footer whose names say nothing: a mark may be drawn on them, and no source tells (footer standard, section 2)."""

import re
from collections.abc import Iterable, Iterator

from auditor.html.tokens import attributes
from auditor.model.identity import OpenSource
from auditor.urls.resolve import join

_MOST = 30
_BACK, _AHEAD = 600, 80
"""Characters in which the anchor around a picture and the words after it are looked for."""
_LARGEST = 200_000
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_IMAGE = re.compile(r"<img\b([^<>]{0,1500})>", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\b([^<>]{0,500})>", re.IGNORECASE)
_TELLING = re.compile(
    r"gon?g?an|ga_?ba|beian|batb|ghs|wei?xin|wechat|(?:^|[_-])wx|weibo|sina|qr|ewm|erweima|logo|ipv6|wza|slh|line|arrow|search|tel|phone|(?:^|[_-])top",
    re.IGNORECASE,
)
_ICON = 24
"""Pixels; no mark is as small as the sign before a police number."""


def neutral(text: str, footers: Iterable[tuple[int, int]], base: str) -> Iterator[OpenSource]:
    """Yield the pictures of footers (spans of the markup) that have neither words nor a link nor a name that tells."""
    found = 0
    for start, end in footers:
        part = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[start : min(end, start + _LARGEST)])
        for image in _IMAGE.finditer(part):
            values = attributes(image[0])
            source = values.get("src", "").strip()
            if found < _MOST and source and not _tells(values, source) and not _is_explained(part, image):
                found += 1
                yield OpenSource("image", join(base, source) or "", start + image.start())


def _tells(values: dict[str, str], source: str) -> bool:
    words = values.get("alt", "").strip() or values.get("title", "").strip()
    sizes = [values.get(side, "").removesuffix("px") for side in ("width", "height")]
    small = any(size.isdigit() and int(size) <= _ICON for size in sizes)
    return len(words) >= 2 or small or bool(_TELLING.search(source.rpartition("/")[2]))


def _is_explained(part: str, image: re.Match[str]) -> bool:
    """It is linked to a page, or is the sign before a filing number."""
    if "备" in part[image.end() : image.end() + _AHEAD]:
        return True
    before = part[max(image.start() - _BACK, 0) : image.start()]
    anchors = list(_ANCHOR.finditer(before))
    if not anchors or "</a" in before[anchors[-1].end() :].lower():
        return False
    href = attributes(anchors[-1][0]).get("href", "").strip().lower()
    return bool(href) and not href.startswith(("#", "javascript:"))
