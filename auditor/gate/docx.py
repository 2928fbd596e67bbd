"""The text and links of a Word document, paragraph by paragraph, as HTML. The file is hostile: sizes are bounded."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape
from io import BytesIO
from zlib import error as ZlibError

from lxml import etree

from auditor.gate.request import UnreadableError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_MOST_BYTES = 64 << 20
"""Of one part, unpacked."""
_LINK_FIELD = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')


def paragraphs(data: bytes) -> Iterator[str]:
    """Inner HTML of every paragraph that has any text or link, tables and notes included; deleted text is left out.

    Raises:
        UnreadableError: it is no Word document, is damaged, locked or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            if _DOCUMENT not in names:
                raise UnreadableError("这不是 Word 文档(docx):可能是表格、演示文稿或压缩包")
            links = _links(_part(package, _RELATIONS)) if _RELATIONS in names else {}
            for name in (_DOCUMENT, *(note for note in _NOTES if note in names)):
                yield from _of_part(_part(package, name), links)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(f"Word 文档已损坏或设有密码,无法读取({error})") from error


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    with package.open(name) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise UnreadableError("Word 文档过大,无法检查")
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _links(relations: etree._Element) -> Mapping[str, str]:
    return {str(one.get("Id")): str(one.get("Target")) for one in relations if one.get("TargetMode") == "External"}


def _of_part(root: etree._Element, links: Mapping[str, str]) -> Iterator[str]:
    for paragraph in root.iter(f"{_W}p"):
        if any(True for _ in paragraph.iterancestors(_FALLBACK)):
            continue  # The same text again, for older programs.
        text = _Paragraph(links).read(paragraph)
        if text:
            yield text


class _Paragraph:
    """Reads one paragraph; what stands in boxes inside it are paragraphs of their own."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._pieces: list[str] = []
        self._field = ""
        self._open = False

    def read(self, paragraph: etree._Element) -> str:
        """The inner HTML; empty when there is nothing to be read."""
        self._children(paragraph)
        if self._open:
            self._pieces.append("</a>")
        html = "".join(self._pieces)
        return html if html.replace("<br>", "").strip() else ""

    def _children(self, node: etree._Element) -> None:
        for child in node:
            self._node(child)

    def _node(self, node: etree._Element) -> None:
        name = node.tag
        if name in (f"{_W}p", _FALLBACK):
            return
        if name == f"{_W}t":
            self._pieces.append(escape(node.text or ""))
        elif name == f"{_W}tab":
            self._pieces.append(" ")
        elif name in (f"{_W}br", f"{_W}cr"):
            self._pieces.append("<br>")
        elif name == f"{_W}hyperlink" and (target := self._links.get(str(node.get(f"{_R}id")))):
            self._pieces.append(f'<a href="{escape(target)}">')
            self._children(node)
            self._pieces.append("</a>")
        elif name == f"{_W}instrText":
            self._field += node.text or ""
        elif name == f"{_W}fldChar":
            self._mark(str(node.get(f"{_W}fldCharType")))
        else:
            self._children(node)

    def _mark(self, kind: str) -> None:
        """A field begins, shows its result, or ends; of fields only links matter."""
        if kind == "begin":
            self._field = ""
        elif kind == "separate" and not self._open and (found := _LINK_FIELD.search(self._field)):
            self._pieces.append(f'<a href="{escape(found[1])}">')
            self._open = True
        elif kind == "end" and self._open:
            self._pieces.append("</a>")
            self._open = False
