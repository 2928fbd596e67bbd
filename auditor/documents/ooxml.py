"""Word, Excel and PowerPoint files since 2007, OFD, and plain archives: parts of a ZIP file."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from auditor.documents import word
from auditor.documents.archive import Archive, Bomb
from auditor.documents.content import Content, Damaged, Unread
from auditor.documents.ofd import ROOT, read_ofd
from auditor.documents.parts import elements, number
from auditor.model.limits import Limits

_KINDS = {"docx": word.DOCUMENT, "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_PICTURE = re.compile(r"(?:word|xl|ppt)/media/")
_MACROS = "vbaproject.bin"


def read(data: bytes, limits: Limits) -> Content:
    """Return text and links; raises Damaged, Encrypted or Unread."""
    archive = Archive(data, limits)
    names = list(archive.names())
    if ROOT in names:
        return read_ofd(archive, names, limits)
    kind = next((kind for kind, part in _KINDS.items() if part in names), "zip")
    content = Content(kind, limits, macros=any(name.lower().endswith(_MACROS) for name in names))
    content.pictures = sum(1 for name in names if _PICTURE.match(name))
    if kind == "zip":
        raise Unread
    try:
        _TEXTS[kind](archive, names, content)
        _links(archive, names, content)
    except Bomb as bomb:
        content.limit = bomb.limit
    except etree.XMLSyntaxError as error:
        raise Damaged from error
    return content


def _links(archive: Archive, names: list[str], content: Content) -> None:
    for name in names:
        if not name.endswith(".rels"):
            continue
        for count, element in enumerate(elements(archive.part(name), "Relationship"), 1):
            if count > content.limits.attachment_relations:
                content.limit = "attachment_relations"
                return
            if element.get("TargetMode") == "External" and str(element.get("Type", "")).endswith("/hyperlink"):
                content.link(str(element.get("Target", "")))


def _word(archive: Archive, names: list[str], content: Content) -> None:
    for paragraph in word.paragraphs(archive, word.ALL):
        content.add("".join(run.text for run in paragraph).replace("\n", " "))
        for run in paragraph:
            content.link(run.link, run.text)


def _slides(archive: Archive, names: list[str], content: Content) -> None:
    slides = sorted(filter(_SLIDE.fullmatch, names), key=number)
    content.pages = len(slides)
    for name in slides:
        for paragraph in elements(archive.part(name), "p"):
            content.add("".join(_runs(paragraph)))


def _sheets(archive: Archive, names: list[str], content: Content) -> None:
    shared = ["".join(_runs(item)) for item in elements(archive.part("xl/sharedStrings.xml"), "si")]
    sheets = sorted(filter(_SHEET.fullmatch, names), key=number)
    content.pages = len(sheets)
    for name in sheets:
        for row in elements(archive.part(name), "row"):
            if content.full:
                content.limit = "attachment_characters"
                return
            content.add("\t".join(filter(None, (_cell(cell, shared) for cell in row))))


def _cell(cell: etree._Element, shared: list[str]) -> str:
    value = "".join(one.text or "" for one in cell if etree.QName(one).localname == "v")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdecimal() and int(value) < len(shared) else ""
    return value or "".join(_runs(cell))


def _runs(element: etree._Element) -> Iterator[str]:
    for one in element.iter():
        if isinstance(one.tag, str) and etree.QName(one).localname in ("t", "tab", "br"):
            yield one.text or " "


_TEXTS: Mapping[str, Callable[[Archive, list[str], Content], None]] = {"docx": _word, "xlsx": _sheets, "pptx": _slides}
