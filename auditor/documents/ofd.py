"""OFD (GB/T 33190): pages of an XML layout in a ZIP file. Text stands in pieces by place; pieces of one line are put together."""

import re
from collections.abc import Iterator
from itertools import groupby

from lxml import etree

from auditor.documents.archive import Archive, Bomb
from auditor.documents.content import Content, Damaged, Encrypted
from auditor.documents.parts import elements, number
from auditor.model.limits import Limits

ROOT = "OFD.xml"
_PAGE = re.compile(r"(?:.*/)?Pages?/Page_(\d+)/Content\.xml", re.IGNORECASE)
_LINKED = re.compile(r"(?:.*/)?(?:Document|Annotation|Content)\.xml", re.IGNORECASE)
_PICTURE = re.compile(r".*/Res/[^/]+\.(?:jpe?g|png|bmp|tiff?|jb2|gif)", re.IGNORECASE)
_ENCRYPTED = "encryptions.xml"
_SAME_LINE = 1.0
"""Millimetres by which pieces of one line may stand higher or lower."""


def read_ofd(archive: Archive, names: list[str], limits: Limits) -> Content:
    """Return text and links; raises Damaged or Encrypted."""
    if any(name.lower().endswith(_ENCRYPTED) for name in names):
        raise Encrypted
    content = Content("ofd", limits)
    pages = sorted((name for name in names if _PAGE.fullmatch(name)), key=number)
    content.pages, content.pictures = len(pages), sum(1 for name in names if _PICTURE.fullmatch(name))
    try:
        for name in pages:
            for line in _lines(archive.part(name)):
                content.add(line)
        for name in filter(_LINKED.fullmatch, names):
            for action in elements(archive.part(name), "URI"):
                content.link(str(action.get("URI", "")))
    except Bomb as bomb:
        content.limit = bomb.limit
    except etree.XMLSyntaxError as error:
        raise Damaged from error
    return content


def _lines(page: bytes) -> Iterator[str]:
    pieces = ((_height(piece), "".join(_codes(piece))) for piece in elements(page, "TextObject"))
    place = _Steady()
    for _, line in groupby(pieces, key=lambda piece: place.of(piece[0])):
        yield "".join(text for _, text in line)


class _Steady:
    """The height of a line: that of its first piece, until one stands clearly elsewhere."""

    def __init__(self) -> None:
        self._height = float("-inf")

    def of(self, height: float) -> float:
        if abs(height - self._height) > _SAME_LINE:
            self._height = height
        return self._height


def _height(piece: etree._Element) -> float:
    try:
        return float(str(piece.get("Boundary", "")).split()[1])
    except (IndexError, ValueError):
        return float("inf")


def _codes(piece: etree._Element) -> Iterator[str]:
    return (
        one.text or "" for one in piece.iter() if isinstance(one.tag, str) and etree.QName(one).localname == "TextCode"
    )
