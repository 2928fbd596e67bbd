"""Which interpretation is of which policy document: by their links, else by the name of the document in the title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.model.columns import ColumnTree, DocumentKind, PolicyDocument

_QUOTED = re.compile(r"《([^《》]{4,120})》")
_WORDS = re.compile(
    r"[\s“”\"'《》〈〉()()【】\[\]::,,、。·—_-]+|^关于|关于印发|的通知$|的通知|印发"
    r"|政策解读|解读|图解|一图读懂|文字|视频|专家|媒体"
)
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """A policy document with an interpretation of it."""

    policy: PolicyDocument
    interpretation: PolicyDocument
    onward: bool
    """The document links to the interpretation."""
    back: bool


def pairs(tree: ColumnTree) -> Iterator[Pair]:
    """Every pair, in the order of the documents; interpretations of what was not crawled are in none."""
    readings = [one for one in tree.documents if one.kind is DocumentKind.INTERPRETATION]
    for policy in tree.documents:
        if policy.kind is not DocumentKind.POLICY:
            continue
        for reading in readings:
            onward, back = reading.url in policy.links, policy.url in reading.links
            if onward or back or _names(reading.title, policy.title):
                yield Pair(policy, reading, onward, back)


def _names(reading: str, policy: str) -> bool:
    core = _core(policy)
    quoted = [_core(name) for name in _QUOTED.findall(reading)] or [_core(reading)]
    return any(len(name) >= _SHORTEST and len(core) >= _SHORTEST and (name in core or core in name) for name in quoted)


def _core(title: str) -> str:
    """A title without the words around the name of the document."""
    bare = _QUOTED.search(title)
    text = bare[1] if bare else title.partition("_")[0]
    before = None
    while text != before:
        before, text = text, _WORDS.sub("", text)
    return text
