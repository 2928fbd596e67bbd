"""The paragraphs of a Word file: what is read in them, and where it leads. Deleted text is left out, tables are included."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from auditor.documents.archive import Archive
from auditor.documents.parts import elements

DOCUMENT = "word/document.xml"
PUBLISHED = re.compile(r"word/(?:footnotes|endnotes)\d*\.xml")
"""What belongs to an article besides its document."""
ALL = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
"""What a file gives away besides its document to whom it is given."""
_W = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The usual namespace, and that of files saved as Strict Open XML."""
_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINK_FIELD = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph; ``link`` is where it leads, or empty. A line break is ``\\n``."""

    text: str
    link: str = ""


Paragraph = tuple[Run, ...]


def paragraphs(archive: Archive, besides: re.Pattern[str]) -> Iterator[Paragraph]:
    """Yield every paragraph that has any text or link, of the document and of the parts ``besides`` it.

    What stands in boxes inside a paragraph comes before it. Raises Damaged, Bomb or etree.XMLSyntaxError.
    """
    for name in (DOCUMENT, *sorted(filter(besides.fullmatch, archive.names()))):
        links = _links(archive, name)
        read = (_Reading(links).read(one) for one in elements(archive.part(name), "p") if _counts(one))
        yield from (runs for runs in read if any(run.text.strip() or run.link for run in runs))


def _counts(paragraph: etree._Element) -> bool:
    """False for one of another language, and in a fallback, which says the same again for older programs."""
    return paragraph.tag.startswith(_W) and not any(True for _ in paragraph.iterancestors(_FALLBACK))


def _links(archive: Archive, name: str) -> Mapping[str, str]:
    """Relation → address outside, of one part."""
    folder, _, file = name.rpartition("/")
    found: dict[str, str] = {}
    for relation in elements(archive.part(f"{folder}/_rels/{file}.rels"), "Relationship"):
        if len(found) >= archive.limits.attachment_relations:
            break
        if relation.get("TargetMode") == "External":
            found[str(relation.get("Id"))] = str(relation.get("Target"))
    return found


class _Reading:
    """Reads one paragraph; what stands in boxes inside it are paragraphs of their own."""

    def __init__(self, links: Mapping[str, str]) -> None:
        self._links = links
        self._runs: list[Run] = []
        self._field = ""
        self._link = ""

    def read(self, paragraph: etree._Element) -> Paragraph:
        self._children(paragraph)
        return tuple(self._runs)

    def _children(self, node: etree._Element) -> None:
        for child in node:
            self._node(child)

    def _node(self, node: etree._Element) -> None:
        if node.tag == _FALLBACK or not isinstance(node.tag, str):
            return
        name = node.tag.rpartition("}")[2] if node.tag.startswith(_W) else ""
        if name == "p":
            return
        if name == "t":
            self._say(node.text or "")
        elif name == "tab":
            self._say(" ")
        elif name in ("br", "cr"):
            self._say("\n")
        elif name == "hyperlink" and (target := self._target(node)):
            before, self._link = self._link, target
            self._children(node)
            self._link = before
        elif name == "instrText":
            self._field += node.text or ""
        elif name == "fldChar":
            self._mark(next((str(value) for key, value in node.items() if str(key).endswith("}fldCharType")), ""))
        else:
            self._children(node)

    def _target(self, node: etree._Element) -> str:
        return next((self._links.get(str(node.get(name)), "") for name in _IDS if name in node.attrib), "")

    def _say(self, text: str) -> None:
        if self._runs and self._runs[-1].link == self._link:
            text = self._runs.pop().text + text
        self._runs.append(Run(text, self._link))

    def _mark(self, kind: str) -> None:
        """A field begins, shows its result, or ends; of fields only links matter."""
        if kind == "begin":
            self._field = ""
        elif kind == "separate" and not self._link and (found := _LINK_FIELD.search(self._field)):
            self._link = found[1]
        elif kind == "end":
            self._link = ""
